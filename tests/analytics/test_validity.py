"""Intervals, orders and alarms hold what they say: the fast version of `benchmarks validity`."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.validity import alarms, intervals, orders

REPS, COMPANIES = 1500, 60


@pytest.fixture(scope="module")
def coverage() -> pd.Series:
    """The lowest coverage of each interval by n; weak places are told in docs/validity.md."""
    found = intervals.every(REPS, np.random.default_rng(7))
    return found.groupby(["interval", "n"])["coverage"].min()


@pytest.fixture(scope="module")
def checks() -> pd.Series:
    draw = np.random.default_rng(7)
    found = pd.concat([orders.every(COMPANIES, draw), alarms.every(COMPANIES, draw)])
    return found.set_index(["check", "setting"])["found"]


@pytest.mark.parametrize(
    ("interval", "n", "least"),
    [
        ("share (Wilson)", 10, 0.92),
        ("share (Wilson)", 500, 0.945),
        ("rate (Byar, exact below 10)", 1, 0.95),
        ("rate (Byar, exact below 10)", 50, 0.95),
        ("difference of shares (Newcombe)", 20, 0.945),
        ("difference of rates", 5, 0.945),
        ("mean (Student)", 500, 0.93),
        ("difference of means (Welch)", 10, 0.945),
        ("NPS (adjusted Wald)", 20, 0.935),
        ("share over channels by weight", 100, 0.95),
        ("learning gain (paired t)", 20, 0.94),
        ("median time to close (Kaplan–Meier)", 50, 0.94),
        ("share open after 30 days (Kaplan–Meier)", 50, 0.93),
        ("shrunk share (beta-binomial)", 10, 0.92),
        ("shrunk mean (DerSimonian–Laird)", 10, 0.92),
        ("shrunk mean (DerSimonian–Laird)", 200, 0.92),
    ],
)
def test_intervals_hold_the_truth(coverage, interval, n, least):
    reps = {
        "learning": REPS // 4,
        "median t": REPS // 8,
        "share op": REPS // 8,
        "shrunk m": 888,
        "shrunk s": 888,
    }
    error = 3 * np.sqrt(0.05 * 0.95 / reps.get(interval[:8], REPS))
    exact = "Wilson" in interval or "Byar" in interval
    assert coverage[interval, n] >= least - (0 if exact else error)


def test_rank_sets_hold_all_ranks_together(checks):
    found = checks["rank sets hold all ranks"]
    assert (found >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / (COMPANIES // 5))).all()
    assert found.mean() >= 0.95


def test_ordinary_branches_lie_outside_the_limits_as_often_as_said(checks):
    assert checks["outside the 95 % limits"].between(0.02, 0.09).all()
    assert checks["outside the 99.8 % limits"].max() < 0.015


def test_false_alarms_are_kept_in_check(checks):
    error = 3 * np.sqrt(0.05 * 0.95 / COMPANIES)
    assert checks["any pair said to differ"].max() < 0.05 + error
    assert checks["false among the pairs said to differ"].max() < 0.05 + error
    assert checks["compare shows any trend"].max() < 0.05 + 2 * error
    assert checks["overview lists any signal"].max() < 0.05 + 2 * error
    assert checks["months flagged by the control chart"].max() < 0.10


def test_a_step_of_half_a_standard_deviation_is_found(checks):
    assert checks["overview has the signal", "20 answers a month"] > 0.9
    assert checks["compare shows the trend", "50 answers a month"] > 0.9
    assert checks["control chart finds the step", "50 answers a month"] > 0.9
