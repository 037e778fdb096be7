"""A lake counted by a real Spark cluster has the cells DuckDB counts, also when a worker dies."""

from __future__ import annotations

import shutil
import threading

import pandas as pd
import pyarrow as pa
import pytest

from data import lake
from data.command_line import main
from data.lake import engines
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17", allow_module_level=True)
pytest.importorskip("pyspark", reason="make test-spark installs it")

from tests.spark import cluster

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
RESPONSES, QUESTIONS, BATCHES = 3_000, 4, 2
FILL = f"""
INSERT INTO survey VALUES (1, 'a', 'customer', 1), (2, 'b', 'employee', 2);
INSERT INTO survey_response
SELECT 1 + i, 1 + i % {BATCHES}, 1 + i % {BATCHES}, i,
       CASE WHEN i % 11 > 0 THEN 'B' || i % 7 END, 'called', -- some wait for their branch
       CASE WHEN i % 3 = 0 THEN 'interview' ELSE 'questionnaire' END,
       202601 + i % 12, 0.1 + hash(i) % 30 / 10.0, CASE WHEN i % 13 = 0 THEN 'preview' ELSE '' END
FROM range({RESPONSES}) AS every(i);
INSERT INTO survey_answer
SELECT batch_id, response_id, question_id, 1 + hash(response_id * 10 + question_id) % 5
FROM survey_response, range({QUESTIONS}) AS asked(question_id)
WHERE hash(response_id + question_id) % 9 > 0;
"""
BATCH = """
INSERT INTO batch (batch_id, table_name, file_name, sha256, tool, rows_read, rows_kept,
                   rows_rejected, committed_by, committed_at)
VALUES (1, 'survey_response', 'a', 'a', 'generic', 1, 1, 0, 't', now()::TIMESTAMP),
       (2, 'survey_response', 'b', 'b', 'generic', 1, 1, 0, 't', now()::TIMESTAMP);
"""


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with cluster.running(tmp_path_factory.mktemp("spark")) as running:
        yield running


@pytest.fixture(scope="module")
def written(empty_warehouse, tmp_path_factory):
    """A warehouse with answers, their cells not counted yet, and its lake."""
    folder = tmp_path_factory.mktemp("lake")
    path = shutil.copy(empty_warehouse, folder / "warehouse.duckdb")
    warehouse = open_warehouse(path)
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(BATCH + FILL)
    lake.write(warehouse, folder / "lake")
    warehouse.close()
    return folder


def ordered(cells: pa.Table):
    columns = ["batch_id", "question_id", "branch_id", "channel", "month", "score"]
    return cells.to_pandas().sort_values(columns, ignore_index=True)


def assert_same(found: pa.Table, expected: pa.Table):
    """Every cell; sums of weights but for the last bits, which hang on the order of adding."""
    found, expected = ordered(found), ordered(expected)
    sums = ["weight", "weight_sq"]
    pd.testing.assert_frame_equal(found.drop(columns=sums), expected.drop(columns=sums))
    for name in sums:
        assert found[name].to_numpy() == pytest.approx(expected[name].to_numpy(), rel=1e-12)


def test_every_cell_is_the_same(spark, written):
    expected = engines.count(written / "lake", "duckdb")
    assert expected.num_rows > 1_000
    assert_same(engines.count(written / "lake", spark.address), expected)


def test_the_command_takes_the_cells_into_the_warehouse(spark, written, capsys):
    at = ["--warehouse", str(written / "warehouse.duckdb"), "--json"]
    assert main(["lake", "count", str(written / "lake"), "--engine", spark.address, *at]) == 0
    assert main(["lake", "count", str(written / "lake"), *at]) == 0
    first, second = capsys.readouterr().out.split("}\n{")
    assert '"changed": 0' not in first and '"changed": 0' in second
    warehouse = open_warehouse(written / "warehouse.duckdb")
    reader = Reader(warehouse, VIEWER)
    counted = reader.rows("SELECT sum(responses) FROM survey_cell")
    assert counted == reader.rows(
        "SELECT count(*) FROM survey_answer JOIN counted_response USING (batch_id, response_id)"
    )
    warehouse.close()


def test_a_worker_killed_in_the_middle_changes_nothing(spark, written):
    expected = engines.count(written / "lake", "duckdb")
    found: list[pa.Table] = []
    before = spark.tasks()
    counting = threading.Thread(
        target=lambda: found.append(engines.count(written / "lake", spark.address))
    )
    counting.start()
    spark.kill_the_one_at_work(before)
    assert counting.is_alive()  # it was in the middle
    counting.join(cluster.PATIENCE)
    assert_same(found[0], expected)


@pytest.mark.parametrize("address", ["sc://127.0.0.1:{port}/;token=secret", "sc://127.0.0.1:none"])
def test_a_cluster_that_is_not_there_is_one_line_at_once(written, capsys, address):
    address = address.format(port=cluster.free_port())
    at = ["--warehouse", str(written / "warehouse.duckdb"), "--language", "en"]
    assert main(["lake", "count", str(written / "lake"), "--engine", address, *at]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Spark at sc://127.0.0.1:") and "secret" not in line
