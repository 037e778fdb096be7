"""The scale of a rating given in numbers: its evident ends, and the codes for "no answer"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.importing import words
from data.importing.values import FAR_CODES, NO_ANSWER_NUMBERS, number_text
from locales import Sentence

STATED = re.compile(
    r"(?:^|[^\d.])(\d{1,2})\s*(?:分|=[^\d]{1,30}?|\([^()]{1,30}\)|（[^（）]{1,30}）)?\s*"
    r"(?:-|–|—|~|～|to|through|until|bis|a|à|al|até|e|到|至|\.\.+)\s*(\d{1,3})(?=$|[^\d.])"
)
FULL_MARKS = re.compile(
    r"(?:满分|out of|/\s*|滿分|von)\s*(\d{1,3})\s*(?:分|points)?|(?<!\d)(\d{1,3})\s*分制"
)
NAMED_POINT = re.compile(r"(?<!\d)(\d{1,3})\s*分?\s*(?:[=＝]|表示|代表)\s*[^\d\s]")  # 1=非常满意
BOTH_ENDS = re.compile(  # 1 = very good, 6 = very bad; 1 (poor) … 5 (excellent)
    r"(?<![\d.])([01])\s*[=:(（]\s*[^\d=]{2,40}?[\s,;/)）.…–-]\s*(\d{1,2})\s*[=:(（]\s*[^\d\s]"
)
HIGHS = (3, 4, 5, 6, 7, 8, 9, 10, 100)
FINE = ((0.0, 1.0), (1.0, 5.0), (0.0, 5.0), (1.0, 10.0), (0.0, 10.0))  # of scores with decimals
ENOUGH = 50  # answers after which a rung nobody chose is taken not to exist
FEW_FOR_GAP = 30  # answers among which a gap in a scale is no chance
RATHER_ALL = 0.9  # of the rows that must fit a scale for the rest to be called outside it
MOST = 0.7  # the same where the question itself says where its scale ends
CLIFF = 0.15  # just above a scale's end at most this share of what stands at its end


@dataclass(frozen=True)
class Scale:
    """Where scores lie, which way is better, and which values are no score.

    `ladder` maps label texts to scores (empty if the cells are plain numbers); `outside` are values
    that do not fit, with their rows; `sure` says that the values alone show the scale, `fine` that
    the scores are finer than half points.
    """

    low: float
    high: float
    better: str
    ladder: Mapping[str, float] = field(default_factory=dict)
    not_applicable: tuple[str, ...] = ()
    outside: Mapping[str, int] = field(default_factory=dict)
    mixed: bool = False
    sure: bool = True
    notes: tuple[Sentence, ...] = ()
    fine: bool = False


@dataclass(frozen=True)
class Hints:
    """What is known beside the values: the wording, the neighbours, the file's usual scale."""

    question: str = ""
    labels: tuple[str, ...] = ()  # of other columns of the same question
    numbers: tuple[float, ...] = ()
    usual: tuple[float, float] | None = None


def of_numbers(
    numbers: Mapping[str, float],
    counts: Mapping[str, int],
    absent: tuple[str, ...],
    hints: Hints,
) -> Scale | None:
    """A scale from plain numbers: codes for "no answer" taken off, the evident ends found."""
    rows: dict[float, int] = {}
    for text, value in numbers.items():
        rows[value] = rows.get(value, 0) + counts.get(text, 0)
    stated = stated_scale(hints.question)
    top = max((v for v in rows if v not in FAR_CODES), default=0.0)
    codes = {v for v in rows if v in NO_ANSWER_NUMBERS and (stated is None or v < stated[0])}
    if top <= 20:
        codes |= {v for v in rows if v in FAR_CODES}
    if stated is None:
        codes |= _codes_beyond_a_gap(rows)
    left = _without_strays({v: n for v, n in rows.items() if v not in codes}, stated)
    if not left or min(left) < 0 or max(left) > 1000:
        return None
    if sum(n for v, n in left.items() if v * 2 % 1) > (1 - RATHER_ALL) * sum(left.values()):
        return _fine(left, stated, absent, hints)
    low, high, sure = (stated and (*stated, True)) or _ends(left, hints)
    if low == 0 and not stated and _is_zero_for_none(left, high, hints):
        codes.add(0.0)
        left.pop(0.0)
        low = 1.0
    outside = {
        t: counts.get(t, 0) for t, v in numbers.items() if v not in codes and not low <= v <= high
    }
    inside_rows = sum(n for v, n in left.items() if low <= v <= high)
    if high == 100 and not stated and sum(n for v, n in left.items() if v > 10) * 2 < inside_rows:
        return None  # neither a scale up to ten nor evidently one up to a hundred
    if inside_rows < (MOST if stated else RATHER_ALL) * sum(left.values()):
        return None
    mixed = high < 10 and len([v for v in left if high < v <= 10]) > 1
    none = (*absent, *map(number_text, sorted(codes, reverse=True)))
    better = stated_direction(hints.question) or "high"
    return Scale(low, high, better, {}, none, outside, mixed, sure)


