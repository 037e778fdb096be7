"""The briefing as a workbook: the text, then a sheet for each table, with native charts."""

from __future__ import annotations

import re
from io import BytesIO

import numpy as np
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook, Worksheet

from data.inert import LITERAL
from locales import figures, sentence, translate
from reporting.document import Cell, Difference, Document, Interval, Number, Table, Value
from reporting.script import Script, script

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
BRIEFING, DEFINITIONS = sentence("Briefing"), sentence("Definitions")
LOW, HIGH, MARK = sentence("95 % low"), sentence("95 % high"), sentence("Against the others")
BELOW, ABOVE = sentence("Value less low"), sentence("High less value")
WIDTH, LINE_HEIGHT = 110, 15  # of the text: characters, and points of a line
HEAD = {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"}
BAR, LINE = "#7FA8CC", "#5B6770"


def write(document: Document, language: str) -> bytes:
    """The document in "zh" or "en"."""
    printed = script(document, language)
    content = BytesIO()
    with xlsxwriter.Workbook(content, LITERAL) as workbook:
        workbook.set_properties({"title": printed.title, "author": "Mingjian"})
        formats = Formats(workbook)
        names = Names()
        _texts(workbook.add_worksheet(names.take(BRIEFING.in_language(language))), printed, formats)
        for table, sheet in zip(document.tables, printed.tables, strict=True):
            name = names.take(table.name.in_language(language))
            TableSheet(workbook, workbook.add_worksheet(name), table, language, formats).write(
                sheet.title
            )
        name = names.take(DEFINITIONS.in_language(language))
        _definitions(workbook.add_worksheet(name), printed, formats)
    return content.getvalue()


class Names:
    """Names of sheets: short, without forbidden characters, no two alike."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, wished: str) -> str:
        name = base = FORBIDDEN.sub(" ", wished).strip()[:LONGEST_NAME] or "–"
        number = 2
        while name.casefold() in self.taken:
            ending = f" {number}"
            name = base[: LONGEST_NAME - len(ending)] + ending
            number += 1
        self.taken.add(name.casefold())
        return name


class Formats:
    """Cell formats, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.numbers: dict[str, Format] = {}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.head = workbook.add_format(HEAD)
        self.right = workbook.add_format({"align": "right"})
        self.head_right = workbook.add_format(HEAD | {"align": "right"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.quiet = workbook.add_format(
            {"text_wrap": True, "valign": "top", "font_color": "#5B6770", "font_size": 9}
        )

    def number(self, pattern: str) -> Format:
        if pattern not in self.numbers:
            self.numbers[pattern] = self.workbook.add_format({"num_format": pattern})
        return self.numbers[pattern]


def pattern(unit: str, decimals: int) -> str:
    """The number format of a unit; a share stays a share and is shown as percent."""
    digits = "0." + "0" * decimals if decimals else "0"
    return {"share": f"{digits}%", "yuan": f"¥#,##{digits}"}.get(unit, f"#,##{digits}")


def signed(unit: str, decimals: int, language: str) -> str:
    """The number format of a difference; that of two shares is in percentage points."""
    plain = pattern("" if unit == "share" else unit, decimals)
    if unit == "share":
        plain += f'"{translate("{number} pp", language).format(number="")}"'
    return f"+{plain};-{plain};{plain}"


def _texts(sheet: Worksheet, printed: Script, formats: Formats) -> None:
    """The chapters, one line a row."""
    sheet.set_column(0, 0, WIDTH)
    lines = [(printed.title, formats.title), (printed.subtitle, formats.quiet)]
    if printed.warning:
        lines.append((printed.warning, formats.head))
    for chapter in printed.sections:
        lines.append((chapter.heading, formats.head))
        lines += [(text, formats.wrapped) for text in (*chapter.paragraphs, *chapter.points)]
        lines += [(chapter.remark, formats.quiet)] if chapter.remark else []
    lines.append((printed.provenance_heading, formats.head))
    lines += [(text, formats.wrapped) for text in printed.provenance]
    for row, (text, kind) in enumerate(lines):
        sheet.write_string(row, 0, text, kind)
        sheet.set_row(row, LINE_HEIGHT * _lines(text) + 4)
    sheet.freeze_panes(1, 0)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _lines(text: str) -> int:
    """Lines that a text takes when it is wrapped; a Chinese character is as wide as two."""
    return -(-sum(1 + (mark > "\u2e7f") for mark in text) // (WIDTH - 4))


def _definitions(sheet: Worksheet, printed: Script, formats: Formats) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, WIDTH)
    for row, (name, text) in enumerate(printed.definitions):
        sheet.set_row(row, LINE_HEIGHT * _lines(text) + 4)
        sheet.write_string(row, 0, name, formats.wrapped)
        sheet.write_string(row, 1, text, formats.wrapped)


class TableSheet:
    """One table as numbers: an interval becomes two columns, and a mark a column of its own."""

    FIRST = 3  # row of the first figure: title and note stand above the header

    def __init__(
        self,
        workbook: Workbook,
        sheet: Worksheet,
        table: Table,
        language: str,
        formats: Formats,
    ) -> None:
        self.workbook, self.sheet, self.table = workbook, sheet, table
        self.language, self.formats = language, formats
        self.marked = any(isinstance(c, Value) and c.mark for row in table.rows for c in row)
        self.places = self._places()

    def _places(self) -> list[int]:
        """The first column on the sheet of each column of the table."""
        places, next_ = [], 0
        for i in range(len(self.table.columns)):
            places.append(next_)
            next_ += 2 if self._is_interval(i) or (self.marked and self._is_value(i)) else 1
        return [*places, next_]

    def _is_interval(self, column: int) -> bool:
        return any(isinstance(row[column], Interval) for row in self.table.rows)

    def _is_value(self, column: int) -> bool:
        """Whether the marks stand in this column: the first of values."""
        values = [i for row in self.table.rows for i, c in enumerate(row) if isinstance(c, Value)]
        return column == min(values, default=-1)

    def write(self, title: str) -> None:
        self.sheet.write_string(0, 0, title, self.formats.title)
        if self.table.note:
            note = self.table.note.in_language(self.language)
            self.sheet.write_string(1, 0, note, self.formats.number("@"))
        self._header()
        for i, row in enumerate(self.table.rows):
            for column, cell in enumerate(row):
                words = None if column in self.table.words else self.formats.right
                self._cell(self.FIRST + i, self.places[column], cell, words)
        last = self.FIRST + len(self.table.rows) - 1
        self.sheet.freeze_panes(self.FIRST, 1)
        self.sheet.autofilter(self.FIRST - 1, 0, last, self.places[-1] - 1)
        self.sheet.set_column(0, 0, 28)
        self.sheet.set_column(1, self.places[-1] - 1, 13)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.FIRST - 1)
        if self.table.drawn:
            self._chart(title, last)

    def _header(self) -> None:
        self.sheet.set_row(self.FIRST - 1, 2 * LINE_HEIGHT)
        for i, title in enumerate(self.table.columns):
            names = [title]
            if self._is_interval(i):
                names = [LOW, HIGH]
            elif self.marked and self._is_value(i):
                names = [title, MARK]
            for shift, name in enumerate(names):
                self.sheet.write_string(
                    self.FIRST - 1,
                    self.places[i] + shift,
                    name.in_language(self.language),
                    self.formats.head if i in self.table.words else self.formats.head_right,
                )

    def _cell(self, row: int, column: int, cell: Cell, words: Format | None) -> None:
        """A number as a number; whatever else is text, in the format `words`."""
        if isinstance(cell, Interval):
            kind = pattern(cell.unit, cell.decimals)
            if np.isfinite([cell.low, cell.high]).all():
                self._number(row, column, cell.low, kind)
                self._number(row, column + 1, cell.high, kind)
            else:
                self.sheet.write_string(row, column, cell.in_language(self.language), words)
        elif isinstance(cell, Value):
            self._number(row, column, cell.x, pattern(cell.unit, cell.decimals))
            if cell.mark:
                self.sheet.write_string(row, column + 1, cell.mark)
        elif isinstance(cell, Difference):
            kind = signed(cell.unit, cell.decimals, self.language)
            self._number(row, column, cell.x * figures.factor(cell.unit), kind)
        elif isinstance(cell, Number):
            self._number(row, column, cell.x, pattern("", cell.decimals))
        else:
            self.sheet.write_string(row, column, cell.in_language(self.language), words)

    def _number(self, row: int, column: int, x: float, kind: str) -> None:
        if np.isfinite(x):
            self.sheet.write_number(row, column, float(x), self.formats.number(kind))

    def _chart(self, title: str, last: int) -> None:
        """Bars with their intervals, best on top; hidden and unknown figures have none."""
        value = self.table.drawn[0]
        place, below = self.places[value], self.places[-1] + 1
        sheet = self.sheet.get_name()
        self._reach(below)
        chart = self.workbook.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": self.table.name.in_language(self.language),
                "categories": [sheet, self.FIRST, 0, last, 0],
                "values": [sheet, self.FIRST, place, last, place],
                "fill": {"color": BAR},
                "gap": 60,
                "x_error_bars": {
                    "type": "custom",
                    "plus_values": f"='{sheet}'!{self._column(below + 1, last)}",
                    "minus_values": f"='{sheet}'!{self._column(below, last)}",
                    "line": {"color": LINE},
                },
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 11, "bold": False}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
        chart.set_x_axis(
            {
                "major_gridlines": {"visible": True, "line": {"color": "#E3E7EA"}},
                "num_format": self._axis(value),
            }
        )
        chart.set_size({"width": 620, "height": 120 + 20 * len(self.table.rows)})
        self.sheet.insert_chart(self.FIRST - 1, below + 3, chart, {"description": title})

    def _reach(self, column: int) -> None:
        """How far each interval reaches below and above its value: what the chart draws."""
        value, interval = self.table.drawn
        for shift, title in enumerate((BELOW, ABOVE)):
            text = title.in_language(self.language)
            self.sheet.write_string(self.FIRST - 1, column + shift, text, self.formats.head)
        for i, row in enumerate(self.table.rows):
            found, ends = row[value], row[interval]
            if isinstance(found, Value) and isinstance(ends, Interval):
                kind = pattern(found.unit, found.decimals)
                self._number(self.FIRST + i, column, found.x - ends.low, kind)
                self._number(self.FIRST + i, column + 1, ends.high - found.x, kind)

    def _column(self, column: int, last: int) -> str:
        return xl_range_abs(self.FIRST, column, last, column)

    def _axis(self, column: int) -> str:
        """The number format of the values, without decimals."""
        values = [row[column] for row in self.table.rows if isinstance(row[column], Value)]
        return pattern(values[0].unit, 0 if values[0].unit == "share" else values[0].decimals)
