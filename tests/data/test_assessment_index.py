"""The index of a scoring period: base + capped bonus − deduction, and what a veto does to it."""

import duckdb
import pytest

from data import cells, queries, tables
from data.catalogue import metrics
from data.consistency import check
from data.importing.read import read
from data.table_import import import_table
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

SCHEME = "scheme_id,name,year,full_score,bonus_cap,branch_type\n"
INDICATOR = "indicator_id,scheme_id,name,facet,scope,full_score,quantified\n"
SCORE = "indicator_id,branch_id,month,self_score,reviewed_score,final_score\n"
ADJUSTMENT = "adjustment_id,scheme_id,branch_id,month,kind,item,event,points\n"


@pytest.fixture
def upload(warehouse, write):
    """Upload rows of a table under its header."""

    def _upload(table: str, content: str) -> None:
        path = write(f"{table}-{len(content)}.csv", content)
        done = import_table(warehouse, VIEWER, read(path), table)
        assert done.rows_rejected == 0, done.rejects

    return _upload


@pytest.fixture
def scored(upload):
    """Branch A is scored 45 of 50 in March, June and September; B waits for its scores."""
    upload("branch", "branch_id,name,level,type\nA,甲,branch,other\nB,乙,branch,supply_station\n")
    upload("scheme", SCHEME + "S,方案,2026,100,5,other\nT,所方案,2026,100,5,supply_station\n")
    upload("indicator", INDICATOR + "S1,S,一,effect,common,50,是\nS2,S,二,effect,common,50,是\n"
           "T1,T,一,effect,common,100,是\n")  # fmt: skip
    upload("assessment_score", SCORE + "".join(
        f"S1,A,{month},,,45\n" for month in (202603, 202606, 202609)
    ))  # fmt: skip
    return upload


def by_month(reader) -> dict[int, tuple]:
    """Index by month of branch A: (named, once, counted, deduction, index, vetoed)."""
    rows = reader.rows(
        "SELECT month, bonus_named, bonus_once, bonus, deduction, index, vetoed"
        " FROM assessment_index WHERE branch_id = 'A'"
    )
    return {month: tuple(rest) for month, *rest in rows}


def test_the_base_is_scaled_from_the_indicators_scored_to_the_full_score(scored, reader):
    assert by_month(reader)[202603] == (0, 0, 0, 0, 90, False)


def test_one_event_counts_once_with_its_highest_points_and_the_cap_cuts_the_rest(scored, reader):
    scored("adjustment", ADJUSTMENT + "1,S,A,202603,bonus,省级,宣传,3\n"
           "2,S,A,202603,bonus,市级,宣传,1.5\n3,S,A,202603,bonus,观摩,观摩会,2.5\n"
           "4,S,A,202603,bonus,竞赛,,2\n")  # fmt: skip
    assert by_month(reader)[202603] == (9, 7.5, 5, 0, 95, False)


def test_one_event_counts_once_over_the_months_too(scored, reader):
    scored(
        "adjustment",
        ADJUSTMENT + "1,S,A,202603,bonus,市级,宣传,1\n2,S,A,202606,bonus,省级,宣传,3\n",
    )
    found = by_month(reader)
    assert found[202603][:3] == (1, 0, 0)
    assert found[202606][:3] == (3, 3, 3)


def test_entries_without_an_event_are_events_of_their_own(scored, reader):
    scored("adjustment", ADJUSTMENT + "1,S,A,202603,bonus,先进,,1\n2,S,A,202603,bonus,先进,,1\n")
    assert by_month(reader)[202603][:3] == (2, 2, 2)


def test_a_deduction_is_not_capped_and_a_full_mark_may_be_exceeded(scored, reader):
    scored(
        "adjustment", ADJUSTMENT + "1,S,A,202603,deduction,逾期,,8\n2,S,A,202606,bonus,先进,,4\n"
    )
    scored("assessment_score", SCORE + "S2,A,202606,,,50\n")
    found = by_month(reader)
    assert found[202603][3:] == (8, 82, False)
    assert found[202606][4] == 99  # (45 + 50) of 100, and four


