"""Which records are headers, and what each column asks: question and row of a matrix."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.importing import followers, tools
from data.importing.heading import VARIABLE, Heading, question_of
from data.importing.table import TextTable
from data.importing.times import month_of
from data.importing.tools import Tool
from data.importing.values import clean, is_no_answer, number
from data.masking import masked
from locales import Sentence, sentence

HEAD = 40  # records that are looked at
PREAMBLE = 12
FULL, GAPS, DISTINCT = 0.95, 0.3, 0.7  # of the columns: of headers below a row of questions
MOSTLY = 0.8  # of the cells of a column that holds values
RESPONSE = "Response|Open-Ended Response|回答|答复|Antwort"
SPLITS = (  # stem and row, the surest first; a stem must be shared by two columns
    re.compile(r"^(.*\S)\s*[\[【]([^\[\]【】]+)[\]】]$"),
    re.compile(r"^(.*?\S)\s*(?:—|——)\s*(\S.*)$"),
    re.compile(r"^(.+\S)\s*\(choice=(.+)\)$"),
    re.compile(r"^(.+[?？。：:])\s*[:：.-]\s*(\S.*)$"),
    re.compile(r"^(.+\S)\s+[-–|>]\s+(\S.*)$"),
    re.compile(r"^(.+\S)\s*[:：]\s*(\S.*)$"),
    re.compile(r"^(.{12,}?\S)[-–](\S.*)$"),
    re.compile(r"^(.*[\u4e00-\u9fff]{2}.*?[^\d\s])[-–]([^\d\s].*)$"),
    re.compile(r"^([\w.-]+(?:/[\w.-]+)*)/([\w.-]+)$"),
    re.compile(r"^([a-z]\w*)-([a-z]\w*)$"),
    re.compile(r"^(.+)___(\w+)$"),
    re.compile(r"^(.*[\u4e00-\u9fff].*\S)_([^_]+)$"),
    re.compile(r"^(Q\d+)[_|]([AR]\d+)$"),
)
TOOL_SPLITS = {"microsoft-forms": (re.compile(r"^(.+?[^\s.])\.([^\s.\d].*)$"),)}


@dataclass(frozen=True)
class Layout:
    tool: Tool
    header_rows: int  # records before the first response
    headings: tuple[Heading, ...]
    decisions: tuple[Sentence, ...]


def find_layout(table: TextTable) -> Layout:
    """The header records of a table and the heading of each column."""
    head = [[clean(c) for c in table.record(i)] for i in range(min(HEAD, table.rows))]
    decisions: list[Sentence] = []
    first = _first_header(head)
    if first:
        decisions.append(sentence("The first {count} rows stand above the header.", count=first))
    headers = head[first] if first < len(head) else []
    tool = tools.recognise_tool(headers)
    if first and _stand_above(head[first - 1], headers):
        first -= 1
        headers = head[first]
    second = head[first + 1] if first + 1 < len(head) else []
    grouped = _stand_above(headers, second)
    if tool is tools.GENERIC and (grouped or all(map(VARIABLE.match, headers[:5]))):
        tool = tools.recognise_tool(second)  # V1, V2, … above the names (old Qualtrics)
    if any("ImportId" in cell for row in head[first + 1 : first + 3] for cell in row):
        tool = tools.QUALTRICS  # nobody else writes such a row
    if tool is tools.GENERIC and _has_no_header(head[first:]):
        decisions.append(sentence("The first row holds answers already: there is no header."))
        names = [f"Column {i + 1}" for i in range(table.width)]
        headings = tuple(Heading(i, name, name) for i, name in enumerate(names))
        return Layout(tool, first, headings, tuple(decisions))
    count = 2 if grouped else _header_count(head[first:], tool)
    if tool.name != tools.GENERIC.name:
        decisions.append(sentence("The headers are those of {tool}.", tool=tool.name))
    if count > 1:
        decisions.append(sentence("There are {count} header rows.", count=count))
    rows = head[first : first + count]
    found = _below_stems(rows[0], rows[1], tool) if grouped else _headings(rows, tool)
    headings = tuple(map(_masked, found))
    return Layout(tool, first + count, headings, tuple(decisions))


def _masked(heading: Heading) -> Heading:
    """A heading as it is shown and stored: nobody's telephone stands in a question."""
    row_label = heading.row_label and masked(heading.row_label)
    header, question = masked(heading.header), masked(heading.question)
    return Heading(heading.position, header, question, row_label)


def _first_header(head: Sequence[Sequence[str]]) -> int:
    """The index of the first header row: titles and blank rows above the table are passed over."""
    usual = max((sum(map(bool, row)) for row in head), default=0)
    for index, row in enumerate(head[:PREAMBLE]):
        filled = sum(map(bool, row))
        if filled > 2 or (filled == 2 and usual <= 4) or (filled and usual <= 2):
            return index
    return 0


def _is_value(cell: str) -> bool:
    """A number or a date: what a header hardly ever is."""
    return number(cell) is not None or any(
        month_of(cell, form) for form in ("Y-M-D", "D/M/Y", "M/D/Y")
    )


