"""Backup and restore."""

import pytest

from data.backup import backup, restore
from data.consistency import check
from data.warehouse import Reader, open_warehouse
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
