"""Who is compared."""

from __future__ import annotations

import pandas as pd

from data.reader import Reader


def branches(reader: Reader) -> pd.DataFrame:
    """Every branch with the columns of the schema, in the order of their codes.

    Those the viewer may not read by name stand under a number, with no more than level and type.
    """
    return reader.distribution("SELECT * EXCLUDE (batch_id) FROM branch ORDER BY branch_id")


def named(reader: Reader) -> pd.DataFrame:
    """The branches that the viewer may read by name, and those above them; columns as before."""
    return reader.frame("SELECT * EXCLUDE (batch_id) FROM branch ORDER BY branch_id")


def held(reader: Reader) -> dict[str, list[str]]:
    """Every unit -> all units below it and itself."""
    found: dict[str, list[str]] = {}
    every = reader.distribution("SELECT ancestor_id, branch_id FROM branch_descendant")
    for unit, below in every.itertuples(index=False):
        found.setdefault(unit, []).append(below)
    return found
