"""Branches side by side on one figure: what is known of each, and how far it can be told apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import branch_limits, funnel, ranking, shrinkage

CENSUS = ("ratio", "score")


def side_by_side(figures: pd.DataFrame, baseline: float, better: str) -> pd.DataFrame:
    """Shrunk value, place in the funnel and rank set of each branch.

    `figures` are rows of `published` of one metric, one per branch, none hidden and each with
    n > 0; `baseline` is the company's value, and `better` is "high" or "low". Returns a frame
    indexed by branch_id: value, low, high, answers, shrunk, reliability (0..1, the share of the
    branch's own figure in the shrunk one), place (as `funnel.classify`), first and last (the 95 %
    joint rank set, 1 is best; of a full count both are the rank, ties sharing the better one) and,
    in `attrs`, tau2: the usual spread that widens the limits (`branch_limits.usual_spread`).

    Shares are shrunk by the beta-binomial model, other kinds by DerSimonian and Laird's. A figure
    whose error cannot be known (a mean of one answer, or of equal ones) may have any rank. A full
    count has no error: nothing is shrunk, and no limits are drawn. Raises ValueError as
    `shrinkage`, `funnel` and `ranking` do.
    """
    rows = figures.set_index("branch_id")
    found = rows[["value", "low", "high", "answers"]].copy()
    found.attrs["tau2"] = 0.0
    kind = rows["kind"].iloc[0] if len(rows) else "score"
    found[["first", "last"]] = possible_ranks(figures, better)
    if kind in CENSUS:
        return found.assign(shrunk=np.nan, reliability=np.nan, place="")
    error = branch_limits.standard_errors(rows)
    known = np.isfinite(error) & (error > 0)
    if known.sum() < 2:
        return found.assign(shrunk=np.nan, reliability=np.nan, place="")
    if kind == "proportion":
        model = shrinkage.beta_binomial(np.minimum(rows["total"], rows["n"]), rows["n"])
    else:
        model = shrinkage.normal(rows["value"], np.where(known, error, np.nan))
    tau2 = branch_limits.usual_spread(rows, baseline)
    place = funnel.classify(rows["value"], branch_limits.limits(rows, baseline, tau2))
    found.attrs["tau2"] = tau2
    return found.assign(shrunk=model.shrunk, reliability=model.reliability, place=place)


def possible_ranks(figures: pd.DataFrame, better: str) -> pd.DataFrame:
    """The joint rank set of each branch: `first` and `last` of `side_by_side`, by branch_id."""
    rows = figures.set_index("branch_id")
    if not len(rows) or rows["kind"].iloc[0] in CENSUS:
        ranks = rows["value"].rank(ascending=better == "low", method="min")
        return pd.DataFrame({"first": ranks, "last": ranks})
    error = branch_limits.standard_errors(rows)
    first, last = _ranks(rows["value"] * (1 if better == "high" else -1), error)
    return pd.DataFrame({"first": first, "last": last}, index=rows.index)


def _ranks(x: pd.Series, error: NDArray[np.float64]) -> tuple[NDArray, NDArray]:
    """Best and worst rank of each branch; one without a known error may stand anywhere."""
    known = np.isfinite(error) & (error > 0)
    first, last = np.ones(len(x), dtype=int), np.full(len(x), len(x))
    sets = ranking.rank_sets(x[known], error[known])
    first[known], last[known] = sets.low, sets.high + np.count_nonzero(~known)
    return first, last


def told_apart(found: pd.DataFrame) -> tuple[int, int, int]:
    """How many branches are surely in the better half, surely in the worse one, and neither.

    `found` as from `side_by_side`.
    """
    half = (len(found) + 1) / 2
    better, worse = int((found["last"] < half).sum()), int((found["first"] > half).sum())
    return better, worse, len(found) - better - worse
