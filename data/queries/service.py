"""Posts, pledges, projects, research, care, contacts and brands: records and counts of branches.

A record of a branch below one of `branch_ids` stands under that one. Months are YYYYMM.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def members(reader: Reader, branch_ids: Collection[str]) -> pd.Series:
    """Party members by branch, for branches where they are counted."""
    found = reader.frame(
        """
        SELECT ancestor_id AS branch_id, sum(members)::BIGINT AS members
        FROM branch JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id) AND members > 0
        GROUP BY ancestor_id ORDER BY branch_id
        """,
        {"branches": list(branch_ids)},
    )
    return found.set_index("branch_id")["members"]


def posts(reader: Reader, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Posts that began by the end of the month `last`: branch_id, post_id, kind, member_id,
    started, kpi_base, kpi_now, kpi_target."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, post_id, kind, member_id, started,
               kpi_base, kpi_now, kpi_target
        FROM service_post JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(started) * 100 + month(started) <= $last
        ORDER BY branch_id, post_id
        """,
        {"last": last, "branches": list(branch_ids)},
    )


def pledges(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Pledges due between two months: branch_id, pledge_id, member_id, due, done_at, verified_by.

    A pledge counts as verified only if it was done.
    """
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, pledge_id, member_id, due, done_at, verified_by
        FROM pledge JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(due) * 100 + month(due) BETWEEN $first AND $last
        ORDER BY due, pledge_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def projects(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Projects due between two months, and those due before that still run.

    Columns: branch_id, project_id, title, budget_yuan, started, due, ended, benefit_customers,
    due_in_period, as_of (the last day of the month `last`).
    """
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, project_id, title, budget_yuan, started, due, ended,
               benefit_customers,
               year(due) * 100 + month(due) >= $first AS due_in_period,
               last_day(make_date($last // 100, $last % 100, 1)) AS as_of
        FROM service_project JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(due) * 100 + month(due) <= $last
          AND (ended IS NULL OR year(due) * 100 + month(due) >= $first)
        ORDER BY due, project_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def research(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Field research by branch and topic: branch_id, topic, times, people, found, adopted."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, topic, count(*) AS times, sum(people)::BIGINT AS people,
               sum(needs_found)::BIGINT AS found, sum(needs_adopted)::BIGINT AS adopted
        FROM field_research JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(date) * 100 + month(date) BETWEEN $first AND $last
        GROUP BY ancestor_id, topic ORDER BY branch_id, topic
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def care(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Care by branch: branch_id, cared_for (members, each once), times, resolved."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, count(DISTINCT member_id) AS cared_for,
               count(*) AS times, count_if(resolved)::BIGINT AS resolved
        FROM care JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(date) * 100 + month(date) BETWEEN $first AND $last
        GROUP BY ancestor_id ORDER BY branch_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def contacts(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Contacts by branch and with whom: branch_id, person, contacts, demands, settled."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, person, count(*) AS contacts,
               count_if(demand)::BIGINT AS demands, count_if(settled)::BIGINT AS settled
        FROM contact JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(date) * 100 + month(date) BETWEEN $first AND $last
        GROUP BY ancestor_id, person ORDER BY branch_id, person
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def brands(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Brands created by the end of the month `last`, with what happened since the month `first`.

    Columns: branch_id, brand_id, name, level, created, linked_business_kpi, events, reach,
    participants, city, province, nation (reports of media of each level).
    """
    return reader.frame(
        """
        WITH held AS (
            SELECT brand_id, count(*) AS events, sum(reach)::BIGINT AS reach,
                   sum(participants)::BIGINT AS participants
            FROM brand_event
            WHERE year(date) * 100 + month(date) BETWEEN $first AND $last
            GROUP BY brand_id
        ),
        reported AS (
            SELECT brand_id, count_if(outlet_level = 'city') AS city,
                   count_if(outlet_level = 'province') AS province,
                   count_if(outlet_level = 'nation') AS nation
            FROM media
            WHERE year(date) * 100 + month(date) BETWEEN $first AND $last
            GROUP BY brand_id
        )
        SELECT ancestor_id AS branch_id, brand_id, name, level, created, linked_business_kpi,
               coalesce(events, 0)::BIGINT AS events, coalesce(reach, 0)::BIGINT AS reach,
               coalesce(participants, 0)::BIGINT AS participants,
               coalesce(city, 0)::BIGINT AS city, coalesce(province, 0)::BIGINT AS province,
               coalesce(nation, 0)::BIGINT AS nation
        FROM brand JOIN branch_descendant USING (branch_id)
        LEFT JOIN held USING (brand_id) LEFT JOIN reported USING (brand_id)
        WHERE list_contains($branches, ancestor_id)
          AND year(created) * 100 + month(created) <= $last
        ORDER BY branch_id, brand_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
