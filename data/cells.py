"""Counting: answers into `survey_cell`, and every metric's SQL into `metric_cell`.

A cell is `n, total, total_sq` of one metric, branch, month and stratum; whatever a page shows is a
sum of cells. Both tables can be built from scratch at any time, and then hold the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import duckdb

from data import tables
from data.catalogue import metrics
from data.statement import parsed

# The SELECT that any engine runs over a lake, too.
COUNT_ANSWERS = (Path(__file__).parent / "lake" / "count_answers.sql").read_text(encoding="utf-8")


def count_batch(connection: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    """Count the answers of one batch anew. Answers that wait for their branch are left out."""
    connection.execute("DELETE FROM survey_cell WHERE batch_id = ?", [batch_id])
    connection.execute(
        f"INSERT INTO survey_cell BY NAME FROM ({COUNT_ANSWERS}) WHERE batch_id = ?", [batch_id]
    )


@cache
def sources(sql: str) -> frozenset[str]:
    """The warehouse tables that a SELECT reads, itself or through views."""
    behind = tables.views()
    return frozenset().union(
        *(sources(behind[name]) if name in behind else {name} for name in parsed(sql).names)
    )


def views_behind(sql: str) -> dict[str, str]:
    """The views that a SELECT reads, themselves or through each other, and the SELECT of each."""
    known = tables.views()
    found: dict[str, str] = {}
    waiting = [sql]
    while waiting:
        for name in sorted(parsed(waiting.pop()).names & set(known) - set(found)):
            found[name] = known[name]
            waiting.append(known[name])
    return found


def refresh_metrics(
    connection: duckdb.DuckDBPyConnection, touched: Iterable[str] | None = None
) -> None:
    """Recount the metrics that read one of the `touched` tables; all of them by default."""
    touched = None if touched is None else set(touched)
    for metric in metrics().values():
        if touched is None or touched & sources(metric.sql):
            connection.execute("DELETE FROM metric_cell WHERE metric = ?", [metric.key])
            connection.execute(
                "INSERT INTO metric_cell SELECT ?, branch_id, month, stratum, n, total, total_sq"
                f" FROM ({metric.sql})",
                [metric.key],
            )


def rebuild(connection: duckdb.DuckDBPyConnection) -> None:
    """All cells from scratch."""
    connection.execute("DELETE FROM survey_cell")
    for (batch_id,) in connection.execute(
        "SELECT batch_id FROM batch WHERE undone_at IS NULL AND table_name = 'survey_response'"
    ).fetchall():
        count_batch(connection, batch_id)
    refresh_metrics(connection)
