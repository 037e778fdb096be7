"""Which branch a name in a file means."""

import pytest

from data import branches
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
