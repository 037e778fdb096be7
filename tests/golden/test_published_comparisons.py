"""Tests and adjustments of comparisons, to the digit their sources print."""

import pandas as pd

from analytics.comparison import difference
from analytics.multiplicity import adjust
from analytics.rank_correlation import rank_correlation


def test_benjamini_hochberg_1995_section_4_1():
    """Benjamini and Hochberg 1995, JRSS B 57:289, §4.1: four of fifteen rejected at 5 %."""
    p = [
        .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
        .0459, .3240, .4262, .5719, .6528, .7590, 1,
    ]  # fmt: skip
    assert (adjust(p) <= 0.05).tolist() == [True] * 4 + [False] * 11


def test_two_poisson_rates():
    """R, poisson.test(c(2, 13), c(5, 5)): p = 0.007385 (stats.stackexchange.com/q/547389)."""
    first = pd.DataFrame({"n": [5], "total": [2], "total_sq": [2]})
    second = pd.DataFrame({"n": [5], "total": [13], "total_sq": [13]})
    assert round(difference("rate", first, second)["p"].item(), 6) == 0.007385


def test_spearman_of_ten_pairs():
    """Intelligence and hours of television, the example of Wikipedia: ρ = -29/165, p = 0.627188."""
    intelligence = pd.Series([106, 100, 86, 101, 99, 103, 97, 113, 112, 110])
    hours = pd.Series([7, 27, 2, 50, 28, 29, 20, 12, 6, 17])
    found = rank_correlation(intelligence, hours)
    assert round(found.value * 165, 9) == -29
    assert round(found.p, 6) == 0.627188
