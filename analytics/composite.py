"""Several indicators as one index, and how much of a branch's rank is the choice of weights."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from analytics.arguments import floats, require_not_negative, require_whole

LOWEST, HIGHEST = 1.0, 100.0  # to which indicators are scaled, so that a geometric mean has no zero
LEAD = 1e-6  # points by which a branch must lead to stand before another
MIXTURES = 300  # of weights that are tried before a linear programme is asked
How = Literal["arithmetic", "geometric"]


@dataclass(frozen=True)
class RankRange:
    """Ranks of each branch under perturbed weights: the 5th and 95th percentile, and the median."""

    low: NDArray[np.float64]
    median: NDArray[np.float64]
    high: NDArray[np.float64]


def scaled(values: ArrayLike) -> NDArray[np.float64]:
    """Indicators (branches × indicators, more is better) scaled each to 1..100 by min and max.

    An indicator on which all branches are equal is 100 for everybody. Raises ValueError when
    `values` is no table or holds missing values.
    """
    values = floats(values)
    if values.ndim != 2 or not values.size:
        raise ValueError("values must be a table of branches and indicators")
    if not np.isfinite(values).all():
        raise ValueError("values must be complete")
    low, high = values.min(axis=0), values.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    share = np.where(high > low, (values - low) / span, 1.0)
    return LOWEST + (HIGHEST - LOWEST) * share


def index(values: ArrayLike, weights: ArrayLike, how: How = "arithmetic") -> NDArray[np.float64]:
    """The weighted mean of the scaled indicators, one value a branch, 1 to 100.

    `weights` are one an indicator and are brought to the sum 1. "geometric" lets a weak indicator
    weigh more: nothing makes up for it. Source: OECD and JRC 2008, Handbook on Constructing
    Composite Indicators, sections 5 and 6. Raises ValueError as `scaled`, for weights that are
    negative or all zero, and for another `how`.
    """
    points = scaled(values)
    shares = _shares(weights, points.shape[1])
    if how == "arithmetic":
        return points @ shares
    if how == "geometric":
        return np.exp(np.log(points) @ shares)
    raise ValueError("how must be arithmetic or geometric")


def rank_range(
    values: ArrayLike,
    weights: ArrayLike,
    spread: float = 0.25,
    draws: int = 2000,
    seed: int = 0,
    how: How = "arithmetic",
) -> RankRange:
    """Which ranks the branches have when each weight may be `spread` of itself higher or lower.

    Each draw multiplies every weight by a uniform factor from 1 − spread to 1 + spread and brings
    them to the sum 1. Source: Saisana, Saltelli, Tarantola 2005, JRSS A 168:307. Raises ValueError
    as `index`, for a spread outside 0..1, and for draws that are no positive whole number.
    """
    require_whole(draws=draws)
    if not 0 <= spread <= 1:
        raise ValueError("spread must lie between 0 and 1")
    points = scaled(values)
    shares = _shares(weights, points.shape[1])
    factors = np.random.default_rng(seed).uniform(1 - spread, 1 + spread, (draws, len(shares)))
    drawn = shares * factors
    drawn /= drawn.sum(axis=1, keepdims=True)
    if how not in ("arithmetic", "geometric"):
        raise ValueError("how must be arithmetic or geometric")
    scores = drawn @ (points if how == "arithmetic" else np.log(points)).T
    ranks = 1 + (scores[:, :, None] < scores[:, None, :] - LEAD).sum(axis=2)
    low, median, high = np.percentile(ranks, (5, 50, 95), axis=0)
    return RankRange(low, median, high)


def can_be_first(values: ArrayLike) -> NDArray[np.bool_]:
    """Whether any weights at all put each branch first (arithmetic index).

    A linear programme looks for weights, not negative and of the sum 1, under which nobody is
    ahead. Source: Cherchye et al. 2007, Social Indicators Research 82:111 (benefit of the doubt).
    Raises ValueError as `scaled`.
    """
    points = scaled(values)
    first = _first_under(_some_weights(points.shape[1]), points)
    return np.array(
        [seen or _nobody_ahead(points - own) for seen, own in zip(first, points, strict=True)]
    )


def _some_weights(columns: int) -> NDArray:
    """Each indicator alone, all alike, and some mixtures: they settle most branches at once."""
    mixed = np.random.default_rng(0).dirichlet(np.full(columns, 0.5), MIXTURES)
    return np.vstack([np.eye(columns), np.full(columns, 1 / columns), mixed])


def _first_under(weights: NDArray, points: NDArray) -> NDArray[np.bool_]:
    """Which branches nobody leads under at least one of the weights (rows of `weights`)."""
    scores = points @ weights.T
    return (scores >= scores.max(axis=0) - LEAD).any(axis=1)


def _nobody_ahead(lead: NDArray) -> bool:
    """Whether some weights let nobody lead; `lead` is everybody's points above the branch's."""
    if lead.min(axis=1).max() > LEAD:  # somebody is ahead on every indicator
        return False
    rows, columns = lead.shape
    found = linprog(
        np.r_[np.zeros(columns), 1.0],  # the largest lead, made as small as it can be
        A_ub=np.hstack([lead, -np.ones((rows, 1))]),
        b_ub=np.zeros(rows),
        A_eq=np.r_[np.ones(columns), 0.0][None, :],
        b_eq=[1.0],
        bounds=[(0, 1)] * columns + [(0, None)],
    )
    return bool(found.fun <= LEAD)


def best_reachable_rank(values: ArrayLike) -> NDArray[np.int64]:
    """The best rank each branch reaches under any weights whatever (arithmetic index).

    Rank 1 means that some weights make it first, as `can_be_first` says much faster. For the others
    the number of branches still ahead is the least that a mixed-integer programme finds: seconds
    for some dozens of branches. Raises ValueError as `scaled`.
    """
    points = scaled(values)
    first = can_be_first(values)
    return np.array(
        [1 if top else 1 + _least_ahead(points - points[i], i) for i, top in enumerate(first)]
    )


def _least_ahead(lead: NDArray, own: int) -> int:
    """How many branches at least stay ahead; `lead` is their points above the branch's."""
    ahead = np.delete(lead, own, axis=0)
    ahead = ahead[(ahead > LEAD).any(axis=1)]  # the others are never ahead
    always = int((ahead > LEAD).all(axis=1).sum())
    ahead = ahead[~(ahead > LEAD).all(axis=1)]
    rows, columns = ahead.shape
    if not rows:
        return always
    # Weights, then one switch for each other branch: on if it is ahead.
    bar = np.hstack([ahead, np.diag(-ahead.max(axis=1))])
    found = milp(
        np.r_[np.zeros(columns), np.ones(rows)],
        constraints=[
            LinearConstraint(bar, -np.inf, LEAD),
            LinearConstraint(np.r_[np.ones(columns), np.zeros(rows)][None, :], 1, 1),
        ],
        integrality=np.r_[np.zeros(columns), np.ones(rows)],
        bounds=Bounds(0, 1),
    )
    return always + round(found.fun)


def _shares(weights: ArrayLike, indicators: int) -> NDArray[np.float64]:
    weights = floats(weights)
    if weights.shape != (indicators,):
        raise ValueError("there must be one weight for each indicator")
    require_not_negative(weights=weights)
    if np.isnan(weights).any():
        raise ValueError("weights must be complete")
    if not weights.sum() > 0:
        raise ValueError("at least one weight must be positive")
    return weights / weights.sum()
