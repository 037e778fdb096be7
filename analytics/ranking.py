"""Which ranks each branch may truly have: confidence sets for ranks instead of a league table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import floats, require_positive, upper_probability

CHUNK = 2_000_000  # differences held at a time


@dataclass(frozen=True)
class RankSets:
    """The best (`low`) and worst (`high`) rank of each branch, in the order of the input."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


def rank_sets(
    x: ArrayLike,
    se: ArrayLike,
    level: float = 0.95,
    joint: bool = True,
    draws: int = 2000,
    seed: int = 0,
) -> RankSets:
    """Confidence sets for the ranks of branches; rank 1 has the largest `x`.

    `x` are independent figures with standard errors `se`. A branch surely ranks below another where
    the studentised difference exceeds the quantile, at `level`, of the largest such difference by
    chance alone (parametric bootstrap of `draws` draws); pairs found to differ are left out and the
    others tested again (step-down). `joint`: all sets hold the true ranks together at `level`;
    otherwise each set does on its own, from the pairs with that branch only.

    Source: Mogstad, Romano, Shaikh, Wilhelm 2024, Review of Economic Studies 91:476, algorithm 3.2
    and remark 3.5. Raises ValueError when the lengths differ or an se is not positive.
    """
    x, se = floats(x), floats(se)
    upper_probability(level)
    if x.shape != se.shape or x.ndim != 1:
        raise ValueError("x and se must be two lists of one length")
    if not np.isfinite(x).all():
        raise ValueError("x must be finite")
    require_positive(se=se)
    p = len(x)
    first, second = np.triu_indices(p, 1)
    if not len(first):
        return RankSets(np.ones(p, dtype=np.int64), np.ones(p, dtype=np.int64))
    spread = np.hypot(se[first], se[second])
    observed = (x[first] - x[second]) / spread
    chance = _chance(se, first, second, spread, draws, seed)
    if joint:
        differs = _step_down(np.abs(observed), chance, level)
        return _ranks(p, first, second, observed, np.outer(np.ones(p, dtype=bool), differs))
    rows = np.zeros((p, len(first)), dtype=bool)
    for branch in range(p):
        own = np.flatnonzero((first == branch) | (second == branch))
        rows[branch, own] = _step_down(np.abs(observed[own]), chance[:, own], level)
    return _ranks(p, first, second, observed, rows)


def _chance(
    se: NDArray, first: NDArray, second: NDArray, spread: NDArray, draws: int, seed: int
) -> NDArray[np.float32]:
    """Studentised differences that chance alone makes: draws × pairs."""
    noise = np.random.default_rng(seed).standard_normal((draws, len(se)), dtype=np.float32)
    noise *= se.astype(np.float32)
    found = np.empty((draws, len(first)), dtype=np.float32)
    step = max(CHUNK // len(first), 1)
    for start in range(0, draws, step):
        part = noise[start : start + step]
        np.abs((part[:, first] - part[:, second]) / spread, out=found[start : start + step])
    return found


def _step_down(observed: NDArray, chance: NDArray, level: float) -> NDArray[np.bool_]:
    """Which pairs differ: those beyond the quantile of the largest of the pairs still open."""
    open_ = np.ones(len(observed), dtype=bool)
    while open_.any():
        largest = chance.max(axis=1) if open_.all() else chance[:, open_].max(axis=1)
        beyond = open_ & (observed > np.quantile(largest, level))
        if not beyond.any():
            break
        open_ &= ~beyond
    return ~open_


def _ranks(
    p: int, first: NDArray, second: NDArray, observed: NDArray, differs: NDArray[np.bool_]
) -> RankSets:
    """Ranks from the pairs that differ; row j of `differs` is what counts for branch j."""
    better, worse = np.zeros(p, dtype=np.int64), np.zeros(p, dtype=np.int64)
    for branch in range(p):
        for own, sign in ((first == branch, 1), (second == branch, -1)):
            sure = own & differs[branch]
            better[branch] += np.count_nonzero(sign * observed[sure] < 0)
            worse[branch] += np.count_nonzero(sign * observed[sure] > 0)
    return RankSets(1 + better, p - worse)
