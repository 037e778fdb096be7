"""Backup and restore: a copy is made beside its place, proven, and only then moved into place."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from data.rows import first_row
from data.warehouse import Warehouse, open_warehouse, refuse_if_in_use
from locales import BadInput

QUOTE = "'"


def backup(warehouse: Warehouse, target: Path) -> None:
    """Copy the open warehouse into a new file, while others read and write."""
    if target.exists():
        raise BadInput(
            "The file {path} exists already and was left as it is. Choose another name.",
            path=target,
        )
    draft = _draft(target)
    try:
        with warehouse.cursor() as cursor:
            (open_name,) = first_row(cursor, "SELECT current_database()")
            name, copy = _quoted(open_name, '"'), _quoted(open_name + " copy", '"')
            cursor.execute(f"ATTACH {_quoted(str(draft), QUOTE)} AS {copy}")
            try:
                cursor.execute(f"COPY FROM DATABASE {name} TO {copy}")
            finally:
                cursor.execute(f"DETACH {copy}")
        draft.replace(target)
    except (duckdb.Error, OSError) as error:
        raise BadInput(
            "The backup could not be written to {path}; nothing was changed. "
            "Check the free space and the right to write there.",
            path=target,
        ) from error
    finally:
        _remove(draft)


def restore(source: Path, target: Path) -> None:
    """Put a backup in the place of the warehouse at `target`, which must not be open anywhere.

    The backup is opened and read first; what was there, damaged or not, is kept, ending in
    `.before`.
    """
    if not source.is_file():
        raise BadInput("There is no file {path}. Give the path of a backup.", path=source)
    draft = _draft(target)
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(source.read_bytes())
        proven = open_warehouse(draft)
        proven.close()
        if target.exists():
            refuse_if_in_use(target)
            _keep_before(target)
        draft.replace(target)
    except OSError as error:
        raise BadInput(
            "The backup could not be restored to {path}; the warehouse was left as it is. "
            "Check the free space and the right to write there.",
            path=target,
        ) from error
    finally:
        _remove(draft)


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark


def _draft(target: Path) -> Path:
    return target.with_name(f".{target.name}.draft-{os.getpid()}")


def _keep_before(target: Path) -> None:
    """Move a warehouse aside with its log, which must never meet another file of this name."""
    for path in (target, target.with_name(target.name + ".wal")):
        if path.exists():
            path.replace(path.with_name(path.name.replace(target.name, target.name + ".before")))


def _remove(draft: Path) -> None:
    for path in (draft, draft.with_name(draft.name + ".wal")):
        with suppress(OSError):
            path.unlink()
