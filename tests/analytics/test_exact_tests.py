"""Exact tests of two counts against scipy's one-pair-at-a-time implementations."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.exact_tests import fisher, poisson_ratio


@st.composite
def table(draw):
    n1, n2 = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@given(table())
def test_fisher_agrees_with_scipy(counts):
    k1, n1, k2, n2 = counts
    expected = stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]]).pvalue
    np.testing.assert_allclose(fisher(k1, n1, k2, n2), expected, rtol=1e-9)


def test_fisher_of_a_small_branch_against_a_large_rest():
    expected = stats.fisher_exact([[7, 3], [99_000, 1000]]).pvalue
    np.testing.assert_allclose(fisher(7, 10, 99_000, 100_000), expected, rtol=1e-6)


def test_fisher_without_trials_is_undetermined():
    np.testing.assert_array_equal(fisher([0, 1], [0, 1], [3, 1], [4, 1]), [np.nan, 1])


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([0.01, 0.5, 1, 3, 1000]))
def test_poisson_ratio_agrees_with_scipy(first, second, exposure):
    if first + second:
        expected = stats.binomtest(first, first + second, exposure / (exposure + 1)).pvalue
        np.testing.assert_allclose(
            poisson_ratio(first, exposure, second, 1), expected, rtol=1e-6, atol=1e-300
        )


def test_poisson_ratio_of_large_counts():
    expected = stats.binomtest(50_700, 101_000, 0.5).pvalue
    np.testing.assert_allclose(poisson_ratio(50_700, 9, 50_300, 9), expected, rtol=1e-6)


def test_no_events_at_all_show_no_difference():
    np.testing.assert_array_equal(poisson_ratio([0, 0], [5, 0], [0, 3], [7, 7]), [1, np.nan])


def test_no_pairs_no_p():
    assert fisher([], [], [], []).size == poisson_ratio([], [], [], []).size == 0
