"""Who is compared."""

from __future__ import annotations

import pandas as pd

from data.warehouse import Reader


def branches(reader: Reader) -> pd.DataFrame:
    """Every branch with the columns of the schema, in the order of their codes."""
    return reader.frame("SELECT * EXCLUDE (batch_id) FROM branch ORDER BY branch_id")


def held(reader: Reader) -> dict[str, list[str]]:
    """Every unit -> all units below it and itself."""
    found: dict[str, list[str]] = {}
    for unit, below in reader.rows("SELECT ancestor_id, branch_id FROM branch_descendant"):
        found.setdefault(unit, []).append(below)
    return found
