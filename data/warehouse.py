"""The DuckDB file: opening, migrating, and changing it in whole transactions.

One process writes a file. Each call takes its own cursor: a DuckDB connection serves one thread.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import duckdb

from data import catalogue_version, policy, reader_notes, scope, tables
from data.database_file import connect
from data.kept import MOST_SHOWN, Kept
from data.rows import first_row
from data.storage_faults import is_locked, said, unopened
from data.viewer import Viewer
from locales import BadInput

DEFAULT_PATH = Path("warehouse") / "mingjian.duckdb"
NOTE = "INSERT INTO audit VALUES (now()::TIMESTAMP, ?, ?, ?)"
NOTE_ONCE = """
INSERT INTO audit SELECT ?::TIMESTAMP, ?::VARCHAR, ?::VARCHAR, ?::VARCHAR EXCEPT SELECT * FROM audit
"""
GRANTING = ("grant", "revoke")
T = TypeVar("T")


def default_path() -> Path:
    """`MINGJIAN_WAREHOUSE`, or `warehouse/mingjian.duckdb` beside the app."""
    return Path(os.environ.get("MINGJIAN_WAREHOUSE", DEFAULT_PATH))


class Warehouse:
    """An open warehouse. `change` is the only way to write to it, `data.reader.Reader` to read.

    What is in `after_commit` is called after every commit, and must be quick.
    """

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, read_only: bool = False
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.after_commit: list[Callable[[], None]] = []
        self._connection = connection
        self._writing = threading.RLock()
        self._scoping = threading.Lock()
        self._scopes: set[str] = set()
        self._kept = Kept()
        self._shown = Kept(MOST_SHOWN)
        self._data_version = 0
        self.see_version()

    @contextmanager
    def change(
        self, viewer: Viewer, action: str, detail: str
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all that happens inside, with its line in the audit log, or nothing.

        Raises BadInput where the disk takes no more, this process only reads, or no rule lets the
        viewer change this.
        """
        policy.require(viewer, policy.GRANT if action in GRANTING else policy.CHANGE)
        if self.read_only:
            raise BadInput("This process only reads. Bring data in where the writer runs.")
        with self._writing, self._connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
                cursor.execute(NOTE, [viewer.name, action, detail])
                cursor.execute("UPDATE warehouse_state SET data_version = data_version + 1")
                cursor.execute("COMMIT")
            except BaseException as error:
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                if isinstance(error, duckdb.Error) and (fault := said(self.path, error)):
                    raise fault from error
                raise
            self.see_version()  # not before others can see the commit
        for told in self.after_commit:
            told()

    @contextmanager
    def standing_still(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor to read with, while nobody commits."""
        with self._writing, self._connection.cursor() as cursor:
            yield cursor

    def note(self, viewer: Viewer, action: str, detail: str = "") -> None:
        """A line in the audit log about what changes no data: a sign-in, an export.

        A process that only reads leaves it for the writer. Raises BadInput where it cannot be
        written: what cannot be noted must not happen.
        """
        if self.read_only:
            reader_notes.leave(self.path.parent, viewer.name, action, detail)
        else:
            self._add_to_log(NOTE, [viewer.name, action, detail])

    def note_once(self, line: tuple[datetime, str, str, str]) -> None:
        """A line (when, who, what, about what) that a reader noted, unless it is there already."""
        self._add_to_log(NOTE_ONCE, list(line))

    def _add_to_log(self, sql: str, values: list[object]) -> None:
        with self._writing, self._connection.cursor() as cursor:
            try:
                cursor.execute(sql, values)
            except duckdb.Error as error:
                raise said(self.path, error) or error from error

    def cursor(self, viewer: Viewer) -> duckdb.DuckDBPyConnection:
        """A cursor that sees the tables as they are, for whoever may change them; to be closed."""
        policy.require(viewer, policy.CHANGE)
        return self._connection.cursor()

    def scoped(self, viewer: Viewer, sql: str, distribution: bool) -> duckdb.DuckDBPyConnection:
        """A cursor to run `sql` with, that sees what the viewer may read; to be closed."""
        if policy.unrestricted(viewer):
            return self._connection.cursor()
        scope.check(viewer, sql, distribution)
        cursor = self._connection.cursor()
        try:
            with self._scoping:
                scope.enter(cursor, self._scopes, viewer, distribution)
        except BaseException:
            cursor.close()
            raise
        return cursor

    @property
    def data_version(self) -> int:
        """Rises with every commit; what was computed for one version never serves another."""
        return self._data_version

    def see_version(self) -> None:
        """Look which version the file holds: whoever has it open in this process may commit."""
        if self.read_only and self._data_version:
            return  # a snapshot stays as it is
        with self._scoping, self._connection.cursor() as cursor:
            (found,) = first_row(cursor, "SELECT data_version FROM warehouse_state")
            self._data_version = max(found, self._data_version)

    def kept(
        self,
        viewer: Viewer,
        version: int,
        asked: Hashable,
        make: Callable[[], T],
        shown: bool,
        meanwhile: Callable[[], AbstractContextManager],
    ) -> T:
        """What is made of a version of the data for whoever reads the same, made once; see `Kept`.

        Once there is a newer version it is made anew and not kept: it may rest on what was read
        before. What is `shown` is not pushed out by the tables it was made of.
        """
        if version != self.data_version:
            return make()
        among = self._shown if shown else self._kept
        return among.result(version, (policy.scope(viewer), asked), make, meanwhile)

    def forget(self) -> None:
        """Keep nothing any more: nobody will begin to read here."""
        self._kept.stop()
        self._shown.stop()

    def close(self) -> None:
        self._connection.close()


def open_warehouse(path: Path | str) -> Warehouse:
    """Open (or make) the warehouse at `path` and bring its schema up to date.

    ":memory:" gives a fleeting one. Raises BadInput where the file is in use, damaged, newer than
    this program, or cannot be written.
    """
    path = Path(path)
    if str(path) != ":memory:":
        _make_folder(path)
    try:
        connection = connect(path)
    except duckdb.Error as error:
        raise unopened(path, error) from error
    try:
        _migrate(connection, path)
    except BaseException as error:
        with suppress(duckdb.Error):
            connection.close()
        if isinstance(error, duckdb.Error) and (fault := said(path, error)):
            raise fault from error
        raise
    return Warehouse(path, connection)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            "The folder {folder} cannot be made or written to. "
            "Choose another place with --warehouse or MINGJIAN_WAREHOUSE.",
            folder=path.parent,
        ) from error


def refuse_if_in_use(path: Path) -> None:
    """Raise BadInput while another process has the file open; a damaged file is not in use."""
    try:
        connect(path).close()
    except duckdb.Error as error:
        if is_locked(error):
            raise unopened(path, error) from error


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    known = tables.migrations()
    done = 0
    present = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    if "schema_version" in present:
        done = first_row(connection, "SELECT max(version) FROM schema_version")[0]
    elif present:
        raise BadInput(
            "The file {path} is a DuckDB database, but not a warehouse of Mingjian. "
            "Choose another file with --warehouse.",
            path=path,
        )
    if done > known[-1][0]:
        raise BadInput(
            "The warehouse {path} was written by a newer version of Mingjian (schema {version}). "
            "Upgrade Mingjian to open it.",
            path=path,
            version=done,
        )
    connection.execute("BEGIN")
    try:
        for version, file in known:
            if version > done:
                connection.execute(file.read_text(encoding="utf-8"))
                connection.execute(
                    "INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [version]
                )
        catalogue_version.recount_if_outdated(connection)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise
