"""Which branch a name that is not known may mean: proposed, never matched."""

import pytest

from data.branch_names import core, proposals, similarity

KNOWN = {
    "E": ["柳桥供电所", "Liuqiao Station"],
    "W": ["桃湾供电所", "Taowan Station"],
    "T": ["雁坪城关供电所", "Yanping Town Station"],
}


@pytest.mark.parametrize(
    "name",
    ["柳桥供电所", "柳桥所", "柳桥", " 柳 桥 供电所", "柳桥供电所党支部", "柳桥（供电所）"],
)
def test_spellings_of_one_branch_have_one_core(name: str) -> None:
    assert core(name) == "柳桥"


def test_traditional_characters_are_the_same() -> None:
    assert core("雁坪城關供電所") == core("雁坪城关供电所")


def test_width_and_case_do_not_count() -> None:
    assert similarity("ＬＩＵＱＩＡＯ station", "Liuqiao Station") == 1


def test_a_name_that_is_nothing_but_a_kind_keeps_it() -> None:
    assert core("供电所") == "供电所"


@pytest.mark.parametrize(
    ("label", "branch"),
    [
        ("柳桥所", "E"),
        ("liuqiao", "E"),
        ("Taowan Stat.", "W"),
        ("雁坪城关", "T"),
        ("柳侨供电所", None),
    ],
)
def test_the_likeliest_branch_is_proposed(label: str, branch: str | None) -> None:
    found = proposals([label], KNOWN)
    assert list(found["branch_id"]) == ([branch] if branch else [])


def test_a_name_like_two_branches_has_no_proposal() -> None:
    twins = {"1": ["东渡供电所"], "2": ["东渡营业厅"]}
    assert proposals(["东渡"], twins).empty


def test_nothing_is_like_nothing() -> None:
    assert proposals(["", "  ", "食堂"], KNOWN).empty
    assert proposals(["柳桥"], {}).empty
