"""Who has had everything they must have: leaders by content, and the school by who is reached."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def covered(
    people: pd.DataFrame, had: pd.DataFrame, contents: Sequence[str]
) -> tuple[pd.DataFrame, pd.Series]:
    """The share of each branch's people that had each content, and how many people there are.

    `people` has branch_id and person_id, each person once a branch; `had` person_id and content.
    Returns shares (0..1, branches as rows, `contents` as columns) and people by branch; a full
    count, without sampling error.
    """
    size = people.groupby("branch_id").size()
    rows = people.merge(had.drop_duplicates(["person_id", "content"]), on="person_id")
    count = rows.pivot_table(
        index="branch_id", columns="content", values="person_id", aggfunc="count", fill_value=0
    ).reindex(index=size.index, columns=list(contents), fill_value=0)
    return count.div(size, axis=0).rename_axis(columns=None).astype(float), size


def missing(people: pd.DataFrame, had: pd.DataFrame, contents: Sequence[str]) -> pd.DataFrame:
    """Everybody who lacks a content: branch_id, person_id, contents (a tuple, in their order).

    Arguments as for `covered`. Who lacks most stands first; ties by branch and person.
    """
    done = set(zip(had["person_id"], had["content"], strict=True))
    lacks = [
        tuple(content for content in contents if (person, content) not in done)
        for person in people["person_id"]
    ]
    rows = people.assign(contents=lacks, lacking=[len(row) for row in lacks])
    ordered = rows.sort_values(["lacking", "branch_id", "person_id"], ascending=[False, True, True])
    return ordered[ordered["lacking"] > 0].drop(columns="lacking").reset_index(drop=True)


def reached(counts: pd.DataFrame) -> pd.DataFrame:
    """Who takes part in the online school: shares of those on the books by branch.

    `counts` has branch_id, member (bool), people, logged_in, completed. Returns a frame indexed by
    branch_id with people, members and others (on the books), and share, share_members and
    share_others: with a course completed ÷ on the books, NaN where nobody is on the books. Where
    more took part than are on the books the books are out of date, and the share is 1.
    """
    groups = {
        "": counts,
        "_members": counts[counts["member"]],
        "_others": counts[~counts["member"]],
    }
    result = pd.DataFrame(index=counts.groupby("branch_id").size().index)
    for name, group in groups.items():
        sums = group.groupby("branch_id")[["people", "completed"]].sum().reindex(result.index)
        people = sums["people"].fillna(0.0).astype(float)
        result[name.strip("_") or "people"] = people
        share = sums["completed"] / people.where(people > 0)
        result[f"share{name}"] = share.clip(upper=1.0).astype(float)
    return result
