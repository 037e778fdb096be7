"""Answers on two topics of one respondent, summed: what the overall judgement goes with."""

from __future__ import annotations

from itertools import combinations

import duckdb

OVERALL = "overall"
ITEMS = """
SELECT CASE WHEN is_overall THEN ? ELSE topic END AS subject, arg_min(question_id, position),
       arg_min(scale_low, position), arg_min(scale_high, position)
FROM batch_question JOIN survey_question USING (question_id)
WHERE batch_question.batch_id = ? AND kind = 'rating' AND scale_high > scale_low
  AND (is_overall OR topic IS NOT NULL)
GROUP BY subject ORDER BY subject
"""


def count_batch(connection: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    """Count the pairs of topics of one batch anew; nothing where it asks for no overall judgement.

    Of several items of one topic the first counts, as on the pages.
    """
    connection.execute("DELETE FROM driver_cell WHERE batch_id = ?", [batch_id])
    items = connection.execute(ITEMS, [OVERALL, batch_id]).fetchall()
    if len(items) < 2 or OVERALL not in {subject for subject, *_ in items}:
        return
    answered = ", ".join(
        f"any_value(100 * (score - {low!r}) / {high - low!r})"
        f" FILTER (question_id = {question}) AS x{at}"
        for at, (_, question, low, high) in enumerate(items)
    )
    questions = [question for _, question, _, _ in items]
    pairs = ", ".join(
        _pair(a, b, items[a][0], items[b][0]) for a, b in combinations(range(len(items)), 2)
    )
    connection.execute(
        f"""
        INSERT INTO driver_cell BY NAME
        WITH answers AS (
            SELECT response_id, {answered}
            FROM survey_answer WHERE batch_id = $batch AND list_contains($questions, question_id)
            GROUP BY response_id
        ),
        summed AS (
            SELECT counted_response.batch_id, survey_id, audience, channel, branch_id, month,
                   [{pairs}] AS pairs
            FROM answers JOIN counted_response USING (response_id) JOIN survey USING (survey_id)
            WHERE counted_response.batch_id = $batch
            GROUP BY ALL
        ),
        each AS (SELECT * EXCLUDE (pairs), unnest(pairs, recursive := true) FROM summed)
        SELECT * FROM each WHERE n > 0
        """,
        {"batch": batch_id, "questions": questions},
    )


def _pair(a: int, b: int, topic_a: str, topic_b: str) -> str:
    """The sums of one pair as a STRUCT."""
    both = f"FILTER (x{a} IS NOT NULL AND x{b} IS NOT NULL)"
    sums = {
        "n": "weight",
        "total_a": f"weight * x{a}",
        "total_b": f"weight * x{b}",
        "total_aa": f"weight * x{a} * x{a}",
        "total_bb": f"weight * x{b} * x{b}",
        "total_ab": f"weight * x{a} * x{b}",
    }
    fields = ", ".join(f"{name} := sum({term}) {both}" for name, term in sums.items())
    quoted = [topic.replace("'", "''") for topic in (topic_a, topic_b)]
    return f"struct_pack(topic_a := '{quoted[0]}', topic_b := '{quoted[1]}', {fields})"


def rebuild(connection: duckdb.DuckDBPyConnection) -> None:
    """The pairs of all batches from scratch."""
    connection.execute("DELETE FROM driver_cell")
    for (batch_id,) in connection.execute(
        "SELECT batch_id FROM batch WHERE undone_at IS NULL AND table_name = 'survey_response'"
    ).fetchall():
        count_batch(connection, batch_id)
