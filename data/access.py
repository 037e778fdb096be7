"""Persons and what they were granted: the rows that `policy` turns into rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from data import policy
from data.readable import ALL, SPREAD, distributed, readable
from data.reader import Reader
from data.rows import first_row
from data.viewer import COMMAND_LINE, Grant, Viewer
from data.warehouse import Warehouse
from locales import BadInput, Sentence, sentence

EVERY, OWN, UNNAMED, NOTHING = "every row", "own rows", "own rows, others unnamed", "nothing"
ROWS = {
    EVERY: sentence("every row"),
    OWN: sentence("own rows"),
    UNNAMED: sentence("own rows; those of others without names, as a distribution"),
    NOTHING: sentence("nothing"),
}


@dataclass(frozen=True)
class Answer:
    """Whether a person has a right, and by which grants and for which reasons."""

    right: str
    what: Sentence
    may: bool
    because: tuple[tuple[Grant, Sentence], ...]


def identity(name: str) -> str:
    """A sign-in name as it is kept and compared: no outer spaces, no case."""
    return name.strip().casefold()


def viewer_of(warehouse: Warehouse, name: str) -> Viewer:
    """The person of this sign-in name with all grants; without any where nobody granted one."""
    rows = Reader(warehouse, COMMAND_LINE).rows(
        'SELECT role, branch_id FROM "grant" WHERE person_id = ?', [identity(name)]
    )
    return Viewer(identity(name), frozenset(Grant(*row) for row in rows))


def preview(warehouse: Warehouse, viewer: Viewer, name: str) -> Viewer:
    """Another person as `viewer` may see them: read only, and nothing that is not theirs as well.

    Raises Refused unless a rule lets the viewer preview.
    """
    policy.require(viewer, policy.PREVIEW)
    seen = viewer_of(warehouse, name)
    return Viewer(f"{viewer.name} (as {seen.name})", seen.grants, within=viewer.grants)


def people(warehouse: Warehouse, viewer: Viewer) -> list[str]:
    """Every person on record, for whoever may preview or grant."""
    policy.require(viewer, policy.PREVIEW)
    reader = Reader(warehouse, COMMAND_LINE)
    return [name for (name,) in reader.rows("SELECT person_id FROM person ORDER BY person_id")]


def named(held: Grant) -> Sentence:
    """A grant in words."""
    if held.branch_id is None:
        return policy.ROLES[held.role]
    return sentence("{role} {branch}", role=policy.ROLES[held.role], branch=held.branch_id)


def roles(viewer: Viewer) -> str:
    """What a person holds, as the audit log says it."""
    return ", ".join(_code(held) for held in policy.in_order(viewer.grants)) or "no grant"


def grant(warehouse: Warehouse, viewer: Viewer, name: str, asked: Grant) -> None:
    """Give a person a role, and write the person down if new.

    Raises BadInput for an unknown role or branch, or a grant that is there already.
    """
    _check(asked)
    person = identity(name)
    if not person:
        raise BadInput("A person needs a sign-in name, such as the e-mail address.")
    with warehouse.change(viewer, "grant", f"{person}: {_code(asked)}") as connection:
        if asked.branch_id is not None:
            _refuse_unknown_branch(connection, asked.branch_id)
        if _held(connection, person, asked):
            raise BadInput("{person} holds this grant already.", person=person)
        connection.execute(
            "INSERT OR IGNORE INTO person VALUES (?, ?, now()::TIMESTAMP)", [person, viewer.name]
        )
        connection.execute(
            'INSERT INTO "grant" VALUES (?, ?, ?, ?, now()::TIMESTAMP)',
            [person, asked.role, asked.branch_id, viewer.name],
        )


def revoke(warehouse: Warehouse, viewer: Viewer, name: str, asked: Grant) -> None:
    """Take a role back. Raises BadInput where the person does not hold it."""
    _check(asked)
    person = identity(name)
    with warehouse.change(viewer, "revoke", f"{person}: {_code(asked)}") as connection:
        if not _held(connection, person, asked):
            raise BadInput("{person} does not hold this grant.", person=person)
        connection.execute(
            'DELETE FROM "grant" WHERE person_id = ? AND role = ?'
            " AND branch_id IS NOT DISTINCT FROM ?",
            [person, asked.role, asked.branch_id],
        )
        connection.execute(
            "DELETE FROM person WHERE person_id = ?"
            ' AND person_id NOT IN (SELECT person_id FROM "grant")',
            [person],
        )


def explained(viewer: Viewer) -> list[Answer]:
    """Every right, whether the viewer has it, and which rule says so."""
    return [
        Answer(
            right,
            what,
            policy.may(viewer, right),
            tuple((g, rule.why) for g, rule in policy.giving(viewer.grants, right)),
        )
        for right, what in policy.RIGHTS.items()
    ]


def opened(viewer: Viewer, names: Iterable[str]) -> dict[str, str]:
    """Table -> which of its rows the viewer reads, a key of `ROWS`."""
    own, spread = readable(viewer), distributed(viewer)

    def rows(name: str) -> str:
        if policy.unrestricted(viewer) or own.get(name) == ALL:
            return EVERY
        if name not in own:
            return NOTHING
        return UNNAMED if spread.get(name) == SPREAD else OWN

    return {name: rows(name) for name in names}


def _check(asked: Grant) -> None:
    if asked.role not in policy.GRANTED:
        raise BadInput(
            "{role} is not a role. Use one of: {roles}.",
            role=asked.role,
            roles=", ".join(policy.GRANTED),
        )
    if (asked.role == "branch") != (asked.branch_id is not None):
        raise BadInput("The role branch, and no other, is held for a branch: name it.")


def _refuse_unknown_branch(connection: duckdb.DuckDBPyConnection, branch_id: str) -> None:
    if not first_row(connection, "FROM branch WHERE branch_id = ?", [branch_id]):
        raise BadInput("There is no branch {branch}. Choose one from the list.", branch=branch_id)


def _held(connection: duckdb.DuckDBPyConnection, person: str, asked: Grant) -> bool:
    return bool(
        first_row(
            connection,
            'FROM "grant" WHERE person_id = ? AND role = ? AND branch_id IS NOT DISTINCT FROM ?',
            [person, asked.role, asked.branch_id],
        )
    )


def _code(held: Grant) -> str:
    return held.role if held.branch_id is None else f"{held.role} {held.branch_id}"
