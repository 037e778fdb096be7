"""The questions of a survey: found again by their words and scale, or made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from data.importing.plan import SCORED, ColumnPlan, Plan
from data.rows import first_row


class Question(NamedTuple):
    """What makes a question the same question, in the order of the columns of the schema."""

    text: str
    kind: str
    scale_low: float | None
    scale_high: float | None
    satisfied_from: float | None
    topic: str | None
    is_overall: bool


RESPONDENT_MEAN = Question(
    "Mean of all ratings", "respondent_mean", 0.0, 100.0, 75.0, "overall", True
)


def store(connection: duckdb.DuckDBPyConnection, plan: Plan, batch_id: int, survey_id: int) -> None:
    """Find or make each question; position -> question as the temporary table `stored_question`."""
    asked = [column for column in plan.columns if column.role in (*SCORED, "comment")]
    ids = _identify(
        connection,
        batch_id,
        survey_id,
        [_question(column) for column in asked],
        [column.position for column in asked],
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE stored_question AS"
        " SELECT unnest($1::INTEGER[]) AS position, unnest($2::INTEGER[]) AS question_id",
        [[column.position for column in asked], ids],
    )


def store_respondent_means(
    connection: duckdb.DuckDBPyConnection, plan: Plan, batch_id: int, survey_id: int
) -> None:
    """Without an overall item, a respondent counts once: by the own mean of all ratings on 0–100.

    Satisfied is 75 and more, which is 4 on five points. A column of mixed scales is left out.
    """
    mixed = [column.position for column in plan.columns if column.mixed]
    (question_id,) = _identify(connection, batch_id, survey_id, [RESPONDENT_MEAN], [-1])
    connection.execute(
        "INSERT INTO survey_answer"
        " SELECT survey_answer.batch_id, response_id, $1,"
        " round(avg(100 * (score - scale_low) / (scale_high - scale_low)), 4)"
        " FROM survey_answer JOIN survey_question USING (question_id)"
        " WHERE survey_answer.batch_id = $2 AND kind = 'rating' AND question_id NOT IN"
        " (SELECT question_id FROM stored_question WHERE list_contains($3, position))"
        " GROUP BY ALL",
        [question_id, batch_id, mixed],
    )


def _question(column: ColumnPlan) -> Question:
    text = column.question or column.header
    if column.row_label and column.row_label not in text:
        text = f"{text} — {column.row_label}"
    text = text or f"#{column.position + 1}"
    if column.role == "comment":
        return Question(text, "comment", None, None, None, column.topic, False)
    low, high = column.scale or (0.0, 1.0)
    return Question(
        text, column.role, low, high, column.satisfied_from, column.topic, column.overall
    )


def _identify(
    connection: duckdb.DuckDBPyConnection,
    batch_id: int,
    survey_id: int,
    questions: Sequence[Question],
    positions: Sequence[int],
) -> list[int]:
    """The code of each question; what the survey does not know yet is made.

    Two columns of one file stay two questions, also when their words are the same.
    """
    known: dict[Question, list[int]] = {}
    for question_id, *identity in connection.execute(
        f"SELECT question_id, {', '.join(Question._fields)} FROM survey_question"
        " WHERE survey_id = ? ORDER BY question_id DESC",
        [survey_id],
    ).fetchall():
        known.setdefault(Question(*identity), []).append(question_id)
    (last,) = first_row(connection, "SELECT coalesce(max(question_id), 0) FROM survey_question")
    ids, made = [], []
    for question, position in zip(questions, positions, strict=True):
        if known.get(question):
            ids.append(known[question].pop())
        else:
            last += 1
            ids.append(last)
            made.append([last, survey_id, position, *question, batch_id])
    if made:
        marks = ", ".join("?" * len(made[0]))
        connection.executemany(f"INSERT INTO survey_question VALUES ({marks})", made)
    connection.execute(
        "INSERT INTO batch_question SELECT $1, unnest($2::INTEGER[])", [batch_id, ids]
    )
    return ids
