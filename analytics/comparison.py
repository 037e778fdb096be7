"""Who really differs: differences of cells with interval, test and adjustment for multiplicity.

Cells are frames (or mappings of arrays) with the columns n, total, total_sq; `cells` says what
they mean for each kind. Census figures (ratio, score) have a difference and no sampling error, so
their interval and p are NaN and they never count as differing by more than chance.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, stdtr

from analytics import estimates, exact_tests
from analytics.arguments import floats, normal_quantile, t_quantile
from analytics.cells import SUMS, answers, estimate
from analytics.estimates import Estimate
from analytics.multiplicity import adjust

Cells = pd.DataFrame | Mapping[str, ArrayLike]
FEWEST_EXPECTED = 5  # below this expected count the score test gives way to Fisher's exact test


def difference(
    kind: str, a: Cells, b: Cells, per: float = 1.0, level: float = 0.95
) -> pd.DataFrame:
    """Difference a - b of cells of equal length, row by row, in the unit of the kind.

    | kind         | interval                       | p                                           |
    |--------------|--------------------------------|---------------------------------------------|
    | proportion   | Newcombe 1998, method 10       | pooled score z; Fisher 1935 when few        |
    | mean         | Welch 1947                     | Welch's t                                   |
    | nps          | adjusted Wald, SE² = SE₁²+SE₂² | z of the adjusted scores                    |
    | rate         | Zou and Donner 2008 (MOVER)    | Przyborowski and Wilenski 1940, conditional |
    | ratio, score | none                           | none                                        |

    Returns a frame with the columns difference, low, high, p (NaN where undetermined), indexed
    0, 1, 2… Raises ValueError when columns are missing, lengths differ, or as `cells.estimate`.
    """
    a, b = sums(a), sums(b)
    if len(a["n"]) != len(b["n"]):
        raise ValueError("a and b must have the same number of cells")
    first, second = (estimate(kind, **cell, per=per, level=level) for cell in (a, b))
    if kind == "proportion":
        result, p = estimates.square_and_add(first, second), share_test(a, b)
    elif kind == "rate":
        result = estimates.square_and_add(first, second)
        p = exact_tests.poisson_ratio(a["total"], a["n"], b["total"], b["n"])
    elif kind == "mean":
        result, p = welch(first.value - second.value, a, b, level)
    elif kind == "nps":
        result, p = adjusted_wald(first.value - second.value, a, b, level)
    else:
        p = np.full(first.value.shape, np.nan)
        result = Estimate(first.value - second.value, p, p)
    return pd.DataFrame(
        {"difference": result.value, "low": result.low, "high": result.high, "p": p}
    )


def pairwise(
    kind: str, cells: pd.DataFrame, per: float = 1.0, level: float = 0.95, alpha: float = 0.05
) -> pd.DataFrame:
    """Every unordered pair of the branches that index `cells`.

    Returns one row per pair: a, b (labels, in the order of `cells`), difference (a - b), low,
    high, p, p_adjusted (Benjamini-Hochberg over all pairs) and differs: p_adjusted < alpha and
    the interval excludes zero. Raises ValueError as `difference`.
    """
    first, second = np.triu_indices(len(cells), k=1)
    labels = pd.DataFrame({"a": cells.index.take(first), "b": cells.index.take(second)})
    result = difference(kind, cells.iloc[first], cells.iloc[second], per, level)
    return judged(pd.concat([labels, result], axis=1), alpha)


def against_rest(
    kind: str, cells: pd.DataFrame, per: float = 1.0, level: float = 0.95, alpha: float = 0.05
) -> pd.DataFrame:
    """Each branch against all the others taken together, so that it is no part of its yardstick.

    Returns a frame indexed like `cells` with difference (branch - rest), low, high, p,
    p_adjusted and differs, as `pairwise`. Raises ValueError as `difference`.
    """
    own = pd.DataFrame(sums(cells))
    result = difference(kind, own, own.sum() - own, per, level)
    return judged(result.set_axis(cells.index), alpha)


def change(
    kind: str,
    now: pd.DataFrame,
    before: pd.DataFrame,
    per: float = 1.0,
    level: float = 0.95,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Each row of `now` against the row of the same label in `before`.

    Compare like with like: both periods must cover the same elapsed days. Returns a frame
    indexed like `now` with difference (now - before), low, high, p, p_adjusted and differs, as
    `pairwise`; a label without a past is NaN. Raises ValueError as `difference`.
    """
    past = before if before.index.equals(now.index) else before.reindex(now.index)
    return judged(difference(kind, now, past, per, level).set_axis(now.index), alpha)


