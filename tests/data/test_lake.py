"""The lake: answers as Parquet, counted by the SQL that counts them in the warehouse."""

from __future__ import annotations

import pytest

from data import cells, lake
from data.command_line import main
from data.lake import engines
from data.lake.take_in import take_in
from data.warehouse import Reader
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
    assert rows == {"survey_answer": 4, "counted_response": 2, "survey": 1}
    assert counted(filled) == [CELL]
    found = engines.count(tmp_path / "lake", "duckdb")
    assert [tuple(row.values()) for row in found.to_pylist()] == [CELL]


def test_cells_are_taken_in_and_what_changed_is_said(filled, tmp_path):
    lake.write(filled, tmp_path / "lake")
    found = engines.count(tmp_path / "lake", "duckdb")
    assert take_in(filled, VIEWER, found, "duckdb")["changed"] == 0
    with filled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE survey_cell SET responses = 9")
    assert take_in(filled, VIEWER, found, "duckdb") == {"cells": 1, "answers": 2, "changed": 1}
    assert counted(filled) == [CELL]


def test_a_batch_that_was_undone_is_not_taken_in(filled, tmp_path):
    lake.write(filled, tmp_path / "lake")
    found = engines.count(tmp_path / "lake", "duckdb")
    with filled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE batch SET undone_at = now()::TIMESTAMP")
    before = counted(filled)
    with pytest.raises(BadInput, match="not in the warehouse: 7"):
        take_in(filled, VIEWER, found, "duckdb")
    assert counted(filled) == before


def test_a_lake_takes_the_place_of_a_lake_and_of_nothing_else(filled, tmp_path):
    lake.write(filled, tmp_path / "lake")
    lake.write(filled, tmp_path / "lake")
    (tmp_path / "own").mkdir()
    with pytest.raises(BadInput, match="is no lake"):
        lake.write(filled, tmp_path / "own")
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["lake", "own"]


def test_an_empty_warehouse_has_no_lake(warehouse, tmp_path):
    with pytest.raises(BadInput, match="no answers yet"):
        lake.write(warehouse, tmp_path / "lake")
    assert not (tmp_path / "lake").exists() and not (tmp_path / "lake.draft").exists()


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
