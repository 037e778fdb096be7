"""Who may see and do what, and why. The rule stands here and nowhere else.

A grant gives a role, a role gives rights, and `data/readable.py` says which tables a right opens.
What no rule gives is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.viewer import Grant, Viewer
from locales import BadInput, Sentence, sentence

EVERY_BRANCH, OWN_BRANCH, PEERS = "every_branch", "own_branch", "peers"
IMPORTS, CHANGE, AUDIT, DEFINITIONS = "imports", "change", "audit", "definitions"
PREVIEW, GRANT = "preview", "grant"

RIGHTS: Mapping[str, Sentence] = {
    EVERY_BRANCH: sentence("Read the figures and records of every branch, by name"),
    OWN_BRANCH: sentence("Read the figures and records of one's own branch, by name"),
    PEERS: sentence("Read the figures of the other branches as a distribution without names"),
    IMPORTS: sentence("See what was imported: batches, file names, and what was left out"),
    CHANGE: sentence("Upload, undo, match names and correct columns"),
    AUDIT: sentence("Read and export the audit log"),
    DEFINITIONS: sentence("Read the definitions of all figures"),
    PREVIEW: sentence("See the app as another person sees it, without changing anything"),
    GRANT: sentence("Grant and revoke roles"),
}
ROLES: Mapping[str, Sentence] = {
    "leader": sentence("Leadership of the company"),
    "office": sentence("Office in charge"),
    "branch": sentence("Branch"),
    "auditor": sentence("Auditor"),
    "program": sentence("Local mode and command line"),
}
GRANTED = tuple(role for role in ROLES if role != "program")  # what a person can be granted
READING = frozenset({EVERY_BRANCH, OWN_BRANCH})


@dataclass(frozen=True)
class Rule:
    """A role has a right, for a reason."""

    role: str
    right: str
    why: Sentence


_KNOWS_THE_FIGURES = sentence("Whoever reads a figure may read how it is made.")
_TRACES = sentence("Whoever answers for a figure may trace it to the file it came from.")
_HOLDS_THE_FILE = sentence("Whoever can open the file on this machine holds all of it.")
RULES = (
    Rule("leader", EVERY_BRANCH, sentence("Leaders answer for the whole company.")),
    Rule("leader", IMPORTS, _TRACES),
    Rule("leader", AUDIT, sentence("Leaders answer for who works with the data.")),
    Rule("leader", DEFINITIONS, _KNOWS_THE_FIGURES),
    Rule("leader", PREVIEW, sentence("Leaders may see for themselves what others are shown.")),
    Rule("office", EVERY_BRANCH, sentence("The office prepares what leaders read.")),
    Rule("office", IMPORTS, _TRACES),
    Rule("office", CHANGE, sentence("The office brings data in, and puts right what went wrong.")),
    Rule("office", DEFINITIONS, _KNOWS_THE_FIGURES),
    Rule("office", PREVIEW, sentence("The office answers questions of those it serves.")),
    Rule("branch", OWN_BRANCH, sentence("A branch works on its own figures.")),
    Rule("branch", PEERS, sentence("To know where it stands, a branch needs no names of others.")),
    Rule("branch", DEFINITIONS, _KNOWS_THE_FIGURES),
    Rule("auditor", AUDIT, sentence("The auditor checks who did what, and needs no data for it.")),
    Rule("auditor", DEFINITIONS, _KNOWS_THE_FIGURES),
    *(Rule("program", right, _HOLDS_THE_FILE) for right in RIGHTS),
)


class Refused(BadInput):
    """A person asked for what no rule gives them."""


def unrestricted(viewer: Viewer) -> bool:
    """Whether the viewer is the program itself, which reads its tables as they are."""
    return viewer.within is None and any(grant.role == "program" for grant in viewer.grants)


def may(viewer: Viewer, right: str) -> bool:
    """Whether a rule gives the viewer this right; in a preview, also whoever looks must have it."""
    if viewer.within is None:
        return bool(giving(viewer.grants, right))
    if right in (CHANGE, GRANT, PREVIEW):
        return False
    looks = READING if right in (OWN_BRANCH, PEERS) else {right}
    return bool(giving(viewer.grants, right)) and any(giving(viewer.within, r) for r in looks)


def giving(grants: frozenset[Grant], right: str) -> list[tuple[Grant, Rule]]:
    """The grants that give a right, each with its rule."""
    return [
        (grant, rule)
        for grant in in_order(grants)
        for rule in RULES
        if rule.role == grant.role and rule.right == right
    ]


def in_order(grants: frozenset[Grant]) -> list[Grant]:
    return sorted(grants, key=lambda grant: (grant.role, grant.branch_id or ""))


def reads_figures(viewer: Viewer) -> bool:
    return any(may(viewer, right) for right in READING)


def require(viewer: Viewer, right: str) -> None:
    """Raise Refused unless a rule gives the viewer this right."""
    if not may(viewer, right):
        raise Refused(
            "{person} may not do this: {right}. Ask the office for it.",
            person=viewer.name,
            right=RIGHTS[right],
        )


def own_units(viewer: Viewer) -> tuple[str, ...]:
    """The units whose data the viewer reads by name under the role of a branch."""
    found = {grant.branch_id for grant in viewer.grants if grant.role == "branch"}
    return tuple(sorted(unit for unit in found if unit))


def scope(viewer: Viewer) -> tuple:
    """What a result hangs on that depends on who reads: equal scopes read the same rows."""
    read = tuple(right for right in RIGHTS if may(viewer, right))
    return (read, () if EVERY_BRANCH in read else own_units(viewer))
