"""Indicators that tell branches apart, and those that do not."""

import numpy as np
import pandas as pd
import pytest

from analytics.discrimination import bands, discrimination, quantified_share


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
