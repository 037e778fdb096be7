"""Does an assessment tell branches apart? An indicator everybody passes in full tells nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

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
