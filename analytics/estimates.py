"""One number with its uncertainty: proportion, mean, Net Promoter Score, rate.

Every function is vectorised over its arguments, which broadcast against each other. A group
nobody answered in (n = 0) has the estimate NaN: an empty group is no error. Counts may be
fractional, for an effective sample size (Kish 1965) takes the place of n when answers are weighted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from analytics.arguments import (
    aligned,
    floats,
    normal_quantile,
    require_not_negative,
    require_positive,
    t_quantile,
)

ROUNDING = 1e-9  # relative error by which sums of fractional weights may break a rule
CANCELLATION = 1e-14  # Σx² - (Σx)²/n below this share of Σx² is rounding, unless sums are whole
WHOLE = 2.0**53  # up to here every whole number is exactly a float
EXACT_BELOW = 10  # events: exact Poisson interval below, Byar's approximation from here on


@dataclass(frozen=True)
class Estimate:
    """A value and its interval, each of the shape of the input; NaN where undetermined."""

    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def proportion(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> Estimate:
    """Share of successes `k` among `n` trials, in 0..1, with the Wilson score interval.

    The value is k/n itself, not the centre of the interval. Source: Wilson 1927; Newcombe 1998,
    Statistics in Medicine 17:857, method 3.

    Raises ValueError when k or n is negative, k exceeds n, or level lies outside 0..1.
    """
    k, n = aligned(successes=k, trials=n)
    z = normal_quantile(level)
    require_not_negative(successes=k, trials=n)
    if np.any(k > n * (1 + ROUNDING)):
        raise ValueError("successes must not exceed trials")
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.minimum(k / n, 1.0)
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2) / (1 + z**2 / n)
    return enclosing(share, np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0))


def proportion_difference(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> Estimate:
    """Difference k1/n1 - k2/n2 of two independent shares, in -1..1.

    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10 (square-and-add of Wilson
    intervals). Raises ValueError as `proportion` does.
    """
    return square_and_add(proportion(k1, n1, level), proportion(k2, n2, level))


def mean(n: ArrayLike, total: ArrayLike, total_sq: ArrayLike, level: float = 0.95) -> Estimate:
    """Mean of `n` observations, given their sum and sum of squares, with Student's t interval.

    `total` is Σx in the unit of x and `total_sq` is Σx². One observation has a mean but no
    interval (NaN). Source: Student 1908; value ± t(n-1)·s/√n.

    Raises ValueError when n or total_sq is negative or total_sq is less than total²/n.
    """
    n, total, total_sq = aligned(n=n, total=total, total_sq=total_sq)
    quantile = t_quantile(n - 1, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n > 0, total / n, np.nan)
        half = quantile * np.sqrt(sample_variance(n, total, total_sq) / n)
    return enclosing(value, value - half, value + half)


def nps(
    promoters: ArrayLike, passives: ArrayLike, detractors: ArrayLike, level: float = 0.95
) -> Estimate:
    """Net Promoter Score 100(p - d) of three counts, in -100..100.

    The interval is the adjusted Wald: three answers are added to n, three quarters each to
    promoters and detractors. Source: Rocks 2016, The American Statistician 70:365; Lewis and
    Sauro 2021 for the constants.

    Raises ValueError when a count is negative.
    """
    promoters, passives, detractors = aligned(
        promoters=promoters, passives=passives, detractors=detractors
    )
    z = normal_quantile(level)
    require_not_negative(promoters=promoters, passives=passives, detractors=detractors)
    n = promoters + passives + detractors
    centre, error = adjusted_nps(promoters, n, detractors)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 100 * (promoters - detractors) / n
    low, high = np.maximum(centre - z * error, -100.0), np.minimum(centre + z * error, 100.0)
    return enclosing(value, low, high)


def rate(events: ArrayLike, exposure: ArrayLike, per: float = 1, level: float = 0.95) -> Estimate:
    """Events per `per` units of exposure, with a Poisson interval.

    Byar's approximation from 10 events on, the exact χ² interval below. Source: Breslow and Day
    1987, Statistical Methods in Cancer Research II, eq. 2.12-2.13 (Byar); Garwood 1936 (exact).

    Raises ValueError when events or exposure is negative or per is not positive.
    """
    events, exposure = aligned(events=events, exposure=exposure)
    z = normal_quantile(level)
    require_not_negative(events=events, exposure=exposure)
    require_positive(per=per)
    tail = (1 - level) / 2
    low, high = exact_poisson(events, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        above = events + 1
        byar_low = events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3
        byar_high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
        low = np.where(events < EXACT_BELOW, low, np.maximum(byar_low, 0.0))
        high = np.where(events < EXACT_BELOW, high, byar_high)
        scale = np.where(exposure > 0, per / exposure, np.nan)
    return enclosing(events * scale, low * scale, high * scale)


def exact_poisson(count: ArrayLike, tail: float) -> tuple[NDArray, NDArray]:
    """Limits of a Poisson count leaving probability `tail` on either side, in counts.

    Source: Garwood 1936: ½χ²(tail; 2k) and ½χ²(1-tail; 2k+2).
    """
    count = floats(count)
    low = np.where(count > 0, gammaincinv(np.where(count > 0, count, 1.0), tail), 0.0 * count)
    return low, gammaincinv(count + 1, 1 - tail)


def sample_variance(n: ArrayLike, total: ArrayLike, total_sq: ArrayLike) -> NDArray:
    """Variance s² of observations from their sums; never negative, NaN for fewer than two.

    The sums are shifted to the whole number nearest to the mean, so that nothing is rounded where
    they are whole numbers. Otherwise subtracting nearly equal sums leaves rounding noise: below
    `CANCELLATION` it counts as zero. Raises ValueError when total_sq is less than total²/n, which
    no observations can give.
    """
    n, total, total_sq = floats(n), floats(total), floats(total_sq)
    require_not_negative(observations=n, total_sq=total_sq)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.round(total / n)
        left = total - n * centre
        squares = total_sq - centre * (n * centre + 2 * left) - left**2 / n
        if np.any((n > 0) & (squares < -ROUNDING * total_sq)):
            raise ValueError("total_sq must not be less than total²/n")
        exact = (n % 1 == 0) & (total % 1 == 0) & (total_sq % 1 == 0) & (total_sq < WHOLE)
        noise = np.where(exact, 0.0, CANCELLATION * total_sq)
        squares = np.where(squares <= noise, 0.0, squares)
        return np.where(n > 1, squares / (n - 1), np.nan)


def adjusted_nps(promoters: NDArray, n: NDArray, detractors: NDArray) -> tuple[NDArray, NDArray]:
    """Centre and standard error (points) of the adjusted Wald interval; NaN where n is 0."""
    size = np.where(n > 0, n + 3, np.nan)
    p, d = (promoters + 0.75) / size, (detractors + 0.75) / size
    return 100 * (p - d), 100 * np.sqrt((p + d - (p - d) ** 2) / size)


def square_and_add(first: Estimate, second: Estimate) -> Estimate:
    """Interval of a difference from the intervals of its two independent terms (MOVER).

    Source: Zou and Donner 2008, Statistics in Medicine 27:1693, eq. 3.
    """
    value = first.value - second.value
    below = np.hypot(first.value - first.low, second.high - second.value)
    above = np.hypot(first.high - first.value, second.value - second.low)
    return enclosing(value, value - below, value + above)


def enclosing(value: NDArray, low: NDArray, high: NDArray) -> Estimate:
    """An estimate whose interval contains its value, whatever the last rounding did."""
    low, high = np.minimum(low, value), np.maximum(high, value)
    return Estimate(np.asarray(value)[()], np.asarray(low)[()], np.asarray(high)[()])
