"""Templates for uploads, derived from the schema: headers, an example row, explanations."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import xlsxwriter

from data import rules, strata, tables
from data.inert import LITERAL, inert
from data.set_rules import RULES
from data.table_checks import NO_CIRCLES, header, self_references
from data.table_import import EXAMPLE
from data.tables import Column, Table
from locales import BadInput, Sentence, both, sentence, translate

EVERY_TABLE = "*"
FORMS = {
    "INTEGER": sentence("a whole number"),
    "BIGINT": sentence("a whole number"),
    "DOUBLE": sentence("a number"),
    "BOOLEAN": sentence("yes or no"),
    "DATE": sentence("a date, such as 2026-01-31"),
    "VARCHAR": sentence("a text"),
}
EXPLAINED = (
    sentence("Column"),
    sentence("Must be filled in"),
    sentence("How to write it"),
    sentence("Possible values"),
    sentence("Refers to"),
    sentence("If left empty"),
)


@cache
def _examples() -> Mapping[str, Mapping[str, str]]:
    text = (Path(__file__).parent / "examples.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def example(table: Table, column: Column) -> str:
    """A plausible value of a column, as a person would write it; empty where none is needed."""
    for source in (_examples().get(table.name, {}), _examples()[EVERY_TABLE]):
        if column.name in source:
            return source[column.name]
    return translate(column.options[0], "zh") if column.options else ""


def rows(table: Table) -> list[list[str]]:
    """Header and example row; the first cell says that the row is an example."""
    columns = table.uploaded
    values = [example(table, column) for column in columns]
    return [[header(column) for column in columns], [f"{EXAMPLE} {values[0]}", *values[1:]]]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel opens the Chinese headers right."""
    text = io.StringIO()
    csv.writer(text).writerows([[inert(cell) for cell in row] for row in rows(table)])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(table: Table) -> bytes:
    """The template and, on a second sheet, what each column means and which rules hold."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, LITERAL) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#E8EEF4"})
        text = workbook.add_format({"num_format": "@"})
        sheet = workbook.add_worksheet(table.zh[:31])
        head, values = rows(table)
        sheet.write_row(0, 0, head, bold)
        sheet.write_row(1, 0, values)
        sheet.set_column(0, len(head) - 1, 18, text)
        sheet.freeze_panes(1, 0)
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        _explain(workbook.add_worksheet("说明 Explanations"), table, bold, wrapped)
    return content.getvalue()


def rules_in_words(table: Table) -> Iterator[Sentence]:
    """What rows must satisfy, beyond the form of each cell: within a row, then among rows."""
    for check in table.checks:
        columns = rules.columns_of(check, table)
        if not any(rules.is_form(column, check) for column in columns):
            yield rules.in_words(check, columns)
    if table.key:
        keys = [c for c in table.uploaded if c.name in table.key]
        named = both(" + ".join(f"“{c.en}”" for c in keys), "＋".join(f"「{c.zh}」" for c in keys))
        yield sentence("no two rows have the same {columns}", columns=named)
    if self_references(table):
        yield NO_CIRCLES
    for rule in RULES.get(table.name, ()):
        yield rule.words


def _explain(
    sheet: xlsxwriter.worksheet.Worksheet, table: Table, bold: object, wrapped: object
) -> None:
    sheet.set_column(0, len(EXPLAINED) - 1, 28, wrapped)
    sheet.write(0, 0, f"{table.zh} {table.en} ({table.name})", bold)
    sheet.write_row(2, 0, [_bilingual(word) for word in EXPLAINED], bold)
    number = 3
    for number, column in enumerate(table.uploaded, start=3):
        sheet.write_row(number, 0, _explained(table, column))
    sheet.write(number + 2, 0, _bilingual(sentence("Rules to keep")), bold)
    for place, rule in enumerate(rules_in_words(table), start=number + 3):
        sheet.write(place, 0, rule.in_language("zh"))
        sheet.write(place, 3, rule.in_language("en"))


def _explained(table: Table, column: Column) -> list[str]:
    words = strata.words(table.name, column.name)
    words = words or {option: both(option, translate(option, "zh")) for option in column.options}
    values = ", ".join(f"{said.in_language('zh')} {word}" for word, said in words.items())
    refers = ""
    if column.reference:
        owner, key = tables.table(column.reference[0]), column.reference[1]
        (named,) = (c for c in owner.columns if c.name == key)
        refers = f"{owner.zh} {owner.en}: {header(named)}"
    month = "YYYYMM" in column.en
    form = sentence("a month, such as 2026-01") if month else FORMS[column.type]
    required = sentence("yes") if column.required else sentence("no")
    default = _default(column)
    return [header(column), _bilingual(required), _bilingual(form), values, refers, default]


def _default(column: Column) -> str:
    """What an empty cell stands for."""
    return {"false": "否 no", None: ""}.get(column.default, str(column.default))


def _bilingual(words: Sentence) -> str:
    return f"{words.in_language('zh')} {words.in_language('en')}"


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
