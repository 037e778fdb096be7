"""Funnel plots: which branches lie further from the baseline than their size explains.

A small branch strays by chance alone; limits that widen as n falls keep it from being blamed or
praised for it. 95 % limits are a warning, 99.8 % limits an alarm.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import (
    aligned,
    floats,
    normal_quantile,
    require_not_negative,
    require_share,
    upper_probability,
)
from analytics.estimates import ROUNDING, exact_poisson

LEVELS = (0.95, 0.998)


class Overdispersion(NamedTuple):
    """How much more branches vary than chance: ratio phi, and variance tau2 between them."""

    phi: float
    tau2: float


def proportion_limits(
    n: ArrayLike, baseline: ArrayLike, levels: float | Sequence[float] = LEVELS
) -> pd.DataFrame:
    """Limits θ₀ ± z√(θ₀(1-θ₀)/n) of a share around its baseline, clipped to 0..1.

    One row per element of `n` (trials), with its index if it is a Series; columns low_95,
    high_95, low_998, high_998. NaN where n is 0. Source: Spiegelhalter 2005, Statistics in
    Medicine 24:1185, sec. 3.1. Raises ValueError when n is negative, or the baseline or a level
    lies outside 0..1.
    """
    theta = floats(baseline)
    require_share(baseline=theta)
    error = np.sqrt(theta * (1 - theta)) * standard_error(n)
    bounds = {}
    for level in np.atleast_1d(floats(levels)):
        half = normal_quantile(level) * error
        bounds[level] = np.maximum(theta - half, 0.0), np.minimum(theta + half, 1.0)
    return limit_table(n, bounds)


def rate_limits(
    exposure: ArrayLike, baseline: ArrayLike, levels: float | Sequence[float] = LEVELS
) -> pd.DataFrame:
    """Exact Poisson limits of events per unit of exposure around the baseline rate.

    With E = exposure·baseline events expected, the limits are ½χ²(tail; 2E)/exposure and
    ½χ²(1-tail; 2E+2)/exposure; with baseline 1 and exposure E they are limits of the ratio of
    observed to expected events. Rows, columns and NaN as `proportion_limits`. Source:
    Spiegelhalter 2005, Statistics in Medicine 24:1185. Raises ValueError when exposure or
    baseline is negative, or a level lies outside 0..1.
    """
    size, base = np.atleast_1d(floats(exposure)), floats(baseline)
    require_not_negative(exposure=size, baseline=base)
    exposed = np.where(size > 0, size, np.nan)
    bounds = {}
    for level in np.atleast_1d(floats(levels)):
        low, high = exact_poisson(exposed * base, 1 - upper_probability(level))
        bounds[level] = low / exposed, high / exposed
    return limit_table(exposure, bounds)


def overdispersion(k: ArrayLike, n: ArrayLike, winsorise: float = 0.1) -> Overdispersion:
    """Overdispersion of the shares k/n of I branches around their pooled share.

    z = 2√n(arcsin√p - arcsin√θ₀), its tails pulled in to the `winsorise` and 1 - `winsorise`
    quantiles; φ = Σz²/I; τ² = (Iφ - (I-1))/(Σw - Σw²/Σw) with w = 4n, or 0 when Iφ < I - 1.
    Branches without trials do not count; of fewer than two, phi is NaN and tau2 is 0. Source:
    Spiegelhalter 2005, Quality and Safety in Health Care 14:347.

    Raises ValueError when k or n is negative, k exceeds n, or winsorise is not in 0..0.5.
    """
    k, n = map(np.atleast_1d, aligned(successes=k, trials=n))
    require_not_negative(successes=k, trials=n)
    if np.any(k > n * (1 + ROUNDING)):
        raise ValueError("successes must not exceed trials")
    if not 0 <= winsorise < 0.5:
        raise ValueError("winsorise must be at least 0 and below 0.5")
    counted = (n > 0) & ~np.isnan(k)
    k, n = k[counted], n[counted]
    if n.size < 2:
        return Overdispersion(np.nan, 0.0)
    z = 2 * np.sqrt(n) * (angle(k / n) - angle(k.sum() / n.sum()))
    z = np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise]))
    excess = np.sum(z**2) - (n.size - 1)
    weight = 4 * n
    tau2 = max(excess, 0.0) / (weight.sum() - np.sum(weight**2) / weight.sum())
    return Overdispersion(float(np.mean(z**2)), float(tau2))


def adjusted_limits(
    n: ArrayLike, baseline: ArrayLike, tau2: float, levels: float | Sequence[float] = LEVELS
) -> pd.DataFrame:
    """Limits of a share when branches vary by more than chance: sin²(arcsin√θ₀ ± z√(s²+τ²)).

    s = 1/(2√n), and `tau2` is that of `overdispersion`; the angle is clipped to 0..π/2. Rows,
    columns, NaN and errors as `proportion_limits`, and ValueError when tau2 is negative. Source:
    Spiegelhalter 2005, Quality and Safety in Health Care 14:347.
    """
    theta = floats(baseline)
    require_share(baseline=theta)
    require_not_negative(tau2=tau2)
    error = np.sqrt(standard_error(n) ** 2 / 4 + tau2)
    bounds = {}
    for level in np.atleast_1d(floats(levels)):
        half = normal_quantile(level) * error
        low, high = np.maximum(angle(theta) - half, 0.0), np.minimum(angle(theta) + half, np.pi / 2)
        bounds[level] = np.sin(low) ** 2, np.sin(high) ** 2
    return limit_table(n, bounds)


def classify(value: ArrayLike, limits: pd.DataFrame) -> NDArray[np.str_]:
    """Where each value lies: within, low or high (outside 95 %), very low or very high (99.8 %).

    `limits` has one row per value and the columns low_95, high_95, low_998, high_998. A value on
    a limit is within it; a missing value or limit gives an empty text. Raises ValueError when
    the numbers of values and limits differ.
    """
    value = np.atleast_1d(floats(value))
    if len(value) != len(limits):
        raise ValueError("there must be one row of limits per value")
    low, high, very_low, very_high = (
        limits[column].to_numpy() for column in ("low_95", "high_95", "low_998", "high_998")
    )
    places = {
        "": np.isnan(value) | np.isnan(low) | np.isnan(high),
        "very low": value < very_low,
        "very high": value > very_high,
        "low": value < low,
        "high": value > high,
    }
    return np.select(list(places.values()), list(places), default="within")


def angle(share: ArrayLike) -> NDArray[np.float64]:
    """The variance-stabilising transformation arcsin√p of a share."""
    return np.arcsin(np.sqrt(np.clip(share, 0.0, 1.0)))


def standard_error(n: ArrayLike) -> NDArray[np.float64]:
    """1/√n of at least one group as a 1-d array; NaN where the group is empty."""
    n = np.atleast_1d(floats(n))
    require_not_negative(n=n)
    return 1 / np.sqrt(np.where(n > 0, n, np.nan))


def limit_table(size: ArrayLike, bounds: dict[float, tuple[NDArray, NDArray]]) -> pd.DataFrame:
    """Frame of the bounds, named by their level: low_95, high_95 and so on."""
    columns = {}
    for level, (low, high) in bounds.items():
        name = f"{100 * level:g}".replace(".", "")
        columns[f"low_{name}"], columns[f"high_{name}"] = low, high
    return pd.DataFrame(columns, index=size.index if isinstance(size, pd.Series) else None)
