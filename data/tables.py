"""The schema, read back from the open warehouse: what the SQL files say stands nowhere else.

Comments are `中文 | English` and, where a column refers to another table, `| → table.column`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.rows import first_row
from locales import Sentence, both

FOLDER = Path(__file__).parent / "schema"
BOOKKEEPING = {"batch_id"}
UPLOADABLE = (
    "branch",
    "branch_alias",
    "stratum_weight",
    "scheme",
    "scheme_band",
    "indicator",
    "assessment_score",
    "training_standard",
    "training_plan",
    "training_session",
    "training_attendance",
    "service_kpi",
)


@dataclass(frozen=True)
class Column:
    name: str
    zh: str
    en: str
    type: str
    required: bool
    options: tuple[str, ...]  # the words a CHECK ... IN allows; empty if free
    reference: tuple[str, str] | None  # (table, column) it refers to

    def label(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Table:
    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    checks: tuple[str, ...]  # SQL expressions that every row must satisfy

    def label(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    @property
    def uploaded(self) -> tuple[Column, ...]:
        """The columns a person fills in."""
        return tuple(c for c in self.columns if c.name not in BOOKKEEPING)


def migrations() -> list[tuple[int, Path]]:
    """The numbered files in their order."""
    return sorted((int(path.name[:3]), path) for path in FOLDER.glob("[0-9][0-9][0-9]_*.sql"))


def table_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary"
        " AND database_name = current_database() ORDER BY table_oid"
    ).fetchall()
    return [name for (name,) in rows]


def table(connection: duckdb.DuckDBPyConnection, name: str) -> Table:
    """One table with its columns, key and rules. Raises KeyError for an unknown table."""
    comment = first_row(
        connection,
        "SELECT comment FROM duckdb_tables() WHERE table_name = ? AND NOT temporary",
        [name],
    )
    if comment is None:
        raise KeyError(name)
    constraints = connection.execute(
        "SELECT constraint_type, expression, constraint_column_names FROM duckdb_constraints()"
        " WHERE table_name = ?",
        [name],
    ).fetchall()
    keys = [tuple(columns) for kind, _, columns in constraints if kind == "PRIMARY KEY"]
    checks = tuple(expression for kind, expression, _ in constraints if kind == "CHECK")
    zh, en, _ = _parts(comment[0])
    return Table(name, zh, en, _columns(connection, name, checks), keys[0] if keys else (), checks)


def label(connection: duckdb.DuckDBPyConnection, name: str) -> Sentence:
    """The name of a table for a person."""
    found = table(connection, name)
    return both(found.en, found.zh)


def _columns(
    connection: duckdb.DuckDBPyConnection, name: str, checks: tuple[str, ...]
) -> tuple[Column, ...]:
    rows = connection.execute(
        "SELECT column_name, comment, data_type, NOT is_nullable, column_default IS NOT NULL"
        " FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [name],
    ).fetchall()
    columns = []
    for column, comment, kind, required, has_default in rows:
        zh, en, reference = _parts(comment or column)
        columns.append(
            Column(
                name=column,
                zh=zh,
                en=en,
                type=kind,
                required=required and not has_default,
                options=_options(column, checks),
                reference=reference,
            )
        )
    return tuple(columns)


def _options(column: str, checks: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `CHECK (column IN ('a', 'b'))`."""
    for expression in checks:
        found = re.fullmatch(rf'\(*"?{column}"? IN \((.*?)\)+', expression.strip())
        if found:
            return tuple(re.findall(r"'([^']*)'", found[1]))
    return ()


def _parts(comment: str) -> tuple[str, str, tuple[str, str] | None]:
    zh, _, rest = comment.partition(" | ")
    en, _, target = rest.partition(" | → ")
    reference = None
    if target:
        owner, _, column = target.partition(".")
        reference = (owner, column)
    return zh, en or zh, reference


def batch_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables whose rows belong to a batch."""
    rows = connection.execute(
        "SELECT DISTINCT columns.table_name FROM duckdb_columns() AS columns"
        " JOIN duckdb_tables() USING (table_oid) WHERE column_name = 'batch_id'"
        " ORDER BY columns.table_name"
    ).fetchall()
    return [name for (name,) in rows]


def references_to(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str, str]]:
    """(table, column, referred column) of the batch tables' columns that refer to table `name`."""
    return [
        (child, column.name, column.reference[1])
        for child in batch_tables(connection)
        for column in table(connection, child).columns
        if column.reference and column.reference[0] == name
    ]
