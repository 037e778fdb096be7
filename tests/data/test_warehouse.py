"""Opening, migrating and changing the warehouse."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data.reader import Reader
from data.storage_faults import unopened
from data.viewer import EVERYTHING, Viewer
from data.warehouse import open_warehouse
from locales import BadInput
from tests.conftest import VIEWER


def test_a_new_warehouse_has_the_whole_schema_and_opens_again(tmp_path):
    path = tmp_path / "new" / "w.duckdb"
    open_warehouse(path).close()
    again = open_warehouse(path)
    versions = Reader(again, VIEWER).rows("SELECT version FROM schema_version ORDER BY version")
    assert [v for (v,) in versions] == list(range(1, len(versions) + 1))
    again.close()


def test_a_change_is_whole_and_leaves_its_line_in_the_audit_log(warehouse, reader):
    before = reader.data_version
    with warehouse.change(Viewer("wang", EVERYTHING), "test", "two aliases") as connection:
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'x', 0), ('b', 'x', 0)")
    assert reader.data_version == before + 1
    assert reader.rows("SELECT actor, action, detail FROM audit") == [
        ("wang", "test", "two aliases")
    ]


def test_a_failed_change_leaves_nothing(warehouse, reader):
    before = reader.data_version
    with (
        pytest.raises(duckdb.ConstraintException),
        warehouse.change(VIEWER, "test", "") as connection,
    ):
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'x', 0)")
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'y', 0)")
    assert reader.data_version == before
    assert reader.rows("FROM branch_alias") == reader.rows("FROM audit") == []


def test_a_second_process_is_told_that_the_file_is_in_use(tmp_path):
    path = tmp_path / "w.duckdb"
    first = open_warehouse(path)
    second = subprocess.run(
        [sys.executable, "-m", "data", "batches", "--warehouse", path],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    first.close()
    assert second.returncode == 2
    assert "in use by another process" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_damaged_file_is_refused_and_left_as_it_is(write):
    path = write("w.duckdb", b"this is no database" * 1000)
    with pytest.raises(BadInput, match="not a warehouse that can be opened"):
        open_warehouse(path)
    assert path.read_bytes() == b"this is no database" * 1000


def test_another_database_is_refused(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE t AS SELECT 1 AS x")
    with pytest.raises(BadInput, match="not a warehouse of Mingjian"):
        open_warehouse(path)


def test_a_warehouse_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "w.duckdb"
    open_warehouse(path).close()
    with duckdb.connect(str(path)) as newer:
        newer.execute("INSERT INTO schema_version VALUES (999, now()::TIMESTAMP)")
    with pytest.raises(BadInput, match="newer version"):
        open_warehouse(path)


@pytest.mark.parametrize("fault", [duckdb.IOException, duckdb.TransactionException])
def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_changed(warehouse, reader, fault):
    with (
        pytest.raises(BadInput, match="could not be written"),
        warehouse.change(VIEWER, "test", "") as connection,
    ):
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'x', 0)")
        raise fault("No space left on device")
    assert reader.rows("FROM branch_alias") == []


def test_a_damaged_block_is_no_lock(tmp_path):
    fault = unopened(tmp_path, duckdb.IOException("computed checksum does not match in block 3"))
    assert "not a warehouse that can be opened" in str(fault)
