"""Innovations: what was begun, of which kind, and how far it came."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def counts(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Innovations of `branch_ids` begun between two months: kind, status, innovations."""
    return reader.frame(
        """
        SELECT kind, status, count(*) AS innovations
        FROM innovation
        WHERE year(started) * 100 + month(started) BETWEEN $first AND $last
          AND list_contains($branches, branch_id)
        GROUP BY ALL ORDER BY kind, status
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
