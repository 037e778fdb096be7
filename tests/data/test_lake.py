"""The lake: answers as Parquet, counted by the SQL that counts them in the warehouse."""

from __future__ import annotations

import pytest

from data import batches, branches, cells, lake
from data.command_line import main
from data.lake import engines
from data.lake.take_in import take_in
from data.reader import Reader
from locales import BadInput
from tests.conftest import VIEWER

FILL = """
INSERT INTO batch (batch_id, table_name, file_name, sha256, tool, rows_read, rows_kept,
                   rows_rejected, committed_by, committed_at)
VALUES (7, 'survey_response', 'a', 'a', 'generic', 3, 3, 0, 't', now()::TIMESTAMP);
INSERT INTO survey VALUES (1, 'a', 'customer', 7);
INSERT INTO survey_response VALUES
    (1, 7, 1, 1, 'B1', 'B1', 'questionnaire', 202601, 1.0, ''),
    (2, 7, 1, 2, 'B1', 'B1', 'questionnaire', 202601, 0.5, ''),
    (3, 7, 1, 3, NULL, '?', 'questionnaire', 202601, 1.0, ''),
    (4, 7, 1, 4, 'B1', 'B1', 'questionnaire', 202601, 1.0, 'preview');
INSERT INTO survey_answer VALUES (7, 1, 5, 4.0), (7, 2, 5, 4.0), (7, 3, 5, 4.0), (7, 4, 5, 4.0);
"""
SECOND_BATCH = """
INSERT INTO batch (batch_id, table_name, file_name, sha256, tool, rows_read, rows_kept,
                   rows_rejected, committed_by, committed_at)
VALUES (8, 'survey_response', 'b', 'b', 'generic', 1, 1, 0, 't', now()::TIMESTAMP);
INSERT INTO survey_response VALUES (5, 8, 1, 1, 'B1', 'B1', 'questionnaire', 202601, 1.0, '');
INSERT INTO survey_answer VALUES (8, 5, 5, 3.0);
"""
BRANCH = """
INSERT INTO branch (branch_id, name, level, type, batch_id)
VALUES ('B1', 'B1', 'branch', 'supply_station', 7)
"""
CELL = (7, 1, "customer", "questionnaire", 5, "B1", 202601, 4.0, 2, 1.5, 1.25)


@pytest.fixture
def filled(warehouse):
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(FILL)
        cells.count_batch(connection, 7)
    return warehouse


def counted(warehouse):
    return Reader(warehouse, VIEWER).rows("FROM survey_cell")


def test_the_lake_counts_to_the_cells_of_the_warehouse(filled, tmp_path):
    rows = lake.write(filled, tmp_path / "lake")
    assert rows == {"survey_answer": 4, "counted_response": 2, "survey": 1, "batch": 1}
    assert counted(filled) == [CELL]
    found = engines.count(tmp_path / "lake", "duckdb")
    assert [tuple(row.values()) for row in found.to_pylist()] == [CELL]


def count_and_take_in(warehouse, folder):
    found = engines.count(folder, "duckdb")
    return take_in(warehouse, VIEWER, lake.batches(folder), found, "duckdb")


def test_cells_are_taken_in_and_what_changed_is_said(filled, tmp_path):
    lake.write(filled, tmp_path / "lake")
    assert count_and_take_in(filled, tmp_path / "lake")["changed"] == 0
    with filled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE survey_cell SET responses = 9")
    found = count_and_take_in(filled, tmp_path / "lake")
    assert found == {"cells": 1, "answers": 2, "changed": 1}
    assert counted(filled) == [CELL]


def test_a_batch_of_which_nothing_counts_keeps_no_cells(filled, tmp_path):
    with filled.change(VIEWER, "test", "") as connection:
        connection.execute(SECOND_BATCH)
        connection.execute("UPDATE survey_response SET branch_id = NULL WHERE batch_id = 7")
    lake.write(filled, tmp_path / "lake")
    assert count_and_take_in(filled, tmp_path / "lake")["changed"] == 2  # one gone, one new
    assert [row[0] for row in counted(filled)] == [8]


def test_a_batch_imported_since_keeps_its_cells(filled, tmp_path):
    lake.write(filled, tmp_path / "lake")
    with filled.change(VIEWER, "test", "") as connection:
        connection.execute(SECOND_BATCH)
        cells.count_batch(connection, 8)
    before = counted(filled)
    assert len(before) == 2
    assert count_and_take_in(filled, tmp_path / "lake")["changed"] == 0
    assert sorted(counted(filled)) == sorted(before)


@pytest.mark.parametrize("since", ["a name is matched", "the batch is undone"])
def test_an_older_lake_takes_the_place_of_no_newer_cell(filled, tmp_path, since):
    lake.write(filled, tmp_path / "lake")
    if since == "a name is matched":
        with filled.change(VIEWER, "test", "") as connection:
            connection.execute(BRANCH)
        assert branches.assign(filled, VIEWER, "?", "B1") == 1
    else:
        batches.undo(filled, VIEWER, [7])
    before = counted(filled)
    assert before != [CELL]
    with pytest.raises(BadInput, match="changed since the lake was written: 7"):
        count_and_take_in(filled, tmp_path / "lake")
    assert counted(filled) == before


def test_a_lake_takes_the_place_of_a_lake_and_of_nothing_else(filled, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "lake.old").mkdir()
    before = {path.name for path in tmp_path.iterdir()}
    lake.write(filled, tmp_path / "lake")
    lake.write(filled, tmp_path / "lake")
    with pytest.raises(BadInput, match="is no lake"):
        lake.write(filled, own)
    assert {path.name for path in tmp_path.iterdir()} == before | {"lake"}
    assert list(own.iterdir()) == []


def test_a_lake_that_cannot_be_written_leaves_the_older_one(filled, tmp_path, monkeypatch):
    lake.write(filled, tmp_path / "lake")
    monkeypatch.setitem(lake.TABLES, "batch", ("SELECT * FROM batch WHERE false", lake.WHOLE))
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(BadInput):
        lake.write(filled, tmp_path / "lake")
    assert {path.name for path in tmp_path.iterdir()} == before
    assert engines.count(tmp_path / "lake", "duckdb").num_rows == 1
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="could not be written"):
        lake.write(filled, tmp_path / "file" / "lake")


def test_an_empty_warehouse_has_no_lake(warehouse, tmp_path):
    with pytest.raises(BadInput, match="no answers yet"):
        lake.write(warehouse, tmp_path / "lake")
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def test_the_audit_log_names_an_engine_without_its_token():
    assert engines.named("sc://spark.example:15002/;token=secret") == "sc://spark.example:15002"
    assert engines.named("duckdb") == "duckdb"


def test_the_commands_write_and_count_and_bad_input_is_one_line(filled, tmp_path, capsys):
    filled.close()
    at = ["--warehouse", str(filled.path)]
    assert main(["lake", "write", str(tmp_path / "lake"), *at]) == 0
    assert main(["lake", "count", str(tmp_path / "lake"), *at, "--language", "en"]) == 0
    assert "2 answers are counted into 1 cells; 0 of them" in capsys.readouterr().out
    for wrong in (["lake", "count", str(tmp_path)],
                  ["lake", "count", str(tmp_path / "lake"), "--engine", "mainframe"]):  # fmt: skip
        assert main([*wrong, *at]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
