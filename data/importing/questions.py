"""The questions of a survey: found again by their words and scale, or made."""

from __future__ import annotations

import duckdb

from data.importing.plan import SCORED, ColumnPlan, Plan
from data.rows import first_row


def store(connection: duckdb.DuckDBPyConnection, plan: Plan, batch_id: int, survey_id: int) -> None:
    """Find or make each question; position -> question as the temporary table `stored_question`."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE stored_question (position INTEGER, question_id INTEGER)"
    )
    for column in plan.columns:
        if column.role in SCORED:
            question_id = _question(
                connection, batch_id, survey_id, column.position, _text(column), column.role,
                column.scale or (0.0, 1.0), column.satisfied_from, column.topic, column.overall,
            )  # fmt: skip
        elif column.role == "comment":
            question_id = _question(
                connection, batch_id, survey_id, column.position, _text(column), "comment",
                None, None, column.topic, False,
            )  # fmt: skip
        else:
            continue
        connection.execute(
            "INSERT INTO stored_question VALUES (?, ?)", [column.position, question_id]
        )


def _text(column: ColumnPlan) -> str:
    text = column.question or column.header
    if column.row_label and column.row_label not in text:
        text = f"{text} — {column.row_label}"
    return text or f"#{column.position + 1}"


def _question(
    connection: duckdb.DuckDBPyConnection,
    batch_id: int,
    survey_id: int,
    position: int,
    text: str,
    kind: str,
    scale: tuple[float, float] | None,
    satisfied_from: float | None,
    topic: str | None,
    overall: bool,
) -> int:
    """The same words on the same scale are the same question, else a new one is made.

    Two columns of one file stay two questions, also when their words are the same.
    """
    low, high = scale or (None, None)
    found = first_row(
        connection,
        "SELECT question_id FROM survey_question"
        " WHERE survey_id = $1 AND text = $2 AND kind = $3 AND is_overall = $4"
        " AND scale_low IS NOT DISTINCT FROM $5 AND scale_high IS NOT DISTINCT FROM $6"
        " AND satisfied_from IS NOT DISTINCT FROM $7 AND topic IS NOT DISTINCT FROM $8"
        " AND question_id NOT IN (SELECT question_id FROM batch_question WHERE batch_id = $9)"
        " ORDER BY question_id LIMIT 1",
        [survey_id, text, kind, overall, low, high, satisfied_from, topic, batch_id],
    )
    if found:
        (question_id,) = found
    else:
        (question_id,) = first_row(
            connection, "SELECT coalesce(max(question_id), 0) + 1 FROM survey_question"
        )
        connection.execute(
            "INSERT INTO survey_question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [question_id, survey_id, position, text, kind, low, high,
             satisfied_from, topic, overall, batch_id],
        )  # fmt: skip
    connection.execute("INSERT INTO batch_question VALUES (?, ?)", [batch_id, question_id])
    return question_id


def store_respondent_means(
    connection: duckdb.DuckDBPyConnection, batch_id: int, survey_id: int
) -> None:
    """Without an overall item, a respondent counts once: by the own mean of all ratings on 0–100.

    Satisfied is 75 and more, which is 4 on five points.
    """
    question_id = _question(
        connection, batch_id, survey_id, -1, "Mean of all ratings", "respondent_mean",
        (0.0, 100.0), 75.0, "overall", True,
    )  # fmt: skip
    connection.execute(
        "INSERT INTO survey_answer"
        " SELECT survey_answer.batch_id, response_id, $1,"
        " round(avg(100 * (score - scale_low) / (scale_high - scale_low)), 4)"
        " FROM survey_answer JOIN survey_question USING (question_id)"
        " WHERE survey_answer.batch_id = $2 AND kind = 'rating' GROUP BY ALL",
        [question_id, batch_id],
    )
