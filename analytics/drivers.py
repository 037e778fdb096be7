"""What moves the overall judgement: the share of each topic in what explains it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import wishart

from analytics.stretches import Within
from analytics.withheld import withheld

OVERALL = "overall"
FEWEST = 100  # respondents to a pair of topics below which nothing is said of it
SUMS = ["n", "total_a", "total_b", "total_aa", "total_bb", "total_ab"]
SMALLEST = 1e-8  # eigenvalue that pairwise correlations, made of different people, are raised to


@dataclass(frozen=True)
class Drivers:
    """Shares of the topics in the explained part of the overall judgement.

    `topics` is indexed by topic, the largest share first: share (0..1, summing to 1), low, high,
    mean (0..100, of those who also judged the whole) and respondents. `explained` is R², 0..1, and
    `respondents` the fewest who answered any pair, on which the intervals rest.
    """

    topics: pd.DataFrame
    explained: float
    respondents: float


def drivers(
    cells: pd.DataFrame, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> Drivers | None:
    """Relative weights of the topics in the overall judgement; None where too few answered.

    `cells` has branch_id, topic_a, topic_b and SUMS: of those who answered both, their number, the
    sums of their scores, of the squares and of the products; each pair once. Correlations are those
    within branches, so that a good branch does not pass for a good topic, each from whoever
    answered the pair. A topic that fewer than FEWEST judged beside any other is left out.

    Source of the weights: Johnson 2000, Multivariate Behavioral Research 35:1. Intervals: the
    percentiles of the weights of `draws` correlation matrices of as many people as answered the
    rarest pair (parametric bootstrap, normal; Tonidandel, LeBreton, Johnson 2009, Psychological
    Methods 14:387, resample the people instead).
    """
    pairs = _within_branches(cells)
    n = pairs["n"].unstack()
    order = _answered(n)
    r = pairs["r"].unstack().reindex(index=order, columns=order)
    matrix = r.to_numpy(float, copy=True)
    np.fill_diagonal(matrix, 1.0)
    if len(order) < 3 or np.isnan(matrix).any():
        return None
    people = float(np.nanmin(n.loc[order, order]))
    matrix = _positive(matrix)
    weights = relative_weights(matrix[None])[0]
    chance = wishart.rvs(int(people) - 1, matrix, size=draws, random_state=seed)
    drawn = relative_weights(_correlations(chance))
    tail = (1 - level) / 2
    low, high = np.quantile(drawn / drawn.sum(axis=1, keepdims=True), [tail, 1 - tail], axis=0)
    explained = float(weights.sum())
    beside = pairs.xs(OVERALL, level="topic_b").loc[order[1:]]
    found = pd.DataFrame(
        {
            "share": weights / explained,
            "low": low,
            "high": high,
            "mean": beside["mean"],
            "respondents": beside["n"],
        }
    ).rename_axis("topic")
    return Drivers(found.sort_values("share", ascending=False), explained, people)


def shown_pairs(
    pairs: pd.DataFrame,
    sizes: pd.DataFrame,
    branch_ids: Collection[str],
    chosen: Collection[str],
    channel: str | None = None,
    within: Within | None = None,
) -> pd.DataFrame:
    """The `pairs` of the `chosen` branches without those of a topic that few judged.

    `sizes` says how many judged each topic and the whole, in all `branch_ids` and channels: metric
    (the topic), branch_id, stratum, n; `pairs` are of one `channel` if one is named. In a part of
    the branches a branch is left out of a topic (see `Withheld.of_choice`, and `withheld`, which
    has `within` as well).
    """
    hidden = withheld(sizes, branch_ids, (), sizes["metric"].unique(), within)
    own = pairs[pairs["branch_id"].isin(list(chosen))]
    few = [
        hidden.of_choice(own.rename(columns={topic: "metric"}), branch_ids, chosen, channel)
        for topic in ("topic_a", "topic_b")
    ]
    return own[~np.any(few, axis=0)]


def relative_weights(correlations: NDArray[np.float64]) -> NDArray[np.float64]:
    """Johnson's relative weights; they sum to R².

    `correlations` is a stack of matrices whose first variable is explained by the others. With
    R = VΛVᵀ of the others, β = Λ^(-1/2)·Vᵀ… of their closest orthogonal variables Z, the weight of
    x is Σ_k r(x, z_k)²·β_k². Returns one row a matrix, one column an explaining variable.
    """
    values, vectors = np.linalg.eigh(correlations[:, 1:, 1:])
    root = np.sqrt(np.maximum(values, SMALLEST))
    transposed = np.swapaxes(vectors, 1, 2)
    to_orthogonal = (vectors * root[:, None, :]) @ transposed  # r(x, z)
    beta = np.linalg.solve(to_orthogonal, correlations[:, 1:, :1])
    return (to_orthogonal**2 @ beta**2)[:, :, 0]


def _within_branches(cells: pd.DataFrame) -> pd.DataFrame:
    """By topic_a and topic_b, both ways: n, r about the branches' means, mean of the first."""
    turned = cells.rename(
        columns={
            "topic_a": "topic_b", "total_a": "total_b", "total_aa": "total_bb",
            "topic_b": "topic_a", "total_b": "total_a", "total_bb": "total_aa",
        }
    )  # fmt: skip
    both = pd.concat([cells, turned])
    sums = both.groupby(["branch_id", "topic_a", "topic_b"])[SUMS].sum()
    sums["aa"] = sums["total_aa"] - sums["total_a"] ** 2 / sums["n"]
    sums["bb"] = sums["total_bb"] - sums["total_b"] ** 2 / sums["n"]
    sums["ab"] = sums["total_ab"] - sums["total_a"] * sums["total_b"] / sums["n"]
    pairs = sums.groupby(["topic_a", "topic_b"]).sum()
    spread = np.sqrt((pairs["aa"] * pairs["bb"]).clip(lower=0))
    return pd.DataFrame(
        {
            "n": pairs["n"],
            "r": (pairs["ab"] / spread).where(spread > 0),
            "mean": pairs["total_a"] / pairs["n"],
        }
    )


def _answered(n: pd.DataFrame) -> list[str]:
    """OVERALL and the topics that enough people judged beside each other, the rarest left out."""
    kept = sorted(set(n.index) - {OVERALL})
    while kept:
        order = [OVERALL, *kept]
        answered = n.reindex(index=order, columns=order).fillna(0.0).to_numpy(float)
        if answered[~np.eye(len(order), dtype=bool)].min() >= FEWEST:
            return order
        kept.pop(int(answered[1:].sum(axis=1).argmin()))
    return [OVERALL]


def _correlations(covariances: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
    return covariances / (spread[:, :, None] * spread[:, None, :])


def _positive(correlation: NDArray[np.float64]) -> NDArray[np.float64]:
    """The nearest correlation matrix that some people could have given."""
    values, vectors = np.linalg.eigh(correlation)
    if values.min() >= SMALLEST:
        return correlation
    raised = (vectors * np.maximum(values, SMALLEST)) @ vectors.T
    return _correlations(raised[None])[0]
