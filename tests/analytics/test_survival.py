"""Times that may be cut short: the curve, its median and area, and the test between groups."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from analytics.survival import compare, kaplan_meier
from analytics.time_to_close import by_branch, observed

DAY = pd.Timestamp("2026-10-31")


def dates(*texts: str | None) -> pd.Series:
    return pd.to_datetime(pd.Series(texts))


def test_without_censoring_the_curve_is_the_share_still_open():
    found = kaplan_meier([1, 2, 2, 4], [True] * 4)
    assert found.curve["time"].tolist() == [1, 2, 4]
    assert found.curve["at_risk"].tolist() == [4, 3, 1]
    assert found.curve["closed"].tolist() == [1, 2, 1]
    assert found.curve["survival"].tolist() == pytest.approx([0.75, 0.25, 0])
    assert (found.n, found.closed, found.median) == (4, 4, 2)


def test_what_is_still_open_counts_until_it_was_last_seen():
    """Open on day 2 and 3: at day 4 only two of four are at risk, and one of them closes."""
    found = kaplan_meier([2, 3, 4, 5], [False, False, True, False])
    assert found.curve["survival"].tolist() == pytest.approx([1, 1, 0.5, 0.5])
    assert found.median == 4
    forgetting = kaplan_meier([4], [True])
    assert forgetting.median == found.median
    assert found.rmst(5) == pytest.approx(4.5)


def test_a_curve_that_stays_above_one_half_has_no_median_yet():
    found = kaplan_meier([1, 9, 9], [True, False, False])
    assert found.median == np.inf
    assert found.median_high == np.inf


def test_nothing_closed_leaves_everything_open_with_certainty_only_so_far():
    found = kaplan_meier([3, 7], [False, False])
    assert found.curve[["survival", "low", "high"]].eq(1).all(axis=None)
    assert (found.median, found.rmst(7)) == (np.inf, 7)


def test_nothing_observed_is_no_error_but_has_no_figures():
    found = kaplan_meier([], [])
    assert np.isnan(found.median)
    assert (found.n, found.closed) == (0, 0)


def test_closed_on_the_day_it_was_found():
    found = kaplan_meier([0, 0, 4], [True, True, True])
    assert (found.median, found.rmst(4)) == (0, pytest.approx(4 / 3))


def test_the_limits_hold_the_curve_and_widen_with_the_level():
    days, closed = [1, 2, 3, 4, 5, 6], [True, True, False, True, True, False]
    narrow, wide = (kaplan_meier(days, closed, level).curve for level in (0.8, 0.99))
    assert (wide["low"] < narrow["low"]).all()
    assert (narrow["low"] <= narrow["survival"]).all()
    assert (narrow["survival"] <= narrow["high"]).all()


def test_log_log_limits_by_hand():
    """One of four closed: S = 3/4, Greenwood's sum 1/(4·3), limits S^exp(±z·√sum/|ln S|)."""
    first = kaplan_meier([1, 2, 2, 2], [True, False, False, False]).curve.iloc[0]
    factor = np.exp(1.959964 * np.sqrt(1 / 12) / -np.log(0.75))
    assert first[["low", "high"]].tolist() == pytest.approx(
        [0.75**factor, 0.75 ** (1 / factor)], abs=1e-6
    )


@example(one=[(0, False)] * 2, two=[(0, True), *[(1, False)] * 3, *[(1, True)] * 3])
@given(
    st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=2, max_size=40),
    st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=2, max_size=40),
)
def test_two_groups_agree_with_the_definition(one, two):
    groups = [tuple(np.array(part) for part in zip(*group, strict=True)) for group in (one, two)]
    found = compare(groups)
    if not found.df:
        assert np.isnan(found.p)
        return
    gap = variance = 0.0
    for time in {day for day, closed in one + two if closed}:
        at_risk = [sum(day >= time for day, _ in group) for group in (one, two)]
        closings = [sum(day == time and closed for day, closed in group) for group in (one, two)]
        total, together = sum(at_risk), sum(closings)
        gap += closings[0] - together * at_risk[0] / total
        if total > 1:  # the hypergeometric variance of Mantel 1966
            variance += (
                at_risk[0] * at_risk[1] * together * (total - together) / total**2 / (total - 1)
            )
    assert found.chi2 == pytest.approx(gap**2 / variance, abs=1e-9)
    assert found.p == pytest.approx(stats.chi2.sf(gap**2 / variance, 1), abs=1e-9)


