"""Which units of an organisation are compared, and which together are the whole of it."""

from __future__ import annotations

import pandas as pd


def compared(branches: pd.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units compared with each other, and the roots, which together are the whole company.

    `branches` has branch_id, parent_id and level. Compared are the branches proper, or all units
    below another where none is a branch, or all.
    """
    units = branches[branches["level"] == "branch"]
    if units.empty:
        units = branches[branches["parent_id"].notna()]
    if units.empty:
        units = branches
    known = set(branches["branch_id"])
    roots = branches[~branches["parent_id"].isin(known)]["branch_id"]
    return tuple(units["branch_id"]), tuple(roots)
