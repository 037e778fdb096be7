"""The nine lines of work of every branch (多位一体)."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def lines(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """What each branch planned and did on each line: branch_id, line, planned, done, months."""
    return reader.frame(
        """
        SELECT branch_id, line, sum(planned)::BIGINT AS planned, sum(done)::BIGINT AS done,
               count(DISTINCT month) AS months
        FROM platform_item
        WHERE month BETWEEN $first AND $last AND list_contains($branches, branch_id)
        GROUP BY branch_id, line ORDER BY branch_id, line
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
