"""Limits of the funnel: chance alone where it explains the branches, wider where it does not."""

import numpy as np
import pandas as pd
import pytest

from analytics import branch_limits, funnel
from analytics.cells import estimate
from analytics.shrinkage import normal


def figures(kind, n, total, total_sq=0.0, per=1.0) -> pd.DataFrame:
    cells = pd.DataFrame({"n": n, "total": total, "total_sq": total_sq}, dtype=float)
    found = estimate(kind, cells["n"], cells["total"], cells["total_sq"], per)
    return cells.assign(kind=kind, per=per, value=found.value, low=found.low, high=found.high)


def test_alike_branches_keep_the_limits_of_chance():
    alike = figures("proportion", [100, 400], [80, 320])
    assert branch_limits.usual_spread(alike, 0.8) == 0
    expected = funnel.proportion_limits(alike["n"], 0.8)
    pd.testing.assert_frame_equal(branch_limits.limits(alike, 0.8, 0.0), expected)
    rates = figures("rate", [1000, 4000], [10, 40], per=100)
    expected = funnel.rate_limits(rates["n"], 0.01) * 100
    pd.testing.assert_frame_equal(branch_limits.limits(rates, 1.0, 0.0), expected)


def test_branches_that_differ_as_a_rule_widen_the_limits():
    n, shares = np.full(12, 4000), np.linspace(0.7, 0.9, 12)
    unlike = figures("proportion", n, n * shares)
    tau2 = branch_limits.usual_spread(unlike, 0.8)
    assert tau2 > funnel.overdispersion(n * shares, n).tau2 > 0
    chance, wide = (branch_limits.limits(unlike, 0.8, spread) for spread in (0.0, tau2))
    assert (funnel.classify(unlike["value"], chance) != "within").sum() >= 10
    assert (funnel.classify(unlike["value"], wide) == "within").all()


def test_the_one_that_stands_out_of_the_usual_spread_stays_outside():
    shares = np.append(np.linspace(0.76, 0.84, 20), 0.5)
    n = np.full(21, 4000)
    unlike = figures("proportion", n, n * shares)
    tau2 = branch_limits.usual_spread(unlike, 0.8)
    place = funnel.classify(unlike["value"], branch_limits.limits(unlike, 0.8, tau2))
    assert list(place[:20]) == ["within"] * 20 and place[20] == "very low"


def test_the_spread_of_means_is_near_that_of_dersimonian_and_laird():
    n, mean = np.full(10, 200.0), np.linspace(3, 4, 10)
    means = figures("mean", n, n * mean, n * (mean**2 + 1))
    error = branch_limits.standard_errors(means)
    expected = normal(means["value"], error).tau2
    found = branch_limits.usual_spread(means, float(mean.mean()))
    assert found == pytest.approx(expected, rel=0.35) and found > 0
    limits = branch_limits.limits(means, 3.5, found)
    half = 1.959964 * np.sqrt(error**2 + found)
    assert limits["high_95"].to_numpy() == pytest.approx(3.5 + half)


def test_widened_rates_are_never_below_zero_and_hold_the_usual():
    events = np.array([15, 30, 60, 25, 45, 20, 55, 35])
    rates = figures("rate", np.full(8, 10_000), events, per=1000)
    baseline = events.sum() / 80_000 * 1000
    tau2 = branch_limits.usual_spread(rates, baseline)
    limits = branch_limits.limits(rates, baseline, tau2)
    assert tau2 > 0 and (limits["low_998"] >= 0).all()
    assert (funnel.classify(rates["value"], limits) == "within").all()


def test_one_branch_or_none_with_a_known_error_has_no_usual_spread():
    assert branch_limits.usual_spread(figures("proportion", [10], [5]), 0.5) == 0
    equal = figures("mean", [5, 5, 1], [20, 25, 4], [80, 125, 16])
    assert branch_limits.usual_spread(equal, 4.5) == 0
