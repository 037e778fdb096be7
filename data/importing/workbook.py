"""Workbooks (.xlsx, .xls, .xlsb, .ods) → records of text, from the sheet that holds the answers."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass

import pyarrow as pa
from python_calamine import CalamineWorkbook, PasswordError

from data.importing import archive
from data.importing.delimited import BLOCK, MOST_COLUMNS, to_table, too_wide
from data.importing.sheets import choose
from data.importing.table import Problem
from locales import BadInput, Sentence, sentence

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
FAR_CELL = re.compile(rb"""\sr=["']([A-Za-z]{3,}|)(\d{6,})["']""")  # quickly, in large sheets
MOST_ROWS, MOST_COLUMNS_OF_EXCEL = 1 << 20, 1 << 14
MOST_CELLS = 60_000_000


@dataclass(frozen=True)
class Sheet:
    name: str
    records: list[list[str]]
    decisions: tuple[Sentence, ...]
    problems: tuple[Problem, ...] = ()


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of a workbook; the file's name does not count."""
    return data.startswith((OLE2, ZIP, EMPTY_ZIP))


def read_sheet(data: bytes, sheet: str | None = None) -> Sheet:
    """The named sheet, or the one that holds the answers. Raises BadInput."""
    workbook = _open(data)
    names = workbook.sheet_names
    if sheet is not None:
        if sheet not in names:
            raise BadInput(
                "The workbook has no sheet “{sheet}”; it has {sheets}.",
                sheet=sheet,
                sheets=", ".join(names),
            )
        return Sheet(sheet, _records(workbook, sheet), ())
    sheets = {name: _records(workbook, name) for name in names}
    used = [name for name in names if sheets[name]]
    if not used:
        raise BadInput("The workbook is empty. Export the answers again and upload that file.")
    chosen = choose({name: sheets[name] for name in used})
    decisions: tuple[Sentence, ...] = ()
    if len(used) > 1:
        why = sentence(
            "Of the sheets {sheets}, “{chosen}” was read: it holds the most answers.",
            sheets=", ".join(used),
            chosen=chosen,
        )
        decisions = (why,)
    twins = [name for name in used if name != chosen and sheets[name][0] == sheets[chosen][0]]
    problems = tuple(Problem(None, None, None, _unread(name)) for name in twins)
    return Sheet(chosen, sheets[chosen], decisions, problems)


def _unread(sheet: str) -> Sentence:
    return sentence(
        "The sheet “{sheet}” has the same header and was not read. Upload it as a file of its own.",
        sheet=sheet,
    )


def _open(data: bytes) -> CalamineWorkbook:
    if data.startswith(OLE2) and ENCRYPTED in data:
        raise _locked()
    if data.startswith((ZIP, EMPTY_ZIP)):
        for sheet in archive.sheets_of(data):
            _check_extent(sheet)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise _locked() from None
    except BaseException as error:
        _raise_if_ours(error)
        raise archive.broken() from None


def _raise_if_ours(error: BaseException) -> None:
    """Let through what is no fault of the file; a panic of the reader (in Rust) is one."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error


def _locked() -> BadInput:
    return BadInput(
        "The workbook is locked with a password. Open it in Excel, save it without a password, "
        "and upload it again."
    )


def _check_extent(sheet: bytes) -> None:
    """Refuse a sheet whose cells lie so far apart that the room between fills the memory."""
    rows = columns = 1
    for match in (FAR_CELL if len(sheet) > archive.HARMLESS else CELL).finditer(sheet):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column_number(match[1]))
    if rows > MOST_ROWS or columns > MOST_COLUMNS_OF_EXCEL:
        raise archive.broken()
    if rows * columns > MOST_CELLS:
        raise archive.too_large()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = 26 * number + letter - 64
    return number


def _records(workbook: CalamineWorkbook, name: str) -> list[list[str]]:
    """All rows from the first of the sheet, so that index + 1 is the spreadsheet row."""
    try:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:
        _raise_if_ours(error)
        raise archive.broken() from None
    while rows and all(value == "" for value in rows[-1]):
        rows.pop()
    records = [[_text(value) for value in row] for row in rows]
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()  # formatted but empty rows below the data
    return records


def _text(value: object) -> str:
    """A cell as a person sees it: 4.0 is 4, dates are ISO."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    text = str(value)
    return text if text.strip() else ""


def to_cells(records: list[list[str]]) -> tuple[pa.Table, int]:
    """Records as a table, without the empty columns at the right edge; and its width."""
    width = max((_last_filled(record) for record in records), default=0) or 1
    if width > MOST_COLUMNS:
        raise too_wide(width)
    padded = ([*record[:width], *[""] * (width - len(record))] for record in records)
    rows = list(padded)
    blocks = [to_table(rows[i : i + BLOCK], width) for i in range(0, max(len(rows), 1), BLOCK)]
    return pa.concat_tables(blocks), width


def _last_filled(record: list[str]) -> int:
    return max((i + 1 for i, cell in enumerate(record) if cell.strip()), default=0)