def _has_no_header(head: Sequence[Sequence[str]]) -> bool:
    """Whether the first record looks like those below it: numbers over numbers, the same words."""
    if len(head) < 3:
        return False
    like_data = like_header = 0
    counted = _counted(head[0])
    for position, cell in enumerate(head[0]):
        if position in counted:
            continue
        below = [row[position] for row in head[1:] if row[position]]
        if not below or not cell:
            continue
        values = sum(map(_is_value, below)) * 2 > len(below)
        if _is_value(cell):
            like_data += values
        elif values:
            like_header += 1
        elif cell in below:
            like_data += 1
    return like_data > like_header


def _counted(headers: Sequence[str]) -> set[int]:
    """The positions of headers that count up: 1, 2, 3, … name the points of a scale."""
    values = [number(cell) for cell in headers]
    return {
        i + step
        for i in range(len(values) - 2)
        if values[i] is not None and values[i + 1 : i + 3] == [values[i] + 1, values[i] + 2]
        for step in range(3)
    }


def _stand_above(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether questions, once in merged cells, stand above a full row of headers."""
    named = [i for i, cell in enumerate(lower) if cell]
    if len(named) < 4 or sum(map(bool, upper)) < 2 or any(_is_value(lower[i]) for i in named):
        return False
    gaps = sum(not upper[i] for i in named)
    full = len(named) >= FULL * len(lower) and bool(lower[0])
    return full and gaps >= GAPS * len(named) and len(set(lower)) >= DISTINCT * len(named)


def _header_count(head: Sequence[Sequence[str]], tool: Tool) -> int:
    """How many records the header takes."""
    if len(head) > 2 and any("ImportId" in cell for cell in head[2]):
        return 3
    if len(head) > 1 and any("ImportId" in cell for cell in head[1]):
        return 2
    if len(head) < 2 or not any(head[1]):
        return 1
    second = head[1]
    if tool.name == "qualtrics":
        if VARIABLE.match(head[0][0]):
            return 2
        dates = [i for i, h in enumerate(head[0]) if tools.matches(tool.columns["time"], h)]
        repeats = any(second[i] and not _is_value(second[i]) for i in dates)
        return 2 if repeats else 1
    labels = sum(tools.matches(RESPONSE, cell) for cell in second)
    gaps = [i for i, h in enumerate(head[0]) if not h and second[i]]
    numbers = sum(number(cell) is not None for cell in second if cell)
    if not second[0] and (labels or (gaps and not numbers)):
        return 2
    return 2 if _explains(second, head[2:]) else 1


def _explains(second: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a second row says in words what the columns hold: words above columns of values."""
    words_above = values = 0
    for position, cell in enumerate(second):
        column = [row[position] for row in below if row[position]]
        if cell and len(column) > 1 and sum(map(_is_value, column)) >= MOSTLY * len(column):
            if _is_value(cell):
                values += 1
            elif not is_no_answer(cell):
                words_above += 1
    return words_above > 2 and words_above > 3 * values


def _headings(rows: Sequence[Sequence[str]], tool: Tool) -> tuple[Heading, ...]:
    if not rows:
        return ()
    own = rows[0]
    if len(rows) == 1:
        return _split(own, own, tool)
    second = rows[1]
    names = tool is tools.GENERIC and all(own)
    if names or tool.name == "qualtrics" or "ImportId" in "".join(second) or len(rows) == 3:
        texts = own if "ImportId" in "".join(second) else second
        return _split(own, [t or o for t, o in zip(texts, own, strict=True)], tool)
    return _two_rows(own, second)


def _two_rows(own: Sequence[str], second: Sequence[str]) -> tuple[Heading, ...]:
    """A question stands once, above its first column; the row below names each column's part."""
    headings = []
    stem = ""
    for position, (upper, lower) in enumerate(zip(own, second, strict=True)):
        stem = upper or stem
        part = None if not lower or tools.matches(RESPONSE, lower) else lower
        header = upper or " ".join(filter(None, (stem, part)))
        headings.append(Heading(position, header, question_of(stem), part))
    return tuple(headings)


def _below_stems(upper: Sequence[str], lower: Sequence[str], tool: Tool) -> tuple[Heading, ...]:
    """Full headers below the questions that some of them belong to."""
    headings = []
    stem = ""
    for position, (question, header) in enumerate(zip(upper, lower, strict=True)):
        own = tools.tool_role(tool, header) or header.endswith(("?", "？"))
        stem = "" if own else question or stem
        if stem:
            headings.append(Heading(position, header, question_of(stem), header or None))
        else:
            headings.append(Heading(position, header, question_of(header)))
    return tuple(headings)


def _split(own: Sequence[str], texts: Sequence[str], tool: Tool) -> tuple[Heading, ...]:
    """Headings whose text may hold stem and row together."""
    known = (t if VARIABLE.match(h) else h for h, t in zip(own, texts, strict=True))
    meta = {i for i, name in enumerate(known) if tools.tool_role(tool, name)}
    headings = [
        Heading(i, h, t if i in meta else question_of(t))
        for i, (h, t) in enumerate(zip(own, texts, strict=True))
    ]
    for pattern in (*SPLITS, *TOOL_SPLITS.get(tool.name, ())):
        found = defaultdict(list)
        for heading in headings:
            if heading.position in meta or heading.row_label:
                continue
            if match := pattern.match(heading.question):
                found[match[1]].append((heading.position, match[2]))
        for stem, parts in found.items():
            if len(parts) < 2:
                continue
            for position, part in parts:
                headings[position] = replace(headings[position], question=stem, row_label=part)
    return tuple(followers.by_number(headings, texts, meta))
