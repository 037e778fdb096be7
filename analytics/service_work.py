"""What records of posts, pledges, projects, research and care add up to, branch by branch.

Every frame of records has a branch_id; every result is indexed by it unless it says otherwise.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import estimates
from analytics.published import COMPANY, published

ON_TIME, LATE, RUNNING_LATE = "on time", "late", "running late"


def share_by_branch(counts: pd.DataFrame, metric: str) -> pd.DataFrame:
    """`counts` (n, total by branch) as figures under the name `metric`, as from `published`."""
    cells = counts.reset_index()[["branch_id", "n", "total"]].assign(
        metric=metric, stratum="", total_sq=0.0, kind="proportion", per=1.0, weight=np.nan
    )
    branch_ids = list(counts.index)
    return published(cells, branch_ids, branch_ids)


def with_share(counts: pd.DataFrame, total: str, n: str) -> pd.DataFrame:
    """`counts` with value, low and high: Wilson's interval of the column `total` among `n`."""
    share = estimates.proportion(counts[total], counts[n])
    return counts.assign(value=share.value, low=share.low, high=share.high)


def with_total(counts: pd.DataFrame) -> pd.DataFrame:
    """`counts` with their sum as a first row, labelled COMPANY; only that where there is none."""
    total = counts.sum().to_frame(COMPANY).T
    return pd.concat([total, counts]).astype(counts.dtypes.to_dict())


def improved(posts: pd.DataFrame) -> pd.DataFrame:
    """Posts whose figure is known before and now (n), and those whose figure rose (total)."""
    known = posts[posts["kpi_base"].notna() & posts["kpi_now"].notna()]
    rose = known["kpi_now"] > known["kpi_base"]
    return rose.groupby(known["branch_id"]).agg(n="size", total="sum")


def on_target(posts: pd.DataFrame) -> pd.DataFrame:
    """Posts with a target and a figure now (n), and those that meet it (total)."""
    aimed = posts[posts["kpi_target"].notna() & posts["kpi_now"].notna()]
    met = aimed["kpi_now"] >= aimed["kpi_target"]
    return met.groupby(aimed["branch_id"]).agg(n="size", total="sum")


def posts_held(posts: pd.DataFrame, members: pd.Series) -> pd.DataFrame:
    """Members, and how they hold posts: members, holders, posts, with_target, on_target.

    `members` is indexed by branch; a branch without posts has zeros, for its members count too. A
    member with two posts is one holder.
    """
    counted = posts.groupby("branch_id").agg(
        holders=("member_id", "nunique"), posts=("post_id", "size")
    )
    targets = on_target(posts).rename(columns={"n": "with_target", "total": "on_target"})
    return members.to_frame("members").join(counted).join(targets).fillna(0).astype(int)


def pledge_steps(pledges: pd.DataFrame) -> pd.DataFrame:
    """Pledges due, then done, then verified, and what is missing at each step.

    Columns: due, done, verified (done and verified), unverified (done only), open (not done).
    """
    done = pledges["done_at"].notna()
    verified = done & pledges["verified_by"].notna()
    steps = (
        pledges.assign(done=done, verified=verified)
        .groupby("branch_id")
        .agg(due=("done", "size"), done=("done", "sum"), verified=("verified", "sum"))
    )
    return steps.assign(
        unverified=steps["done"] - steps["verified"], open=steps["due"] - steps["done"]
    )


def unverified(pledges: pd.DataFrame) -> pd.DataFrame:
    """The pledges that were done and never verified, the longest done first."""
    waiting = pledges["done_at"].notna() & pledges["verified_by"].isna()
    return pledges[waiting].sort_values(["done_at", "pledge_id"])


def with_delay(projects: pd.DataFrame) -> pd.DataFrame:
    """`projects` with days late (negative: early) and state ON_TIME, LATE or RUNNING_LATE.

    `projects` has due, ended (missing while it runs) and as_of, the day up to which a running
    project's delay is counted. Every project is due by then.
    """
    due, ended, as_of = (pd.to_datetime(projects[name]) for name in ("due", "ended", "as_of"))
    days = (ended.fillna(as_of) - due).dt.days
    state = np.where(ended.isna(), RUNNING_LATE, np.where(days > 0, LATE, ON_TIME))
    return projects.assign(days=days.astype(float), state=state)


def benefit(projects: pd.DataFrame) -> dict[str, float]:
    """What projects cost and whom they serve.

    Keys: projects, on_time, running_late, customers, yuan_each (budget per customer who benefits,
    of the projects that have any; NaN if none has), for_nobody (projects without such a customer)
    and yuan_for_nobody.
    """
    serving = projects["benefit_customers"] > 0
    customers = int(projects["benefit_customers"].sum())
    spent = projects.loc[serving, "budget_yuan"].sum()
    return {
        "projects": len(projects),
        "on_time": int((projects["state"] == ON_TIME).sum()),
        "running_late": int((projects["state"] == RUNNING_LATE).sum()),
        "customers": customers,
        "yuan_each": spent / customers if customers else np.nan,
        "for_nobody": int((~serving).sum()),
        "yuan_for_nobody": float(projects.loc[~serving, "budget_yuan"].sum()),
    }


def needs_by_topic(research: pd.DataFrame) -> pd.DataFrame:
    """Research by topic, most needs first: times, people, found, adopted, value, low, high."""
    columns = ["times", "people", "found", "adopted"]
    counts = research.groupby("topic")[columns].sum().sort_values("found", ascending=False)
    return with_share(counts, "adopted", "found")


def care_given(members: pd.Series, care: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    """Members, care and contacts: members, cared_for, times, resolved, contacts, demands, settled.

    Branches are those of `members`; one that did nothing has zeros.
    """
    given = care.set_index("branch_id")[["cared_for", "times", "resolved"]]
    made = contacts.groupby("branch_id")[["contacts", "demands", "settled"]].sum()
    return members.to_frame("members").join(given).join(made).fillna(0).astype(int)
