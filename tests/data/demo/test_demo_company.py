"""Building the demo company, and taking it out again."""

import shutil

import pytest

from data import cells, demo, tables
from data.consistency import ROUNDED
from data.demo import storage
from data.reader import Reader
from data.viewer import LOCAL
from data.warehouse import open_warehouse
from locales import BadInput
from tests.conftest import VIEWER

UNTIMED = {"batch": "* EXCLUDE (committed_at)", "schema_version": "version", "audit": "action"}


def contents(connection) -> dict[str, list[tuple]]:
    """Every row of every table, but for the time at which it was written.

    Sums of fractions may differ in their last bits with the order in which threads add them.
    """
    names = [name for name in tables.described() if name != "warehouse_state"]
    return {
        name: connection.execute(
            f"SELECT {(UNTIMED | ROUNDED).get(name, '*')} FROM {name} ORDER BY ALL"
        ).fetchall()
        for name in names
    }


def live_rows(reader) -> dict[str, int]:
    """The rows that live batches have in each table."""
    with reader.warehouse.cursor(VIEWER) as cursor:
        return {
            name: cursor.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in tables.batch_tables()
            if name not in ("batch", "reject")
        }


def test_it_is_a_company_of_24_branches_over_24_months(company):
    assert company.rows("SELECT level, count(*) FROM branch GROUP BY level ORDER BY level") == [
        ("branch", 24),
        ("company", 1),
        ("county", 4),
    ]
    months = company.rows("SELECT DISTINCT month FROM survey_response ORDER BY month")
    assert (len(months), months[0], months[-1]) == (24, (202411,), (202610,))


def test_it_has_answers_enough_and_comments_on_about_one_in_four(company):
    ((responses, comments),) = company.rows(
        "SELECT (SELECT count(*) FROM survey_response), (SELECT count(*) FROM survey_comment)"
    )
    assert responses >= 60_000
    assert 0.2 < comments / responses < 0.3


def test_every_metric_that_is_not_published_elsewhere_is_known(company):
    known = {key for (key,) in company.rows("SELECT DISTINCT metric FROM metric_cell")}
    assert set(cells.metrics()) - known == {"published_satisfaction_score"}


def test_every_row_belongs_to_a_live_demo_batch_that_says_how_many_it_has(company):
    batches = company.frame("FROM batch")
    assert set(batches["tool"]) == {"demo"} and batches["undone_at"].isna().all()
    for row in batches.itertuples():
        stored = company.rows(
            f"SELECT count(*) FROM {row.table_name} WHERE batch_id = ?", [row.batch_id]
        )
        assert stored == [(row.rows_kept,)]
    assert company.rows("SELECT count(*) FROM survey_answer") == [(batches["answers"].sum(),)]


def test_every_reference_finds_its_row(company):
    with company.warehouse.cursor(VIEWER) as cursor:
        references = [
            (child, column.name, *column.reference)
            for child in tables.described()
            for column in tables.table(child).columns
            if column.reference
        ]
        assert references
        for child, column, parent, key in references:
            lost = cursor.execute(
                f"SELECT count(*) FROM {child} AS child ANTI JOIN {parent} AS parent"
                f" ON child.{column} = parent.{key} WHERE child.{column} IS NOT NULL"
            ).fetchall()
            assert lost == [(0,)], f"{child}.{column}"


def test_indicators_add_up_to_the_full_score_of_their_scheme(company):
    assert company.rows(
        "SELECT scheme_id, sum(indicator.full_score), any_value(scheme.full_score)"
        " FROM indicator JOIN scheme USING (scheme_id) GROUP BY scheme_id ORDER BY scheme_id"
    ) == [(f"QH-{year}", 100, 100) for year in (2024, 2025, 2026)]


def test_sessions_count_those_who_came(company):
    assert not company.rows(
        "SELECT session_id FROM training_session JOIN training_attendance USING (session_id)"
        " GROUP BY session_id, heads_due, heads_present"
        " HAVING count(*) <> heads_due OR count(*) FILTER (WHERE present) <> heads_present"
    )


def test_cells_counted_on_the_way_equal_cells_from_scratch(company):
    with company.warehouse.cursor(VIEWER) as cursor:
        cursor.execute("BEGIN")
        before = contents(cursor)
        cells.rebuild(cursor)
        after = contents(cursor)
        cursor.execute("ROLLBACK")
    assert before["survey_cell"] == after["survey_cell"]
    assert before["metric_cell"] == after["metric_cell"]


def test_two_builds_are_equal_and_small_and_progress_rises_to_the_end(company, tmp_path):
    path = tmp_path / "demo.duckdb"
    again = open_warehouse(path)
    shares = []
    demo.build(again, LOCAL, lambda _step, share: shares.append(share))
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    with company.warehouse.cursor(VIEWER) as one, again.cursor(VIEWER) as two:
        first, second = contents(one), contents(two)
    assert [name for name, rows in first.items() if rows != second[name]] == []
    again.close()
    assert path.stat().st_size < 60e6


@pytest.fixture
def filled(demo_path, tmp_path):
    """A copy of the demo company, for one test to change."""
    opened = open_warehouse(shutil.copy(demo_path, tmp_path / "filled.duckdb"))
    yield opened
    opened.close()


def test_clearing_leaves_nothing_and_it_can_be_built_again(filled):
    warehouse, reader = filled, Reader(filled, VIEWER)
    assert demo.is_present(reader)
    full = live_rows(reader)
    demo.clear(warehouse, VIEWER)
    assert not demo.is_present(reader)
    assert set(live_rows(reader).values()) == {0}
    assert reader.rows("SELECT count(*) FROM metric_cell") == [(0,)]
    demo.build(warehouse, VIEWER)
    assert live_rows(reader) == full


def test_clearing_keeps_data_of_ones_own(filled):
    with filled.change(VIEWER, "import", "own branch") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, staff, batch_id)"
            " VALUES ('A1', '自家支部', 'branch', 'other', 9, 0)"
        )
    demo.clear(filled, VIEWER)
    assert Reader(filled, VIEWER).rows("SELECT branch_id FROM branch") == [("A1",)]


def test_clearing_without_a_demo_company_does_nothing(warehouse, reader):
    before = reader.data_version
    demo.clear(warehouse, VIEWER)
    assert reader.data_version == before


def test_it_is_not_built_twice(company):
    with pytest.raises(BadInput, match="in the warehouse already"):
        demo.build(company.warehouse, VIEWER)


def test_codes_of_ones_own_are_never_overwritten(warehouse, reader):
    with warehouse.change(VIEWER, "import", "own branch") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, batch_id)"
            " VALUES ('QH101', '自家支部', 'branch', 'other', 0)"
        )
    with pytest.raises(BadInput, match="taken by your own data"):
        demo.build(warehouse, VIEWER)
    assert reader.rows("SELECT name FROM branch") == [("自家支部",)]


def test_a_build_that_fails_leaves_nothing(warehouse, reader, monkeypatch):
    def out_of_luck(_survey):
        raise MemoryError

    monkeypatch.setattr(storage, "draw", out_of_luck)
    with pytest.raises(MemoryError):
        demo.build(warehouse, VIEWER)
    assert not demo.is_present(reader)
    assert set(live_rows(reader).values()) == {0}
