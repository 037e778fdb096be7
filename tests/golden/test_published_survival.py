"""Survival curves, and trends of shares, to the digit their sources print."""

import pandas as pd
import pytest

from analytics.spiral import trend
from analytics.survival import compare, kaplan_meier

# R, package survival, data aml (Miller 1997): weeks in remission, and whether it ended.
MAINTAINED = (
    [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161],
    [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
)
NONMAINTAINED = (
    [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
    [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
)


@pytest.mark.parametrize(
    ("group", "median", "mean"), [(MAINTAINED, 31, 52.6), (NONMAINTAINED, 23, 22.7)]
)
def test_aml_medians_and_restricted_means(group, median, mean):
    """R, survfit(Surv(time, status) ~ x, aml), restricted to 161 weeks."""
    found = kaplan_meier(*group)
    assert found.median == median
    assert round(found.rmst(161), 1) == mean


def test_aml_log_rank():
    """R, survdiff(Surv(time, status) ~ x, aml): chi-squared 3.39639 on one degree of freedom."""
    found = compare({"Maintained": MAINTAINED, "Nonmaintained": NONMAINTAINED})
    assert round(found.chi2, 5) == 3.39639
    assert found.df == 1
    assert round(found.p, 4) == 0.0653
    assert found.groups["expected"].round(2).tolist() == [10.69, 7.31]


def test_smokers_trend():
    """R, example of prop.trend.test: chi-squared 8.2249; Mantel's variance is N/(N - 1) of it."""
    counts = pd.DataFrame(
        {
            "branch_id": "all",
            "cycle_no": [1, 2, 3, 4],
            "watched": [86, 93, 136, 82],
            "returned": [83, 90, 129, 70],
        }
    )
    z, _p = trend(counts)
    n = counts["watched"].sum()
    assert round(z**2 * n / (n - 1), 4) == 8.2249
    assert z < 0
