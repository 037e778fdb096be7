"""Which ranks each branch may truly have: confidence sets for ranks instead of a league table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import floats, require_positive, require_whole, upper_probability


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
    chance alone (parametric bootstrap of `draws` draws). What is found is left out and the rest
    tested again (step-down): "i is not ahead of j" is left out once i is found ahead, and "j is not
    ahead of i" stays. `joint`: all sets hold the true ranks together at `level`; otherwise each set
    does on its own, from the pairs with that branch only.

    Source: Mogstad, Romano, Shaikh, Wilhelm 2024, Review of Economic Studies 91:476, algorithm 3.2
    and remark 3.5. Raises ValueError when the lengths differ, a figure is missing, an se
    is not positive, level lies outside 0..1 or draws is no positive whole number.
    """
    x, se = floats(x), floats(se)
    upper_probability(level)
    require_whole(draws=draws)
    if x.shape != se.shape or x.ndim != 1:
        raise ValueError("x and se must be two lists of one length")
    if not np.isfinite(x).all():
        raise ValueError("x must be finite")
    require_positive(se=se)
    p = len(x)
    noise = _noise(se, draws, seed)
    spread = np.hypot(se[:, None], se)
    ahead = np.sign(x[:, None] - x)
    observed = np.abs(x[:, None] - x) / spread
    # Turned so that each pair is seen from the branch that is ahead; equal ones from either.
    scale = (np.where(ahead < 0, -1, 1) / spread).astype(np.float32)
    if joint:
        pairs = np.triu(np.ones((p, p), dtype=bool), 1)
        differs = _step_down(noise, scale, observed, pairs, level)
        differs |= differs.T
    else:
        differs = np.zeros((p, p), dtype=bool)
        for branch in range(p):
            pairs = np.zeros((p, p), dtype=bool)
            pairs[branch] = np.arange(p) != branch
            differs |= _step_down(noise, scale, observed, pairs, level)
    better, worse = (differs & (ahead < 0)).sum(axis=1), (differs & (ahead > 0)).sum(axis=1)
    return RankSets(1 + better, p - worse)


def _noise(se: NDArray, draws: int, seed: int) -> NDArray[np.float32]:
    """What chance alone adds to each branch: branches × draws."""
    noise = np.random.default_rng(seed).standard_normal((draws, len(se)), dtype=np.float32)
    return np.ascontiguousarray((noise * se.astype(np.float32)).T)


def _step_down(
    noise: NDArray, scale: NDArray, observed: NDArray, pairs: NDArray[np.bool_], level: float
) -> NDArray[np.bool_]:
    """Which of the `pairs` (each marked once) differ: branches × branches."""
    behind = _largest(noise, -scale, pairs)  # the other direction of each pair is never left out
    still = pairs
    while still.any():
        largest = np.maximum(_largest(noise, scale, still), behind)
        beyond = still & (observed > np.quantile(largest, level))
        if not beyond.any():
            break
        still = still & ~beyond
    return pairs & ~still


def _largest(noise: NDArray, scale: NDArray, pairs: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The largest studentised difference of the `pairs` in each draw."""
    largest = np.full(noise.shape[1], -np.inf, dtype=np.float32)
    for branch in np.flatnonzero(pairs.any(axis=1)):
        others = pairs[branch]
        differences = noise[branch] - noise[others]
        differences *= scale[branch, others][:, None]
        np.maximum(largest, differences.max(axis=0), out=largest)
    return largest
