"""The quality loop: items on their way through the seven musts, findings, sponsors.

A branch stands for itself and all below it. What is not done yet is as it is known now.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader

# The seven musts (七必) in their order; the view `work_item_steps` says what each asks of an item.
MUSTS = ("ruled", "executed", "recorded", "assessed", "effective", "verified", "improved")


def seven_steps(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Work items of these months that passed every must up to each one.

    Indexed by branch_id: due, then MUSTS, and ahead: items whose due date lies beyond the last date
    on which the table knows of anything done; they are not lost yet, and count nowhere else. A
    branch without items has no row.
    """
    passed = ", ".join(
        f"count(*) FILTER (NOT ahead AND musts_passed >= {number}) AS {must}"
        for number, must in enumerate(MUSTS, start=1)
    )
    return reader.frame(
        f"""
        SELECT ancestor_id AS branch_id, count(*) FILTER (NOT ahead) AS due, {passed},
               count(*) FILTER (ahead) AS ahead
        FROM work_item_steps JOIN branch_descendant USING (branch_id)
        WHERE month BETWEEN $first AND $last AND list_contains($branches, ancestor_id)
        GROUP BY ancestor_id ORDER BY ancestor_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    ).set_index("branch_id")


def executed_by_month(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Work items of these months by the calendar month in which they were executed.

    Columns: branch_id, executed (calendar month, 1 to 12), items. Not executed items are left out.
    """
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, month(executed_at) AS executed, count(*) AS items
        FROM work_item JOIN branch_descendant USING (branch_id)
        WHERE month BETWEEN $first AND $last AND executed_at IS NOT NULL
          AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def findings(reader: Reader, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Findings found up to the end of the month `last`, oldest first.

    Columns: branch_id, found_at, resolved_at (missing while open), cycle_no, again_at (when it was
    found again first; missing if it was not).
    """
    return reader.frame(
        """
        WITH again AS (
            SELECT parent_finding_id AS finding_id, min(found_at) AS again_at
            FROM finding WHERE parent_finding_id IS NOT NULL GROUP BY parent_finding_id
        )
        SELECT ancestor_id AS branch_id, found_at, resolved_at, cycle_no, again_at
        FROM finding LEFT JOIN again USING (finding_id) JOIN branch_descendant USING (branch_id)
        WHERE year(found_at) * 100 + month(found_at) <= $last
          AND list_contains($branches, ancestor_id)
        ORDER BY found_at, finding_id
        """,
        {"last": last, "branches": list(branch_ids)},
    )


def snapshot(reader: Reader, last: int) -> pd.Timestamp | None:
    """The day up to which findings are known: the end of the month `last`, or earlier the last date
    among the findings; None without any."""
    found = reader.rows(
        """
        SELECT least(last_day(make_date($1 // 100, $1 % 100, 1)),
                     max(greatest(found_at, resolved_at, verified_at)))
        FROM finding HAVING count(*) > 0
        """,
        [last],
    )
    return pd.Timestamp(found[0][0]) if found else None


def unsponsored(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Branches and months without a sponsoring department: branch_id, month.

    Only months count for which any sponsorship is known at all.
    """
    return reader.frame(
        """
        WITH months AS (
            SELECT DISTINCT month FROM sponsor_task WHERE month BETWEEN $first AND $last
        ),
        sponsored AS (
            SELECT DISTINCT ancestor_id AS branch_id, month
            FROM sponsor_task JOIN branch_descendant USING (branch_id)
        )
        SELECT branch_id, month
        FROM branch CROSS JOIN months ANTI JOIN sponsored USING (branch_id, month)
        WHERE list_contains($branches, branch_id)
        ORDER BY branch_id, month
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
