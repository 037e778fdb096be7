"""The digital carriers, what is done online, and whom the online school reaches.

A branch stands for itself and all below it. Months are YYYYMM.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def carriers(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Use of each carrier: branch_id, month, carrier, registered, active, posts, minutes, pushed,
    opened."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, month, carrier,
               sum(registered)::BIGINT AS registered, sum(active)::BIGINT AS active,
               sum(posts)::BIGINT AS posts, sum(minutes) AS minutes,
               sum(pushed)::BIGINT AS pushed, sum(opened)::BIGINT AS opened
        FROM digital_usage JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id) AND month BETWEEN $first AND $last
        GROUP BY ancestor_id, month, carrier ORDER BY branch_id, month, carrier
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def processes(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Party processes, and how many of them were done online: branch_id, process, online, total."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, process, sum(online)::BIGINT AS online,
               sum(total)::BIGINT AS total
        FROM online_process JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id) AND month BETWEEN $first AND $last
        GROUP BY ancestor_id, process ORDER BY branch_id, process
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def online_school(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Whom the online school reached, each person once: branch_id, staff, logged_in, completed.

    `staff` are those on the books; a branch without people there is left out. Nobody counts as
    reached who did no more than stand in the file: it takes a login, or a course done.
    """
    return reader.frame(
        """
        WITH reached AS (
            SELECT ancestor_id AS branch_id,
                   count(DISTINCT person_id) FILTER (logins > 0) AS logged_in,
                   count(DISTINCT person_id) FILTER (courses_done > 0) AS completed
            FROM elearning_month JOIN branch_descendant USING (branch_id)
            WHERE list_contains($branches, ancestor_id) AND month BETWEEN $first AND $last
            GROUP BY ancestor_id
        ),
        books AS (
            SELECT ancestor_id AS branch_id, sum(staff)::BIGINT AS staff
            FROM branch JOIN branch_descendant USING (branch_id)
            WHERE list_contains($branches, ancestor_id) AND staff > 0
            GROUP BY ancestor_id
        )
        SELECT branch_id, staff, coalesce(logged_in, 0) AS logged_in,
               coalesce(completed, 0) AS completed
        FROM books LEFT JOIN reached USING (branch_id)
        ORDER BY branch_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
