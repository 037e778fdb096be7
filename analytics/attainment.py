"""Targets: which are met, which are missed, which nobody has reported, and who owns them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

FULL = 100.0  # attainment from which a target is met
WORST_FIRST = ("overdue", "not_met", "under_way", "met")


@dataclass(frozen=True)
class Standing:
    """Counts of targets. `due` are those met, missed or unreported: all but those under way."""

    targets: int
    due: int
    met: int
    overdue: int
    ownerless: int


def judged_on(month: int, today: date) -> date:
    """The last day that is over in `month` (YYYYMM): its end, or the day before `today`."""
    year, number = divmod(month, 100)
    return min(date(year, number, monthrange(year, number)[1]), today - timedelta(days=1))


def states(targets: pd.DataFrame, day: date) -> pd.Series:
    """How each target stands on `day`, with the index of `targets`.

    `targets` has attainment (percent, NaN without an actual value) and due. "met": attained in
    full, also before it is due; "not_met": due and attained in part; "overdue": due, and no actual
    value is known; "under_way": all others. A target due on `day` itself is due.
    """
    met = targets["attainment"] >= FULL
    due = pd.to_datetime(targets["due"]) <= pd.Timestamp(day)
    known = targets["attainment"].notna()
    found = np.select([met, due & known, due], ["met", "not_met", "overdue"], "under_way")
    return pd.Series(found, index=targets.index, dtype="str")


def standing(targets: pd.DataFrame) -> Standing:
    """Counts over `targets`, which have state and owner."""
    state = targets["state"]
    return Standing(
        targets=len(targets),
        due=int((state != "under_way").sum()),
        met=int((state == "met").sum()),
        overdue=int((state == "overdue").sum()),
        ownerless=int(targets["owner"].isna().sum()),
    )


def worst_first(targets: pd.DataFrame) -> pd.DataFrame:
    """Those without owner, then those unreported, missed, under way and met, each from the least
    attained; `targets` have owner, state, attainment, weight."""
    order = pd.DataFrame(
        {
            "owned": targets["owner"].notna(),
            "state": targets["state"].map({name: i for i, name in enumerate(WORST_FIRST)}),
            "attainment": targets["attainment"].fillna(-1.0),
            "weight": -targets["weight"],
        }
    )
    return targets.loc[order.sort_values(list(order.columns), kind="stable").index]


def by_branch(targets: pd.DataFrame) -> pd.DataFrame:
    """Targets of each branch in each state, the least share met first.

    Returns a frame indexed by branch_id with the columns met, not_met, overdue, under_way.
    """
    counts = pd.crosstab(targets["branch_id"], targets["state"])
    counts = counts.reindex(columns=WORST_FIRST[::-1], fill_value=0)
    counts = counts[["met", "not_met", "overdue", "under_way"]]
    due = counts[["met", "not_met", "overdue"]].sum(axis=1)
    share = counts["met"] / due.where(due > 0)
    return counts.loc[share.sort_values(kind="stable").index]


def without_owner(targets: pd.DataFrame) -> pd.DataFrame:
    """Branches that have targets without an owner, the most first: index branch_id, columns
    ownerless and targets."""
    grouped = targets["owner"].isna().groupby(targets["branch_id"])
    counts = pd.DataFrame({"ownerless": grouped.sum(), "targets": grouped.size()})
    return counts[counts["ownerless"] > 0].sort_values("ownerless", ascending=False, kind="stable")


def by_owner(targets: pd.DataFrame) -> pd.DataFrame:
    """Who owns what within each branch: those without owner first, then the least attained.

    Returns branch_id, owner (None for nobody), targets, met, not_met, overdue, under_way, and
    attainment: the mean of the targets that have an actual value, weighted by their weight; NaN
    where none has.
    """
    known = targets["attainment"].notna()
    parts = pd.get_dummies(targets["state"]).reindex(columns=list(WORST_FIRST), fill_value=False)
    parts = parts.astype(int).assign(
        branch_id=targets["branch_id"],
        owner=targets["owner"].astype(object).where(targets["owner"].notna(), None),
        targets=1,
        weight=targets["weight"].where(known, 0.0),
        attained=(targets["weight"] * targets["attainment"]).where(known, 0.0),
    )
    rows = parts.groupby(["branch_id", "owner"], dropna=False, as_index=False).sum()
    rows["attainment"] = rows["attained"] / rows["weight"].where(rows["weight"] > 0)
    rows["owner"] = rows["owner"].astype(object).where(rows["owner"].notna(), None)
    rows = rows.assign(owned=rows["owner"].notna()).sort_values(
        ["owned", "attainment", "branch_id"], kind="stable", na_position="first"
    )
    columns = ["branch_id", "owner", "targets", "met", "not_met", "overdue", "under_way"]
    return rows[[*columns, "attainment"]].reset_index(drop=True)
