"""The schema as DuckDB itself reads the SQL files: what they say stands nowhere else.

Comments are `中文 | English` and, where a column refers to another table, `| → table.column`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from locales import Sentence, both

FOLDER = Path(__file__).parent / "schema"
BOOKKEEPING = {"batch_id"}
UPLOADABLE = (
    "branch", "branch_alias", "stratum_weight",
    "scheme", "scheme_band", "indicator", "assessment_score", "adjustment", "result_applied",
    "policy_required", "policy", "policy_revision", "work_item", "finding", "target",
    "leader_duty", "sponsor_task", "meeting_rule", "meeting", "platform_item", "activity",
    "innovation", "stability_event",
    "training_standard", "training_plan", "training_session", "training_attendance",
    "team_rating", "member", "pioneer", "staff_skill", "party_worker",
    "dual_duty_leader", "dual_duty_training", "ability_eval", "elearning_month",
    "service_kpi", "kpi_target", "feedback", "callback_month", "care", "contact", "service_post",
    "pledge", "service_project", "field_research", "digital_usage", "online_process",
    "brand", "brand_event", "media",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    name: str
    zh: str
    en: str
    type: str
    required: bool
    options: tuple[str, ...]  # the words a CHECK ... IN allows; empty if free
    reference: tuple[str, str] | None  # (table, column) it refers to
    default: str | None = None  # the SQL expression that fills an empty cell

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


@contextmanager
def _empty_schema() -> Iterator[duckdb.DuckDBPyConnection]:
    """A fleeting database with the schema and no rows, to be asked what it consists of."""
    with duckdb.connect(":memory:") as connection:
        for _, path in migrations():
            connection.execute(path.read_text(encoding="utf-8"))
        yield connection


@cache
def described() -> Mapping[str, Table]:
    """Every table of the schema by its name, in the order of the files; views are none."""
    with _empty_schema() as connection:
        names = connection.execute(
            "SELECT table_name, comment FROM duckdb_tables() ORDER BY table_oid"
        ).fetchall()
        constraints = connection.execute(
            "SELECT table_name, constraint_type, expression, constraint_column_names"
            " FROM duckdb_constraints()"
        ).fetchall()
        columns = connection.execute(
            "SELECT table_name, column_name, comment, data_type, NOT is_nullable,"
            " column_default FROM duckdb_columns() ORDER BY table_oid, column_index"
        ).fetchall()
    return {
        name: _table(
            name,
            comment,
            [rest for owner, *rest in columns if owner == name],
            [rest for owner, *rest in constraints if owner == name],
        )
        for name, comment in names
    }


@cache
def views() -> Mapping[str, str]:
    """The SELECT behind every view of the schema, by the name of the view."""
    with _empty_schema() as connection:
        made = connection.execute(
            "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    return {name: sql.partition(" AS ")[2] for name, sql in made}


def table(name: str) -> Table:
    """One table with its columns, key and rules. Raises KeyError for an unknown table."""
    return described()[name]


def label(name: str) -> Sentence:
    """The name of a table for a person."""
    return both(table(name).en, table(name).zh)


def batch_tables() -> list[str]:
    """The tables whose rows belong to a batch."""
    return [t.name for t in described().values() if any(c.name == "batch_id" for c in t.columns)]


def references_to(name: str) -> list[tuple[str, str, str]]:
    """(table, column, referred column) of the batch tables' columns that refer to table `name`."""
    return [
        (child, column.name, column.reference[1])
        for child in batch_tables()
        for column in table(child).columns
        if column.reference and column.reference[0] == name
    ]


def _table(name: str, comment: str, columns: list[list], constraints: list[list]) -> Table:
    keys = [tuple(names) for kind, _, names in constraints if kind == "PRIMARY KEY"]
    checks = tuple(expression for kind, expression, _ in constraints if kind == "CHECK")
    zh, en, _ = _parts(comment)
    return Table(
        name=name,
        zh=zh,
        en=en,
        columns=tuple(_column(*column, checks) for column in columns),
        key=keys[0] if keys else (),
        checks=checks,
    )


def _column(
    name: str,
    comment: str | None,
    kind: str,
    required: bool,
    default: str | None,
    checks: tuple[str, ...],
) -> Column:
    zh, en, reference = _parts(comment or name)
    return Column(
        name=name,
        zh=zh,
        en=en,
        type=kind,
        required=required and default is None,
        options=_options(name, checks),
        reference=reference,
        default=default,
    )


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