def judged(result: pd.DataFrame, alpha: float) -> pd.DataFrame:
    """The comparisons of one family with p_adjusted and differs (NaN never differs)."""
    if not 0 < alpha < 1:
        raise ValueError("alpha must lie between 0 and 1")
    adjusted = adjust(result["p"])
    excludes_zero = (result["low"] > 0) | (result["high"] < 0)
    return result.assign(p_adjusted=adjusted, differs=(adjusted < alpha) & excludes_zero)


def share_test(a: dict[str, NDArray], b: dict[str, NDArray]) -> NDArray[np.float64]:
    """p of equal shares: pooled score z, or Fisher's exact where an expected count is below 5."""
    k1, n1, k2, n2 = a["total"], a["n"], b["total"], b["n"]
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.clip((k1 + k2) / (n1 + n2), 0.0, 1.0)
        error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        p = 2 * ndtr(-np.abs(k1 / n1 - k2 / n2) / error)
    few = np.minimum(n1, n2) * np.minimum(pooled, 1 - pooled) < FEWEST_EXPECTED
    p[few] = exact_tests.fisher(k1[few], n1[few], k2[few], n2[few])
    return p


def welch(
    value: NDArray, a: dict[str, NDArray], b: dict[str, NDArray], level: float
) -> tuple[Estimate, NDArray[np.float64]]:
    """Difference of means and p; undetermined when neither group shows any spread.

    Source: Welch 1947, Biometrika 34:28, with Satterthwaite's degrees of freedom.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (estimates.sample_variance(**cell) / cell["n"] for cell in (a, b))
        error = np.sqrt(first + second)
        error = np.where(error > 0, error, np.nan)
        freedom = error**4 / (first**2 / (a["n"] - 1) + second**2 / (b["n"] - 1))
        half = t_quantile(freedom, level) * error
        p = 2 * stdtr(freedom, -np.abs(value / error))
    return estimates.enclosing(value, value - half, value + half), p


def adjusted_wald(
    value: NDArray, a: dict[str, NDArray], b: dict[str, NDArray], level: float
) -> tuple[Estimate, NDArray[np.float64]]:
    """Difference of Net Promoter Scores (points) and p, both from the adjusted scores.

    Source: Lewis and Sauro 2021 (How to statistically compare two Net Promoter Scores), with
    the variance of Rocks 2016.
    """
    scores = []
    for cell in (a, b):
        promoters, _, detractors = answers(**cell)
        scores.append(estimates.adjusted_nps(promoters, cell["n"], detractors))
    (centre1, error1), (centre2, error2) = scores
    centre, error = centre1 - centre2, np.hypot(error1, error2)
    half = normal_quantile(level) * error
    low, high = np.maximum(centre - half, -200.0), np.minimum(centre + half, 200.0)
    return estimates.enclosing(value, low, high), 2 * ndtr(-np.abs(centre / error))


def sums(cells: Cells) -> dict[str, NDArray[np.float64]]:
    """The three additive sums of the cells as 1-d arrays of floats."""
    if any(column not in cells for column in SUMS):
        raise ValueError("cells must have the columns n, total, total_sq")
    return {column: np.atleast_1d(floats(cells[column])) for column in SUMS}
