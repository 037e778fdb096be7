"""Targets with their owners."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def targets(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Every target of `branch_ids` whose period ends between two months, both included.

    Columns: target_id, branch_id, month, name, unit, baseline, target_value, actual, owner (None
    where nobody is named), due (timestamp), weight, direction ("up" or "down"), attainment (0 to
    120; NaN as long as there is no actual value).
    """
    return reader.frame(
        "FROM target_attainment WHERE month BETWEEN $first AND $last"
        " AND list_contains($branches, branch_id) ORDER BY target_id",
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
