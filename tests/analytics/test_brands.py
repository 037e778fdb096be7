"""Brands: who has one, what it is tied to, who joins."""

import numpy as np
import pandas as pd
import pytest

from analytics import brands


def brand(branch: str, linked: str | None, reach: int = 0, joined: int = 0) -> dict:
    return {
        "branch_id": branch,
        "linked_business_kpi": linked,
        "events": int(reach > 0),
        "reach": reach,
        "participants": joined,
        "city": 1,
        "province": 0,
        "nation": 0,
    }


FOUND = brands.brands_by_branch(
    pd.DataFrame(
        [brand("A", "complaints"), brand("B", None, 100, 20), brand("B", None, 300, 20),
         brand("C", "supply", 50, 25), brand("C", None)]
    )
)  # fmt: skip


def test_brands_are_counted_by_what_they_are_tied_to() -> None:
    assert FOUND.loc["C", ["brands", "tied", "untied", "city"]].tolist() == [2, 1, 1, 2]


def test_participation_is_over_all_events_not_a_mean_of_brands() -> None:
    assert FOUND.loc["B", "participation"] == pytest.approx(40 / 400)
    assert np.isnan(FOUND.loc["A", "participation"]), "no event"


def test_for_show_are_several_brands_tied_to_nothing() -> None:
    assert list(brands.for_show(FOUND).index) == ["B"]


def test_the_branch_with_most_that_is_tied_to_nothing_comes_first() -> None:
    assert list(FOUND.index) == ["B", "C", "A"]
