"""Which units of an organisation are compared, and which together are the whole of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.indicators import FEWEST_PEERS


def distinct_names(branches: pd.DataFrame, language: str) -> dict[str, str]:
    """A name for every unit in a language; where two share one, the code tells them apart.

    `branches` has branch_id, name and name_en (missing where none is known); `language` is "zh"
    or "en".
    """
    names = branches["name"]
    if language == "en":
        names = branches["name_en"].where(branches["name_en"].notna(), names)
    twice = names.duplicated(keep=False)
    names = names.where(~twice, names + " (" + branches["branch_id"] + ")")
    return dict(zip(branches["branch_id"], names, strict=True))


def peers_of(types: pd.Series, branch_id: str, branch_ids: Sequence[str]) -> tuple[str, ...]:
    """The other branches of a branch's type; all others where fewer than FEWEST_PEERS are of it.

    `types` is the type of each unit, indexed by branch_id.
    """
    types = types.reindex(list(branch_ids))
    same = tuple(b for b in branch_ids if b != branch_id and types[b] == types[branch_id])
    return same if len(same) + 1 >= FEWEST_PEERS else tuple(b for b in branch_ids if b != branch_id)


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
