"""Proof that the warehouse is whole: every part can be read, batches are there whole or not at all,
cells equal a fresh count, references lead somewhere and never in a circle, and rows that belong
together add up.
"""

from __future__ import annotations

import duckdb

from data import cells, comment_terms, driver_cells, set_checks, tables
from data.batches import SURVEY_TABLES
from data.rows import first_row
from data.storage_faults import is_damage
from data.table_checks import circles, self_references
from data.viewer import COMMAND_LINE
from data.warehouse import Warehouse
from locales import Sentence, sentence

# What is counted from other rows. Sums of weights may differ in the last bits with the order of
# summing.
ROUNDED = {
    "comment_term": "*",
    "survey_cell": "* REPLACE (round(weight, 6) AS weight, round(weight_sq, 6) AS weight_sq)",
    "driver_cell": "* REPLACE (round(n, 6) AS n, round(total_a, 4) AS total_a,"
    " round(total_b, 4) AS total_b, round(total_aa, 2) AS total_aa,"
    " round(total_bb, 2) AS total_bb, round(total_ab, 2) AS total_ab)",
    "metric_cell": "* REPLACE (round(n, 6) AS n, round(total, 6) AS total,"
    " round(total_sq, 4) AS total_sq)",
}


def check(warehouse: Warehouse) -> list[Sentence]:
    """What is wrong, one sentence each; an empty list for a sound warehouse. Changes nothing."""
    if found := unreadable(warehouse):
        return found
    with warehouse.cursor(COMMAND_LINE) as cursor:
        found = _partial(cursor) + _dangling(cursor) + _circular(cursor) + _broken_sets(cursor)
        cursor.execute("BEGIN")
        try:
            found += _stale_cells(cursor)
        finally:
            cursor.execute("ROLLBACK")
    return found


def unreadable(warehouse: Warehouse) -> list[Sentence]:
    """The first table of which a part cannot be read, as a sentence; every block is looked at."""
    with warehouse.cursor(COMMAND_LINE) as cursor:
        for name in _tables(cursor):
            try:
                cursor.execute(f"SELECT bit_xor(hash({name})) FROM {name}").fetchall()
            except duckdb.Error as error:
                if not is_damage(error):
                    raise
                why = sentence(
                    "A part of {table} cannot be read: the file is damaged. Restore a backup.",
                    table=name,
                )
                return [why]
    return []


def _tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    query = "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name"
    return [name for (name,) in cursor.execute(query).fetchall()]


def _partial(cursor: duckdb.DuckDBPyConnection) -> list[Sentence]:
    """Batches that are there in part: a live one has all its rows, an undone one none."""
    found = []
    for name in (*SURVEY_TABLES, *tables.UPLOADABLE):
        query = f"""
            WITH stored AS (SELECT batch_id, count(*) AS rows FROM {name} GROUP BY batch_id)
            SELECT batch_id, rows_kept, coalesce(rows, 0) FROM batch LEFT JOIN stored
            USING (batch_id) WHERE table_name = ? AND coalesce(rows, 0)
            <> CASE WHEN undone_at IS NULL THEN rows_kept ELSE 0 END ORDER BY batch_id"""
        for batch_id, kept, stored in cursor.execute(query, [name]).fetchall():
            why = sentence(
                "Batch {batch} has {stored} of its {kept} rows in {table}.",
                batch=batch_id,
                stored=stored,
                kept=kept,
                table=name,
            )
            found.append(why)
    return found


def _dangling(cursor: duckdb.DuckDBPyConnection) -> list[Sentence]:
    found = []
    for name, table in tables.described().items():
        for column in table.columns:
            if column.reference is None:
                continue
            owner, key = column.reference
            (rows,) = first_row(
                cursor,
                f'SELECT count(*) FROM "{name}" WHERE {column.name} IS NOT NULL'
                f" AND {column.name} NOT IN (SELECT {key} FROM {owner})"
                + (" AND batch_id <> 0" if column.name == "batch_id" else ""),
            )
            if rows:
                found.append(
                    sentence(
                        "{rows} rows of {table} refer to a {owner} that does not exist.",
                        rows=rows,
                        table=name,
                        owner=owner,
                    )
                )
    return found


def _circular(cursor: duckdb.DuckDBPyConnection) -> list[Sentence]:
    found = []
    for name, table in tables.described().items():
        for column in self_references(table):
            key = column.reference[1]
            above = cursor.execute(
                f"SELECT {key}, {column.name} FROM {name} WHERE {column.name} IS NOT NULL"
            ).fetchall()
            rows = len(circles(dict(above)))
            if rows:
                found.append(
                    sentence(
                        "{rows} rows of {table} lead back to themselves by {column}.",
                        rows=rows,
                        table=name,
                        column=column.name,
                    )
                )
    return found


def _broken_sets(cursor: duckdb.DuckDBPyConnection) -> list[Sentence]:
    return [
        sentence("{table}: {fault}.", table=tables.label(name), fault=fault)
        for name, table in tables.described().items()
        for fault in set_checks.broken(cursor, table)
    ]


def _stale_cells(cursor: duckdb.DuckDBPyConnection) -> list[Sentence]:
    for name, columns in ROUNDED.items():
        cursor.execute(f"CREATE TEMP TABLE kept_{name} AS SELECT {columns} FROM {name}")
    cells.rebuild(cursor)
    driver_cells.rebuild(cursor)
    comment_terms.rebuild(cursor)
    found = []
    for name, columns in ROUNDED.items():
        fresh = f"(SELECT {columns} FROM {name})"
        (rows,) = first_row(
            cursor,
            f"SELECT count(*) FROM ((FROM kept_{name} EXCEPT ALL FROM {fresh})"
            f" UNION ALL (FROM {fresh} EXCEPT ALL FROM kept_{name}))",
        )
        if rows:
            found.append(
                sentence(
                    "{rows} rows of {table} differ from a count from scratch.",
                    rows=rows,
                    table=name,
                )
            )
    return found
