"""Reading the warehouse: for a viewer, and what is read once for a version of the data."""

import pytest

from data.reader import Reader
from tests.conftest import VIEWER


def test_reading_demands_a_viewer(warehouse):
    with pytest.raises(PermissionError, match="needs a viewer"):
        Reader(warehouse, None)


def test_what_was_made_is_kept_until_the_data_changes(warehouse):
    made = []

    def make() -> int:
        made.append("once")
        return len(made)

    assert [Reader(warehouse, VIEWER).kept("how often", make) for _ in range(2)] == [1, 1]
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'x', 0)")
    assert Reader(warehouse, VIEWER).kept("how often", make) == 2


def test_what_was_read_is_read_anew_once_the_data_changed(warehouse):
    count = "SELECT count(*) AS aliases FROM branch_alias"
    before = Reader(warehouse, VIEWER).frame(count)["aliases"].item()
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'x', 0)")
    assert Reader(warehouse, VIEWER).frame(count)["aliases"].item() == before + 1


def test_what_grows_without_a_new_version_is_read_anew(warehouse):
    reader = Reader(warehouse, VIEWER)
    lines = "SELECT count(*) AS lines FROM audit"
    before = reader.frame(lines)["lines"].item()
    warehouse.note(VIEWER, "export")
    assert reader.frame(lines)["lines"].item() == before + 1