def _codes_beyond_a_gap(rows: Mapping[float, int]) -> set[float]:
    """8 and 9 where 1 to 5 (or fewer) are all answered and nothing lies between: no opinion."""
    run = 0
    while run + 1 in rows:
        run += 1
    beyond = {v for v in rows if v > run}
    full = 2 <= run <= 5 and sum(rows.values()) >= FEW_FOR_GAP
    return beyond if full and beyond and beyond <= {8, 9} else set()


def _fine(
    rows: Mapping[float, int],
    stated: tuple[float, float] | None,
    absent: tuple[str, ...],
    hints: Hints,
) -> Scale | None:
    """The scale of numbers finer than half points: means and measurements unless called scores."""
    asked = words.has(words.SURELY_RATING, hints.question)
    if not asked or words.has(words.NOT_RATING, hints.question):
        return None
    least, most = min(rows), max(rows)
    ends = stated or next((ends for ends in FINE if ends[0] <= least and most <= ends[1]), None)
    if ends is None or (ends[1] > 1 and most <= ends[0] + 0.5 * (ends[1] - ends[0])):
        return None
    better = stated_direction(hints.question) or "high"
    return Scale(*ends, better, {}, absent, fine=True)


def _without_strays(
    rows: Mapping[float, int], stated: tuple[float, float] | None
) -> dict[float, int]:
    """The values without typing errors: a few far outside what all others say.

    Between ten and a hundred nothing is a stray if most answers lie there: that is their scale.
    """
    total = sum(rows.values())
    high = stated[1] if stated else 10.0
    stray = {v: n for v, n in rows.items() if v < 0 or v > max(high, 10.0)}
    few = 0 < sum(stray.values()) <= (1 - RATHER_ALL) * total
    return {v: n for v, n in rows.items() if v not in stray} if few else dict(rows)


def stated_scale(question: str) -> tuple[float, float] | None:
    """A scale that the wording names, such as `(1-7)`, `0到10分` or `满分100分`."""
    for match in (*STATED.finditer(question), *BOTH_ENDS.finditer(question)):
        low, high = float(match[1]), float(match[2])
        if low in (0, 1) and high in HIGHS:
            return low, high
    ends = [float(number) for number in NAMED_POINT.findall(question)]
    if len(ends) > 1 and min(ends) in (0, 1) and max(ends) in HIGHS:
        return min(ends), max(ends)
    if (match := FULL_MARKS.search(question)) and float(match[1] or match[2]) in (5, 10, 100):
        high = float(match[1] or match[2])
        return (0.0 if high == 100 else 1.0), high
    return None


def stated_direction(question: str) -> str | None:
    return "low" if re.search(words.LOW_IS_BETTER, question, re.IGNORECASE) else None


def _ends(rows: Mapping[float, int], hints: Hints) -> tuple[float, float, bool]:
    """Low and high end, and whether the values alone show them."""
    values = {*rows, *(v for v in hints.numbers if v not in NO_ANSWER_NUMBERS)}
    total = sum(rows.values())
    low = 0.0 if 0 in values else 1.0
    high = max(values)
    plain_items = hints.usual == (1, 10) and 0 not in values
    recommends = words.has(words.NPS, hints.question)
    if plain_items and not words.has(words.LIKELY, hints.question):
        recommends = False  # one of the items from one to ten
    if recommends and 5 < high <= 10 and low <= 1:
        return 0.0, 10.0, True
    for end in (5.0, 7.0, 10.0):
        beyond = [n for v, n in rows.items() if v > end]
        at_end = rows.get(end, 0)
        if beyond and total >= 30 and sum(beyond) <= (1 - RATHER_ALL) * total:
            nearest = max(n for v, n in rows.items() if v > end)
            if at_end and nearest <= CLIFF * at_end:
                return low, end, True
    if high > 10:
        return 0.0, 100.0, total >= ENOUGH and high > 60
    if (
        hints.usual
        and low <= hints.usual[1]
        and hints.usual[0] <= min(values)
        and (high <= hints.usual[1] and (hints.usual[1] <= 7 or high > 5))
    ):
        return (*hints.usual, len(values) >= 3)
    if high <= 4 and low == 1 and set(range(1, int(high) + 1)) <= values:
        if high <= 3 or total >= ENOUGH:
            return 1.0, max(high, 3.0), False
        return 1.0, 5.0, False
    whole = set(range(int(high) + 1)) <= values and total >= ENOUGH
    if low == 0 and (3 <= high <= 4 or (high == 2 and whole)):
        return 0.0, high, False
    if high <= 5:
        return low, 5.0, high == 5 and len(values) >= 3
    complete = set(range(1, int(high) + 1)) <= values and total >= ENOUGH
    for end in (6.0, 7.0, 8.0, 9.0, 10.0):
        if high <= end and (end in (7.0, 10.0) or (complete and high == end)):
            return low, end, len(values) >= 4
    return low, 10.0, False


def _is_zero_for_none(rows: Mapping[float, int], high: float, hints: Hints) -> bool:
    """0 below a scale of 1 to 5 (or 7) means "not rated" unless the file's usual scale has a 0."""
    above = [v for v in rows if v > 0]
    return 5 <= high <= 7 and 0.0 in rows and len(above) > 1 and hints.usual != (0.0, high)
