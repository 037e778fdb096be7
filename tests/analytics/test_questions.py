"""Questions of a survey from their histograms."""

import numpy as np
import pandas as pd
import pytest

from analytics import estimates
from analytics.questions import question_figures


def test_mean_and_top_box_are_those_of_the_answers() -> None:
    counts = pd.DataFrame([[1, 2, 3, 4, 10]], index=[7], columns=[1.0, 2.0, 3.0, 4.0, 5.0])
    found = question_figures(counts, pd.Series({7: 4.0})).loc[7]
    answers = np.repeat([1, 2, 3, 4, 5], [1, 2, 3, 4, 10])
    top = estimates.proportion(14, 20)
    assert found["answers"] == 20
    assert found["mean"] == pytest.approx(answers.mean())
    assert (found["top"], found["top_low"], found["top_high"]) == pytest.approx(
        (top.value, top.low, top.high)
    )
    assert found["mean_low"] < found["mean"] < found["mean_high"]


def test_where_no_score_means_satisfied_there_is_no_top_box() -> None:
    counts = pd.DataFrame([[5, 5]], index=[7], columns=[0.0, 1.0])
    assert np.isnan(question_figures(counts, pd.Series({7: np.nan})).loc[7, "top"])
