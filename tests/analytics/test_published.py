"""The figures pages show: the company beside its branches, small groups hidden."""

import numpy as np
import pandas as pd

from analytics.published import COMPANY, of_every_unit, published, shown_counts


def cells(**n: int) -> pd.DataFrame:
    """Cells of one share in one stratum; half of the answers are positive."""
    return pd.DataFrame(
        [
            {
                "metric": "share",
                "branch_id": branch,
                "stratum": "",
                "n": float(size),
                "total": size / 2,
                "total_sq": 0.0,
                "kind": "proportion",
                "per": 1.0,
                "weight": np.nan,
            }
            for branch, size in n.items()
        ]
    )


def test_the_company_is_the_sum_of_its_roots() -> None:
    found = published(cells(A=40, B=60, C=100), ["A", "B"], ["C"]).set_index("branch_id")
    assert found.loc[COMPANY, "answers"] == 100
    assert set(found.index) == {"A", "B", COMPANY}


def test_a_small_group_and_one_more_are_hidden() -> None:
    found = published(cells(A=4, B=30, C=60, ALL=94), ["A", "B", "C"], ["ALL"], ["share"])
    found = found.set_index("branch_id")
    assert list(found.index[found["hidden"]]) == ["A", "B"]
    assert found.loc[["A", "B"], ["value", "low", "high", "answers"]].isna().all(axis=None)
    assert found.loc["C", "value"] == 0.5


def test_figures_that_are_not_personal_are_never_hidden() -> None:
    assert not published(cells(A=4, ALL=4), ["A"], ["ALL"])["hidden"].any()


def test_a_small_company_is_hidden_too() -> None:
    found = published(cells(A=4, ALL=4), ["A"], ["ALL"], ["share"])
    assert found["hidden"].all()


def test_without_cells_there_are_no_figures() -> None:
    assert published(cells(A=1).iloc[:0], ["A"], ["A"], ["share"]).empty


def test_counts_of_a_small_branch_are_left_out_of_a_choice() -> None:
    histogram = pd.DataFrame(
        {
            "question_id": 1,
            "branch_id": ["A", "B", "C", "D"],
            "channel": "questionnaire",
            "score": 5.0,
            "responses": [4, 20, 50, 60],
        }
    )
    everyone = ["A", "B", "C", "D"]
    assert shown_counts(histogram, everyone, everyone).loc[1, 5.0] == 134
    assert shown_counts(histogram, everyone, ["A", "B", "C"]).loc[1, 5.0] == 50
    assert shown_counts(histogram, everyone, ["A"]).empty


def by_channel(**answers: tuple[int, int]) -> pd.DataFrame:
    """Cells of branches and of the company R: answers on paper and to the hotline."""
    sums = answers | {"R": tuple(map(sum, zip(*answers.values(), strict=True)))}
    each = [cells(**{b: n[i] for b, n in sums.items()}) for i in (0, 1)]
    return pd.concat([c.assign(stratum=s, weight=0.5) for c, s in zip(each, "ph", strict=True)])


def test_a_channel_does_not_tell_what_a_small_one_beside_it_says() -> None:
    # A is heard 40 times on paper and 3 times by the hotline; shown with 43, it must not be shown
    # with 40, nor may the company's 203 less the others' tell the 3.
    parts = by_channel(A=(40, 3), B=(50, 60), C=(60, 70), D=(80, 70))
    hidden = {}
    for channel in (None, "p", "h"):
        found = published(parts, list("ABCD"), ["R"], ["share"], channel)
        hidden[channel] = set(found[found["hidden"]]["branch_id"])
    assert hidden[None] == set()
    assert "A" in hidden["p"] and "A" in hidden["h"]
    assert len(hidden["p"]) > 1 and len(hidden["h"]) > 1


def test_counts_of_a_channel_do_not_tell_either() -> None:
    histogram = pd.DataFrame(
        {
            "question_id": 1,
            "branch_id": list("AABBCC"),
            "channel": ["p", "h"] * 3,
            "score": 5.0,
            "responses": [40, 3, 50, 60, 60, 70],
        }
    )
    assert shown_counts(histogram, list("ABC"), ["A"]).loc[1, 5.0] == 43
    assert shown_counts(histogram, list("ABC"), ["A"], "p").empty


def test_a_month_of_a_branch_is_not_told_by_the_month_of_the_company() -> None:
    months = [
        cells(A=a, B=40, C=50, R=a + 90).assign(month=month)
        for month, a in ((1, 30), (2, 3), (3, 30))
    ]
    found = published(pd.concat(months), list("ABC"), ["R"], ["share"])
    found = found[found["hidden"]]
    hidden = found.groupby("month")["branch_id"].agg(set).to_dict()
    assert hidden[2] == {"A", "B"}  # of the company's 93 less B and C, 3 would be left
    assert all(len(branches) > 1 for branches in hidden.values())
    # Nor does the whole period of A or B less its other months tell it.
    assert (found.groupby("branch_id")["month"].nunique() > 1).all()


def tree(**answers: int) -> pd.DataFrame:
    """Cells of a county K with the branches given, of T beside it, and of the company R."""
    branches = {name: n for name, n in answers.items() if name != "own"}
    sums = branches | {
        "K": sum(n for name, n in branches.items() if name != "T") + answers.get("own", 0),
        "R": sum(answers.values()),
    }
    return pd.DataFrame(
        {
            "metric": "m", "branch_id": list(sums), "stratum": "", "kind": "proportion", "per": 1.0,
            "n": [float(n) for n in sums.values()], "total": [n / 2 for n in sums.values()],
            "total_sq": 0.0, "weight": np.nan,
        }
    )  # fmt: skip


def hidden_units(**answers: int) -> set[str]:
    names = [name for name in answers if name != "own"]
    county = [name for name in names if name != "T"]
    held = {"K": county, "R": [*names, "K"]} | {name: [name] for name in names}
    found = of_every_unit(tree(**answers), names, ["R"], held, ["m"])
    return set(found[found["hidden"]]["branch_id"])


def test_a_unit_above_hides_what_its_branches_hide():
    assert hidden_units(A=30, B=40, T=50) == set()
    # Both hidden branches lie in the county: its total tells no more than the company's.
    assert hidden_units(A=4, B=40, T=50) == {"A", "B"}
    # One in the county, one beside it: the county's total would tell the one in it.
    assert hidden_units(A=4, B=40, T=20) == {"A", "T", "K"}


def test_answers_of_a_unit_above_are_a_group_like_any_other():
    # The company's total without its branches would tell the 3 answers of the county itself.
    assert hidden_units(A=30, B=40, T=50, own=3) == {"A"}
    assert hidden_units(A=30, B=40, T=50, own=12) == set()


def test_nested_units_do_not_tell_what_is_answered_above_them():
    """The region R answers 9 times itself; less its counties and F, its total would tell that."""
    answers = {"A": 20, "D": 12, "E": 5, "F": 12}
    sums = answers | {"K": 20 + 40, "M": 17, "R": 20 + 40 + 17 + 12 + 9}
    held = {"K": ["A"], "M": ["D", "E"], "R": ["A", "D", "E", "F", "K", "M"]}
    found = of_every_unit(cells(**sums), list(answers), ["R"], held, ["share"])
    shown = set(found[~found["hidden"]]["branch_id"])
    assert "R" in shown and not {"K", "M"} <= shown
