"""Lines of work that a branch hardly does, against the other branches on the same line."""

import numpy as np
import pandas as pd
import pytest

from analytics.neglect import balance, lines_done


def counts(**by_branch: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Each branch's lines as (planned, done)."""
    return pd.DataFrame(
        [
            {"branch_id": branch, "line": line, "planned": planned, "done": done}
            for branch, lines in by_branch.items()
            for line, (planned, done) in lines.items()
        ]
    )


USUAL = {"culture": (50, 45), "stability": (50, 44)}


def cell(found: pd.DataFrame, branch: str, line: str) -> pd.Series:
    return found[(found["branch_id"] == branch) & (found["line"] == line)].iloc[0]


def test_a_line_that_is_hardly_done_is_neglected() -> None:
    found = lines_done(counts(A=USUAL, B=USUAL, C=USUAL | {"culture": (50, 2)}))
    assert found["neglected"].sum() == 1
    row = cell(found, "C", "culture")
    assert row.neglected and row.below
    assert row.share == pytest.approx(0.04)
    assert row.rest == pytest.approx(0.9)
    # Wilson 1927 for 2 of 50
    assert (row.low, row.high) == pytest.approx((0.011037, 0.134595), abs=1e-5)


def test_less_than_the_others_but_at_work_is_not_neglect() -> None:
    row = cell(lines_done(counts(A=USUAL, B=USUAL, C={"culture": (50, 30)})), "C", "culture")
    assert row.below and not row.neglected


def test_what_chance_may_do_is_no_finding() -> None:
    found = lines_done(counts(A=USUAL, B=USUAL, C={"culture": (4, 2)}))
    assert not found["below"].any()


def test_more_than_the_others_is_never_below() -> None:
    found = lines_done(counts(A={"culture": (60, 60)}, B={"culture": (60, 30)}))
    assert found.set_index("branch_id")["below"].to_dict() == {"A": False, "B": True}


def test_one_branch_alone_has_nobody_to_be_compared_with() -> None:
    found = lines_done(counts(A={"culture": (50, 2)}))
    assert np.isnan(found["rest"].iloc[0]) and np.isnan(found["p_adjusted"].iloc[0])
    assert not found["neglected"].any()


def test_nothing_in_gives_nothing_out() -> None:
    found = lines_done(counts(A=USUAL).iloc[:0])
    assert found.empty and balance(found).empty


def test_balance_is_the_weakest_line_of_a_branch() -> None:
    even = {"culture": (40, 20), "stability": (40, 24)}
    found = balance(lines_done(counts(A=USUAL, B=even)))
    assert found.index.tolist() == ["B", "A"]
    assert found["line"].to_dict() == {"B": "culture", "A": "stability"}
    assert found["share"].to_dict() == pytest.approx({"B": 0.5, "A": 0.88})
    assert found.loc["B", "overall"] == pytest.approx(44 / 80)
