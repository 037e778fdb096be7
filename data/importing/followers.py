"""Rows and options of a question whose words stand only above its first column (问卷星).

`6、请评价—抢修速度` is followed by `6、态度` or by a bare `态度`; `8、用过哪些渠道？(营业厅)` by
`8(热线)`; where only option numbers are exported, the question's own words are missing altogether.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.importing import ladders
from data.importing.heading import LEADING_NUMBER, NUMBERED, Heading, question_of
from data.importing.neighbours import Column
from data.importing.values import is_no_answer, number

DASH = re.compile(r"^(.*?[^\s—])\s*—(?!—)\s*(\S.*)$")  # two dashes belong to the sentence
OPTION = re.compile(r"^第?\s*(\d{1,3})\s*题?\s*[、.．]?\s*[（(](.+)[)）]$")
ENDS_IN_OPTION = re.compile(r"^(.*[^\s（(])\s*[（(]((?:[^（）()]|[（(][^（）()]*[)）])+)[)）]$")
COUNTED_ROW = re.compile(r"^[—\s]*(\d{1,3})\s*[、.．)）]?\s*(\D.*)$")
LONG_STEM = 6  # characters of a stem that bears no number
ASKS = re.compile(r"[?？]|^请|您对")  # a question of its own, and no row of the one before
MOST_POINTS = 10


def numbered(texts: Sequence[str]) -> bool:
    """Whether questions bear numbers, as two of them show."""
    return sum(bool(NUMBERED.match(t) or re.match(r"^\d+\s", t)) for t in texts) > 1


def by_number(headings: Sequence[Heading], texts: Sequence[str], meta: set[int]) -> list[Heading]:
    """Headings with the rows of a matrix joined to its stem: it runs on until the next number.

    `texts` are the whole words above each column, `meta` the positions of the tool's own.
    """
    result = _with_options(headings, meta)
    counted = _counted_rows(texts, meta)
    for position, (stem, label) in counted.items():
        result[position] = replace(result[position], question=stem, row_label=label)
    asked = [text for i, text in enumerate(texts) if i not in meta and i not in counted and text]
    if not numbered(asked):
        return result
    stem = None
    stem_number = ""
    for heading, text in zip(list(result), texts, strict=True):
        leading = LEADING_NUMBER.match(text)
        match = DASH.match(question_of(text))
        if heading.position in meta or heading.position in counted or not text:
            stem = None
        elif match and (leading or len(match[1]) >= LONG_STEM):
            stem, stem_number = match[1], leading[1] if leading else ""
            result[heading.position] = replace(heading, question=match[1], row_label=match[2])
        elif leading and leading[1] != stem_number:
            stem = None
        elif stem and not heading.row_label:
            result[heading.position] = replace(heading, question=stem, row_label=heading.question)
    return result


def _counted_rows(texts: Sequence[str], meta: set[int]) -> dict[int, tuple[str, str]]:
    """Stem and row of matrices whose rows are numbered themselves: `请选择。—1 我…`, `2 如果…`."""
    found: dict[int, tuple[str, str]] = {}
    for position, text in enumerate(texts):
        opening = None if position in meta else DASH.match(question_of(text))
        first = opening and COUNTED_ROW.match(opening[2])
        if not opening or not first:
            continue
        rows = [first[2]]
        for follower, next_text in enumerate(texts[position + 1 :], position + 1):
            row = None if follower in meta else COUNTED_ROW.match(next_text)
            if row is None or int(row[1]) != int(first[1]) + len(rows):
                break
            rows.append(row[2])
        if len(rows) > 1:
            found |= {position + i: (opening[1], row) for i, row in enumerate(rows)}
    return found


def _with_options(headings: Sequence[Heading], meta: set[int]) -> list[Heading]:
    """Headings with columns such as `8(热线)` joined to the question before, or to its number."""
    result = list(headings)
    runs: list[list[tuple[Heading, str]]] = []
    last = None
    for heading in headings:
        option = None if heading.position in meta else OPTION.match(heading.header)
        if option and option[1] != last:
            runs.append([])
        if option:
            runs[-1].append((heading, option[2]))
        last = option[1] if option else None
    for run in runs:
        stem, first = _stem(headings, run[0][0], meta)
        if first:
            run.insert(0, first)
        if len(run) > 1:
            for heading, label in run:
                result[heading.position] = replace(heading, question=stem, row_label=label)
    return result


def _stem(
    headings: Sequence[Heading], option: Heading, meta: set[int]
) -> tuple[str, tuple[Heading, str] | None]:
    """The words of a question whose options follow, and the column they stand above."""
    number_of = OPTION.match(option.header)[1]
    if option.position and option.position - 1 not in meta:
        before = headings[option.position - 1]
        leading = LEADING_NUMBER.match(before.header)
        own = leading is None or leading[1] == number_of
        if own and (match := ENDS_IN_OPTION.match(before.question)):
            return match[1], (before, match[2])
    return f"第{number_of}题", None


def by_answers(columns: Sequence[Column]) -> list[Column]:
    """Columns with the rows of a matrix joined to its stem where no question bears a number.

    Names cannot tell a row from a question then; a row has the same answers as the row before.
    """
    asked = [c for c in columns if not c.meta and c.heading.header]
    result = list(columns)
    if numbered([c.heading.header for c in asked]):
        return result
    opening: Column | None = None
    before: Column | None = None
    for column in columns:
        if opening and before and _same_question(before, column):
            stem, first = _parts(opening)
            for row, label in ((opening, first), (column, column.heading.header)):
                joined = replace(row.heading, question=stem, row_label=label)
                result[row.heading.position] = replace(row, heading=joined)
        else:
            opening = column if _parts(column) else None
        before = column
    return result


def _parts(column: Column) -> tuple[str, str] | None:
    """Stem and row of a header that holds both, as the first row of a matrix does."""
    if column.meta or column.heading.row_label:
        return None
    match = DASH.match(column.heading.question)
    return (match[1], match[2]) if match else None


def _same_question(row: Column, column: Column) -> bool:
    """Whether a column is answered as the row of a matrix before it is."""
    heading = column.heading
    if column.meta or not heading.header or heading.row_label or ASKS.search(heading.header):
        return False
    answers = [[v for v in c.profile.counts if not is_no_answer(v)] for c in (row, column)]
    if not all(answers):
        return False
    values = [number(v) for every in answers for v in every]
    if None not in values:
        return max(values) <= MOST_POINTS
    return ladders.match({*answers[0], *answers[1]}) is not None
