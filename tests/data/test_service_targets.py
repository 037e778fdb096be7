"""The wider service figures and targets: an old warehouse keeps its rows."""

import duckdb
import pytest

from data import tables
from data.consistency import check
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

OLD = 8


@pytest.fixture
def old_warehouse(tmp_path):
    """A warehouse as version 8 left it, with service figures and targets; its path."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        for version, file in tables.migrations():
            if version <= OLD:
                connection.execute(file.read_text(encoding="utf-8"))
                connection.execute("INSERT INTO schema_version VALUES (?, now())", [version])
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, batch_id)"
            " VALUES ('B1', '城东供电所', 'branch', 'supply_station', 0)"
        )
        connection.execute(
            "INSERT INTO service_kpi VALUES ('B1', 202601, 'complaints', 3, 9000, 0)"
        )
        connection.execute(
            "INSERT INTO kpi_target VALUES ('complaints', 'urban', 202401, 202612, 1.5, 0),"
            " ('supply_hours', 'urban', 202401, 202612, 0.999, 0),"
            " ('supply_hours', 'rural', 202401, 202612, 99.8, 0)"
        )
    return path


def test_rows_are_kept_and_a_share_written_as_a_percentage_becomes_one(old_warehouse):
    reader = Reader(open_warehouse(old_warehouse), VIEWER)
    assert reader.rows("FROM service_kpi") == [("B1", 202601, "complaints", 3, 9000, 0)]
    assert reader.rows("SELECT kpi, area, value FROM kpi_target ORDER BY ALL") == [
        ("complaints", "urban", 1.5),
        ("supply_hours", "rural", pytest.approx(0.998)),
        ("supply_hours", "urban", 0.999),
    ]
    reader.warehouse.close()


def test_it_takes_the_new_figures_opens_again_and_is_whole(old_warehouse):
    warehouse = open_warehouse(old_warehouse)
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(
            "INSERT INTO kpi_target VALUES ('voltage_qualified', 'all', 202401, 202612, 0.98, 0)"
        )
    warehouse.close()
    again = open_warehouse(old_warehouse)
    assert Reader(again, VIEWER).rows("SELECT count(*) FROM kpi_target") == [(4,)]
    assert not [fault for fault in check(again) if "service" in str(fault).casefold()]
    again.close()


def test_every_figure_may_have_a_target_and_the_shares_among_them_end_at_1():
    figure = {c.name: c for c in tables.table("service_kpi").columns}["kpi"].options
    target = {c.name: c for c in tables.table("kpi_target").columns}["kpi"].options
    assert set(figure) < set(target)
    (shares,) = (check for check in tables.table("kpi_target").checks if "<= 1" in check)
    assert {word for word in figure if f"'{word}'" in shares} == set(figure) - {"complaints"}
