"""Delimited text → records: the delimiter from the head, then a fast or a tolerant reader."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from locales import BadInput

DELIMITERS = ",;\t|"
MOST_COLUMNS = 2_000  # the widest survey has hundreds
HEAD_RECORDS = 300
HEAD_CHARACTERS = 1 << 20
BLOCK = 50_000  # records turned into Arrow at once: lists of Python strings are large
BLANK_LINES = (b"\n\n", b"\n\r\n", b"\r\r")
LARGE = 1 << 20  # bytes from which the fast reader is faster
SHORT_BY_HABIT = 0.1  # this share of short rows is how a tool writes, not an accident

csv.field_size_limit(2**31 - 1)  # a long cell is refused by us, with its row and column


@dataclass(frozen=True)
class Records:
    """`cells` as in TextTable; `short` {record index: cells present}; `overflow` {index: text}."""

    cells: pa.Table
    width: int
    short: dict[int, int]
    overflow: dict[int, str]
    unclosed: int | None = None  # index of a record whose quotation mark never closes
    swallowed: int = 0  # lines inside that record


def choose_delimiter(text: str) -> str | None:
    """The delimiter under which the first records agree best on their number of cells (> 1)."""
    head = text[:HEAD_CHARACTERS]
    if match := re.match(r'"?sep=(.)"?\r?\n', head):
        return match[1]
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for delimiter in DELIMITERS:
        lengths = [n for n in map(len, islice(_reader(head, delimiter), HEAD_RECORDS)) if n]
        if len(head) < len(text) and len(lengths) > 1:
            lengths = lengths[:-1]  # the head may end inside a record
        usual, times = _usual_width(lengths)
        score = (round(times / len(lengths), 1) if lengths else 0.0, usual)
        if usual > 1 and score > best:
            best, chosen = score, delimiter
    return chosen


def _usual_width(lengths: list[int]) -> tuple[int, int]:
    counts = Counter(lengths)
    return max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def fast(path: Path, delimiter: str, width: int) -> Records | None:
    """A clean UTF-8 file through DuckDB; None if it is not clean (ragged rows, stray quotes)."""
    columns = ", ".join(f"c{i}: VARCHAR" for i in range(width))
    query = f"""SELECT * FROM read_csv($path, auto_detect = false, header = false,
        columns = {{{columns}}}, delim = $delimiter, quote = '"', escape = '"', comment = '',
        strict_mode = true, max_line_size = 4000000)"""
    with duckdb.connect() as connection:
        try:
            values = {"path": str(path), "delimiter": delimiter}
            cells = connection.sql(query, params=values).to_arrow_table()
        except duckdb.Error:
            return None
    return Records(cells, width, {}, {})


def tolerant(text: str, delimiter: str) -> Records:
    """Any text through the csv module: ragged rows, blank lines and open quotes keep their rows."""
    width = _width(text, delimiter)
    lines: list[str] = []
    blocks: list[pa.Table] = []
    block: list[list[str]] = []
    short: dict[int, int] = {}
    overflow: dict[int, str] = {}
    index = blank = 0
    for index, record in enumerate(csv.reader(_noting(text, lines), delimiter=delimiter)):
        if record and len(record) < width:
            short[index] = len(record)
        extra = " ".join(cell for cell in record[width:] if cell.strip())
        if extra:
            overflow[index] = extra
        block.append([*record[:width], *[""] * (width - len(record)), extra])
        blank = 0 if record else blank + 1
        if len(block) == BLOCK:
            blocks.append(to_table(block, width + 1))
            block = []
        last, lines[:] = "".join(lines), []
    blocks.append(to_table(block, width + 1))
    cells = pa.concat_tables(blocks)
    cells = cells.slice(0, cells.num_rows - blank)  # empty lines at the end are no records
    if not overflow:
        cells = cells.select(range(width))
    unclosed = index if cells.num_rows and not blank and _is_unclosed(last, delimiter) else None
    if unclosed is not None:
        short.pop(unclosed, None)
    elif len(short) >= 5 and len(short) > SHORT_BY_HABIT * cells.num_rows:
        short = {}
    swallowed = len(last.splitlines()) - 1 if unclosed is not None else 0
    return Records(cells, width, short, overflow, unclosed, swallowed)


def _noting(text: str, lines: list[str]) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        lines.append(line)
        yield line


def _is_unclosed(record: str, delimiter: str) -> bool:
    """Whether a record's text ends inside a quoted cell."""
    try:
        list(csv.reader([record], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _width(text: str, delimiter: str) -> int:
    """The columns a file evidently has: those of its first record, unless most have more."""
    head = text[:HEAD_CHARACTERS]
    lengths = [n for n in map(len, islice(_reader(head, delimiter), HEAD_RECORDS)) if n]
    if len(lengths) > 1 and len(head) < len(text):
        lengths = lengths[:-1]
    first = lengths[0] if lengths else 1
    longer = [n for n in lengths if n > first]
    width = _usual_width(longer)[0] if len(longer) * 2 > len(lengths) else first
    if width > MOST_COLUMNS:
        raise too_wide(width)
    return width


def too_wide(width: int) -> BadInput:
    return BadInput(
        "The file has {width} columns; at most {most} are possible. Check the line ends, or leave "
        "columns out.",
        width=width,
        most=MOST_COLUMNS,
    )


def to_table(records: list[list[str]], width: int) -> pa.Table:
    """Records of `width` texts as an Arrow table of strings c0, c1, …; blank cells are null."""
    columns = zip(*records, strict=True) if records else [()] * width
    arrays = [
        pa.array([None if not cell or cell.isspace() else cell for cell in column], pa.string())
        for column in columns
    ]
    return pa.table(arrays, names=[f"c{i}" for i in range(width)])


def _has_blank_lines(data: bytes) -> bool:
    """Whether empty lines may stand between records: the fast reader would skip them."""
    end = data.rstrip(b"\r\n")
    return data[:1] in (b"\n", b"\r") or any(mark in end for mark in BLANK_LINES)


def read_records(path: Path, data: bytes, text: str, plain: bool, delimiter: str) -> Records:
    """All records: of a large file by the fast reader, if it sees what the tolerant one would."""
    if len(data) >= LARGE and not _has_blank_lines(data) and b"\0" not in data:
        width = _width(text, delimiter)
        if plain:
            records = fast(path, delimiter, width)
        else:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "utf8.csv"
                copy.write_text(text, encoding="utf-8", newline="")
                records = fast(copy, delimiter, width)
        if records is not None:
            return records
    return tolerant(text.replace("\0", ""), delimiter)
