"""Months as whole numbers (YYYYMM): counting with them, and periods to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass

YEAR = 12
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
    def before(self) -> Period:
        """The period of the same length that ends just before this one."""
        return Period(shift(self.first, -self.length), shift(self.first, -1))

    @property
    def months(self) -> list[int]:
        return [shift(self.first, i) for i in range(self.length)]


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
