"""What every row of a table upload must satisfy, and the list of what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from data import rules, tables
from data.cell_values import as_share, is_share
from data.masking import masked
from data.tables import Column, Table
from locales import Sentence, sentence

NO_CIRCLES = sentence("no row leads back to itself, at whatever distance")
REJECT_COLUMNS = ["row", "column", "value", "reason", "reason_zh"]


class Rejects:
    """Collects what is left out; the first fault of a row decides, all of them are listed."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, str | None, str | None, Sentence]] = []
        self.rows: set[int] = set()

    def add(self, row: int, column: str | None, value: object, reason: Sentence) -> None:
        text = None if value is None else masked(str(value))[:80]
        self.entries.append((row, column, text, reason))
        self.rows.add(row)

    def mention(self, row: int, column: str | None, reason: Sentence) -> None:
        """List something that keeps no row out."""
        self.entries.append((row, column and masked(column), None, reason))

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(
            [
                (row, column, value, masked(str(reason)), masked(reason.in_language("zh")))
                for row, column, value, reason in sorted(self.entries, key=lambda e: e[0])
            ],
            columns=REJECT_COLUMNS,
        )


def header(column: Column) -> str:
    """The header of a column in a template."""
    return column.zh if column.zh == column.en else f"{column.zh} {column.en}"


def shown(value: object) -> str:
    """One typed value as a person would write it."""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if pd.isna(value):
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def check_rules(
    connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame, rejects: Rejects
) -> None:
    """Every CHECK of the schema, on the typed rows; a rule over an empty cell holds."""
    connection.register("typed_rows", frame.rename_axis("file_row").reset_index())
    for check in table.checks:
        broken = connection.execute(
            f"SELECT file_row FROM typed_rows WHERE NOT ({check}) ORDER BY file_row"
        ).fetchall()
        columns = rules.columns_of(check, table)
        for (row,) in broken:
            values = [frame.at[row, column.name] for column in columns]
            rejects.add(
                row,
                ", ".join(header(c) for c in columns),
                ", ".join(shown(value) for value in values),
                _broken(rules.in_words(check, columns), columns, values),
            )
    connection.unregister("typed_rows")


def _broken(rule: Sentence, columns: Sequence[Column], values: Sequence[object]) -> Sentence:
    """The rule, and what to write where a percentage was written for a share."""
    for column, value in zip(columns, values, strict=True):
        if is_share(column) and not pd.isna(value) and 1 < value <= 100:
            return sentence("the rule is: {rule}; {fault}", rule=rule, fault=as_share(value))
    return sentence("the rule is: {rule}", rule=rule)


def check_keys(
    connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame, rejects: Rejects
) -> None:
    """A key stands once: in the file, and in the warehouse."""
    if not table.key:
        return
    keys = list(table.key)
    named = ", ".join(header(c) for c in table.uploaded if c.name in keys)
    complete = frame.dropna(subset=keys)
    for row in complete.index[complete.duplicated(keys)]:
        value = ", ".join(shown(v) for v in complete.loc[row, keys])
        rejects.add(row, named, value, sentence("this row stands in the file twice"))
    connection.register("keyed_rows", complete.rename_axis("file_row").reset_index())
    there = connection.execute(
        f"SELECT file_row, {table.name}.batch_id FROM keyed_rows JOIN {table.name}"
        f" USING ({', '.join(keys)})"
    ).fetchall()
    connection.unregister("keyed_rows")
    for row, batch_id in there:
        value = ", ".join(shown(v) for v in frame.loc[row, keys])
        rejects.add(
            row,
            named,
            value,
            sentence("this row is there already, from batch {batch}", batch=batch_id),
        )


def check_circles(table: Table, frame: pd.DataFrame, rejects: Rejects) -> None:
    """No row stands above itself, at whatever distance.

    Rows of the warehouse stay as they are, so only the file's own rows can close a circle.
    """
    for column in self_references(table):
        key = column.reference[1]
        good = frame[~frame.index.isin(rejects.rows)].dropna(subset=column.name)
        above = dict(zip(good[key], good[column.name], strict=True))
        ways = circles(above)
        for row, code in good[key].items():
            if code in ways:
                way = " → ".join(ways[code])
                reason = sentence("the rule is: {rule}; {fault}", rule=NO_CIRCLES, fault=way)
                rejects.add(row, header(column), above[code], reason)


def check_parents(
    connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame, rejects: Rejects
) -> None:
    """What refers to a row of its own table finds it in the file or in the warehouse."""
    for column in self_references(table):
        key = column.reference[1]
        stored = connection.execute(f"SELECT {key} FROM {table.name}").fetchall()
        there = {code for (code,) in stored}
        rows = {code: row for row, code in frame[key].items()}
        found = True
        while found:  # a row that is left out may have been the parent of another
            good = frame[~frame.index.isin(rejects.rows)]
            known = there | set(good[key])
            orphans = good[good[column.name].notna() & ~good[column.name].isin(known)]
            for row, parent in orphans[column.name].items():
                if parent in rows:
                    reason = sentence("row {row} of this file is left out too", row=rows[parent])
                else:
                    reason = unknown(parent, table.name)
                rejects.add(row, header(column), parent, reason)
            found = not orphans.empty


def self_references(table: Table) -> list[Column]:
    """The columns that refer to another row of their own table."""
    return [c for c in table.uploaded if c.reference and c.reference[0] == table.name]


def circles(above: Mapping[str, str]) -> dict[str, list[str]]:
    """The way around for each code from which the way up leads back to itself."""
    found: dict[str, list[str]] = {}
    done: set[str] = set()
    for start in above:
        way: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            way.append(here)
            here = above.get(here)
        if here in way:
            ring = way[way.index(here) :]
            for place, code in enumerate(ring):
                found[code] = [*ring[place:], *ring[:place], code]
    return found


def unknown(value: str, table_name: str) -> Sentence:
    """Why a value that refers to a table cannot stay."""
    return sentence(
        "{value} is not known in {table}; upload it there first, or correct it",
        value=value,
        table=tables.label(table_name),
    )
