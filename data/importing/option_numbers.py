"""Files that hold the numbers of options instead of answers: such a 1 may be the best or the worst.

问卷星 exports them as 按序号, 问卷网 as All_Data_Original beside a code book.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.importing import words
from data.importing.followers import OPTION
from data.importing.neighbours import Column, rung_words
from data.importing.plan import SCORED
from data.importing.roles import Role
from data.importing.tools import Tool

MODE = re.compile(r"(按文本|按分数|按序号)|^\D*\d+_\d+_([012])\.\w+$")  # in names of 问卷星
CODE = re.compile(r"^Q\d+(?:[_|][ARO]\d+)*(?:[_|]open)?$", re.IGNORECASE)
MARKS = {"0", "1", "-2", "-3"}  # not ticked, ticked, empty, skipped
ABSENT = {"-2", "-3"}
NUMERIC = 0.5
MOST_OPTIONS = 20
DESCRIBES = "性别|学历|文化程度|教育程度|职业|民族|婚姻|政治面貌|身份|年龄段"


def hold(tool: Tool, file_name: str, columns: Sequence[Column]) -> bool:
    """Whether the closed questions of a file are answered by option numbers."""
    if not tool.option_numbers:
        return False
    if tool.name == "wjx" and (mode := MODE.search(file_name)):
        return (mode[1] or mode[2]) in ("按序号", "2")
    asked = [c for c in columns if not c.meta and c.profile.filled]
    if any(map(_in_words, asked)):
        return False
    if tool.name != "wjx":
        return len(asked) > 1 and all(CODE.match(c.heading.header) for c in asked)
    scored = any(c.heading.header == "总分" for c in columns)
    return any(map(_ticked, asked)) or (not scored and any(map(_numbered, asked)))


def as_choices(columns: Sequence[Column], decided: Sequence[Role]) -> list[Role]:
    """The roles, where a number is no score until a person says so."""
    return [
        Role("choice", guess=role.guess or role.scale)
        if role.name in SCORED and column.profile.numeric_share > NUMERIC
        else role
        for column, role in zip(columns, decided, strict=True)
    ]


def _in_words(column: Column) -> bool:
    """Whether a closed question is answered in words."""
    listed = any("┋" in value or "→" in value for value in column.profile.examples)
    return listed or len(rung_words(column)) > 1


def _ticked(column: Column) -> bool:
    """Whether a column says of one option whether it was ticked."""
    return bool(OPTION.match(column.heading.header)) and set(column.profile.counts) <= MARKS


def _numbered(column: Column) -> bool:
    """Whether a column holds numbers where only words would be answers, or codes for none."""
    profile = column.profile
    if profile.numeric_share < 1:
        return False
    described = words.has(DESCRIBES, column.heading.wording)
    small = all(v == int(v) and v <= MOST_OPTIONS for v in profile.numbers.values())
    return bool(ABSENT & set(profile.counts)) or (described and small and profile.repeats)
