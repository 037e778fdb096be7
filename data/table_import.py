"""Uploads of the warehouse's own tables: read → validate → commit, by the rules of the schema.

Headers may be the column's name, its Chinese or English label, or both as the template writes them.
A row that breaks a rule is left out and listed with row, column, value and the rule; the other rows
are committed in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from data import batches, branches, cells, rules, tables
from data.batches import BatchFile
from data.cell_values import meaning
from data.importing.read import TextTable
from data.tables import Column, Table
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput, Sentence, both, sentence

EXAMPLE = "示例"  # rows that begin so come from the template and are passed over
REJECT_COLUMNS = ["row", "column", "value", "reason", "reason_zh"]


@dataclass(frozen=True)
class TableImported:
    """What became of a table upload; the names are those of `import --json`."""

    batch_id: int
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rejects: pd.DataFrame


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


def import_table(
    warehouse: Warehouse, viewer: Viewer, text: TextTable, table_name: str
) -> TableImported:
    """Validate and commit one file for one table.

    Raises BadInput for an unknown table, a missing column, a file that was imported before, or one
    without a single good row; then nothing is stored.
    """
    if table_name not in tables.UPLOADABLE:
        raise BadInput(
            "There is no table {table} to upload to. Use one of: {tables}.",
            table=table_name,
            tables=", ".join(tables.UPLOADABLE),
        )
    file = BatchFile(text.file_name, text.sha256, "template", text.encoding)
    with warehouse.change(viewer, "import", f"{table_name}: {text.file_name}") as connection:
        batches.refuse_duplicate(connection, file, table_name)
        table = tables.table(table_name)
        rejects = Rejects()
        frame = _typed(connection, table, _raw(text, table), rejects)
        rows_read = len(frame)
        _check_rules(connection, table, frame, rejects)
        _check_keys(connection, table, frame, rejects)
        if table.name == "branch":
            _check_parents(connection, table, frame, rejects)
        good = frame[~frame.index.isin(rejects.rows)]
        if good.empty:
            raise BadInput(
                "No row of {name} can be stored in {table}. {first}",
                name=text.file_name,
                table=both(table.en, table.zh),
                first=_first_reason(rejects),
            )
        batch_id = batches.next_id(connection)
        good = good.assign(batch_id=batch_id)
        connection.register("good_rows", good)
        connection.execute(f"INSERT INTO {table_name} BY NAME SELECT * FROM good_rows")
        connection.unregister("good_rows")
        counts = {
            "rows_read": rows_read,
            "rows_kept": len(good),
            "rows_rejected": rows_read - len(good),
        }
        listed = rejects.frame()
        batches.register(connection, batch_id, table_name, file, viewer, counts, listed)
        cells.refresh_metrics(connection, {table_name})
    return TableImported(batch_id=batch_id, rejects=listed, **counts)


def header(column: Column) -> str:
    """The header of a column in a template."""
    return column.zh if column.zh == column.en else f"{column.zh} {column.en}"


def _raw(text: TextTable, table: Table) -> pd.DataFrame:
    """The file's rows as text: the table's columns, indexed by spreadsheet row."""
    cells_ = text.cells.to_pandas()
    cells_.index = range(1, len(cells_) + 1)
    cells_ = cells_.dropna(how="all")
    if len(cells_) < 2:
        raise BadInput(
            "{name} holds no rows below the header. Fill in the template and upload it again.",
            name=text.file_name,
        )
    headers = ["" if pd.isna(h) else str(h) for h in cells_.iloc[0]]
    known = {
        branches.normalise(name): column.name
        for column in table.uploaded
        for name in (column.name, column.zh, column.en, header(column))
    }
    found = {i: known[branches.normalise(h)] for i, h in enumerate(headers)
             if branches.normalise(h) in known}  # fmt: skip
    missing = [c for c in table.uploaded if c.required and c.name not in found.values()]
    if missing:
        raise BadInput(
            "{name} lacks the column {columns}. Use the template of {table}; its headers may be "
            "Chinese or English.",
            name=text.file_name,
            columns=", ".join(header(c) for c in missing),
            table=both(table.en, table.zh),
        )
    raw = cells_.iloc[1:, list(found)].set_axis(list(found.values()), axis=1)
    return raw[~raw.iloc[:, 0].fillna("").str.startswith(EXAMPLE)].map(
        lambda v: v.strip() or None if isinstance(v, str) else None
    )


def _typed(
    connection: duckdb.DuckDBPyConnection, table: Table, raw: pd.DataFrame, rejects: Rejects
) -> pd.DataFrame:
    """The rows in the types of the schema; what cannot be read is rejected and left empty."""
    typed = pd.DataFrame(index=raw.index)
    for column in table.uploaded:
        values = raw[column.name] if column.name in raw else pd.Series(None, raw.index, dtype="str")
        typed[column.name] = _column(connection, column, values, rejects)
        if column.required:
            for row in values.index[values.isna()]:
                rejects.add(row, header(column), None, sentence("this cell must not be empty"))
    return typed


def _column(
    connection: duckdb.DuckDBPyConnection, column: Column, values: pd.Series, rejects: Rejects
) -> pd.Series:
    meanings: dict[str, object] = {}
    reasons: dict[str, Sentence] = {}
    distinct = values.dropna().unique()
    known = _known(connection, column, distinct)
    for value in distinct:
        try:
            meanings[value] = meaning(column, value) if known is None else known[value]
        except ValueError as fault:
            reasons[value] = fault.args[0]
        except KeyError:
            reasons[value] = _unknown(value, column.reference[0])
    for row, value in values[values.isin(list(reasons))].items():
        rejects.add(row, header(column), value, reasons[value])
    return values.map(meanings).astype(_dtype(column))


def _known(
    connection: duckdb.DuckDBPyConnection, column: Column, distinct: object
) -> dict[str, str] | None:
    """What the values of a referring column mean; None for a column that refers to nothing."""
    if column.reference is None or column.name == "parent_id":
        return None
    table, key = column.reference
    if table == "branch":
        return branches.match(connection, distinct)
    rows = connection.execute(f"SELECT {key} FROM {table}").fetchall()
    return {value: value for (value,) in rows}


def _dtype(column: Column) -> str:
    return {
        "INTEGER": "Int64", "BIGINT": "Int64", "DOUBLE": "Float64",
        "BOOLEAN": "boolean", "DATE": "datetime64[us]",
    }.get(column.type, "str")  # fmt: skip


def _check_rules(
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


def _check_keys(
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


def _check_parents(
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
            rejects.add(row, header(column), parent, _unknown(parent, "branch"))
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


def _unknown(value: str, table_name: str) -> Sentence:
    return sentence(
        "{value} is not known in {table}; upload it there first, or correct it",
        value=value,
        table=tables.label(table_name),
    )


def _first_reason(rejects: Rejects) -> Sentence:
    if not rejects.entries:
        return sentence("It holds only the example row of the template.")
    row, column, value, reason = min(rejects.entries, key=lambda entry: entry[0])
    return sentence(
        "Row {row}, {column}, value {value}: {reason}.",
        row=row,
        column=column or "",
        value=value if value is not None else "''",
        reason=reason,
    )
