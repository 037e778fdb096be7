"""Quantiles and top box from a histogram."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.distribution import quantile, top_share
from analytics.estimates import proportion

SCORES = [1, 2, 3, 4, 5]
COUNTS = st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(any)


@given(COUNTS, st.floats(0, 1))
def test_quantile_is_that_of_the_single_answers(counts, probability):
    answers = np.repeat(SCORES, counts)
    expected = np.quantile(answers, probability, method="inverted_cdf")
    assert quantile(SCORES, counts, probability) == expected


def test_quantile_per_group():
    medians = quantile(SCORES, [[0, 0, 1, 0, 2], [0, 0, 0, 0, 0]], 0.5)
    np.testing.assert_array_equal(medians, [5, np.nan])


def test_top_share_is_a_proportion():
    result, plain = top_share(SCORES, [1, 2, 3, 10, 4], satisfied_from=4), proportion(14, 20)
    assert result == plain
    assert top_share(SCORES, [[1, 0, 0, 0, 1]] * 3, 4).value.tolist() == [0.5] * 3


def test_rules():
    with pytest.raises(ValueError, match="scores must ascend"):
        quantile([5, 4], [1, 1], 0.5)
    with pytest.raises(ValueError, match="counts must have one entry per score"):
        quantile(SCORES, [1, 1], 0.5)
    with pytest.raises(ValueError, match="counts must not be negative"):
        top_share(SCORES, [1, 1, 1, 1, -1], 4)
    with pytest.raises(ValueError, match="probability must lie between 0 and 1"):
        quantile(SCORES, [1, 1, 1, 1, 1], 50)
