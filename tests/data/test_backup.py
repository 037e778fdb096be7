"""Backup and restore."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from data.backup import backup, restore
from data.consistency import check
from data.reader import Reader
from data.warehouse import open_warehouse
from locales import BadInput
from tests.conftest import VIEWER


@pytest.mark.parametrize("name", ["w.duckdb", 'of "Wang\'s".duckdb', "backup_copy.duckdb"])
def test_a_backup_of_a_warehouse_of_any_name_can_be_restored(tmp_path, name):
    warehouse = open_warehouse(tmp_path / name)
    with warehouse.change(VIEWER, "test", "kept"):
        backup_before = tmp_path / "before'; \"x.duckdb"
    backup(warehouse, backup_before)
    warehouse.close()
    restore(backup_before, tmp_path / "restored.duckdb")
    restored = open_warehouse(tmp_path / "restored.duckdb")
    assert Reader(restored, VIEWER).rows("SELECT detail FROM audit") == [("kept",)]
    assert check(restored) == []
    restored.close()


def test_a_backup_takes_the_place_of_a_damaged_warehouse_which_is_kept(tmp_path):
    warehouse = open_warehouse(tmp_path / "w.duckdb")
    backup(warehouse, tmp_path / "b.duckdb")
    warehouse.close()
    damaged, log = tmp_path / "d.duckdb", tmp_path / "d.duckdb.wal"
    damaged.write_bytes(b"no database" * 1000)
    log.write_bytes(b"no log")
    restore(tmp_path / "b.duckdb", damaged)
    open_warehouse(damaged).close()
    assert (tmp_path / "d.duckdb.before").read_bytes() == b"no database" * 1000
    assert (tmp_path / "d.duckdb.before.wal").read_bytes() == b"no log"


def test_what_is_no_backup_is_refused_and_the_warehouse_left(tmp_path):
    target = tmp_path / "w.duckdb"
    open_warehouse(target).close()
    before = target.read_bytes()
    (tmp_path / "b.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(BadInput, match="not a warehouse that can be opened"):
        restore(tmp_path / "b.duckdb", target)
    assert target.read_bytes() == before


def test_a_backup_while_people_write_and_read_holds_one_moment_whole(warehouse, tmp_path):
    seen, stop = set(), threading.Event()

    def _write():
        number = 0
        while not stop.is_set():
            number += 1
            with warehouse.change(VIEWER, "test", "") as connection:
                for alias in ("a", "b"):
                    values = [f"{alias}{number}", "x"]
                    connection.execute("INSERT INTO branch_alias VALUES (?, ?, 0)", values)

    def _read():
        while not stop.is_set():
            seen.update(Reader(warehouse, VIEWER).rows("SELECT count(*) % 2 FROM branch_alias"))

    with ThreadPoolExecutor() as threads:
        working = [threads.submit(_write), threads.submit(_read)]
        try:
            for number in range(3):
                backup(warehouse, tmp_path / f"{number}.duckdb")
        finally:
            stop.set()
    assert [work.result() for work in working] == [None, None]
    counts = []
    for number in range(3):
        kept = open_warehouse(tmp_path / f"{number}.duckdb")
        rows = "SELECT (SELECT count(*) FROM branch_alias), data_version FROM warehouse_state"
        ((aliases, changes),) = Reader(kept, VIEWER).rows(rows)
        counts.append((aliases, changes))
        kept.close()
    assert seen == {(0,)}
    first = counts[0][1] - counts[0][0] // 2
    assert all(changes - aliases // 2 == first and aliases % 2 == 0 for aliases, changes in counts)
    assert counts[0] < counts[-1]


def test_what_a_killed_backup_left_behind_is_removed_by_the_next(warehouse, tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    forsaken = tmp_path / f".b.duckdb.draft-{ended.pid}"
    others = tmp_path / f".b.duckdb.draft-{os.getppid()}"
    for file in (forsaken, others):
        file.write_bytes(b"half")
    backup(warehouse, tmp_path / "b.duckdb")
    assert (forsaken.exists(), others.exists()) == (False, True)
