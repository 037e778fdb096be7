"""Who is compared, and under which name and colour."""

import pandas as pd

from ui.organisation import organisation
from ui.theme import BRANCHES, branch_colours


def rows(*units: tuple) -> pd.DataFrame:
    columns = ["branch_id", "parent_id", "name", "name_en", "level"]
    return pd.DataFrame(units, columns=columns, dtype=object)


def test_branches_are_compared_and_the_company_is_their_root() -> None:
    found = organisation(
        rows(
            ("C", None, "公司", None, "company"),
            ("B1", "C", "一所", "First", "branch"),
            ("B2", "C", "二所", None, "branch"),
        )
    )
    assert found.branch_ids == ("B1", "B2")
    assert found.roots == ("C",)
    assert found.everyone == ["B1", "B2", "C"]
    assert found.name("B1") == "First"
    assert found.name("B2") == "二所", "without an English name the Chinese one stands"


def test_without_a_tree_every_branch_is_a_root_too() -> None:
    found = organisation(rows(("A", None, "A", None, "branch"), ("B", None, "B", None, "branch")))
    assert found.branch_ids == found.roots == ("A", "B")


def test_two_branches_of_one_name_are_told_apart_by_their_code() -> None:
    found = organisation(
        rows(("A", None, "城关", None, "branch"), ("B", None, "城关", None, "branch"))
    )
    assert found.name("A") != found.name("B")


def test_a_branch_keeps_its_colour_whatever_the_order() -> None:
    ids = [f"B{i:02d}" for i in range(20)]
    assert branch_colours(ids) == branch_colours(ids[::-1])
    assert set(branch_colours(ids).values()) == set(BRANCHES)
