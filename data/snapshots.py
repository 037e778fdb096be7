"""Snapshots: the writer publishes what it committed; reader processes move from one to the next.

A folder holds `<data_version>.duckdb` files, which nobody writes any more, and `current`, which
names the newest. Both appear by an atomic rename, so that a reader never sees half of either.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb

from data import catalogue_version, reader_notes, tables
from data.backup import backup
from data.database_file import connect
from data.rows import first_row
from data.warehouse import Warehouse
from locales import BadInput

CURRENT = "current"
NOTES_EVERY = 5.0  # seconds after which the writer looks for notes, also without a commit
KEPT = 2  # the newest and the one before, which a reader may be about to open


def folder() -> Path | None:
    """`MINGJIAN_SNAPSHOTS`, where snapshots are published and read; None where there are none."""
    named = os.environ.get("MINGJIAN_SNAPSHOTS")
    return Path(named) if named else None


def is_reader() -> bool:
    """Whether this process only reads snapshots: `--reader` or `MINGJIAN_READER=1`."""
    return "--reader" in sys.argv or os.environ.get("MINGJIAN_READER") == "1"


def folder_to_read() -> Path:
    """The folder whose snapshots this process reads. Raises BadInput where none is named."""
    if found := folder():
        return found
    raise BadInput("A reader needs MINGJIAN_SNAPSHOTS, the folder of the writer's snapshots.")


def publish(warehouse: Warehouse, into: Path) -> Path:
    """Copy the warehouse into the folder `into`, prove the copy, and make it the current one.

    Commits wait for as long as the copy takes. Raises BadInput where it cannot be written.
    """
    into.mkdir(parents=True, exist_ok=True)
    draft = into / f"draft-{os.getpid()}.duckdb"
    draft.unlink(missing_ok=True)
    with warehouse.standing_still() as cursor:
        version, counts = _contents(cursor)
        snapshot = into / f"{version}.duckdb"
        backup(warehouse, draft)
    with connect(draft, read_only=True) as copy:
        if _contents(copy) != (version, counts):
            draft.unlink()
            raise BadInput("The snapshot {path} differs from the warehouse.", path=snapshot)
    draft.replace(snapshot)
    pointer = into / f"{CURRENT}-{os.getpid()}"
    pointer.write_text(snapshot.name, encoding="utf-8")
    pointer.replace(into / CURRENT)
    published = sorted(into.glob("[0-9]*.duckdb"), key=lambda file: int(file.stem))
    for old in published[:-KEPT]:
        old.unlink(missing_ok=True)
    return snapshot


def _contents(connection: duckdb.DuckDBPyConnection) -> tuple[int, dict[str, int]]:
    """The version of the data and the number of rows in every table."""
    (version,) = first_row(connection, "SELECT data_version FROM warehouse_state")
    names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return version, {
        name: first_row(connection, f'SELECT count(*) FROM "{name}"')[0] for (name,) in names
    }


def _fault_of(work: Callable[[], object]) -> Exception | None:
    """Why some work could not be done, which is then tried again; None if it was."""
    try:
        work()
    except (BadInput, OSError, duckdb.Error) as fault:
        return fault
    return None


class Publisher:
    """Publishes in the background: once at the start, and after every commit.

    Commits that follow each other quickly are published together. What readers noted in the same
    folder is taken into the audit log.
    """

    def __init__(self, warehouse: Warehouse, into: Path) -> None:
        self._warehouse, self._into = warehouse, into
        self._committed = threading.Event()
        self._committed.set()
        self.fault: Exception | None = None  # why the last commit is not published yet
        self.unnoted: Exception | None = None  # why notes of readers wait
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
        warehouse.after_commit.append(self._committed.set)
        self._thread.start()

    def stop(self) -> None:
        """Finish the snapshot under way, and publish no more."""
        self._stopped = True
        self._committed.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped:
            committed = self._committed.wait(NOTES_EVERY)
            self._committed.clear()
            if (committed or self.fault) and not self._stopped:
                self.fault = _fault_of(lambda: publish(self._warehouse, self._into))
            self.unnoted = _fault_of(lambda: reader_notes.take_in(self._warehouse, self._into))


class Replica:
    """The newest snapshot of a folder, opened read-only; older ones live on with who uses them."""

    def __init__(self, published: Path) -> None:
        self._published = published
        self._opened: Warehouse | None = None
        self._opening = threading.Lock()

    def newest(self) -> Warehouse:
        """Raises BadInput while nothing is published, or if another Mingjian published it."""
        with self._opening:
            for _attempt in range(3):  # a snapshot may go while it is being opened
                name = self._named()
                if self._opened is not None and self._opened.path.name == name:
                    break
                with suppress(duckdb.IOException):
                    newer = _open(self._published / name)
                    if self._opened is not None:
                        self._opened.forget()  # it lives on with who looks at it
                    self._opened = newer
            if self._opened is None:
                raise _unpublished(self._published)
            return self._opened

    def _named(self) -> str:
        try:
            return (self._published / CURRENT).read_text(encoding="utf-8")
        except OSError:
            if self._opened is not None:
                return self._opened.path.name
            raise _unpublished(self._published) from None


def _unpublished(published: Path) -> BadInput:
    return BadInput(
        "No snapshot is published in {folder} yet. Start the writer with the same folder.",
        folder=published,
    )


def _open(path: Path) -> Warehouse:
    connection = connect(path, read_only=True)
    (schema,) = first_row(connection, "SELECT max(version) FROM schema_version")
    (counted_with,) = first_row(connection, "SELECT counted_with FROM warehouse_state")
    if schema != tables.migrations()[-1][0] or counted_with != catalogue_version.version():
        connection.close()
        raise BadInput(
            "The snapshot {path} is of another version of Mingjian. "
            "Writer and readers must be of the same version.",
            path=path,
        )
    return Warehouse(path, connection, read_only=True)
