"""The branches a page compares, and what they are called in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analytics.organisation import compared, distinct_names
from ui.theme import branch_colours
from ui.words import _, language


@dataclass(frozen=True)
class Organisation:
    """`branch_ids` are compared; `roots` together are the whole company.

    `named` are those of the compared that the reader may look at one by one. What they are called
    is no part of a key: it is the same for one version of the data, one reader and one language.
    """

    branch_ids: tuple[str, ...]
    named: tuple[str, ...]
    roots: tuple[str, ...]
    names: Mapping[str, str] = field(compare=False)
    colours: Mapping[str, str] = field(compare=False)

    @property
    def everyone(self) -> list[str]:
        """All whose cells a page asks for: hiding small groups needs every branch."""
        return list(dict.fromkeys([*self.branch_ids, *self.roots]))

    def name(self, branch_id: str) -> str:
        return self.names.get(branch_id, branch_id)


def organisation(branches: pd.DataFrame, named: pd.DataFrame | None = None) -> Organisation:
    """From the rows of `branches`: the branches proper, or all units where none is one.

    `named` has the rows of those that the reader may know by name: all of them by default.
    """
    ids, roots = compared(branches)
    known = branches if named is None else named
    names = {
        "": _("Whole company"),
        **distinct_names(branches, language()),
        **distinct_names(known, language()),
    }
    nameable = set(known["branch_id"])
    own = tuple(b for b in ids if b in nameable)
    return Organisation(ids, own, roots, names, branch_colours(ids))
