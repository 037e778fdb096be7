"""A briefing before it is written: sentences and figures in no language and no layout yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from data.catalogue import Metric
from locales import Sentence, both, figures


class Spoken(Protocol):
    """What is said when the language is known: a Sentence, or a figure below."""

    def in_language(self, language: str) -> str: ...


@dataclass(frozen=True)
class Value:
    """A value in the unit of its metric; NaN stands for one that is not known."""

    x: float
    unit: str
    decimals: int
    mark: str = ""  # ▲ or ▼ where it differs from the others by more than chance

    def in_language(self, language: str) -> str:
        text = figures.value(language, self.x, self.unit, self.decimals)
        return f"{self.mark} {text}".strip()


@dataclass(frozen=True)
class Difference:
    """A signed difference of two values."""

    x: float
    unit: str
    decimals: int

    def in_language(self, language: str) -> str:
        return figures.difference(language, self.x, self.unit, self.decimals)


@dataclass(frozen=True)
class Interval:
    """The 95 % interval of a value; a full count has none."""

    low: float
    high: float
    kind: str
    unit: str
    decimals: int

    def in_language(self, language: str) -> str:
        return figures.interval(language, self.low, self.high, self.kind, self.unit, self.decimals)


@dataclass(frozen=True)
class Number:
    """A count, or another plain number; NaN is an empty cell."""

    x: float
    decimals: int = 0

    def in_language(self, language: str) -> str:
        return figures.number(language, self.x, self.decimals)


Cell = Spoken
NOTHING = both("–", "–")


@dataclass(frozen=True)
class Table:
    """`rows` have a cell for each of `columns`; `words` are the columns of words.

    `drawn` names the columns of the value and the interval that a figure shows, if it has one.
    """

    name: Sentence  # a few words: the name of its sheet
    title: Sentence
    columns: Sequence[Sentence]
    rows: Sequence[Sequence[Cell]]
    words: Sequence[int] = (0,)
    note: Sentence | None = None
    drawn: tuple[int, int] | None = None


@dataclass(frozen=True)
class Section:
    """One chapter: paragraphs, then points one by one, then a remark in small print."""

    heading: Sentence
    paragraphs: Sequence[Spoken] = ()
    points: Sequence[Spoken] = ()
    remark: Spoken | None = None


@dataclass(frozen=True)
class Document:
    """A whole briefing, in the order in which it is read."""

    title: Sentence
    subtitle: Sentence
    sections: Sequence[Section]
    tables: Sequence[Table]
    definitions: Sequence[Metric]
    provenance: Sequence[Spoken]
    warning: Sentence | None = None  # that the data is invented


def value(metric: Metric, x: float, mark: str = "") -> Value:
    return Value(x, metric.unit, metric.decimals, mark)


def interval(metric: Metric, low: float, high: float) -> Interval:
    return Interval(low, high, metric.kind, metric.unit, metric.decimals)


def difference(metric: Metric, x: float) -> Difference:
    return Difference(x, metric.unit, metric.decimals)
