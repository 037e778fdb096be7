"""The batches: registering one, and taking one back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from data import cells, tables
from data.rows import first_row
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput

DEMO_TOOL = "demo"
BY_HAND = 0  # what a person matched on a page belongs to no batch and goes with its branch
# Rows made on the way of a survey import; they live as long as a batch uses them.
SHARED_TABLES = ("survey", "survey_question", "branch")
SURVEY_TABLES = ("survey_response", "survey_score")  # a survey file goes into one of them


@dataclass(frozen=True)
class BatchFile:
    """What a batch came from."""

    name: str
    sha256: str
    tool: str
    encoding: str | None = None


def refuse_duplicate(connection: duckdb.DuckDBPyConnection, file: BatchFile, table: str) -> None:
    """Raise BadInput if a batch of the same bytes is in the warehouse already."""
    same = SURVEY_TABLES if table in SURVEY_TABLES else (table,)
    found = first_row(
        connection,
        "SELECT batch_id, file_name, committed_at FROM batch"
        " WHERE sha256 = ? AND list_contains(?, table_name) AND undone_at IS NULL",
        [file.sha256, list(same)],
    )
    if found:
        raise BadInput(
            "The file {name} is already in the warehouse: batch {batch}, imported as {first} "
            "on {day}. Undo that batch first if you want to import it again.",
            name=file.name,
            batch=found[0],
            first=found[1],
            day=f"{found[2]:%Y-%m-%d %H:%M}",
        )


def next_id(connection: duckdb.DuckDBPyConnection) -> int:
    return first_row(connection, "SELECT coalesce(max(batch_id), 0) + 1 FROM batch")[0]


def register(
    connection: duckdb.DuckDBPyConnection,
    batch_id: int,
    table: str,
    file: BatchFile,
    viewer: Viewer,
    counts: Mapping[str, int],
    rejects: pd.DataFrame | None = None,
    uncounted: Collection[str] = (),
) -> None:
    """Write down a batch; `counts` has rows_read, rows_kept, rows_rejected and answers.

    Responses with one of the quality flags `uncounted` stay stored and are not counted.
    """
    connection.execute(
        "INSERT INTO batch (batch_id, table_name, file_name, sha256, tool, encoding, rows_read,"
        " rows_kept, rows_rejected, answers, uncounted, committed_by, committed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now()::TIMESTAMP)",
        [
            batch_id, table, file.name, file.sha256, file.tool, file.encoding,
            counts["rows_read"], counts["rows_kept"], counts["rows_rejected"],
            counts.get("answers", 0), ",".join(uncounted), viewer.name,
        ],
    )  # fmt: skip
    if rejects is not None and len(rejects):
        connection.register("batch_rejects", rejects)
        connection.execute(
            "INSERT INTO reject"
            ' SELECT ?, "row", "column", value, reason, reason_zh FROM batch_rejects',
            [batch_id],
        )
        connection.unregister("batch_rejects")


def undo(warehouse: Warehouse, viewer: Viewer, batch_ids: Collection[int]) -> None:
    """Take batches out of the warehouse, all of them or none.

    Raises BadInput for a batch that is unknown or undone, or that other batches build on.
    """
    numbers = sorted(set(batch_ids))
    with warehouse.change(viewer, "undo", ", ".join(map(str, numbers))) as connection:
        for batch_id in numbers:
            _refuse_unless_live(connection, batch_id)
        _refuse_if_built_on(connection, numbers)
        touched = _delete_rows(connection, numbers)
        connection.execute(
            "UPDATE batch SET undone_by = ?, undone_at = now()::TIMESTAMP"
            " WHERE list_contains(?, batch_id)",
            [viewer.name, numbers],
        )
        _delete_unused(connection)
        cells.refresh_metrics(connection, touched | {"branch"})


def _refuse_unless_live(connection: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    found = first_row(connection, "SELECT undone_at FROM batch WHERE batch_id = ?", [batch_id])
    if found is None:
        raise BadInput(
            "There is no batch {batch}. The list of batches shows their numbers.", batch=batch_id
        )
    if found[0] is not None:
        raise BadInput(
            "Batch {batch} was already undone on {day}.",
            batch=batch_id,
            day=f"{found[0]:%Y-%m-%d %H:%M}",
        )


def _refuse_if_built_on(connection: duckdb.DuckDBPyConnection, numbers: list[int]) -> None:
    """Rows of other batches may refer to rows of these: those batches must go first."""
    uploaded = {
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT table_name FROM batch WHERE list_contains(?, batch_id)", [numbers]
        ).fetchall()
    }
    for name in uploaded & set(tables.UPLOADABLE):
        for child, column, key in tables.references_to(name):
            found = first_row(
                connection,
                f"SELECT child.batch_id, count(*) FROM {child} AS child"
                f" WHERE child.batch_id <> {BY_HAND} AND NOT list_contains($1, child.batch_id)"
                f" AND child.{column} IN"
                f" (SELECT {key} FROM {name} WHERE list_contains($1, batch_id))"
                " GROUP BY child.batch_id ORDER BY child.batch_id LIMIT 1",
                [numbers],
            )
            if found:
                raise BadInput(
                    "Batch {batch} cannot be undone yet: {rows} rows of batch {other} refer to it. "
                    "Undo batch {other} first.",
                    batch=numbers[0] if len(numbers) == 1 else name,
                    rows=found[1],
                    other=found[0],
                )


def _delete_rows(connection: duckdb.DuckDBPyConnection, numbers: list[int]) -> set[str]:
    """Delete the batches' own rows; the tables that lost any."""
    whole = {
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT table_name FROM batch WHERE list_contains(?, batch_id)", [numbers]
        ).fetchall()
    }
    touched = set()
    for name in tables.batch_tables():
        if name == "batch" or (name in SHARED_TABLES and name not in whole):
            continue
        (deleted,) = first_row(
            connection, f"DELETE FROM {name} WHERE list_contains(?, batch_id)", [numbers]
        )
        if deleted:
            touched.add(name)
    return touched


def _delete_unused(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete what undone survey imports made on their way and no batch uses any more."""
    undone = "batch_id IN (SELECT batch_id FROM batch WHERE undone_at IS NOT NULL)"
    connection.execute(
        f"DELETE FROM survey_question WHERE {undone}"
        " AND question_id NOT IN (SELECT question_id FROM batch_question)"
    )
    connection.execute(
        f"DELETE FROM survey WHERE {undone}"
        " AND survey_id NOT IN (SELECT survey_id FROM survey_question)"
        " AND survey_id NOT IN (SELECT survey_id FROM survey_response)"
        " AND survey_id NOT IN (SELECT survey_id FROM survey_score)"
    )
    used = " UNION ".join(
        f"SELECT {column} FROM {child} WHERE {column} IS NOT NULL AND batch_id <> {BY_HAND}"
        for child, column, _ in tables.references_to("branch")
    )
    connection.execute(f"DELETE FROM branch WHERE {undone} AND branch_id NOT IN ({used})")
    connection.execute(
        f"DELETE FROM branch_alias WHERE batch_id = {BY_HAND}"
        " AND branch_id NOT IN (SELECT branch_id FROM branch)"
    )
