"""What every row of a table upload must satisfy, and the list of what does not."""

from __future__ import annotations

import duckdb
import pandas as pd

from data import rules, tables
from data.tables import Column, Table
from locales import Sentence, sentence

REJECT_COLUMNS = ["row", "column", "value", "reason", "reason_zh"]


class Rejects:
    """Collects what is left out; the first fault of a row decides, all of them are listed."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, str | None, str | None, Sentence]] = []
        self.rows: set[int] = set()

    def add(self, row: int, column: str | None, value: object, reason: Sentence) -> None:
        self.entries.append((row, column, None if value is None else str(value)[:80], reason))
        self.rows.add(row)

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(
            [
                (row, column, value, str(reason), reason.in_language("zh"))
                for row, column, value, reason in sorted(self.entries, key=lambda e: e[0])
            ],
            columns=REJECT_COLUMNS,
        )


def header(column: Column) -> str:
    """The header of a column in a template."""
    return column.zh if column.zh == column.en else f"{column.zh} {column.en}"


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
            value = ", ".join(str(frame.at[row, c.name]) for c in columns)
            rejects.add(
                row,
                ", ".join(header(c) for c in columns),
                value,
                sentence("the rule is: {rule}", rule=rules.in_words(check, columns)),
            )
    connection.unregister("typed_rows")


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
        value = ", ".join(str(v) for v in complete.loc[row, keys])
        rejects.add(row, named, value, sentence("this row stands in the file twice"))
    connection.register("keyed_rows", complete.rename_axis("file_row").reset_index())
    there = connection.execute(
        f"SELECT file_row, {table.name}.batch_id FROM keyed_rows JOIN {table.name}"
        f" USING ({', '.join(keys)})"
    ).fetchall()
    connection.unregister("keyed_rows")
    for row, batch_id in there:
        value = ", ".join(str(v) for v in frame.loc[row, keys])
        rejects.add(
            row,
            named,
            value,
            sentence("this row is there already, from batch {batch}", batch=batch_id),
        )


def check_parents(
    connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame, rejects: Rejects
) -> None:
    """Every parent is a branch, of the file or of the warehouse, and no branch stands above itself.

    Rows of the warehouse stay as they are, so only the file's own rows can close a circle.
    """
    column = next(c for c in table.uploaded if c.name == "parent_id")
    there = {code for (code,) in connection.execute("SELECT branch_id FROM branch").fetchall()}
    good = frame[~frame.index.isin(rejects.rows)].dropna(subset="parent_id")
    above = dict(zip(good["branch_id"], good["parent_id"], strict=True))
    circular = _circular(above)
    for row, branch_id in good["branch_id"].items():
        if branch_id in circular:
            reason = sentence("the rule is: no branch stands above itself, at whatever distance")
            rejects.add(row, header(column), above[branch_id], reason)
    while True:  # a row that is left out may have been the parent of another
        good = frame[~frame.index.isin(rejects.rows)]
        known = there | set(good["branch_id"])
        orphans = good[good["parent_id"].notna() & ~good["parent_id"].isin(known)]
        for row, parent in orphans["parent_id"].items():
            rejects.add(row, header(column), parent, unknown(parent, "branch"))
        if orphans.empty:
            return


def _circular(above: dict[str, str]) -> set[str]:
    """The branches from which the way up leads back to themselves."""
    circular: set[str] = set()
    done: set[str] = set()
    for start in above:
        way: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            way.append(here)
            here = above.get(here)
        if here in way:
            circular.update(way[way.index(here) :])
    return circular


def unknown(value: str, table_name: str) -> Sentence:
    """Why a value that refers to a table cannot stay."""
    return sentence(
        "{value} is not known in {table}; upload it there first, or correct it",
        value=value,
        table=tables.label(table_name),
    )
