"""What customers raised and what became of it; whom callbacks reached."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader

BELOW = """
branch_id IN (SELECT branch_id FROM branch_descendant WHERE list_contains($branches, ancestor_id))
"""


def counts(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Feedback of these months and branches: channel, topic, received, closed, due, in_time,
    called, reached, satisfied. `due` is what had a date, `in_time` what was closed by it."""
    return reader.frame(
        f"""
        SELECT channel, topic, count(*)::DOUBLE AS received,
               count(closed_at)::DOUBLE AS closed,
               count(due)::DOUBLE AS due,
               (count(*) FILTER (closed_at <= due))::DOUBLE AS in_time,
               (count(*) FILTER (callback_tried))::DOUBLE AS called,
               (count(*) FILTER (callback_ok))::DOUBLE AS reached,
               (count(*) FILTER (callback_satisfied))::DOUBLE AS satisfied
        FROM feedback
        WHERE year(date) * 100 + month(date) BETWEEN $first AND $last AND {BELOW}
        GROUP BY ALL ORDER BY channel, topic
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def callbacks(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.Series:
    """Callbacks counted by month, summed: called, reached, satisfied."""
    return reader.frame(
        f"""
        SELECT coalesce(sum(called), 0)::DOUBLE AS called,
               coalesce(sum(reached), 0)::DOUBLE AS reached,
               coalesce(sum(satisfied), 0)::DOUBLE AS satisfied
        FROM callback_month WHERE month BETWEEN $first AND $last AND {BELOW}
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    ).iloc[0]
