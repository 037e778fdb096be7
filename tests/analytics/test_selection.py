"""What chosen branches together give away: nothing about a small one."""

import pandas as pd
import pytest

from analytics.published import COMPANY
from analytics.selection import together

CELLS = pd.DataFrame(
    {
        "metric": "m",
        "branch_id": ["root", "A", "B", "C", "D"],
        "stratum": "",
        "n": [107.0, 50.0, 4.0, 20.0, 33.0],
        "total": [60.0, 30.0, 1.0, 10.0, 19.0],
        "total_sq": 0.0,
    }
)
BRANCHES = ("A", "B", "C", "D")


def n(chosen: tuple[str, ...]) -> float:
    found = together(CELLS, BRANCHES, ("root",), chosen)
    assert set(found["branch_id"]) <= {COMPANY}
    return found["n"].sum()


def test_all_branches_are_the_published_total() -> None:
    assert n(BRANCHES) == 107


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (("A", "D"), 83),
        (("A", "B"), 50),  # B is small
        (("B", "C"), 0),  # C covers B: the total minus the others would tell
        ((), 0),
    ],
)
def test_small_branches_are_left_out_of_a_choice(chosen, expected) -> None:
    assert n(chosen) == expected
