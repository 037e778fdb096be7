"""The order of an assessment: no more certain than its scores are steady and its weights agreed."""

import numpy as np
import pandas as pd
import pytest

from analytics import ranking
from analytics.assessment_ranking import possible_ranks, under_weights
from analytics.discrimination import repeatability


def periods(scores: dict[str, list[float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"branch_id": b, "value": value} for b, values in scores.items() for value in values]
    )


def ranked(scores: dict[str, list[float]]) -> pd.DataFrame:
    means = pd.Series({branch: np.mean(values) for branch, values in scores.items()})
    return possible_ranks(means, repeatability(periods(scores)))


def test_steady_scores_leave_no_doubt():
    found = ranked({"A": [80, 80.1, 79.9], "B": [90, 90.1, 89.9], "C": [70, 70.1, 69.9]})
    assert found.index.to_list() == ["B", "A", "C"]
    assert found[["rank", "first", "last"]].to_numpy().tolist() == [[1] * 3, [2] * 3, [3] * 3]


def test_scores_that_waver_more_than_they_differ_give_every_rank():
    found = ranked({"A": [80, 95, 88], "B": [90, 78, 92], "C": [84, 91, 83]})
    assert found[["first", "last"]].to_numpy().tolist() == [[1, 3]] * 3


def test_the_error_of_a_rank_is_that_of_the_pooled_mean():
    scores = {"A": [80.0, 84], "B": [90.0, 92], "C": [83.0, 81]}
    found = ranked(scores)
    means = pd.Series({"B": 91.0, "A": 82.0, "C": 82.0})
    pooled = ((2.0**2 + 2**2) + (1 + 1) + (1 + 1)) / 3  # squares about each mean, 3 freedoms
    error = 3.182446 * np.sqrt(pooled / 2) / 1.959964  # Student's t for three
    expected = ranking.rank_sets(means, np.full(3, error))
    assert found["last"].to_list() == list(expected.high)


def test_one_period_or_no_wavering_leaves_the_bare_rank():
    points = pd.Series({"A": 80.0, "B": 90.0})
    assert possible_ranks(points, None)["first"].isna().all()
    assert possible_ranks(points, None)["rank"].to_list() == [1, 2]
    still = repeatability(periods({"A": [80, 80], "B": [90, 90]}))
    assert possible_ranks(points, still)["last"].isna().all()


def test_equal_points_share_a_rank_and_are_never_told_apart():
    found = ranked({"A": [80, 80.2], "B": [80.2, 80], "C": [60, 60.1]})
    assert found["rank"].to_list() == [1, 1, 3]
    assert (found.loc[["A", "B"], ["first", "last"]].to_numpy() == [1, 2]).all()


def scored(table: dict[str, list[float]], full: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"branch_id": b, "indicator_id": f"I{i}", "full_score": full[i], "final_score": score}
            for b, scores in table.items()
            for i, score in enumerate(scores)
        ]
    )


def test_who_is_better_on_everything_is_first_under_any_weights():
    found = under_weights(scored({"A": [9, 18], "B": [8, 12], "C": [7, 15]}, [10, 20]))
    assert found.loc["A"].to_list() == [1, 1, True]
    assert not found.loc[["B", "C"], "can_lead"].any()


def test_the_range_is_that_of_the_schemes_own_weights_moved_by_a_quarter():
    # 60·a + 40·b: A leads by 0.6 points; a tenth less on the first indicator turns it round.
    table = {"A": [59, 30], "B": [50, 38.4], "C": [10, 10]}
    found = under_weights(scored(table, [60, 40]))
    draw = np.random.default_rng(1).uniform(0.75, 1.25, (4000, 2))
    share = np.array([[59 / 60, 30 / 40], [50 / 60, 38.4 / 40]])
    ahead = (draw * [60, 40]) @ (share[0] - share[1]) > 0
    assert 0.05 < ahead.mean() < 0.95
    assert found.loc["A", ["low", "high"]].to_list() == [1, 2]
    assert found.loc["B", ["low", "high"]].to_list() == [1, 2]
    assert found.loc["C"].to_list() == [3, 3, False]


def test_an_indicator_on_which_all_are_equal_makes_nobody_first():
    found = under_weights(scored({"A": [9, 5], "B": [8, 5]}, [10, 5]))
    assert found["can_lead"].to_list() == [True, False]
    alike = under_weights(scored({"A": [9, 5], "B": [9, 5]}, [10, 5]))
    assert alike["can_lead"].all() and (alike["high"] == 1).all()


def test_a_branch_without_a_score_on_one_indicator_is_left_out():
    rows = scored({"A": [9, 5], "B": [8, 4], "C": [7, np.nan]}, [10, 5])
    assert under_weights(rows).index.to_list() == ["A", "B"]
    assert under_weights(rows[rows["branch_id"] == "A"]).empty


@pytest.mark.parametrize("branches", [100])
def test_a_hundred_branches_are_no_trouble(branches):
    draw = np.random.default_rng(2)
    table = {f"B{i}": list(draw.uniform(5, 10, 10)) for i in range(branches)}
    found = under_weights(scored(table, [10.0] * 10))
    assert found.index.size == branches and found["can_lead"].sum() >= 1
