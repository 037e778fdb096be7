"""Backup and restore: a copy is made beside its place, proven, and only then moved into place."""

from __future__ import annotations

import glob
import os
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from data.consistency import unreadable
from data.rows import first_row
from data.storage_faults import damaged, is_damage
from data.viewer import COMMAND_LINE
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
        _remove_forsaken(target)
        with warehouse.cursor(COMMAND_LINE) as cursor:
            (open_name,) = first_row(cursor, "SELECT current_database()")
            name, copy = _quoted(open_name, '"'), _quoted(open_name + " copy", '"')
            cursor.execute(f"ATTACH {_quoted(str(draft), QUOTE)} AS {copy}")
            try:
                cursor.execute(f"COPY FROM DATABASE {name} TO {copy}")
            finally:
                cursor.execute(f"DETACH {copy}")
        _prove(draft)
        _put(draft, target)
    except (duckdb.Error, OSError) as error:
        if is_damage(error):
            raise damaged(warehouse.path) from error
        raise BadInput(
            "The backup could not be written to {path}; nothing was changed. "
            "Check the free space and the right to write there.",
            path=target,
        ) from error
    finally:
        _remove(draft)


def restore(source: Path, target: Path) -> None:
    """Put a backup in the place of the warehouse at `target`, which must not be open anywhere.

    Every block of the backup is read first; what was there, damaged or not, is kept, ending in
    `.before`. At each moment one of the two stands at `target`.
    """
    if not source.is_file():
        raise BadInput("There is no file {path}. Give the path of a backup.", path=source)
    draft = _draft(target)
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        _remove_forsaken(target)
        shutil.copyfile(source, draft)
        _prove(draft)
        if target.exists():
            refuse_if_in_use(target)
        _keep_before(target)
        _put(draft, target)
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
    return target.with_name(f"{_draft_name(target)}{os.getpid()}")


def _draft_name(target: Path) -> str:
    return f".{target.name}.draft-"


def _prove(draft: Path) -> None:
    """Open a copy and read every block of it. Raises BadInput where that cannot be done."""
    proven = open_warehouse(draft)
    try:
        if faults := unreadable(proven):
            raise BadInput(faults[0].text, **faults[0].values)
    finally:
        proven.close()


def _put(draft: Path, target: Path) -> None:
    """Move a file into its place for good: its bytes, and then its name, are on the disk."""
    _sync(draft)
    draft.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _keep_before(target: Path) -> None:
    """Keep a warehouse under a second name, and its log, which must never meet another file."""
    before = target.with_name(target.name + ".before")
    if target.exists():
        aside = _draft(before)
        try:
            os.link(target, aside)
        except OSError:  # a disk without links
            shutil.copyfile(target, aside)
        aside.replace(before)
    log = _log(target)
    if log.exists():
        log.replace(_log(before))


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _remove(draft: Path) -> None:
    for path in (draft, _log(draft)):
        with suppress(OSError):
            path.unlink()


def _remove_forsaken(target: Path) -> None:
    """Remove the drafts of processes that were killed at this work."""
    for draft in target.parent.glob(f"{glob.escape(_draft_name(target))}*"):
        process = draft.name.removesuffix(".wal").rpartition("-")[2]
        if process.isdigit() and not _alive(int(process)):
            draft.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
