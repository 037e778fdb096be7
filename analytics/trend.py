"""Where the months of each branch are going, as far as that can be told from chance."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.multiplicity import adjust

FEWEST_KNOWN = 12  # months below which nothing is said
FEWEST_ASIDE = 3  # months before and after a change of level
DRAWS = 20_000


def trends(figures: pd.DataFrame, months: list[int], alpha: float = 0.05) -> pd.DataFrame:
    """Whether the level of each branch changed within `months`, in which direction, and since when.

    `figures` are rows of `published` of one metric by month: branch_id, month (yyyymm), kind and
    value (NaN where unknown or hidden); `months` are all months looked at, in order. A rate counts
    as its square root, whose chance does not grow with it.

    Every month with FEWEST_ASIDE known ones before it and from it on is tried as the first of a new
    level by Student's t between the two sides, which takes from the months themselves how much they
    vary. The largest t is held against the largest of as many months of noise, and the branches
    are judged together (Benjamini-Hochberg): of companies where nothing changes, less than
    `alpha` show any change. Source: the maximally selected statistic of Hinkley 1970, Biometrika
    57:1, its distribution simulated.

    Returns one row per branch, indexed by branch_id: direction ("up", "down", "" for steady or
    unknown), since (the first month of the new level, or missing), known (months with a value)
    and p_adjusted (NaN below FEWEST_KNOWN known months).
    """
    level = figures["value"].where(figures["kind"] != "rate", np.sqrt(figures["value"].clip(0)))
    wide = figures.assign(level=level).pivot(index="branch_id", columns="month", values="level")
    values = wide.reindex(columns=months).to_numpy(float)
    known = np.isfinite(values).sum(axis=1)
    t = _steps(values)
    size = np.nan_to_num(np.abs(t), nan=-1.0)
    best = size.argmax(axis=1) if len(months) else np.zeros(len(wide), dtype=int)
    largest = size.max(axis=1, initial=-1.0)
    judgeable = (largest >= 0) & (known >= FEWEST_KNOWN)
    p = [
        _chance(x, k) if sure else np.nan
        for x, k, sure in zip(largest, known, judgeable, strict=True)
    ]
    judged = adjust(np.array(p, dtype=float))
    changed = judged < alpha
    rose = np.array([row[i] > 0 for row, i in zip(t, best, strict=True)], dtype=bool)
    since = [months[i] if sure else pd.NA for i, sure in zip(best, changed, strict=True)]
    return pd.DataFrame(
        {
            "direction": np.where(changed, np.where(rose, "up", "down"), ""),
            "since": pd.array(since, dtype="Int64"),
            "known": known,
            "p_adjusted": judged,
        },
        index=wide.index,
    )


def _chance(t: float, known: int) -> float:
    """How often the largest t of `known` months of noise is as large as this one."""
    noise = _largest_of_noise(known)
    return float(1 + noise.size - np.searchsorted(noise, t)) / (1 + noise.size)


@cache
def _largest_of_noise(known: int) -> NDArray[np.float64]:
    """The largest |t| of DRAWS series of noise, in order; gaps do not matter to it."""
    noise = np.random.default_rng(0).standard_normal((DRAWS, known))
    return np.sort(np.nanmax(np.abs(_steps(noise)), axis=1))


def _steps(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Student's t of the months from each on against those before.

    `values` is branch x month; t is NaN where the month is unknown or a side is too short.
    """
    there = np.isfinite(values)
    filled = np.where(there, values, 0.0)
    count = np.maximum(there.sum(axis=1, keepdims=True), 1)
    filled = np.where(there, values - filled.sum(axis=1, keepdims=True) / count, 0.0)

    def sides(summed: NDArray) -> tuple[NDArray, NDArray]:
        before = np.cumsum(summed, axis=1) - summed
        return before, summed.sum(axis=1, keepdims=True) - before

    n1, n2 = sides(there.astype(float))
    s1, s2 = sides(filled)
    q1, q2 = sides(filled**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean1, mean2 = s1 / n1, s2 / n2
        within = np.maximum(q1 - n1 * mean1**2, 0) + np.maximum(q2 - n2 * mean2**2, 0)
        t = (mean2 - mean1) / np.sqrt(within / (n1 + n2 - 2) * (1 / n1 + 1 / n2))
    tested = there & (n1 >= FEWEST_ASIDE) & (n2 >= FEWEST_ASIDE)
    return np.where(tested, t, np.nan)
