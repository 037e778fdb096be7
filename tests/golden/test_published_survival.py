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


# Weeks in remission with 6-MP and with placebo (Freireich et al. 1963, Blood 21:699).
TREATED = (
    [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
    [1] * 9 + [0] * 12,
)
PLACEBO = (
    [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
    [1] * 21,
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


def test_leukaemia_curve_with_log_log_limits():
    """Kleinbaum and Klein 2012, Survival Analysis, ch. 2; limits as of R, conf.type "log-log"."""
    found = kaplan_meier(*TREATED)
    at = found.curve[found.curve["closed"] > 0].set_index("time").round(3)
    assert at["survival"].to_dict() == {
        6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448,
    }  # fmt: skip
    assert at["low"].tolist() == [0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188]
    assert at["high"].tolist() == [0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680]


def test_leukaemia_medians_and_log_rank():
    """The same: medians 23 and 8 weeks; log-rank chi-squared 16.79, expected 19.25 and 10.75."""
    assert [kaplan_meier(*group).median for group in (TREATED, PLACEBO)] == [23, 8]
    found = compare([TREATED, PLACEBO])
    assert round(found.chi2, 2) == 16.79
    assert found.groups["expected"].round(2).tolist() == [19.25, 10.75]


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
