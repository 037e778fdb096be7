"""How long findings stay open: the Kaplan-Meier curve, and the log-rank test between groups.

What is still open is censored: it is known to have lasted so long, and no more. The mean of those
that were closed would forget the slow ones, so it stands nowhere here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from analytics.arguments import floats, normal_quantile, require_not_negative

HALF = 0.5 + 1e-12  # a share of one half may be off by the last rounding
NOTHING = 1e-10  # share of the largest variance below which one is rounding: groups sum to zero
Group = tuple[ArrayLike, ArrayLike]


@dataclass(frozen=True)
class KaplanMeier:
    """Share still open against time, with the time by which half are closed.

    `curve` has one row per time of a closing or censoring: time, at_risk, closed, survival, low,
    high. The median is the first time at which the share is one half or less: inf where it stays
    above, NaN without observations; `median_low` and `median_high` are where the limits of the
    curve come to one half (Brookmeyer and Crowley 1982, Biometrics 38:29).
    """

    curve: pd.DataFrame
    median: float
    median_low: float
    median_high: float

    @property
    def n(self) -> int:
        """Observations, closed and censored."""
        return int(self.curve["at_risk"].iloc[0]) if len(self.curve) else 0

    @property
    def closed(self) -> int:
        return int(self.curve["closed"].sum())

    def rmst(self, tau: float) -> float:
        """Mean time open within the first `tau` units: the area under the curve up to there.

        Raises ValueError when tau is not positive, or lies beyond the last observation of a curve
        that has not come down to zero: nothing is known there.
        """
        if not tau > 0:
            raise ValueError("tau must be positive")
        time, share = self.curve["time"].to_numpy(), self.curve["survival"].to_numpy()
        if not len(time) or (share[-1] > 0 and tau > time[-1]):
            raise ValueError("tau must not lie beyond the last time observed")
        ends = np.append(np.minimum(time, tau), tau)
        return float(np.diff(ends, prepend=0.0) @ np.append(1.0, share))


@dataclass(frozen=True)
class LogRank:
    """Whether groups close at the same pace: chi2 with df degrees of freedom, and its p.

    `groups` is indexed by group: n, observed (closings), expected (were all alike) and p of the
    group against all the others together (NaN where nothing can be told).
    """

    chi2: float
    p: float
    df: int
    groups: pd.DataFrame


def kaplan_meier(days: ArrayLike, closed: ArrayLike, level: float = 0.95) -> KaplanMeier:
    """The share still open after each time, with its log-log interval.

    `days` are times in any unit, `closed` is true where the time is a closing and false where it
    is censored; 1-d and of equal length. Before the first closing the share is 1 and so are its
    limits; where it comes to 0 they are NaN. Source: Kaplan and Meier 1958, JASA 53:457; limits by
    Greenwood's variance on the log(-log) scale (Kalbfleisch and Prentice 1980).

    Raises ValueError when the lengths differ, a time is missing or negative, `closed` is neither
    true nor false, or level lies outside 0..1.
    """
    days, closed = checked(days, closed)
    quantile = normal_quantile(level)
    if not len(days):
        empty = pd.DataFrame(columns=["time", "at_risk", "closed", "survival", "low", "high"])
        return KaplanMeier(empty.astype(float), np.nan, np.nan, np.nan)
    time, place, ended = np.unique(days, return_inverse=True, return_counts=True)
    at_risk = len(days) - np.cumsum(ended) + ended
    closings = np.bincount(place, closed, len(time))
    survival = np.cumprod((at_risk - closings) / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):  # at 0 the formula has no value
        error = np.sqrt(np.cumsum(closings / (at_risk * (at_risk - closings)))) / np.log(survival)
        low, high = (
            np.where(survival < 1, survival ** np.exp(sign * quantile * error), 1.0)
            for sign in (-1, 1)
        )
    columns = {"closed": closings.astype(int), "survival": survival, "low": low, "high": high}
    curve = pd.DataFrame({"time": time, "at_risk": at_risk} | columns)
    return KaplanMeier(curve, *(first_at_half(time, x) for x in (survival, low, high)))


def first_at_half(time: NDArray, share: NDArray) -> float:
    """The first time at which a falling share is one half or less; inf if it never is."""
    reached = np.flatnonzero(share <= HALF)
    return float(time[reached[0]]) if len(reached) else np.inf


def compare(groups: Mapping[Hashable, Group] | Sequence[Group]) -> LogRank:
    """Log-rank test of two or more groups, each a pair (days, closed) as for `kaplan_meier`.

    Source: Mantel 1966, Cancer Chemotherapy Reports 50:163; Peto and Peto 1972, JRSS A 135:185.
    Groups of which nothing was ever at risk at a closing take no part. Raises ValueError for fewer
    than two groups, or as `kaplan_meier`.
    """
    named = dict(groups) if isinstance(groups, Mapping) else dict(enumerate(groups))
    if len(named) < 2:
        raise ValueError("a comparison needs at least two groups")
    checked_groups = [checked(*group) for group in named.values()]
    every = np.concatenate([days[closed] for days, closed in checked_groups])
    time, closings = np.unique(every, return_counts=True)
    at_risk = np.array(
        [len(days) - np.searchsorted(np.sort(days), time) for days, _ in checked_groups], float
    )
    seen = np.array([np.count_nonzero(closed) for _, closed in checked_groups], float)
    share = at_risk / at_risk.sum(axis=0)
    expected = share @ closings
    covariance = spread(share, at_risk.sum(axis=0), closings)
    gap, variance = seen - expected, np.diag(covariance)
    df = int(np.linalg.matrix_rank(covariance, rtol=NOTHING, hermitian=True)) if len(time) else 0
    inverse = np.linalg.pinv(covariance, rcond=NOTHING, hermitian=True)
    chi2 = float(gap @ inverse @ gap) if df else np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = chdtrc(1, np.where(variance > 0, gap**2 / variance, np.nan))
    sizes = [len(days) for days, _ in checked_groups]
    table = pd.DataFrame(
        {"n": sizes, "observed": seen, "expected": expected, "p": alone}, index=list(named)
    )
    return LogRank(chi2, float(chdtrc(df, chi2)) if df else np.nan, df, table)


def spread(share: NDArray, total: NDArray, closings: NDArray) -> NDArray[np.float64]:
    """Covariance of the closings of the groups, were all alike: hypergeometric at each time.

    `share` (groups × times) of those at risk, `total` at risk and `closings` at each time.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(total > 1, closings * (total - closings) / (total - 1), 0.0)
    weight = np.where(share.max(axis=0) < 1, weight, 0.0)  # one group alone: exactly nothing
    return np.diag(share @ weight) - (share * weight) @ share.T


def checked(days: ArrayLike, closed: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Times and marks of closing as arrays that keep the rules."""
    days, marks = np.atleast_1d(floats(days)), np.atleast_1d(floats(closed))
    if days.ndim != 1 or days.shape != marks.shape:
        raise ValueError("days and closed must be of the same length")
    if not np.isfinite(days).all():
        raise ValueError("days must be finite numbers")
    require_not_negative(days=days)
    if not np.isin(marks, (0, 1)).all():
        raise ValueError("closed must be true or false")
    return days, marks.astype(bool)
