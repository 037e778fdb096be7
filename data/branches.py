"""Branches and their names: which branch a name in a file means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import duckdb

from data import cells, comment_terms, driver_cells
from data.batches import BY_HAND
from data.rows import first_row
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput


def normalise(name: str) -> str:
    """A name as it is compared: full width as half width, no outer or double spaces, no case."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def match(connection: duckdb.DuckDBPyConnection, labels: Iterable[str]) -> dict[str, str]:
    """Label -> branch code, for the labels that name exactly one branch by code, name or alias."""
    rows = connection.execute(
        "SELECT branch_id, branch_id FROM branch"
        " UNION ALL SELECT name, branch_id FROM branch"
        " UNION ALL SELECT name_en, branch_id FROM branch WHERE name_en IS NOT NULL"
        " UNION ALL SELECT alias, branch_id FROM branch_alias"
    ).fetchall()
    known: dict[str, set[str]] = {}
    for name, branch_id in rows:
        known.setdefault(normalise(name), set()).add(branch_id)
    found = {}
    for label in labels:
        branch_ids = known.get(normalise(label), set())
        if len(branch_ids) == 1:
            found[label] = next(iter(branch_ids))
    return found


def create(
    connection: duckdb.DuckDBPyConnection, labels: Iterable[str], batch_id: int
) -> dict[str, str]:
    """Make a branch for each label, one for all its spellings; label -> branch code."""
    taken = {code for (code,) in connection.execute("SELECT branch_id FROM branch").fetchall()}
    made: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for label in labels:
        name = normalise(label)
        if not name:
            continue
        if name not in by_name:
            code = " ".join(label.split())
            while code in taken:
                code += "'"
            taken.add(code)
            by_name[name] = code
            connection.execute(
                "INSERT INTO branch (branch_id, name, level, type, batch_id)"
                " VALUES (?, ?, 'branch', 'other', ?)",
                [code, " ".join(label.split()), batch_id],
            )
        made[label] = by_name[name]
    return made


def assign(warehouse: Warehouse, viewer: Viewer, label: str, branch_id: str) -> int:
    """Say which branch a waiting label means; its rows are counted and the alias is remembered.

    Returns the number of rows that waited. Raises BadInput for an unknown branch or a taken alias.
    """
    return assign_several(warehouse, viewer, {label: branch_id})


def assign_several(warehouse: Warehouse, viewer: Viewer, meant: Mapping[str, str | None]) -> int:
    """The same for several labels at once: all of them, or none where one cannot be.

    A label that means None is the name of a new branch, which goes with the import it came with.
    """
    new = [label for label, branch_id in meant.items() if branch_id is None]
    # The labels are data of a file, which the log does not tell.
    said = sorted({branch_id or "new" for branch_id in meant.values()})
    with warehouse.change(viewer, "match", ", ".join(said)) as connection:
        made = _made(connection, new)
        rows = sum(
            _assign(connection, label, branch_id or made[label])
            for label, branch_id in meant.items()
        )
        touched = {"survey_cell", "survey_score", *(["branch"] if new else [])}
        cells.refresh_metrics(connection, touched)
    return rows


def _made(connection: duckdb.DuckDBPyConnection, labels: Iterable[str]) -> dict[str, str]:
    """A new branch of each label; label -> branch code."""
    made: dict[str, str] = {}
    for label in labels:
        if not label.strip():
            raise BadInput("Rows without a name make no branch. Choose one from the list.")
        if known := match(connection, [label]):  # another spelling of one just made
            made |= known
            continue
        (batch_id,) = first_row(
            connection,
            "SELECT min(batch_id) FROM (FROM survey_response SELECT batch_id, branch_label"
            " UNION ALL FROM survey_score SELECT batch_id, branch_label) WHERE branch_label = ?",
            [label],
        )
        if batch_id is None:
            raise BadInput("No row waits for {label} any more. Look at the list anew.", label=label)
        made |= create(connection, [label], batch_id)
    return made


def _assign(connection: duckdb.DuckDBPyConnection, label: str, branch_id: str) -> int:
    if not connection.execute("FROM branch WHERE branch_id = ?", [branch_id]).fetchall():
        raise BadInput("There is no branch {branch}. Choose one from the list.", branch=branch_id)
    before = match(connection, [label])
    if before.get(label, branch_id) != branch_id:
        raise BadInput("{label} already means branch {branch}.", label=label, branch=before[label])
    waiting = connection.execute(
        "SELECT batch_id, 'survey_response', count(*) FROM survey_response"
        " WHERE branch_id IS NULL AND branch_label = $1 GROUP BY batch_id"
        " UNION ALL SELECT batch_id, 'survey_score', count(*) FROM survey_score"
        " WHERE branch_id IS NULL AND branch_label = $1 GROUP BY batch_id",
        [label],
    ).fetchall()
    if label.strip() and not match(connection, [label]):
        connection.execute("INSERT INTO branch_alias VALUES (?, ?, ?)", [label, branch_id, BY_HAND])
    for batch_id, table, _ in waiting:
        connection.execute(
            f"UPDATE {table} SET branch_id = $1"
            " WHERE batch_id = $2 AND branch_id IS NULL AND branch_label = $3",
            [branch_id, batch_id, label],
        )
        if table == "survey_response":
            cells.count_batch(connection, batch_id)
            driver_cells.count_batch(connection, batch_id)
            comment_terms.count_batch(connection, batch_id)
    return sum(count for _, _, count in waiting)
