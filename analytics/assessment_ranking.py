"""How sure the order of an assessment is: against wavering scores, and against other weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import composite, ranking
from analytics.arguments import normal_quantile
from analytics.discrimination import Repeatability

SPREAD = 0.25  # share of itself by which each weight may be higher or lower


def possible_ranks(points: pd.Series, steady: Repeatability | None) -> pd.DataFrame:
    """Rank of each branch, and the ranks it may truly have, most points first.

    `points` by branch, as those that `steady` was measured in. As standard error serves how
    much the mean of the scoring periods would waver if they were scored again; the sets hold
    together at 95 % (`ranking.rank_sets`). Returns a frame indexed by branch: points, rank (ties
    share the better one), first and last (NaN where the wavering is unknown or nothing wavers).
    """
    ordered = points.sort_values(ascending=False, kind="stable")
    found = pd.DataFrame({"points": ordered, "rank": ordered.rank(ascending=False, method="min")})
    found["first"] = found["last"] = np.nan
    if steady is not None and steady.within > 0 and len(found) > 1:
        error = steady.half.reindex(found.index) / normal_quantile(0.95)
        sets = ranking.rank_sets(found["points"], error)
        found["first"], found["last"] = sets.low, sets.high
    return found


def under_weights(scores: pd.DataFrame, draws: int = 2000) -> pd.DataFrame:
    """Ranks of each branch when the weights of the indicators are others; bonuses left aside.

    `scores` has one row per indicator of one scheme and branch: indicator_id, branch_id,
    full_score, final_score. An indicator weighs as much as its full score. Branches without a
    score on some indicator that the others have are left out. Returns a frame indexed by
    branch_id: low and high (5th and 95th percentile of the rank when each weight is up to SPREAD
    of itself higher or lower) and can_lead (some weights, however odd, make it first,
    `composite.can_be_first`; indicators on which all are equal decide nothing and are left out).
    Empty for fewer than two branches.
    """
    share = scores.assign(share=scores["final_score"] / scores["full_score"])
    table = share.pivot(index="branch_id", columns="indicator_id", values="share").dropna()
    if len(table) < 2:
        return pd.DataFrame(columns=["low", "high", "can_lead"], index=table.index[:0])
    full = scores.groupby("indicator_id")["full_score"].first()[table.columns]
    # Scaling by minimum and maximum stretches an indicator; its weight is drawn in as much.
    weights = full * (table.max() - table.min())
    if not weights.sum() > 0:
        return pd.DataFrame({"low": 1.0, "high": 1.0, "can_lead": True}, index=table.index)
    found = composite.rank_range(table, weights, SPREAD, draws)
    can_lead = composite.can_be_first(table.loc[:, weights > 0])
    return pd.DataFrame({"low": found.low, "high": found.high, "can_lead": can_lead}, table.index)
