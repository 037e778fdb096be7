"""XmR charts: which month of one series is more than its usual variation.

Source of limits and rules: Wheeler 2000, Understanding Variation; NHS England, Making Data Count.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import aligned, floats

LIMIT = 2.66  # moving ranges from the mean to a limit: 3/d₂ with d₂ = 1.128
RANGE_LIMIT = 3.267  # mean moving ranges from which on a moving range is an outlier: D₄
NEAR = 2 / 3  # share of the way from the mean to a limit where "near the limit" begins
RUN = 7  # points: one monotone run, or one stay on the same side of the mean
NEAR_WINDOW = 3  # consecutive points among which…
NEAR_POINTS = 2  # …so many near the same limit are a signal
FEWEST_POINTS = 12  # with fewer the limits are on trial
ROUNDING = 1e-12  # share of the largest value below which a deviation counts as none

OUTSIDE, TREND, TWO_OF_THREE, SHIFT = "outside", "trend", "two of three", "shift"
PRIORITY = (OUTSIDE, TREND, TWO_OF_THREE, SHIFT)  # the first that applies names a point


@dataclass(frozen=True)
class ControlChart:
    """Mean and natural process limits of a series, and its points.

    `points` has one row per value, with its index if it is a Series: value, flag (outside,
    trend, two of three, shift; empty for common cause) and direction (up, down; empty without
    flag). `trial` says that there are too few points to trust the limits yet.
    """

    mean: float
    lower: float
    upper: float
    points: pd.DataFrame
    trial: bool


def xmr(values: ArrayLike, screen_moving_ranges: bool = True) -> ControlChart:
    """Individuals chart of values in time order: mean ± 2.66·mean moving range.

    With `screen_moving_ranges` the moving ranges of at least 3.267 times their mean are dropped,
    once, so that a single outlier does not widen the limits that should reveal it. A missing
    value (NaN) makes a gap: it has no flag, no moving range, and breaks every run. Without two
    neighbouring values the limits are NaN. Raises ValueError unless values are 1-d and finite.
    """
    series = floats(values)
    if series.ndim != 1:
        raise ValueError("values must be one series")
    if np.isinf(series).any():
        raise ValueError("values must be finite")
    known = series[~np.isnan(series)]
    mean = float(known.mean()) if known.size else np.nan
    half = LIMIT * mean_moving_range(series, screen_moving_ranges)
    flag, direction = flags(series, mean, half)
    points = pd.DataFrame(
        {"value": series, "flag": flag, "direction": direction},
        index=values.index if isinstance(values, pd.Series) else None,
    )
    return ControlChart(mean, mean - half, mean + half, points, known.size < FEWEST_POINTS)


def assurance(
    lower: ArrayLike, upper: ArrayLike, target: ArrayLike, better: str
) -> str | NDArray[np.str_]:
    """Whether a process that goes on like this meets its target: pass, fail or hit-or-miss.

    `better` is "high" or "low". A target outside the limits is always met or always missed; one
    between them (or on one of them) is met by chance. Without limits or target: an empty text. One
    text for single numbers, an array of them for lists. Raises ValueError for another `better`,
    when lower exceeds upper, or for lists of different lengths.
    """
    if better not in ("high", "low"):
        raise ValueError("better must be high or low")
    lower, upper, target = aligned(lower=lower, upper=upper, target=target)
    if np.any(lower > upper):
        raise ValueError("lower must not exceed upper")
    unknown = np.isnan(lower) | np.isnan(upper) | np.isnan(target)
    by_chance = (lower <= target) & (target <= upper)
    met = (target < lower) == (better == "high")
    found = np.select([unknown, by_chance, met], ["", "hit-or-miss", "pass"], default="fail")
    return found if found.ndim else str(found)


def mean_moving_range(series: NDArray, screen: bool) -> float:
    """Mean absolute difference of neighbouring values, outliers screened out; NaN without any."""
    ranges = np.abs(np.diff(series))
    ranges = ranges[~np.isnan(ranges)]
    if not ranges.size:
        return np.nan
    usual = ranges < RANGE_LIMIT * ranges.mean()
    return float(ranges[usual].mean() if screen and usual.any() else ranges.mean())


def flags(series: NDArray, mean: float, half: float) -> tuple[NDArray, NDArray]:
    """Flag and direction of every point; the first rule that applies names the flag."""
    rounding = ROUNDING * np.nanmax(np.abs(series), initial=0.0)
    deviation = series - mean
    side = np.where(np.abs(deviation) > rounding, np.sign(deviation), 0.0)
    step = np.diff(series)
    slope = np.where(np.abs(step) > rounding, np.sign(step), 0.0)
    outside = np.abs(deviation) > half + rounding
    near = ~outside & (np.abs(deviation) > NEAR * half + rounding)

    rising = signals(slope == 1, side == 1, near, outside)
    falling = signals(slope == -1, side == -1, near, outside)
    flag = np.full(series.shape, "", dtype="U12")
    direction = np.full(series.shape, "", dtype="U4")
    for name in reversed(PRIORITY):
        for found, way in ((rising[name], "up"), (falling[name], "down")):
            flag[found], direction[found] = name, way
    return flag, direction


def signals(moving: NDArray, beyond: NDArray, near: NDArray, outside: NDArray) -> dict:
    """The points each rule marks in one direction.

    `moving` marks the steps that go that way, `beyond` the points on that side of the mean,
    `near` and `outside` the points near and outside either limit.
    """
    same_side = windows(beyond, NEAR_WINDOW).all(axis=1)
    enough_near = windows(near, NEAR_WINDOW).sum(axis=1) >= NEAR_POINTS
    return {
        OUTSIDE: outside & beyond,
        TREND: covered(windows(moving, RUN - 1).all(axis=1), RUN, beyond.size),
        TWO_OF_THREE: near & covered(same_side & enough_near, NEAR_WINDOW, near.size),
        SHIFT: covered(windows(beyond, RUN).all(axis=1), RUN, beyond.size),
    }


def windows(marks: NDArray, length: int) -> NDArray:
    """All windows of consecutive marks, one a row; none if there are fewer marks."""
    if marks.size < length:
        return np.zeros((0, length), dtype=bool)
    return sliding_window_view(marks, length)


def covered(starts: NDArray, length: int, size: int) -> NDArray:
    """Which of `size` points lie in a marked window, given the windows by their start."""
    points = np.zeros(size, dtype=bool)
    for offset in range(length):
        points[offset : offset + starts.size] |= starts
    return points
