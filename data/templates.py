"""Templates for uploads, derived from the schema: bilingual headers and one example row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import xlsxwriter

from data import tables
from data.table_checks import header
from data.table_import import EXAMPLE
from data.tables import Column, Table
from locales import BadInput, translate

EXAMPLES = {
    "INTEGER": "12",
    "BIGINT": "1200",
    "DOUBLE": "12.5",
    "BOOLEAN": "是",
    "DATE": "2026-01-31",
}
EXPLAINED = ["列 Column", "必填 Required", "类型 Type", "可用值 Values", "引用 Refers to"]


def example(column: Column) -> str:
    """A value that the column would take; the first column's says that the row is an example."""
    if column.options:
        return translate(column.options[0], "zh")
    if "YYYYMM" in column.en:
        return "2026-01"
    return EXAMPLES.get(column.type, f"{column.zh}1")


def rows(table: Table) -> list[list[str]]:
    """Header and example row."""
    columns = table.uploaded
    values = [example(column) for column in columns]
    return [[header(column) for column in columns], [f"{EXAMPLE} {values[0]}", *values[1:]]]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel opens the Chinese headers right."""
    text = io.StringIO()
    csv.writer(text).writerows(rows(table))
    return text.getvalue().encode("utf-8-sig")


def as_workbook(table: Table) -> bytes:
    """The template and, on a second sheet, what each column means."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#E8EEF4"})
        text = workbook.add_format({"num_format": "@"})
        sheet = workbook.add_worksheet(table.zh[:31])
        head, values = rows(table)
        sheet.write_row(0, 0, head, bold)
        sheet.write_row(1, 0, values)
        sheet.set_column(0, len(head) - 1, 18, text)
        sheet.freeze_panes(1, 0)
        _explain(workbook.add_worksheet("说明 Columns"), table, bold)
    return content.getvalue()


def _explain(sheet: xlsxwriter.worksheet.Worksheet, table: Table, bold: object) -> None:
    sheet.write_row(0, 0, EXPLAINED, bold)
    for number, column in enumerate(table.uploaded, start=1):
        values = ", ".join(f"{translate(o, 'zh')} {o}" for o in column.options)
        refers = ".".join(column.reference) if column.reference else ""
        required = "是 yes" if column.required else "否 no"
        sheet.write_row(number, 0, [header(column), required, column.type, values, refers])
    sheet.set_column(0, 4, 28)


def write(folder: Path) -> list[Path]:
    """Write a CSV and an XLSX template of every table into `folder`; the paths written.

    Raises BadInput where the folder cannot be written to.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in tables.UPLOADABLE:
            table = tables.table(name)
            for ending, content in ((".csv", as_csv(table)), (".xlsx", as_workbook(table))):
                path = folder / f"{name}{ending}"
                path.write_bytes(content)
                written.append(path)
    except OSError as error:
        raise BadInput(
            "The templates could not be written to {folder}. "
            "Check the free space and the right to write there.",
            folder=folder,
        ) from error
    return written
