"""The commands about persons: what one may see and which rule says so, granting, revoking."""

from __future__ import annotations

import argparse

from data import access, policy, tables
from data.access import Answer
from data.terminal import existing, print_json, say
from data.viewer import COMMAND_LINE, Grant, Viewer
from locales import sentence


def show(chosen: argparse.Namespace) -> None:
    """What a person may see; without a name, every person with what was granted."""
    warehouse = existing(chosen)
    if chosen.who is None:
        people = access.people(warehouse, COMMAND_LINE)
        _list(chosen, [access.viewer_of(warehouse, person) for person in people])
        return
    viewer = access.viewer_of(warehouse, chosen.who)
    opened = access.opened(viewer, tables.described())
    if chosen.json:
        print_json(
            _person(viewer)
            | {"rights": [_right(answer, chosen.language) for answer in access.explained(viewer)]}
            | {"tables": opened}
        )
        return
    _list(chosen, [viewer])
    for answer in access.explained(viewer):
        print(f"{'+' if answer.may else '-'} {answer.what.in_language(chosen.language)}")
        for grant, why in answer.because:
            print(f"    {_said(grant, chosen)}: {why.in_language(chosen.language)}")
    print()
    for name, rows in opened.items():
        if rows != access.NOTHING:
            print(f"  {name:<22} {access.ROWS[rows].in_language(chosen.language)}")


def grant(chosen: argparse.Namespace) -> None:
    asked = Grant(chosen.role, chosen.branch)
    access.grant(existing(chosen), COMMAND_LINE, chosen.who, asked)
    say(
        chosen,
        sentence("{person} is granted: {role}.", person=chosen.who, role=access.named(asked)),
        {"who": access.identity(chosen.who), "granted": _grant(asked)},
    )


def revoke(chosen: argparse.Namespace) -> None:
    asked = Grant(chosen.role, chosen.branch)
    access.revoke(existing(chosen), COMMAND_LINE, chosen.who, asked)
    say(
        chosen,
        sentence("{person} has no longer: {role}.", person=chosen.who, role=access.named(asked)),
        {"who": access.identity(chosen.who), "revoked": _grant(asked)},
    )


def _list(chosen: argparse.Namespace, viewers: list[Viewer]) -> None:
    if chosen.json:
        print_json([_person(viewer) for viewer in viewers])
        return
    for viewer in viewers:
        held = ", ".join(_said(grant, chosen) for grant in policy.in_order(viewer.grants))
        print(f"{viewer.name}: {held or sentence('no grant').in_language(chosen.language)}")


def _said(grant: Grant, chosen: argparse.Namespace) -> str:
    return access.named(grant).in_language(chosen.language)


def _grant(grant: Grant) -> dict[str, str | None]:
    return {"role": grant.role, "branch": grant.branch_id}


def _person(viewer: Viewer) -> dict[str, object]:
    return {"who": viewer.name, "grants": [_grant(g) for g in policy.in_order(viewer.grants)]}


def _right(answer: Answer, language: str) -> dict[str, object]:
    return {
        "right": answer.right,
        "what": answer.what.in_language(language),
        "may": answer.may,
        "because": [
            _grant(grant) | {"why": why.in_language(language)} for grant, why in answer.because
        ],
    }
