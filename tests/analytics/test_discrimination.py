"""Indicators that tell branches apart, and those that do not."""

import numpy as np
import pandas as pd
import pytest

from analytics.discrimination import (
    bands,
    discrimination,
    quantified_share,
    repeatability,
)


def scores(**by_indicator: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"indicator_id": name, "full_score": 10.0, "final_score": score}
            for name, given in by_indicator.items()
            for score in given
        ]
    )


def test_full_marks_for_everybody_tell_nothing() -> None:
    found = discrimination(scores(filed=[10.0] * 8, solved=[4.0, 9.0, 6.0, 7.0]))
    assert found["flat"].to_dict() == {"filed": True, "solved": False}
    assert found.loc["filed", "top_share"] == 1
    assert found.loc["solved", "share"] == pytest.approx(0.65)
    assert found.loc["solved", "spread"] == pytest.approx(np.std([0.4, 0.9, 0.6, 0.7], ddof=1))


def test_the_same_low_score_for_everybody_tells_nothing_either() -> None:
    assert discrimination(scores(any=[5.0, 5.0, 5.1]))["flat"].all()


def test_one_branch_alone_is_no_evidence_and_a_missing_score_does_not_count() -> None:
    found = discrimination(scores(any=[10.0, np.nan]))
    assert found.loc["any", "branches"] == 1
    assert not found["flat"].any()


def test_a_score_on_the_bound_is_in_the_band() -> None:
    lowest = pd.Series({"top": 90.0, "good": 76.0})
    found = bands(pd.Series([90.0, 89.9, 76.0, 10.0, np.nan]), lowest)
    assert found.tolist() == ["top", "good", "good", "", ""]


def test_the_quantified_share_is_weighted_by_the_full_score() -> None:
    rows = pd.DataFrame({"full_score": [30.0, 70.0], "quantified": [True, False]})
    assert quantified_share(rows) == pytest.approx(0.3)
    assert np.isnan(quantified_share(rows.iloc[:0]))


def looks(**by_branch: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"branch_id": b, "value": x} for b, values in by_branch.items() for x in values]
    )


def test_repeatability_is_that_of_the_analysis_of_variance() -> None:
    # Means 81, 85, 90; within: 2, 2 and 8 over three degrees of freedom = 4; between: 122/3.
    found = repeatability(looks(a=[80, 82], b=[84, 86], c=[88, 92]))
    assert found.within == pytest.approx(2.0)
    assert found.reliability == pytest.approx(1 - 4 / (122 / 3))
    assert found.between == pytest.approx(np.std([81, 85, 90], ddof=1))
    # t(3, 97.5 %) = 3.182446; half = t · 2 / √2
    assert found.half.to_dict() == pytest.approx(dict.fromkeys("abc", 3.182446 * 2**0.5))


def test_an_order_that_only_wavers_is_not_reliable() -> None:
    assert repeatability(looks(a=[80, 90], b=[90, 80])).reliability == 0


def test_one_look_or_one_branch_does_not_show_how_steady_the_order_is() -> None:
    assert repeatability(looks(a=[80], b=[90])) is None
    assert repeatability(looks(a=[80, 81])) is None
    assert repeatability(looks(a=[80, np.nan], b=[90, np.nan])) is None
