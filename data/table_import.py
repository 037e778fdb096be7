"""Uploads of the warehouse's own tables: read → validate → commit, by the rules of the schema.

Headers may be the column's name, its Chinese or English label, or both as the template writes them.
A row that breaks a rule is left out and listed with row, column, value and the rule; the other rows
are committed in one transaction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb
import pandas as pd

from data import batches, branches, cells, set_checks, strata, table_checks, tables
from data.batches import BatchFile
from data.cell_values import meaning, one_of
from data.importing.read import TextTable
from data.masking import identifies, masked
from data.table_checks import Rejects, header, unknown
from data.tables import Column, Table
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput, Sentence, both, sentence

CODES = ("_id", "_no", "url")  # endings of columns that other rows or other systems refer to
EXAMPLE = "示例"  # rows that begin so come from the template and are passed over


@dataclass(frozen=True)
class TableImported:
    """What became of a table upload; the names are those of `import --json`."""

    batch_id: int
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rejects: pd.DataFrame


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
        frame = _typed(connection, table, _raw(text, table, rejects), rejects)
        rows_read = len(frame)
        table_checks.check_rules(connection, table, frame, rejects)
        table_checks.check_keys(connection, table, frame, rejects)
        table_checks.check_circles(table, frame, rejects)
        set_checks.check_sets(connection, table, frame, rejects)
        table_checks.check_parents(connection, table, frame, rejects)
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
        connection.execute(
            f"INSERT INTO {table_name} BY NAME SELECT {_filled(table)} FROM good_rows"
        )
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


def _filled(table: Table) -> str:
    """All columns, with the schema's default where a cell was left empty."""
    filled = [f"coalesce({c.name}, {c.default}) AS {c.name}" for c in table.uploaded if c.default]
    return f"* REPLACE ({', '.join(filled)})" if filled else "*"


def _raw(text: TextTable, table: Table, rejects: Rejects) -> pd.DataFrame:
    """The file's rows as text: the table's columns, indexed by spreadsheet row."""
    cells_ = text.cells.to_pandas()
    cells_.index = range(1, len(cells_) + 1)
    cells_ = cells_.dropna(how="all")
    if len(cells_) < 2:
        raise BadInput(
            "{name} holds no rows below the header. Fill in the template and upload it again.",
            name=text.file_name,
        )
    found = _positions(text, table, cells_.iloc[0], rejects)
    raw = cells_.iloc[1:, list(found)].set_axis(list(found.values()), axis=1)
    marked = table.uploaded[0].name  # where the template marks its example row
    if marked in raw:
        raw = raw[~raw[marked].fillna("").str.startswith(EXAMPLE)]
    return raw.map(lambda v: v.strip() or None if isinstance(v, str) else None)


def _positions(
    text: TextTable, table: Table, headers: pd.Series, rejects: Rejects
) -> dict[int, str]:
    """Position in the file -> column of the table; headers of nothing are mentioned."""
    known: dict[str, Column] = {}
    for column in table.uploaded:
        for name in (column.name, column.zh, column.en, header(column)):
            known[branches.normalise(name)] = column
            known.setdefault(bare(name), column)
    found: dict[int, str] = {}
    for position, name in enumerate(headers.fillna("").astype(str)):
        column = known.get(branches.normalise(name)) or known.get(bare(name))
        if column is None and name.strip():
            why = sentence("the template has no such column; what stands in it is left out")
            rejects.mention(headers.name, name, why)
        elif column is not None and column.name in found.values():
            raise BadInput(
                "{name} has the column {column} twice. Keep the right one and upload it again.",
                name=text.file_name,
                column=header(column),
            )
        elif column is not None:
            found[position] = column.name
    missing = [c for c in table.uploaded if c.required and c.name not in found.values()]
    if missing:
        raise BadInput(
            "{name} lacks the column {columns}. Use the template of {table}; its headers may be "
            "Chinese or English.",
            name=text.file_name,
            columns=", ".join(header(c) for c in missing),
            table=both(table.en, table.zh),
        )
    return found


def bare(name: str) -> str:
    """A header without the explanation in brackets that a template may carry behind it."""
    return branches.normalise(re.sub(r"\s*[（(][^（）()]*[)）]", "", name))


def _typed(
    connection: duckdb.DuckDBPyConnection, table: Table, raw: pd.DataFrame, rejects: Rejects
) -> pd.DataFrame:
    """The rows in the types of the schema; what cannot be read is rejected and left empty."""
    typed = pd.DataFrame(index=raw.index)
    for column in table.uploaded:
        values = raw[column.name] if column.name in raw else pd.Series(None, raw.index, dtype="str")
        typed[column.name] = _column(connection, table, column, values, rejects)
        if column.required:
            for row in values.index[values.isna()]:
                rejects.add(row, header(column), None, sentence("this cell must not be empty"))
    return typed


def _column(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    column: Column,
    values: pd.Series,
    rejects: Rejects,
) -> pd.Series:
    meanings: dict[str, object] = {}
    reasons: dict[str, Sentence] = {}
    distinct = values.dropna().unique()
    known = _known(connection, table, column, distinct)
    words = strata.words(table.name, column.name)
    for value in distinct:
        try:
            if known is not None:
                meanings[value] = known[value]
            else:
                meanings[value] = one_of(words, value) if words else _meaning(column, value)
        except ValueError as fault:
            reasons[value] = fault.args[0]
        except KeyError:
            reasons[value] = unknown(value, column.reference[0])
    for row, value in values[values.isin(list(reasons))].items():
        rejects.add(row, header(column), value, reasons[value])
    return values.map(meanings).astype(_dtype(column))


def _meaning(column: Column, value: str) -> object:
    """One cell in the column's type, without what would tell which person is meant."""
    if column.type != "VARCHAR" or column.options:
        return meaning(column, value)
    if not column.name.endswith(CODES):
        return masked(value)
    if identifies(value):
        raise ValueError(
            sentence(
                "this tells which person it is: a telephone, an identity card or an e-mail; "
                "use a code of your own"
            )
        )
    return value


def _known(
    connection: duckdb.DuckDBPyConnection, table: Table, column: Column, distinct: object
) -> dict[str, str] | None:
    """What the values of a referring column mean; None where that is not known beforehand."""
    if column.reference is None or column in table_checks.self_references(table):
        return None
    owner, key = column.reference
    if owner == "branch":
        return branches.match(connection, distinct)
    return dict(connection.execute(f"SELECT {key}, {key} FROM {owner}").fetchall())


def _dtype(column: Column) -> str:
    return {
        "INTEGER": "Int64", "BIGINT": "Int64", "DOUBLE": "Float64",
        "BOOLEAN": "boolean", "DATE": "datetime64[us]",
    }.get(column.type, "str")  # fmt: skip


def _first_reason(rejects: Rejects) -> Sentence:
    faults = [entry for entry in rejects.entries if entry[0] in rejects.rows]
    if not faults:
        return sentence("It holds only the example row of the template.")
    row, column, value, reason = min(faults, key=lambda entry: entry[0])
    return sentence(
        "Row {row}, {column}, value {value}: {reason}.",
        row=row,
        column=column or "",
        value=value if value is not None else "''",
        reason=reason,
    )
