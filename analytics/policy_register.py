"""The register of rules: what is covered, what is overdue, and whether revisions come in time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import comparison, estimates

DAYS_OF_A_YEAR = 365.25
STANDINGS = ("valid", "to_revise", "overdue", "merged", "abolished")


def standings(register: pd.DataFrame) -> pd.Series:
    """The status of each rule, but "overdue" for one in force that was not reviewed in time."""
    return register["status"].astype(object).mask(register["overdue"].astype(bool), "overdue")


def by_domain(register: pd.DataFrame, domains: pd.Index) -> pd.DataFrame:
    """Rules of each of the required `domains` in each standing, those with fewest in force first.

    Returns a frame indexed by domain with the columns of STANDINGS; a domain without any is all 0.
    """
    counts = pd.crosstab(register["domain"], standings(register))
    counts = counts.reindex(index=domains, columns=list(STANDINGS), fill_value=0)
    in_force = counts[["valid", "to_revise", "overdue"]].sum(axis=1)
    return counts.loc[in_force.sort_values(kind="stable").index]


def uncovered(coverage: pd.DataFrame) -> pd.Series:
    """Required domains in which some unit has no rule in force: how many units, the most first.

    `coverage` has domain, branch_id, rules. Indexed by domain.
    """
    without = (coverage["rules"] == 0).groupby(coverage["domain"]).sum()
    return without[without > 0].sort_values(ascending=False, kind="stable")


def missing(coverage: pd.DataFrame) -> pd.Series:
    """The required domains in which each unit has no rule in force, own or from above: a list for
    each branch_id; `coverage` as for `uncovered`."""
    rows = coverage.assign(missing=coverage["domain"].where(coverage["rules"] == 0))
    return rows.groupby("branch_id")["missing"].agg(lambda domains: list(domains.dropna()))


def by_owner(register: pd.DataFrame) -> pd.DataFrame:
    """What each owner has: index branch_id, columns in_force, reviewed, overdue, to_revise, merged,
    abolished (counts of its own rules; `to_revise` by status, overdue or not)."""
    status = register["status"]
    columns = {
        "in_force": register["in_force"],
        "reviewed": register["in_force"] & ~register["overdue"],
        "overdue": register["overdue"],
        "to_revise": status == "to_revise",
        "merged": status == "merged",
        "abolished": status == "abolished",
    }
    return pd.DataFrame(columns).astype(int).groupby(register["branch_id"]).sum()


def overdue(register: pd.DataFrame) -> pd.DataFrame:
    """Rules overdue for review, the oldest first, with `age`: years since the last look."""
    rows = register[register["overdue"].astype(bool)]
    days = (pd.to_datetime(rows["as_of"]) - pd.to_datetime(rows["looked_at"])).dt.days
    return rows.assign(age=days / DAYS_OF_A_YEAR).sort_values("age", ascending=False, kind="stable")


def revised_in_time(revisions: pd.DataFrame, group: str) -> pd.DataFrame:
    """Share of revisions in time for each value of the column `group`, against all the others.

    `revisions` has in_time (None where neither done nor due: left out), days (NaN while open) and
    `group`. Returns a frame indexed by `group`: n, total (in time), open (past their date and not
    done), days (median from trigger to revision, open ones counting as longer than any; NaN where
    half are open), value, low, high (Wilson), p_adjusted and differs (from the other groups
    together, Benjamini-Hochberg over the groups).
    """
    rows = revisions[revisions["in_time"].notna()]
    days = rows["days"].astype(float)
    groups = rows[group]
    cells = pd.DataFrame(
        {
            "n": groups.groupby(groups).size(),
            "total": rows["in_time"].astype(bool).groupby(groups).sum(),
            "open": days.isna().groupby(groups).sum(),
            "days": days.fillna(np.inf).groupby(groups).median().replace(np.inf, np.nan),
        }
    )
    share = estimates.proportion(cells["total"], cells["n"])
    cells = cells.assign(value=share.value, low=share.low, high=share.high, total_sq=0.0)
    judged = comparison.against_rest("proportion", cells)
    return cells.drop(columns="total_sq").join(judged[["difference", "p_adjusted", "differs"]])
