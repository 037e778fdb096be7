"""Who was trained in what: leaders of dual duty, the online school, tests before and after."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def leaders(reader: Reader, branch_ids: Collection[str]) -> pd.DataFrame:
    """Leaders of dual duty of these branches with all below them: branch_id, person_id."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, person_id
        FROM dual_duty_leader JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id) ORDER BY ALL
        """,
        {"branches": list(branch_ids)},
    )


def contents_had(reader: Reader, first: int, last: int) -> pd.DataFrame:
    """Which content each leader of dual duty completed between two months: person_id, content."""
    return reader.frame(
        "SELECT DISTINCT person_id, content FROM dual_duty_training"
        " WHERE month BETWEEN $first AND $last ORDER BY ALL",
        {"first": first, "last": last},
    )


def online_school(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Whom the online school reached, members and others apart.

    Columns: branch_id, member (bool), people (on the books), logged_in and completed (people with a
    login, with a course completed, between two months). Members are those of the register; the
    others are the staff of the branch less them. A branch without staff stated is left out.
    """
    return reader.frame(
        """
        WITH on_register AS (
            SELECT branch_id, count(*) AS members FROM member GROUP BY branch_id
        ),
        books AS (
            SELECT branch_id, TRUE AS member, on_register.members AS people
            FROM branch JOIN on_register USING (branch_id) WHERE staff > 0
            UNION ALL
            SELECT branch_id, FALSE, greatest(staff - coalesce(on_register.members, 0), 0)
            FROM branch LEFT JOIN on_register USING (branch_id) WHERE staff > 0
        ),
        person AS (
            SELECT branch_id, person_id, bool_or(logins > 0) AS logged_in,
                   bool_or(courses_done > 0) AS completed
            FROM elearning_month WHERE month BETWEEN $first AND $last
            GROUP BY branch_id, person_id
        ),
        reached AS (
            SELECT branch_id, person_id IN (SELECT member_id FROM member) AS member,
                   count_if(logged_in) AS logged_in, count_if(completed) AS completed
            FROM person GROUP BY ALL
        )
        SELECT ancestor_id AS branch_id, member, sum(people)::BIGINT AS people,
               sum(coalesce(logged_in, 0))::BIGINT AS logged_in,
               sum(coalesce(completed, 0))::BIGINT AS completed
        FROM books LEFT JOIN reached USING (branch_id, member)
        JOIN branch_descendant USING (branch_id)
        WHERE list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def tests_before_and_after(
    reader: Reader, by: str, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Each person's mean test before and exam after, of courses that had both.

    `by` is "topic" or "audience" of the plan; sessions outside the plan have neither and stand
    under an empty text. Columns: branch_id, subject, person_id, pre, post.
    """
    column = {"topic": "topic", "audience": "audience"}[by]
    return reader.frame(
        f"""
        SELECT ancestor_id AS branch_id, coalesce({column}, '') AS subject, person_id,
               avg(pre_score) AS pre, avg(exam_score) AS post
        FROM training_attendance
        JOIN training_session USING (session_id)
        LEFT JOIN training_plan USING (plan_id)
        JOIN branch_descendant ON branch_descendant.branch_id = training_session.branch_id
        WHERE pre_score IS NOT NULL AND exam_score IS NOT NULL
          AND year(date) * 100 + month(date) BETWEEN $first AND $last
          AND list_contains($branches, ancestor_id)
        GROUP BY ancestor_id, subject, person_id ORDER BY ALL
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