def test_of_several_groups_each_is_also_tested_against_all_the_others():
    rng = np.random.default_rng(3)
    groups = {name: (rng.exponential(size, 40), rng.random(40) < 0.8)
              for name, size in (("a", 10), ("b", 10), ("slow", 40))}  # fmt: skip
    found = compare(groups)
    assert found.df == 2
    rest = tuple(np.concatenate([groups[g][i] for g in "ab"]) for i in (0, 1))
    assert found.groups.loc["slow", "p"] == pytest.approx(compare([groups["slow"], rest]).p)
    assert found.groups["observed"].sum() == pytest.approx(found.groups["expected"].sum())
    assert found.groups.loc["slow", "observed"] < found.groups.loc["slow", "expected"]


def test_groups_that_are_alike_are_seldom_told_apart():
    rng = np.random.default_rng(11)
    p = [
        compare([(rng.exponential(9, 30), rng.random(30) < 0.7) for _ in range(4)]).p
        for _ in range(120)
    ]
    assert np.mean(np.array(p) < 0.05) <= 0.1


@pytest.mark.parametrize(
    ("days", "closed", "rule"),
    [
        ([1, 2], [True], "of the same length"),
        ([-1], [True], "days must not be negative"),
        ([np.nan], [True], "days must be finite"),
        ([1], [2], "closed must be true or false"),
    ],
)
def test_a_bad_argument_states_the_rule(days, closed, rule):
    with pytest.raises(ValueError, match=rule):
        kaplan_meier(days, closed)
    with pytest.raises(ValueError, match=rule):
        compare([(days, closed), ([1], [True])])


def test_an_area_is_given_only_where_the_curve_is_known():
    found = kaplan_meier([1, 5], [True, False])
    with pytest.raises(ValueError, match="beyond the last time"):
        found.rmst(6)
    with pytest.raises(ValueError, match="tau must be positive"):
        found.rmst(0)
    with pytest.raises(ValueError, match="at least two groups"):
        compare([([1], [True])])
    with pytest.raises(ValueError, match="level"):
        kaplan_meier([1], [True], level=1.5)


def test_what_was_closed_after_the_snapshot_was_open_then():
    began = dates("2026-10-01", "2026-10-21", "2026-10-31")
    days, closed = observed(began, dates("2026-10-11", "2026-11-02", None), DAY)
    assert days.tolist() == [10, 10, 0]
    assert closed.tolist() == [True, False, False]


def test_dates_must_be_in_their_order():
    with pytest.raises(ValueError, match="begin after the snapshot"):
        observed(dates("2026-11-01"), dates(None), DAY)
    with pytest.raises(ValueError, match="end before it began"):
        observed(dates("2026-10-02"), dates("2026-10-01"), DAY)


def test_a_slow_branch_differs_and_one_like_the_others_does_not():
    rng = np.random.default_rng(5)
    branch = pd.Series(np.repeat(["a", "b", "c"], 60))
    days = np.ceil(rng.exponential(np.repeat([10, 10, 40], 60)))
    found = by_branch(branch, days, np.full(180, True))
    assert found.loc["c", ["differs", "quicker"]].tolist() == [True, False]
    assert found.loc["c", "low"] > found.loc["a", "median"]


def test_one_branch_alone_is_compared_with_nobody():
    found = by_branch(pd.Series(["a", "a"]), np.array([3.0, 5.0]), np.array([True, False]))
    assert found.loc["a", ["n", "closed", "median"]].tolist() == [2, 1, 3]
    assert not found.loc["a", "differs"]
    assert np.isnan(found.loc["a", "p_adjusted"])
