"""Which sheet of a workbook holds the answers: the one that reads like answers, not the longest."""

from __future__ import annotations

import re
from collections.abc import Mapping

from data.importing.delimited import to_table
from data.importing.recognise import recognise
from data.importing.table import TextTable

HEAD = 300  # records that are looked at
LAYOUTS = ("unusable", "aggregate", "responses")  # the better ones last
ANSWERS = re.compile(
    r"respon|answer|raw|data|回[应應复]|答卷|原始|数据|明细|antwort|respuesta", re.I
)
NOT_ANSWERS = re.compile(r"summary|codebook|legend|readme|统计|汇总|说明|字典|图表|pivot", re.I)


def choose(sheets: Mapping[str, list[list[str]]]) -> str:
    """The name of the sheet to read, of those that hold anything."""
    cells = {name: _filled(records) * _likeness(name) for name, records in sheets.items()}
    if len(sheets) == 1:
        return next(iter(sheets))
    return max(sheets, key=lambda name: (_layout(sheets[name]), cells[name]))


def _filled(records: list[list[str]]) -> int:
    return sum(1 for record in records for cell in record if cell.strip())


def _likeness(name: str) -> float:
    return 3.0 if ANSWERS.search(name) else 0.2 if NOT_ANSWERS.search(name) else 1.0


def _layout(records: list[list[str]]) -> int:
    """How usable a sheet is, from its head."""
    head = records[:HEAD]
    width = max(map(len, head))
    padded = [[*record, *[""] * (width - len(record))] for record in head]
    plan = recognise(TextTable("", "", None, None, None, to_table(padded, width), width))
    return LAYOUTS.index(plan.layout)
