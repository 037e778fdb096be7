"""What the tables of work are drawn with: rows by branch and month, dates, chances.

Each table has random numbers of its own. Those of `PICKED` were picked so that the two branches
that are the same in truth are not told apart by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.company import BRANCHES, MONTHS, QUARTERS, generator
from data.demo.truth import TRUTHS, steps

CODES = np.array([branch.branch_id for branch in BRANCHES])
SERVES = np.array([branch.customers is not None for branch in BRANCHES])
MEMBERS = np.array([branch.members for branch in BRANCHES])
STAFF = np.array([branch.staff for branch in BRANCHES])
EVERY_MONTH = np.array(MONTHS)
EVERY_POSITION = np.arange(len(MONTHS))
STARTS = np.array([f"{m // 100}-{m % 100:02d}-01" for m in MONTHS], dtype="datetime64[D]")
QUARTER_ENDS = np.searchsorted(EVERY_MONTH, QUARTERS)
LAST_DAY = np.datetime64("2026-10-31")
PICKED = {"care": 1, "innovation": 1}


def rng_of(table: str) -> np.random.Generator:
    return generator(f"work {table}", PICKED.get(table, 0))


def of_branches(attribute: str) -> np.ndarray:
    """One parameter of the truth, branch by branch."""
    return np.array([getattr(TRUTHS[code], attribute) for code in CODES])


ACTIVITY = of_branches("activity")
LEARNING = (of_branches("learning") - 11) / 11  # relative to what a usual course adds
MORALE = of_branches("morale")
# What is added by an event, and what is true of customers' opinion, by branch and month.
EVENT = np.array([steps(TRUTHS[code]) for code in CODES])
OPINION = of_branches("satisfaction")[:, None] + EVENT


@dataclass(frozen=True)
class Rows:
    """The branch and month of each row, as positions in CODES and EVERY_MONTH."""

    branch: np.ndarray
    month: np.ndarray

    def __len__(self) -> int:
        return len(self.branch)

    @property
    def codes(self) -> np.ndarray:
        return CODES[self.branch].astype(object)

    @property
    def months(self) -> np.ndarray:
        return EVERY_MONTH[self.month]

    @property
    def activity(self) -> np.ndarray:
        return ACTIVITY[self.branch]

    @property
    def opinion(self) -> np.ndarray:
        return OPINION[self.branch, self.month]

    @property
    def event(self) -> np.ndarray:
        return EVENT[self.branch, self.month]

    def times(self, counts: int | np.ndarray) -> Rows:
        """Each row as often as `counts` says."""
        return Rows(np.repeat(self.branch, counts), np.repeat(self.month, counts))

    def where(self, kept: np.ndarray) -> Rows:
        return Rows(self.branch[kept], self.month[kept])

    def days(self, rng: np.random.Generator, first: int = 1, last: int = 28) -> np.ndarray:
        """A day of the month for each row."""
        return STARTS[self.month] + rng.integers(first - 1, last, len(self))

    def frame(self, **columns: object) -> pd.DataFrame:
        return pd.DataFrame({"branch_id": self.codes, "month": self.months, **columns})


def grid(months: Sequence[int] | np.ndarray = EVERY_POSITION) -> Rows:
    """One row for each branch and month."""
    months = np.asarray(months)
    return Rows(np.repeat(np.arange(len(CODES)), len(months)), np.tile(months, len(CODES)))


def poisson(rng: np.random.Generator, rates: np.ndarray) -> Rows:
    """Events at a rate a month, by branch (and month)."""
    rates = np.broadcast_to(np.asarray(rates).reshape(len(CODES), -1), (len(CODES), len(MONTHS)))
    return grid().times(rng.poisson(rates).ravel())


def chance(rng: np.random.Generator, share: np.ndarray | float, size: int) -> np.ndarray:
    """Yes or no for each row; shares are kept within 1 and 99 %."""
    return rng.random(size) < np.clip(share, 0.01, 0.99)


def part(rng: np.random.Generator, whole: np.ndarray, share: np.ndarray | float) -> np.ndarray:
    """How many of a whole, at a share."""
    return rng.binomial(whole, np.clip(share, 0.005, 0.995))


def logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def dates(days: np.ndarray, known: np.ndarray | bool = True) -> pd.Series:
    """Days as the warehouse takes them, empty where not known."""
    return pd.Series(np.where(known, days, np.datetime64("NaT"))).astype("datetime64[s]")


def texts(values: Sequence[str] | np.ndarray, known: np.ndarray | bool = True) -> np.ndarray:
    """Texts, None where not known."""
    return np.where(known, np.asarray(values, dtype=object), None)


def choose(
    rng: np.random.Generator, values: Sequence[str], size: int, p: Sequence[float] | None = None
) -> np.ndarray:
    return np.array(values, dtype=object)[rng.choice(len(values), size, p=p)]


def numbered(prefix: str, size: int) -> list[str]:
    return [f"QH-{prefix}{number + 1:05d}" for number in range(size)]


def people(rng: np.random.Generator, rows: Rows, pool: np.ndarray) -> list[str]:
    """Somebody of the branch for each row, out of its first `pool` people."""
    number = (rng.random(len(rows)) * pool[rows.branch]).astype(int) + 1
    return [f"{code}-{n:03d}" for code, n in zip(rows.codes, number, strict=True)]


def everybody(pool: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """All people of all branches: the position of their branch, and their code."""
    branch = np.repeat(np.arange(len(CODES)), pool)
    number = np.arange(len(branch)) - np.repeat(np.cumsum(pool) - pool, pool) + 1
    return branch, [f"{c}-{n:03d}" for c, n in zip(CODES[branch], number, strict=True)]
