"""Benjamini-Hochberg adjustment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.multiplicity import adjust

PROBABILITIES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(PROBABILITIES)
def test_agrees_with_scipy(p):
    np.testing.assert_allclose(adjust(p), stats.false_discovery_control(p), rtol=1e-12)


@given(PROBABILITIES)
def test_never_below_the_raw_p_nor_above_one(p):
    adjusted = adjust(p)
    assert (adjusted >= np.array(p) * (1 - 1e-12)).all()
    assert (adjusted <= 1).all()


def test_a_comparison_not_made_stays_nan_and_does_not_count():
    adjusted = adjust([0.01, np.nan, 0.04])
    np.testing.assert_allclose(adjusted, [0.02, np.nan, 0.04])


def test_shape_is_kept():
    assert adjust([[0.1, 0.2], [0.3, np.nan]]).shape == (2, 2)
    assert adjust([]).size == 0


def test_p_values_are_probabilities():
    with pytest.raises(ValueError, match="p-values must lie between 0 and 1"):
        adjust([0.5, 1.1])
