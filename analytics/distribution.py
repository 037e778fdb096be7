"""Answers on a scale from their histogram, of which nothing is lost by counting.

`scores` are the steps of the scale in ascending order, `counts` the answers on each: 1-d for one
group, or groups x scores.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import floats, require_not_negative, require_share
from analytics.estimates import Estimate, proportion


def quantile(scores: ArrayLike, counts: ArrayLike, probability: float) -> NDArray[np.float64]:
    """Lowest score with at least the share `probability` of answers at or below it, per group.

    A score somebody gave, never one between two steps; 0.5 gives the (lower) median; NaN without
    answers. Source: Hyndman and Fan 1996, The American Statistician 50:361, definition 1. Raises
    ValueError as `top_share`, or when the probability lies outside 0..1.
    """
    scores, counts = histogram(scores, counts)
    require_share(probability=probability)
    below = np.cumsum(counts, axis=-1)
    n = below[..., -1:]
    reached = (below >= probability * n) & (below > 0)
    return np.where(n[..., 0] > 0, scores[np.argmax(reached, axis=-1)], np.nan)[()]


def top_share(
    scores: ArrayLike, counts: ArrayLike, satisfied_from: float, level: float = 0.95
) -> Estimate:
    """Share of answers of at least `satisfied_from` (top box, 满意率), per group, with interval.

    Wilson's interval, see `estimates.proportion`. Raises ValueError when scores do not ascend,
    counts are negative or do not match the scores, or level lies outside 0..1.
    """
    scores, counts = histogram(scores, counts)
    return proportion(counts[..., scores >= satisfied_from].sum(-1), counts.sum(-1), level)


def histogram(scores: ArrayLike, counts: ArrayLike) -> tuple[NDArray, NDArray]:
    """Scores and counts as arrays that match each other."""
    scores, counts = floats(scores), floats(counts)
    require_not_negative(counts=counts)
    if scores.ndim != 1 or np.any(np.diff(scores) <= 0):
        raise ValueError("scores must ascend")
    if counts.shape[-1:] != scores.shape:
        raise ValueError("counts must have one entry per score")
    return scores, counts
