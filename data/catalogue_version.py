"""Cells counted with an older metric catalogue are counted anew when a warehouse opens."""

from __future__ import annotations

import hashlib
import json
from functools import cache

import duckdb

from data import cells, comment_terms, driver_cells, tables
from data.catalogue import metrics
from data.rows import first_row


@cache
def version() -> str:
    """A fingerprint of every metric's key and SQL, and of the schema whose views they read."""
    told = {key: metric.sql for key, metric in metrics().items()}
    told |= {str(number): file.read_text("utf-8") for number, file in tables.migrations()}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def recount_if_outdated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Count every metric anew, and words and pairs not yet counted, under another catalogue.

    Returns whether anything was counted. The caller holds the transaction.
    """
    (counted_with,) = first_row(connection, "SELECT counted_with FROM warehouse_state")
    if counted_with == version():
        return False
    connection.execute("DELETE FROM metric_cell")
    (filled,) = first_row(connection, "SELECT count(*) FROM batch WHERE undone_at IS NULL")
    if filled:
        cells.refresh_metrics(connection)
        for (batch_id,) in connection.execute(
            "SELECT DISTINCT batch_id FROM survey_comment"
            " WHERE batch_id NOT IN (SELECT batch_id FROM comment_term)"
        ).fetchall():
            comment_terms.count_batch(connection, batch_id)
        for (batch_id,) in connection.execute(
            "SELECT batch_id FROM batch WHERE undone_at IS NULL AND table_name = 'survey_response'"
            " AND batch_id NOT IN (SELECT batch_id FROM driver_cell)"
        ).fetchall():
            driver_cells.count_batch(connection, batch_id)
    connection.execute(
        "UPDATE warehouse_state SET counted_with = ?, data_version = data_version + 1", [version()]
    )
    return bool(filled)
