"""Superiors against staff: gaps of scores, and chance judged on people, not on ballots."""

import numpy as np
import pandas as pd
import pytest

from analytics.rater_gap import (
    SELF,
    STAFF,
    SUPERIOR,
    by_dimension,
    disagreement,
    gap_by_dimension,
    satisfied,
    scores,
)

DIMENSIONS = ("politics", "performance", "unity", "conduct")


def ratings(**seen: tuple) -> pd.DataFrame:
    """Four dimensions of `branch_rater` = (ballots, satisfied, score), in one month."""
    return pd.DataFrame(
        [
            (*name.split("_"), 202609, dimension, *values)
            for name, values in seen.items()
            for dimension in DIMENSIONS
        ],
        columns=["branch_id", "rater", "month", "dimension", "ballots", "satisfied", "score"],
    )


def scored(**values: tuple) -> pd.DataFrame:
    return pd.DataFrame.from_dict(
        values, orient="index", columns=[SUPERIOR, STAFF, SELF], dtype=float
    )


def test_scores_stand_side_by_side_and_hidden_ones_are_missing():
    figures = pd.DataFrame(
        {
            "metric": ["up", "down", "up", "other"],
            "branch_id": ["A", "A", "B", "A"],
            "value": [80.0, np.nan, 70.0, 1.0],
        }
    )
    found = scores(figures, {SUPERIOR: "up", STAFF: "down", SELF: "none"})
    assert list(found.columns) == [SUPERIOR, STAFF, SELF]
    assert found.loc["B", SUPERIOR] == 70 and found[[STAFF, SELF]].isna().all(axis=None)


def test_who_votes_on_four_dimensions_is_one_person():
    cells = satisfied(ratings(A_staff=(20, 15, 80)))
    assert cells.loc[("A", STAFF), ["n", "total"]].tolist() == [20, 15]


def test_people_of_two_quarters_add_up():
    both = ratings(A_staff=(20, 15, 80))
    both = pd.concat([both, both.assign(month=202606, ballots=10)])
    assert satisfied(both).loc[("A", STAFF), ["n", "total"]].tolist() == [30, 30]


def test_a_gap_of_many_people_is_more_than_chance_and_that_of_few_is_not():
    rows = ratings(
        A_superior=(30, 29, 90), A_staff=(100, 45, 68),
        B_superior=(8, 8, 90), B_staff=(12, 10, 68),
    )  # fmt: skip
    found = disagreement(scored(A=(90, 68, 97), B=(90, 68, 97)), rows)
    assert found["gap"].tolist() == [22, 22]
    assert found["differs"].to_dict() == {"A": True, "B": False}
    assert found.loc["A", ["n_superior", "n_staff"]].tolist() == [30, 100]
    assert found.loc["A", "difference"] == pytest.approx(29 / 30 - 0.45)
    assert found.loc["A", "low"] > 0 > found.loc["B", "low"]


def test_pooled_ballots_would_have_found_a_difference_that_people_do_not_show():
    rows = ratings(A_superior=(10, 10, 90), A_staff=(30, 24, 85))
    found = disagreement(scored(A=(90, 85, 90)), rows)
    assert not found.loc["A", "differs"] and found.loc["A", "p"] > 0.05


def test_the_widest_gap_stands_first_and_a_branch_without_staff_last():
    rows = ratings(
        A_superior=(9, 9, 90), B_superior=(9, 9, 80), B_staff=(20, 20, 90),
        C_superior=(9, 9, 90), C_staff=(20, 10, 80),
    )  # fmt: skip
    found = disagreement(scored(A=(90, np.nan, 80), B=(80, 90, 80), C=(90, 80, 80)), rows)
    assert list(found.index) == ["C", "B", "A"]
    assert found.loc["B", "gap"] == -10
    assert np.isnan(found.loc["A", ["gap", "n_staff", "p"]].astype(float)).all()
    assert not found.loc["A", "differs"]


def test_no_branch_is_called_apart_where_scores_and_shares_contradict():
    rows = ratings(A_superior=(30, 29, 70), A_staff=(100, 45, 75))
    assert not disagreement(scored(A=(70, 75, 70)), rows).loc["A", "differs"]


def test_nothing_rated_is_nothing_found():
    empty = scored().astype(float)
    assert disagreement(empty, ratings(A_staff=(9, 9, 9)).iloc[:0]).empty


def test_dimensions_are_weighted_by_ballots_over_the_months():
    rows = ratings(A_superior=(10, 9, 80))
    rows = pd.concat([rows, rows.assign(month=202606, ballots=30, score=60.0)])
    values, ballots = by_dimension(rows, SUPERIOR)
    assert (values.loc["A"] == 65).all() and (ballots.loc["A"] == 40).all()


def test_few_ballots_of_the_staff_are_hidden_with_one_more_and_those_of_superiors_are_not():
    rows = ratings(
        A_staff=(9, 9, 80), B_staff=(20, 9, 80), C_staff=(30, 9, 80), A_superior=(5, 5, 90),
        B_superior=(5, 5, 90), C_superior=(5, 5, 90),
    )  # fmt: skip
    values, ballots = by_dimension(rows, STAFF)
    assert values.loc[["A", "B"]].isna().all(axis=None) and ballots.loc["A"].isna().all()
    assert (values.loc["C"] == 80).all()
    assert by_dimension(rows, SUPERIOR)[0].notna().all(axis=None)
    assert gap_by_dimension(rows)[0].loc["C"].eq(-10).all()
    assert gap_by_dimension(rows)[0].loc["A"].isna().all()


def test_what_is_hidden_elsewhere_is_hidden_here():
    rows = ratings(A_staff=(50, 9, 80), B_staff=(50, 9, 80))
    assert by_dimension(rows, STAFF, hidden=["A"])[0].loc["A"].isna().all()


def test_a_team_nobody_rated_has_no_dimensions():
    assert by_dimension(ratings(A_staff=(9, 9, 9)), SUPERIOR)[0].empty
