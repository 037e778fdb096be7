"""Brands of the branches: who has one, what it is tied to, who joins, who writes about it."""

from __future__ import annotations

import numpy as np
import pandas as pd

REPORTS = ("city", "province", "nation")


def brands_by_branch(brands: pd.DataFrame) -> pd.DataFrame:
    """Brands of each branch that has any, most first.

    `brands` has branch_id, linked_business_kpi (missing if tied to nothing), events, reach,
    participants, city, province, nation. Returns a frame indexed by branch_id: brands, tied,
    untied, events, reach, participants, participation (participants ÷ reach, NaN without events)
    and reports of each level.
    """
    tied = brands["linked_business_kpi"].notna()
    sums = ["events", "reach", "participants", *REPORTS]
    grouped = brands.assign(tied=tied).groupby("branch_id")
    counts = grouped.agg(brands=("tied", "size"), tied=("tied", "sum"))
    result = counts.assign(untied=counts["brands"] - counts["tied"]).join(grouped[sums].sum())
    result["participation"] = participation(result)
    return result.sort_values(["brands", "untied"], ascending=False, kind="stable")


def participation(counts: pd.DataFrame) -> pd.Series:
    """Participants over people reached; NaN where nobody was."""
    return counts["participants"] / counts["reach"].replace(0, np.nan)


def for_show(by_branch: pd.DataFrame) -> pd.DataFrame:
    """The branches with several brands of which none is tied to a business figure."""
    return by_branch[(by_branch["brands"] > 1) & (by_branch["tied"] == 0)]
