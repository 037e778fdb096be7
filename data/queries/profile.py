"""One branch, whole: what it owes on a day, and its assessment quarter by quarter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from data.reader import Reader

# What is due, and when it is still owed on $day. `of` counts the same sort, owed or not; `since` is
# from when the oldest is owed. A branch stands for itself and all below it (`unit`).
OWED = """
WITH unit AS (
    SELECT branch_id, bool_or(ancestor_id = $branch) AS own
    FROM branch_descendant
    WHERE ancestor_id = $branch OR list_contains($peers, ancestor_id)
    GROUP BY branch_id
),
owed (kind, own, owed, since) AS (
    SELECT 'finding_open', own, resolved_at IS NULL OR resolved_at > $day, found_at
    FROM finding JOIN unit USING (branch_id) WHERE found_at <= $day
    UNION ALL
    SELECT 'finding_unverified', own, verified_at IS NULL OR verified_at > $day, resolved_at
    FROM finding JOIN unit USING (branch_id) WHERE resolved_at <= $day
    UNION ALL
    SELECT 'work_not_executed', own, executed_at IS NULL OR executed_at > $day, due
    FROM work_item JOIN unit USING (branch_id)
    WHERE due <= $day AND month BETWEEN $first AND $last
    UNION ALL
    SELECT 'work_broken', own, improved_at IS NULL OR improved_at > $day, due
    FROM work_item JOIN unit USING (branch_id)
    WHERE due <= $day AND executed_at <= $day AND month BETWEEN $first AND $last
    UNION ALL
    SELECT 'target_unmet', own,
           CASE direction WHEN 'up' THEN actual < target_value ELSE actual > target_value END, due
    FROM target JOIN unit USING (branch_id)
    WHERE actual IS NOT NULL AND month BETWEEN $first AND $last
    UNION ALL
    SELECT 'target_unreported', own, actual IS NULL, due
    FROM target JOIN unit USING (branch_id) WHERE due <= $day AND month BETWEEN $first AND $last
    UNION ALL
    SELECT 'target_unowned', own, owner IS NULL, due
    FROM target JOIN unit USING (branch_id) WHERE month BETWEEN $first AND $last
    UNION ALL
    SELECT 'rule_unreviewed', own, overdue, looked_at
    FROM policy_standing JOIN unit USING (branch_id) WHERE in_force
    UNION ALL
    SELECT 'rule_unrevised', own, revised IS NULL OR revised > $day, due
    FROM policy_revision JOIN policy USING (policy_id) JOIN unit USING (branch_id)
    WHERE due <= $day
    UNION ALL
    SELECT 'feedback_overdue', own, closed_at IS NULL OR closed_at > $day, due
    FROM feedback JOIN unit USING (branch_id) WHERE due <= $day
    UNION ALL
    SELECT 'pledge_overdue', own, done_at IS NULL OR done_at > $day, due
    FROM pledge JOIN unit USING (branch_id) WHERE due <= $day
    UNION ALL
    SELECT 'pledge_unverified', own, verified_by IS NULL, done_at
    FROM pledge JOIN unit USING (branch_id) WHERE done_at <= $day AND due <= $day
    UNION ALL
    SELECT 'project_overdue', own, ended IS NULL OR ended > $day, due
    FROM service_project JOIN unit USING (branch_id) WHERE due <= $day
)
SELECT kind,
       count(*) FILTER (own AND owed) AS owed, count(*) FILTER (own) AS of,
       min(since) FILTER (own AND owed) AS since,
       count(*) FILTER (owed AND NOT own) AS owed_by_peers,
       count(*) FILTER (NOT own) AS of_peers
FROM owed GROUP BY kind HAVING of > 0
"""


def owed(
    reader: Reader, branch_id: str, peers: Collection[str], first: int, last: int, day: date
) -> pd.DataFrame:
    """What a branch owes at the end of `day`, the last of the period from `first` to `last`.

    Work items and targets are those of the period; all else is whatever was due by then. Columns:
    kind, owed, of (how many of the kind there are), since (the oldest date; NaT if nothing is
    owed), owed_by_peers and of_peers (the same of `peers` together). A kind of which the branch
    has nothing has no row.
    """
    asked = {"branch": branch_id, "peers": list(peers), "first": first, "last": last, "day": day}
    return reader.frame(OWED, asked)


def scores_by_month(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Final scores by indicator, branch and scoring month: name, name_en, branch_id, month, share.

    `share` is that of the full score, since it changes from year to year; schemes of several years
    call the same indicator by the same name.
    """
    return reader.frame(
        """
        SELECT name, any_value(name_en) AS name_en, branch_id, month,
               avg(final_score / full_score) AS share
        FROM assessment_score JOIN indicator USING (indicator_id)
        WHERE month BETWEEN $first AND $last AND list_contains($branches, branch_id)
          AND final_score IS NOT NULL
        GROUP BY name, branch_id, month ORDER BY name, branch_id, month
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
