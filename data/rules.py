"""The rules of the schema as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.tables import Column, Table
from locales import Sentence, both, sentence, translate

# A comparison in words; the first set where days or months are compared, the second for figures.
IN_TIME = {
    ">=": sentence("{one} must not be before {other}"),
    "<=": sentence("{one} must not be after {other}"),
}
IN_SIZE = {
    ">=": sentence("{one} must not be below {other}"),
    "<=": sentence("{one} must not exceed {other}"),
    ">": sentence("{one} must be above {other}"),
    "<": sentence("{one} must be below {other}"),
    "=": sentence("{one} must be {other}"),
    "!=": sentence("{one} must differ from {other}"),
}
# An alternative `not this, or that` is easier to read as `if this, then that`.
HOLDS = {"=": sentence("{one} is {other}"), "!=": sentence("{one} is not {other}")}
OPPOSITE = {"=": "!=", "!=": "="}

COMPARISON = re.compile(r"(\w+) (>=|<=|!=|>|<|=) (\w+|'[^']*'|-?[\d.]+)")
AMONG = re.compile(r"(\w+) IN \((.*)\)")
WITHIN = re.compile(r"(\w+) BETWEEN '?([^' ]+)'? AND '?([^' ]+)'?")


def columns_of(check: str, table: Table) -> list[Column]:
    """The columns that a CHECK speaks of."""
    words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", check)))
    return [column for column in table.uploaded if column.name in words]


def in_words(check: str, columns: Sequence[Column]) -> Sentence:
    """A CHECK with the columns' labels. What has no words of its own stays SQL."""
    return _said(_bare(check.replace('"', "")), {column.name: column for column in columns})


def is_form(column: Column, check: str) -> bool:
    """Whether a CHECK only says what `cell_values` sees to: the options and the form of a month."""
    bare = _bare(check.replace('"', ""))
    return bool(AMONG.fullmatch(bare)) or f"({column.name} % 100)" in bare


def _said(check: str, columns: dict[str, Column]) -> Sentence:
    either = _parts(check, " OR ")
    if len(either) == 2:
        # The condition is the part that says what is not.
        one, other = sorted(either, key=lambda part: not _denies(part))
        return sentence(
            "if {condition}, then {rule}",
            condition=_state(_opposite(one), columns),
            rule=_said(other, columns),
        )
    every = _parts(check, " AND ")
    if len(every) == 2 and " BETWEEN " not in check:
        one, other = (_said(part, columns) for part in every)
        return sentence("{one} and {other}", one=one, other=other)
    return _single(check, columns)


def _single(check: str, columns: dict[str, Column]) -> Sentence:
    """A rule that holds no other."""
    if found := re.fullmatch(r"length\(trim\((\w+)\)\) > 0|(\w+) IS NOT NULL", check):
        return sentence("{one} must be filled in", one=_label(found[1] or found[2], columns))
    if found := re.fullmatch(r"\(?(\w+) % 100\)? BETWEEN 1 AND 12", check):
        return sentence("{one} must be a month", one=_label(found[1], columns))
    if found := WITHIN.fullmatch(check):
        one, low, high = found.groups()
        return sentence(
            "{one} must lie between {low} and {high}", one=_label(one, columns), low=low, high=high
        )
    if check in columns:
        return sentence("{one} must be yes", one=_label(check, columns))
    found = COMPARISON.fullmatch(check)
    if found is None:
        return both(check, check)
    one, sign, other = found.groups()
    if (sign, other) == (">=", "0"):
        return sentence("{one} must not be negative", one=_label(one, columns))
    timed = columns[one].type == "DATE" or "YYYYMM" in columns[one].en
    return _filled((IN_TIME if timed and sign in IN_TIME else IN_SIZE)[sign], found, columns)


def _state(check: str, columns: dict[str, Column]) -> Sentence:
    """A condition: what is, where the rule proper says what must be."""
    if found := AMONG.fullmatch(check):
        return sentence(
            "{one} is one of {others}", one=_label(found[1], columns), others=_listed(found[2])
        )
    found = COMPARISON.fullmatch(check)
    if found and found[2] in HOLDS:
        return _filled(HOLDS[found[2]], found, columns)
    return sentence("{one} is yes", one=_label(check, columns))


def _filled(text: Sentence, found: re.Match, columns: dict[str, Column]) -> Sentence:
    one, _, other = found.groups()
    if other in columns:
        said: object = _label(other, columns)
    else:
        said = sentence(other.strip("'")) if other.startswith("'") else both(other, f" {other}")
    return replace(text, values={"one": _label(one, columns), "other": said})


def _listed(options: str) -> Sentence:
    words = re.findall(r"'([^']*)'", options)
    return both(", ".join(words), "、".join(translate(word, "zh") for word in words))


def _denies(check: str) -> bool:
    return check.startswith("NOT ") or " != " in check


def _opposite(check: str) -> str:
    if check.startswith("NOT "):
        return _bare(check.removeprefix("NOT "))
    return re.sub(r" (!=|=) ", lambda sign: f" {OPPOSITE[sign[1]]} ", check)


def _label(name: str, columns: dict[str, Column]) -> Sentence:
    column = columns[name]
    return both(f"“{column.en}”", f"「{column.zh}」")


def _parts(check: str, word: str) -> list[str]:
    """The parts that a word joins outside of brackets, without their own brackets."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(check):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0 and check.startswith(word, place):
            parts.append(check[start:place])
            start = place + len(word)
    return [_bare(part) for part in [*parts, check[start:]]]


def _bare(check: str) -> str:
    """Without the brackets around the whole."""
    check = check.strip()
    while check.startswith("(") and check.endswith(")"):
        depth = 0
        for place, sign in enumerate(check):
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if depth == 0 and place < len(check) - 1:
                return check
        check = check[1:-1].strip()
    return check