@pytest.mark.parametrize(
    ("month", "period"), [(202601, 202603), (202604, 202606), (202611, 202609)]
)
def test_an_entry_belongs_to_the_next_scoring_period_or_else_to_the_last(
    scored, reader, month, period
):
    scored("adjustment", ADJUSTMENT + f"1,S,A,{month},bonus,先进,,2\n")
    assert [m for m, found in by_month(reader).items() if found[0]] == [period]


def test_a_veto_leaves_the_index_as_it_is(scored, reader):
    scored("adjustment", ADJUSTMENT + "1,S,A,202606,veto,安全事件,,0\n")
    found = by_month(reader)
    assert found[202606][4:] == (90, True)
    assert not found[202603][5] and not found[202609][5]


def test_an_entry_of_a_branch_without_scores_waits_and_is_listed(scored, reader):
    scored("adjustment", ADJUSTMENT + "1,T,B,202603,bonus,先进,,2\n")
    found = queries.scores.adjustments(reader, 202601, 202612, ["A", "B"])
    assert found["scored_month"].isna().all() and len(found) == 1


def test_a_bonus_moves_the_metric_and_undoing_it_moves_it_back(scored, warehouse, reader):
    def value():
        return reader.rows(
            "SELECT sum(total) / sum(n) FROM metric_cell WHERE metric = 'assessment_index'"
        )[0][0]

    assert value() == 90
    scored("adjustment", ADJUSTMENT + "1,S,A,202603,bonus,先进,,3\n")
    assert value() == 91
    assert check(warehouse) == []


def test_a_metric_over_a_view_knows_the_tables_behind_it():
    assert cells.sources(metrics()["assessment_index"].sql) == {
        "adjustment", "assessment_score", "indicator", "scheme",
    }  # fmt: skip


def test_sources_see_through_views_of_views_and_recursion():
    assert cells.sources("FROM branch_descendant") == {"branch"}
    joined = "FROM adjustment_counted JOIN branch_descendant USING (branch_id)"
    assert cells.sources(joined) == {
        "adjustment", "assessment_score", "branch", "indicator",
    }  # fmt: skip


def test_a_definition_names_the_batches_behind_the_view(scored, reader):
    found = queries.figures.metric_sources(reader, metrics()["assessment_index"])
    assert set(found["table_name"]) == {"assessment_score", "indicator", "scheme"}


def test_a_view_is_no_table_to_describe_or_upload():
    assert not set(tables.views()) & set(tables.described())


def test_a_branch_scored_twice_in_a_year_has_the_scheme_of_its_type(scored, reader):
    scored("assessment_score", SCORE + "T1,B,202603,,,40\nS1,B,202603,,,45\n")
    found = queries.scores.scored_index(reader, 202601, 202612, ["A", "B"])
    assert set(found[found["branch_id"] == "B"]["scheme_id"]) == {"T"}
    assert set(found[found["branch_id"] == "A"]["scheme_id"]) == {"S"}


def test_the_type_a_scheme_is_for_is_one_of_those_of_branches():
    column = {c.name: c for c in tables.table("scheme").columns}["branch_type"]
    kinds = {c.name: c for c in tables.table("branch").columns}["type"]
    assert column.options == kinds.options and not column.required


def test_schemes_of_an_older_warehouse_stay_and_are_for_every_type(tmp_path):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as old:
        for version, file in tables.migrations():
            if version < 9:
                old.execute(file.read_text(encoding="utf-8"))
                old.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [version])
        old.execute(
            "INSERT INTO scheme BY NAME SELECT 'S' AS scheme_id, 'x' AS name, 2026 AS year,"
            " 100 AS full_score, 3 AS bonus_cap, 1 AS batch_id"
        )
    opened = open_warehouse(path)
    with opened.cursor(VIEWER) as cursor:
        rows = cursor.execute("SELECT scheme_id, bonus_cap, branch_type FROM scheme").fetchall()
    opened.close()
    assert rows == [("S", 3.0, None)]
