"""Opening a DuckDB file: what a killed process left is taken in, and nothing is ever downloaded."""

from __future__ import annotations

from pathlib import Path

import duckdb

OFFLINE = {"autoinstall_known_extensions": False}
UNREPLAYED = "replaying WAL"


def connect(path: Path | str, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file at `path`, made if it is not there. Raises duckdb.Error.

    A file that is opened directly has its log replayed before DuckDB knows its own functions, which
    fails on a table with a CHECK or DEFAULT; a file that is attached has it replayed after.
    """
    try:
        return duckdb.connect(str(path), read_only, OFFLINE)
    except duckdb.Error as error:
        if UNREPLAYED not in str(error) or read_only:
            raise
    quoted = str(path).replace("'", "''")
    with duckdb.connect(":memory:", config=OFFLINE) as memory:
        memory.execute(f"ATTACH '{quoted}' AS replayed")
        memory.execute("DETACH replayed")
    return duckdb.connect(str(path), read_only, OFFLINE)
