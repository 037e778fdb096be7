"""Which branch a name in a file means."""

import pytest

from data import branches
from data.batches import undo
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.reader import Reader
from locales import BadInput
from tests.conftest import VIEWER


@pytest.fixture
def cursor(warehouse):
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, name_en, level, type, batch_id) VALUES"
            " ('E', '城东供电所', 'East Station', 'branch', 'supply_station', 0),"
            " ('W', '城西供电所', 'West Station', 'branch', 'supply_station', 0),"
            " ('W2', '城西供电所', NULL, 'branch', 'supply_station', 0)"
        )
        connection.execute("INSERT INTO branch_alias VALUES ('东所', 'E', 0)")
    with warehouse.cursor(VIEWER) as cursor:
        yield cursor


@pytest.mark.parametrize(
    "label", ["E", "e", "城东供电所", " 城东供电所　", "EAST  station", "Ｅａｓｔ Station", "东所"]
)
def test_code_names_and_aliases_match_in_any_spelling(cursor, label):
    assert branches.match(cursor, [label]) == {label: "E"}


def test_a_name_of_two_branches_is_never_guessed(cursor):
    assert branches.match(cursor, ["城西供电所", "nobody", ""]) == {}


def test_one_branch_is_made_for_all_spellings_of_a_name(warehouse):
    with warehouse.change(VIEWER, "test", "") as connection:
        made = branches.create(connection, ["North", " north ", "South", "  "], 1)
    assert made == {"North": "North", " north ": "North", "South": "South"}


def test_a_branch_stands_for_itself_and_all_below(warehouse, reader):
    with warehouse.change(VIEWER, "test", "") as connection:
        for code, parent in (("C", None), ("K", "C"), ("B", "K")):
            connection.execute(
                "INSERT INTO branch (branch_id, parent_id, name, level, type, batch_id)"
                " VALUES (?, ?, ?, 'branch', 'other', 0)",
                [code, parent, code],
            )
    rows = reader.rows("SELECT ancestor_id, branch_id FROM branch_descendant ORDER BY ALL")
    assert rows == [("B", "B"), ("C", "B"), ("C", "C"), ("C", "K"), ("K", "B"), ("K", "K")]


def test_matching_to_an_unknown_branch_is_refused(warehouse):
    with pytest.raises(BadInput, match="no branch X"):
        branches.assign(warehouse, VIEWER, "a name", "X")


@pytest.fixture
def waiting(warehouse, tmp_path) -> int:
    """A batch whose names nobody knows: two spellings of one, another, and none."""
    file = tmp_path / "survey.csv"
    names = ("East Station", "EAST station", "西所", "")
    rows = [f"{name},2026-01-0{day},{day}" for name in names for day in range(1, 6)]
    file.write_text("\n".join(["供电所,时间,总体满意度", *rows]), "utf-8")
    table = read(file)
    return import_survey(warehouse, VIEWER, table, recognise(table), Options(title="t")).batch_id


def known(warehouse) -> list[tuple]:
    sql = (
        "SELECT name, sum(responses)::INTEGER FROM branch LEFT JOIN survey_cell USING (branch_id)"
        " GROUP BY name ORDER BY name"
    )
    return Reader(warehouse, VIEWER).rows(sql)


def test_a_waiting_name_can_be_that_of_a_new_branch(warehouse, waiting) -> None:
    assert branches.assign_several(warehouse, VIEWER, {"East Station": None}) == 5
    assert known(warehouse) == [("East Station", 5)]


def test_two_spellings_of_a_new_name_are_one_branch(warehouse, waiting) -> None:
    assert (
        branches.assign_several(warehouse, VIEWER, {"East Station": None, "EAST station": None})
        == 10
    )
    assert len(known(warehouse)) == 1


def test_a_new_branch_goes_with_the_import_its_name_came_with(warehouse, waiting) -> None:
    branches.assign_several(warehouse, VIEWER, {"East Station": None, "西所": None})
    undo(warehouse, VIEWER, [waiting])
    assert known(warehouse) == []


def test_rows_without_a_name_make_no_branch_and_nothing_else_is_done(warehouse, waiting) -> None:
    with pytest.raises(BadInput, match="make no branch"):
        branches.assign_several(warehouse, VIEWER, {"East Station": None, "": None})
    assert known(warehouse) == []


def test_a_name_that_no_row_has_any_more_makes_no_branch(warehouse, waiting) -> None:
    undo(warehouse, VIEWER, [waiting])
    with pytest.raises(BadInput, match="any more"):
        branches.assign_several(warehouse, VIEWER, {"East Station": None})
    assert known(warehouse) == []
