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
            "score": 5.0,
            "responses": [4, 20, 50, 60],
        }
    )
    everyone = ["A", "B", "C", "D"]
    assert shown_counts(histogram, everyone, everyone).loc[1, 5.0] == 134
    assert shown_counts(histogram, everyone, ["A", "B", "C"]).loc[1, 5.0] == 50
    assert shown_counts(histogram, everyone, ["A"]).empty


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
    held = {"K": [name for name in names if name != "T"], "R": names} | {n: [n] for n in names}
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
