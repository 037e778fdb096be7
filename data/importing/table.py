"""What a file is once it is read: a table of text, and what was noticed on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.importing.values import TOTALS, clean, folded
from data.masking import masked
from locales import Sentence

MOST_TOTALS = 20  # rows at the end that are looked at
NOTE = re.compile(
    r"(?:制表|审核|复核|填表|统计人|负责人|(?:注|备注|说明|note)\s*[:：])", re.IGNORECASE
)
LONGEST_VALUE = 80  # characters of a cell that a message repeats


@dataclass(frozen=True)
class Problem:
    """Something a person should know; `row` is the spreadsheet row (1 = first line of the file)."""

    row: int | None
    column: str | None
    value: str | None
    reason: Sentence

    def to_json(self, language: str = "en") -> dict[str, object]:
        reason = self.reason.in_language(language)
        return {"row": self.row, "column": self.column, "value": self.value, "reason": reason}


@dataclass(frozen=True)
class TextTable:
    """Every record of a file as text.

    `cells` holds string columns c0, c1, … of all records (header rows and blank rows too; null is
    empty), so that record i is spreadsheet row i + 1. The file evidently has `width` columns; one
    more column, if present, holds what rows have beyond them. `cut_rows` are the spreadsheet rows
    that end before their last cell.
    """

    file_name: str
    sha256: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    cells: pa.Table
    width: int
    cut_rows: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Sentence, ...] = ()

    @property
    def rows(self) -> int:
        return self.cells.num_rows

    def record(self, index: int) -> list[str]:
        """The cells of one record as text, empty cells as ''."""
        row = self.cells.slice(index, 1).to_pylist()[0]
        return [row[f"c{i}"] or "" for i in range(self.width)]

    @cached_property
    def closing_rows(self) -> tuple[int, ...]:
        """The spreadsheet rows at the very end that are no answers: sums such as 合计, and notes.

        A word that also stands further up names something there, and is no sum.
        """
        found: list[int] = []
        places: list[tuple[int, str]] = []
        for index in range(self.rows - 1, max(self.rows - MOST_TOTALS, 0) - 1, -1):
            filled = [(i, cell) for i, cell in enumerate(self.record(index)) if cell.strip()]
            if not filled:
                continue
            position, cell = filled[0]
            is_sum = folded(clean(cell)).strip(":") in TOTALS and len(filled) > 1
            if is_sum:
                places.append((position, cell))
            elif not NOTE.match(clean(cell)) or len(filled) * 2 > self.width:
                break
            found.append(index + 1)
        for position, cell in places:
            same = pc.sum(pc.equal(self.cells[f"c{position}"], cell)).as_py()
            if same > places.count((position, cell)):
                return ()
        return tuple(reversed(found))

    def below(self, header_rows: int) -> pa.Table:
        """The records below the headers, with their spreadsheet rows as the column r.

        Header rows that come again, where exports were joined, are left out.
        """
        cells = self.cells.slice(header_rows)
        rows = np.arange(header_rows + 1, self.rows + 1, dtype=np.int32)
        cells = cells.append_column("r", pa.array(rows))
        for index in range(header_rows):
            named = {i: v for i, v in enumerate(self.record(index)) if v.strip()}
            if len(named) < 2:
                continue
            again = pa.scalar(True)
            for position, header in list(named.items())[:4]:
                same = pc.fill_null(pc.equal(cells[f"c{position}"], header), False)
                again = pc.and_(again, same)
            if pc.any(again).as_py():
                cells = cells.filter(pc.invert(again))
        return cells


def shortened(value: str) -> str:
    """A cell as a message may repeat it: masked, one line of at most 80 characters."""
    line = masked(" ".join(value.split()))
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
