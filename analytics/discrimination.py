"""Does an assessment tell branches apart? An indicator everybody passes in full tells nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.arguments import t_quantile

TOP_FROM = 0.95  # share of the full score from which a branch is "at full marks"
MOST = 0.9  # share of branches at full marks from which an indicator tells nothing
HAIR = 0.02  # spread between branches (SD of the share of the full score) below which none differs


def discrimination(scores: pd.DataFrame) -> pd.DataFrame:
    """How well each indicator tells branches apart.

    `scores` has one row per indicator and branch: indicator_id, full_score, final_score. Returns a
    frame indexed by indicator_id: branches, share (mean share of the full score), spread (standard
    deviation of that share between branches; NaN for fewer than two), top_share (share of branches
    at TOP_FROM of full marks or more) and flat: MOST of the branches at full marks, or a spread
    below HAIR.
    """
    share = scores["final_score"] / scores["full_score"]
    known = scores.assign(share=share, top=(share >= TOP_FROM).astype(float))[share.notna()]
    grouped = known.groupby("indicator_id")
    result = pd.DataFrame(
        {
            "branches": grouped.size(),
            "share": grouped["share"].mean(),
            "spread": grouped["share"].std(ddof=1),
            "top_share": grouped["top"].mean(),
        }
    )
    several = result["branches"] > 1
    result["flat"] = several & ((result["top_share"] >= MOST) | (result["spread"] < HAIR))
    return result


@dataclass(frozen=True)
class Repeatability:
    """How far a second look would agree, in points of the values given.

    `between` is the standard deviation of the branches' means, `within` that of a branch from one
    period to the next, `reliability` the share of the means' variance that is no such wavering
    (0 to 1), `half` the half width of a 95 % interval of one branch's mean, indexed by branch.
    """

    between: float
    within: float
    reliability: float
    half: pd.Series


def repeatability(values: pd.DataFrame, level: float = 0.95) -> Repeatability | None:
    """How steady the order of branches is from one period to the next; None if that is unknown.

    `values` has branch_id and value, one row per branch and period. Branches waver alike, so that
    one variance is pooled over all of them. Source: Shrout and Fleiss 1979, Psychological
    Bulletin 86:420, ICC(1, k) from the one-way analysis of variance.
    """
    known = values.dropna(subset=["value"])
    grouped = known.groupby("branch_id")["value"]
    size, mean = grouped.size(), grouped.mean()
    freedom = int((size - 1).sum())
    if len(size) < 2 or freedom < 1:
        return None
    inside = float((known["value"] - known["branch_id"].map(mean)).pow(2).sum() / freedom)
    outside = float((size * (mean - known["value"].mean()) ** 2).sum() / (len(size) - 1))
    return Repeatability(
        between=float(mean.std(ddof=1)),
        within=inside**0.5,
        reliability=max(0.0, 1 - inside / outside) if outside > 0 else 0.0,
        half=t_quantile(freedom, level) * np.sqrt(inside / size),
    )


def bands(score: pd.Series, lowest: pd.Series) -> pd.Series:
    """The band of each score: the label of the highest `lowest` not above it; empty below all."""
    ordered = lowest.sort_values()
    place = np.searchsorted(ordered.to_numpy(), score.to_numpy(), side="right") - 1
    labels = np.append(ordered.index.to_numpy(object), "")
    found = np.where(score.isna(), "", labels[place])
    return pd.Series(found, index=score.index)


def quantified_share(indicators: pd.DataFrame) -> float:
    """The share of the full score that is counted rather than judged; NaN without indicators."""
    full = indicators["full_score"].sum()
    return (
        float(indicators.loc[indicators["quantified"], "full_score"].sum() / full)
        if full
        else np.nan
    )
