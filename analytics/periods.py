"""Months as whole numbers (YYYYMM): counting with them, and periods to compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

YEAR = 12
MONTHS_IN = {"month": 1, "quarter": 3, "year": YEAR}
AGAINST = ("year", "before", "none")
WRITTEN = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Period:
    """Months from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return distance(self.first, self.last) + 1

    @property
    def months(self) -> list[int]:
        return [shift(self.first, i) for i in range(self.length)]


@dataclass(frozen=True)
class Compared:
    """Two periods that may be compared: as many months each, all of them over."""

    now: Period
    past: Period
    unfinished: int | None  # the month that was left out on both sides

    def suits(self, grain: str) -> bool:
        """Whether both hold equally many figures of a metric of this grain."""
        return distance(self.past.first, self.now.first) % MONTHS_IN[grain] == 0


def like_with_like(
    period: Period, against: str, months: Sequence[int], today: int
) -> Compared | None:
    """What a period is compared with; None where there is nothing, or the reader wants nothing.

    `against` is one of AGAINST: "year" is the same months a year earlier (so many years that the
    two do not overlap), "before" the equally long period just before. `months` are those with
    data, and `today` the month that is not over yet (both yyyymm). As months are the finest that
    is known, a month that is not over cannot be compared by days: it is left out on both sides.
    """
    if against == "none":
        return None
    last = min(period.last, shift(today, -1))
    if last < period.first:
        return None
    years = -(-period.length // YEAR)
    back = YEAR * years if against == "year" else period.length
    past = Period(shift(period.first, -back), shift(last, -back))
    if past.first < min(months, default=period.first):
        return None
    unfinished = shift(last, 1) if last < period.last else None
    return Compared(Period(period.first, last), past, unfinished)


def usual_against(period: Period, months: Sequence[int]) -> str:
    """The same months of last year where data reach back so far: power supply has its seasons."""
    known = min(months, default=period.first)
    return "year" if shift(period.first, -YEAR) >= known else "before"


def this_month() -> int:
    today = date.today()
    return today.year * 100 + today.month


def shift(month: int, by: int) -> int:
    """The month `by` months later (earlier if negative)."""
    count = (month // 100) * 12 + month % 100 - 1 + by
    return count // 12 * 100 + count % 12 + 1


def distance(first: int, last: int) -> int:
    """Months from `first` to `last`; 0 if they are the same."""
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100


def parse(text: str) -> int | None:
    """The month written as 2026-10; None if it is none."""
    found = WRITTEN.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        return None
    return int(found[1]) * 100 + int(found[2])


def usual(months: list[int]) -> Period:
    """The last twelve months of those that have data."""
    return Period(max(months[0], shift(months[-1], 1 - YEAR)), months[-1])
