"""One row of a query, read to the end: an unfinished result would keep its connection busy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb


def first_row(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[object] | Mapping[str, object] = (),
) -> tuple | None:
    """The first row, or None."""
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0] if rows else None
