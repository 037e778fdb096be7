"""Bytes → a table of text. The content decides what a file is, never its name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data.importing import delimited, workbook
from data.importing.encoding import Decoded, decode
from data.importing.file_name import plain_name
from data.importing.table import Problem, TextTable, shortened
from locales import BadInput, Sentence, sentence

__all__ = ["Problem", "TextTable", "read"]

LARGEST_FILE = 1 << 30  # bytes; the upload page takes less, see .streamlit/config.toml
MOST_ROWS = 10_000_000
HEADER_ROOM = 10  # rows above the answers, which do not count
LONGEST_CELL = 100_000
LISTED = 20  # problems of one kind that are listed one by one
DELIMITER_NAMES = {
    ",": sentence("comma"),
    ";": sentence("semicolon"),
    "\t": sentence("tab"),
    "|": sentence("vertical bar"),
}
WEB_PAGE = re.compile(r"\s*(<!doctype html|<html|<table|<\?xml)", re.IGNORECASE)


def read(path: Path, file_name: str | None = None, sheet: str | None = None) -> TextTable:
    """The file as text. Raises BadInput for what is no table of text.

    `file_name` is the name the person knows it by (an upload lies under another one).
    """
    path = Path(path)
    name = plain_name(file_name or path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(
                "The file {file} is larger than {most} MB. Split it by month or by branch and "
                "upload the parts.",
                file=name,
                most=LARGEST_FILE >> 20,
            )
        data = path.read_bytes()
    except OSError:
        raise BadInput("The file {file} cannot be read.", file=str(path)) from None
    sha256 = hashlib.sha256(data).hexdigest()
    if workbook.is_workbook(data):
        table = _from_workbook(data, name, sha256, sheet)
    else:
        table = _from_text(path, data, name, sha256)
    if table.rows > MOST_ROWS + HEADER_ROOM:
        raise BadInput(
            "The file {file} has {rows} rows; at most {most} are possible. Split it by month or by "
            "branch and upload the parts.",
            file=name,
            rows=table.rows,
            most=MOST_ROWS,
        )
    return table


def _from_workbook(data: bytes, name: str, sha256: str, sheet: str | None) -> TextTable:
    found = workbook.read_sheet(data, sheet)
    cells, width = workbook.to_cells(found.records)
    _refuse_long_cells(cells)
    return TextTable(
        name,
        sha256,
        None,
        None,
        found.name,
        cells,
        width,
        problems=found.problems,
        decisions=found.decisions,
    )


def _from_text(path: Path, data: bytes, name: str, sha256: str) -> TextTable:
    decoded = decode(data)
    if not decoded.text[:LONGEST_CELL].strip("\0 \t\r\n\ufeff"):
        raise BadInput("The file is empty. Export the answers again and upload that file.")
    if WEB_PAGE.match(decoded.text):
        raise BadInput(
            "This is a web page, not a table, whatever its name says. Open it in Excel, "
            "save it as .xlsx, and upload that file."
        )
    delimiter = delimited.choose_delimiter(decoded.text)
    records = delimited.read_records(path, data, decoded.text, decoded.plain, delimiter or ",")
    _refuse_long_cells(records.cells)
    cut = {*records.short, *([] if records.unclosed is None else [records.unclosed])}
    return TextTable(
        name,
        sha256,
        decoded.encoding,
        delimiter,
        None,
        records.cells,
        records.width,
        tuple(sorted(index + 1 for index in cut)),
        (*_encoding_problems(decoded), *_shape_problems(records)),
        (*decoded.decisions, _delimiter_decision(delimiter)),
    )


def _delimiter_decision(delimiter: str | None) -> Sentence:
    if delimiter is None:
        return sentence("No delimiter splits the lines into columns.")
    named = DELIMITER_NAMES.get(delimiter, delimiter)
    return sentence("The cells are separated by: {delimiter}.", delimiter=named)


def _encoding_problems(decoded: Decoded) -> tuple[Problem, ...]:
    if not decoded.repaired:
        return ()
    why = sentence(
        "{count} bytes are not valid UTF-8; they were read as Western letters.",
        count=decoded.repaired,
    )
    return (Problem(None, None, None, why),)


def _shape_problems(records: delimited.Records) -> tuple[Problem, ...]:
    """Rows that end too early or too late; of many only the first are listed."""
    problems: list[Problem] = []
    for index, cells in list(records.short.items())[:LISTED]:
        why = sentence(
            "The row ends after {cells} of {width} cells.", cells=cells, width=records.width
        )
        problems.append(Problem(index + 1, None, None, why))
    if records.unclosed is not None:
        why = sentence(
            "A quotation mark is opened in this row and never closed; it swallows the {lines} "
            "lines that follow.",
            lines=records.swallowed,
        )
        problems.append(Problem(records.unclosed + 1, None, None, why))
    for index, text in list(records.overflow.items())[:LISTED]:
        why = sentence("The row has more cells than the {width} columns.", width=records.width)
        problems.append(Problem(index + 1, None, shortened(text), why))
    unlisted = max(len(records.short) - LISTED, 0) + max(len(records.overflow) - LISTED, 0)
    if unlisted:
        why = sentence("{count} more rows have too few or too many cells.", count=unlisted)
        problems.append(Problem(None, None, None, why))
    return tuple(problems)


def _refuse_long_cells(cells: pa.Table) -> None:
    for position, column in enumerate(cells.columns):
        # bytes are counted first: that is fast, and never less than the characters
        if (pc.max(pc.binary_length(column)).as_py() or 0) <= LONGEST_CELL:
            continue
        lengths = pc.utf8_length(column)
        longest = pc.max(lengths).as_py()
        if longest > LONGEST_CELL:
            raise BadInput(
                "Row {row}, column {column} holds {length} characters in one cell; at most "
                "{most} are possible. Check the quotation marks there, or shorten the text.",
                row=pc.index(lengths, longest).as_py() + 1,
                column=position + 1,
                length=longest,
                most=LONGEST_CELL,
            )
