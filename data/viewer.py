"""Who reads and writes. Nothing is read from the warehouse without a viewer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Grant:
    """A role; for the role `branch` with the unit it is held for."""

    role: str
    branch_id: str | None = None


@dataclass(frozen=True)
class Viewer:
    """A person with what they were granted; `name` stands in the bookkeeping of what they do.

    In a preview `within` holds the grants of whoever looks: nothing beyond them is shown, and
    nothing is changed.
    """

    name: str
    grants: frozenset[Grant] = frozenset()
    within: frozenset[Grant] | None = None


EVERYTHING = frozenset({Grant("program")})
LOCAL = Viewer("local", EVERYTHING)
COMMAND_LINE = Viewer("command-line", EVERYTHING)
