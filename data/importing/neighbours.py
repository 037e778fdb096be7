"""What the columns of a file tell about each other: matrices, ladders, the usual scale."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.importing import words
from data.importing.heading import Heading
from data.importing.ladders import rung_word
from data.importing.profile import Profile
from data.importing.scales import Hints, Scale
from data.importing.values import folded, is_no_answer, number

NUMBERED_NAME = re.compile(r"^([A-Za-z]+)[ _.]?\d+$")  # q1, Q_2, item 3
BATTERY = 5  # items of one scale that make it the file's usual one
MOST_RUNGS = 30  # different answers that a column of ladder words may show
CHOSEN = {"1", "y", "yes", "true", "checked", "selected", "选中", "是", "x", "√"}
UNCHOSEN = {"0", "n", "no", "false", "unchecked", "notselected", "未选中", "否"}


@dataclass(frozen=True)
class Column:
    """A column on its way to a plan."""

    heading: Heading
    profile: Profile
    time_format: str | None = None  # set if its values are dates
    meta: tuple[str, int] | None = None  # the tool's own role and rank


def groups_of(columns: Sequence[Column]) -> Mapping[str, list[Column]]:
    """The columns of each matrix question, by its stem."""
    groups: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.heading.row_label and not column.meta:
            groups[column.heading.question].append(column)
    return groups


def label_sets(
    columns: Sequence[Column], groups: Mapping[str, list[Column]]
) -> list[frozenset[str]]:
    """The words of answer ladders that each question of the file shows, the richest first."""
    questions = [*groups.values(), *([c] for c in columns if not c.heading.row_label)]
    sets = {
        frozenset(word for c in q if c.profile.complete for word in rung_words(c))
        for q in questions
    }
    return sorted((s for s in sets if len(s) > 1), key=len, reverse=True)


def rung_words(column: Column) -> frozenset[str]:
    """The words of an answer ladder that a column shows; none if it shows anything else."""
    labels = list(column.profile.counts)
    if len(labels) > MOST_RUNGS:
        return frozenset()
    words_ = {rung_word(v) for v in labels if number(v) is None and not is_no_answer(v)}
    return frozenset(word for word in words_ if word) if None not in words_ else frozenset()


def hints_of(
    column: Column,
    groups: Mapping[str, list[Column]],
    ladders: Sequence[frozenset[str]],
    usual: tuple[float, float] | None,
) -> Hints:
    """What the neighbours tell: a ladder chosen in the middle here may show its ends elsewhere."""
    wording = f"{column.heading.header} {column.heading.wording}"
    siblings = groups.get(column.heading.question, ()) if column.heading.row_label else ()
    numbers = [n for sibling in siblings for n in sibling.profile.numbers.values()]
    if any(n > 10 for n in numbers):
        numbers = []
    own = rung_words(column)
    labels = next((known for known in ladders if own and own <= known), frozenset())
    return Hints(wording, tuple(labels), tuple(numbers), usual)


def usual_scale(
    columns: Sequence[Column], scales: Sequence[Scale | None]
) -> tuple[float, float] | None:
    """The numeric scale that most columns of the file evidently have."""
    counts: Counter[tuple[float, float]] = Counter()
    for column, found in zip(columns, scales, strict=True):
        if found and found.sure and not (found.ladder or column.meta or describes(column)):
            asked = words.has(words.RATING, column.heading.wording)
            counts[found.low, found.high] += 2 if asked else 1
    scale, times = next(iter(counts.most_common(1)), (None, 0))
    common, items = _common_scale(columns, scales)
    if scale and items <= times and (times > 1 or scale[1] in (5, 7, 10)):
        return scale
    return common


def _common_scale(
    columns: Sequence[Column], scales: Sequence[Scale | None]
) -> tuple[tuple[float, float] | None, int]:
    """The scale that most numeric columns share, whether or not it shows in one, and how many."""
    counts = Counter(
        (s.low, s.high)
        for c, s in zip(columns, scales, strict=True)
        if s and not s.ladder and not c.meta and not describes(c) and len(c.profile.numbers) > 2
    )
    asked = Counter(
        (s.low, s.high)
        for c, s in zip(columns, scales, strict=True)
        if s and not s.ladder and not c.meta and words.has(words.SURELY_RATING, c.heading.wording)
    )
    for found, least in ((asked, 2), (counts, BATTERY)):
        scale, times = next(iter(found.most_common(1)), (None, 0))
        if times >= least and times * 2 > found.total():
            return scale, times
    return None, 0


def batteries(columns: Sequence[Column], usual: tuple[float, float] | None) -> set[int]:
    """The positions of items q1, q2, q3, … most of which reach the end of the file's usual scale.

    Of such a battery also those are ratings in which nobody chose the end.
    """
    if usual is None:
        return set()
    named: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if match := NUMBERED_NAME.match(column.heading.header):
            named[match[1].casefold()].append(column)
    found: set[int] = set()
    for items in named.values():
        reaching = sum(max(c.profile.numbers.values(), default=0) >= usual[1] - 1 for c in items)
        if len(items) >= BATTERY and reaching * 2 > len(items):
            found |= {c.heading.position for c in items if len(c.profile.numbers) > 4}
    return found


def is_multiple(group: Sequence[Column]) -> bool:
    """Whether columns are the ticked boxes of one question: each holds one mark, or nothing."""
    shown = [
        {folded(v) for v in column.profile.counts} - UNCHOSEN
        for column in group
        if column.profile.counts
    ]
    if len(group) < 2 or not shown:
        return False
    if len(group) > 2 and [v for values in shown for v in values] == _codes(len(shown)):
        return True  # the options' numbers: 1 in the first column, 2 in the second, …
    ticked = sum(
        values <= CHOSEN or (len(values) == 1 and folded(column.heading.row_label or "") in values)
        for values, column in zip(shown, (c for c in group if c.profile.counts), strict=True)
    )
    return ticked == len(shown)


def _codes(options: int) -> list[str]:
    return [str(i) for i in range(1, options + 1)]


def describes(column: Column) -> bool:
    """Whether a column counts something or describes a person instead of rating."""
    text = f"{column.heading.header} {column.heading.wording}"
    if words.has(words.DEMOGRAPHIC, text) and not words.has(words.RATING, text):
        return True
    if words.has(words.SURELY_COUNT, text) and not words.has(words.SURELY_RATING, text):
        return True
    if words.has(words.NOT_RATING, text):
        return True
    return words.has(words.COUNT, text) and not words.has(words.RATING, text)
