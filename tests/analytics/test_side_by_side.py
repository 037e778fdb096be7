"""Branches side by side: nobody is placed by chance, and a full count is what it is."""

import numpy as np
import pandas as pd
import pytest

from analytics import ranking, shrinkage
from analytics.side_by_side import side_by_side, told_apart
from tests.analytics.test_branch_limits import figures


def rows(*arguments, **named) -> pd.DataFrame:
    found = figures(*arguments, **named)
    ids = [f"B{i}" for i in range(len(found))]
    return found.assign(branch_id=ids, answers=found["n"])


SHARES = rows("proportion", [400, 400, 400, 8], [200, 340, 344, 8])


def test_shares_are_shrunk_by_the_beta_binomial_model():
    found = side_by_side(SHARES, 0.73, "high")
    model = shrinkage.beta_binomial(SHARES["total"], SHARES["n"])
    assert found["shrunk"].to_numpy() == pytest.approx(model.shrunk)
    assert found["reliability"].to_numpy() == pytest.approx(model.reliability)
    assert found.loc["B3", "reliability"] < 0.6 < 0.9 < found.loc["B0", "reliability"]


def test_the_small_branch_with_the_best_share_may_have_nearly_any_rank():
    found = side_by_side(SHARES, 0.73, "high")
    assert found[["first", "last"]].loc["B3"].to_list() in ([1, 3], [1, 4])
    assert found[["first", "last"]].loc["B1"].to_list() == [1, 3]
    assert found.loc["B0", "first"] >= 3


def test_where_less_is_better_the_ranks_turn_around():
    rates = rows("rate", np.full(3, 10_000), [10, 100, 400], per=1000)
    assert side_by_side(rates, 17, "low")["first"].to_list() == [1, 2, 3]
    assert side_by_side(rates, 17, "high")["first"].to_list() == [3, 2, 1]


def test_means_are_shrunk_towards_their_common_mean():
    n, mean = np.full(4, 100.0), np.array([3.0, 3.5, 4.0, 4.5])
    means = rows("mean", n, n * mean, n * (mean**2 + 1))
    found = side_by_side(means, 3.75, "high")
    assert (np.sign(found["shrunk"] - found["value"]) == np.sign(3.75 - found["value"])).all()
    assert found.attrs["tau2"] > 0


def test_alike_branches_are_not_told_apart_and_wholly_shrunk():
    alike = rows("proportion", [500] * 5, [400, 401, 399, 402, 398])
    found = side_by_side(alike, 0.8, "high")
    assert (found["place"] == "within").all() and found["reliability"].max() < 0.01
    assert told_apart(found) == (0, 0, 5)


def test_who_is_surely_better_and_worse_is_counted():
    apart = rows("proportion", [2000] * 4, [1000, 1001, 1600, 1602])
    assert told_apart(side_by_side(apart, 0.65, "high")) == (2, 2, 0)


def test_a_full_count_has_ranks_and_nothing_drawn_from_chance():
    counted = rows("ratio", [10, 10, 10, 10], [30, 20, 30, 5])
    found = side_by_side(counted, 2.1, "high")
    assert found["first"].to_list() == found["last"].to_list() == [1, 3, 1, 4]
    assert found[["shrunk", "reliability"]].isna().all().all() and set(found["place"]) == {""}


def test_a_figure_of_unknown_error_may_stand_anywhere_and_pushes_the_others():
    n = np.array([200.0, 200, 1])
    means = rows("mean", n, n * [3, 4, 5], n * [10, 17, 25])
    found = side_by_side(means, 3.5, "high")
    assert found[["first", "last"]].to_numpy().tolist() == [[2, 3], [1, 2], [1, 3]]
    known = ranking.rank_sets(means["value"][:2], (means["high"] - means["low"])[:2] / 3.92)
    assert list(known.high) == [2, 1]
    assert found.loc["B2", "reliability"] == 0


def test_one_branch_and_none_are_no_error():
    alone = side_by_side(SHARES[:1], 0.5, "high")
    assert alone[["first", "last"]].to_numpy().tolist() == [[1, 1]]
    assert side_by_side(SHARES[:0], 0.5, "high").empty


def test_rounding_of_weighted_shares_does_no_harm():
    full = SHARES.assign(total=SHARES["n"] * (1 + 1e-15))
    assert side_by_side(full, 1.0, "high")["shrunk"].notna().all()
