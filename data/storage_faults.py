"""What DuckDB says of the disk and the file, as one sentence for a person."""

from __future__ import annotations

from pathlib import Path

import duckdb

from locales import BadInput

LOCKED = "not set lock"  # another process has the file open
DAMAGED = ("Corrupt database file", "checksum", "Could not read", "deserialize", "Serialization")
# What DuckDB raises when the disk is full, gone, or read-only; the third where it ends at COMMIT.
DISK_FAULTS = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
    duckdb.FatalException,
)


def is_locked(error: duckdb.Error) -> bool:
    return LOCKED in str(error)


def is_damage(error: BaseException) -> bool:
    """Whether a part of the file cannot be read."""
    return isinstance(error, duckdb.Error) and any(word in str(error) for word in DAMAGED)


def unopened(path: Path, error: duckdb.Error) -> BadInput:
    """Why a file cannot be opened."""
    text = str(error)
    if is_locked(error):
        return BadInput(
            "The warehouse {path} is in use by another process, probably the running dashboard. "
            "Use the upload page, or stop the dashboard first.",
            path=path,
        )
    if "ermission" in text or "Read-only" in text:
        return BadInput(
            "The warehouse {path} cannot be written to. "
            "Give this account the right to write there, or choose another place with --warehouse.",
            path=path,
        )
    return BadInput(
        "The file {path} is not a warehouse that can be opened; it was left as it is. "
        "Restore a backup, or choose another file with --warehouse.",
        path=path,
    )


def damaged(path: Path) -> BadInput:
    return BadInput(
        "A part of the warehouse {path} cannot be read: the file is damaged. It was left as it is. "
        "Restore the last backup.",
        path=path,
    )


def unwritten(path: Path) -> BadInput:
    return BadInput(
        "The change could not be written to {path}; nothing was changed. "
        "Check the free space and the right to write there.",
        path=path,
    )


def said(path: Path, error: duckdb.Error) -> BadInput | None:
    """The sentence for a fault of the disk or the file; None for any other error."""
    if is_damage(error):
        return damaged(path)
    return unwritten(path) if isinstance(error, DISK_FAULTS) else None
