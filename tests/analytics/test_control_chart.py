"""XmR charts: limits, the four rules in their priority, and assurance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.control_chart import assurance, xmr

WOBBLE = [1.0, -1.0] * 6


def flagged(values, **options):
    points = xmr(values, **options).points
    return {i: flag for i, flag in enumerate(points["flag"]) if flag}


def is_near_upper(chart, value):
    return chart.mean + (chart.upper - chart.mean) * 2 / 3 < value < chart.upper


class TestLimits:
    def test_mean_plus_minus_266_mean_moving_ranges(self):
        chart = xmr([1, 3, 2, 4])
        assert chart.mean == 2.5
        assert (chart.lower, chart.upper) == pytest.approx((2.5 - 2.66 * 5 / 3, 2.5 + 2.66 * 5 / 3))

    def test_screening_keeps_an_outlier_from_widening_the_limits(self):
        series = [*WOBBLE, 30, *WOBBLE]
        assert xmr(series).upper < xmr(series, screen_moving_ranges=False).upper

    def test_a_flat_series_has_flat_limits_and_no_flags(self):
        chart = xmr([0.1] * 20)
        assert chart.lower == chart.upper == pytest.approx(0.1)
        assert (chart.points["flag"] == "").all()

    @pytest.mark.parametrize(("months", "trial"), [(11, True), (12, False)])
    def test_fewer_than_twelve_points_are_a_trial(self, months, trial):
        assert xmr(WOBBLE[:months]).trial is trial

    @pytest.mark.parametrize("values", [[], [5], [np.nan], [1, np.nan, 2]])
    def test_without_neighbours_there_are_no_limits(self, values):
        chart = xmr(values)
        assert np.isnan([chart.lower, chart.upper]).all()
        assert len(chart.points) == len(values)

    def test_values_are_one_series(self):
        with pytest.raises(ValueError, match="values must be one series"):
            xmr([[1, 2], [3, 4]])


class TestRules:
    def test_outside_a_limit(self):
        points = xmr([*WOBBLE, 9, *WOBBLE, -9, *WOBBLE]).points
        assert points.loc[12, ["flag", "direction"]].tolist() == ["outside", "up"]
        assert points.loc[25, ["flag", "direction"]].tolist() == ["outside", "down"]

    def test_seven_rising_points_are_all_flagged(self):
        series = [*WOBBLE, -1.5, -1.2, -0.6, 0.1, 0.5, 0.9, 1.3, *WOBBLE[::-1]]
        assert flagged(series) == dict.fromkeys(range(12, 19), "trend")
        falling = xmr([-value for value in series]).points
        assert (falling["direction"][12:19] == "down").all()

    def test_six_rising_points_are_none(self):
        assert not flagged([*WOBBLE, -1.2, -0.6, 0.1, 0.5, 0.9, 1.3, *WOBBLE[::-1]])

    def test_a_step_on_the_level_breaks_a_trend(self):
        assert not flagged([*WOBBLE, -1.2, -0.6, 0.1, 0.1, 0.5, 0.9, 1.3, *WOBBLE[::-1]])

    def test_two_of_three_near_the_same_limit_flag_only_the_near_points(self):
        series = [*WOBBLE, 5, 0.9, 5, *WOBBLE[::-1]]
        assert flagged(series) == {12: "two of three", 14: "two of three"}

    def test_two_of_three_need_all_three_on_that_side(self):
        series = [*WOBBLE, 5.2, -0.9, 5.2, *WOBBLE[::-1]]
        assert is_near_upper(xmr(series), 5.2)
        assert not flagged(series)

    def test_two_near_opposite_limits_are_no_signal(self):
        series = [*WOBBLE, *WOBBLE, 5, -5]
        assert is_near_upper(xmr(series), 5)
        assert not flagged(series)

    def test_a_point_outside_is_not_near(self):
        flags = flagged([*WOBBLE, *WOBBLE, 0.5, 9, 5, *WOBBLE[::-1]])
        assert flags == {25: "outside"}

    def test_seven_in_a_row_on_one_side_are_all_flagged(self):
        series = [*WOBBLE, *([0.5, 0.3] * 3), 0.5, *WOBBLE[::-1], -3]
        assert flagged(series)[12] == "shift"
        assert {12, 13, 14, 15, 16, 17, 18} <= set(flagged(series))

    def test_a_value_equal_to_the_mean_breaks_a_run(self):
        series = np.array([1, 2, 1, 0, 1, 2, 1, -1, -2, -1, -1, -2, -1, 0, 1, -1, 1, -1.0])
        assert series.mean() == 0
        assert not flagged(series)
        assert len(flagged([*series[:3], 1, *series[4:13], -1, *series[14:]])) >= 7

    def test_a_missing_month_breaks_a_run_and_has_no_flag(self):
        series = [*WOBBLE, *([0.5, 0.3] * 3), np.nan, 0.5, *WOBBLE[::-1]]
        chart = xmr(series)
        assert (chart.points["flag"] == "").all()
        assert chart.mean == pytest.approx(np.nanmean(series))

    def test_outside_takes_precedence_over_trend_and_shift(self):
        series = [*WOBBLE, 0.6, 0.8, 1.0, 1.3, 1.7, 2.2, 9, *WOBBLE[::-1]]
        flags = flagged(series)
        assert flags[18] == "outside"
        assert flags[12] == "trend"

    def test_points_keep_the_index_of_a_series(self):
        months = pd.period_range("2024-01", periods=12, freq="M")
        assert xmr(pd.Series(WOBBLE, index=months)).points.index.equals(months)

    @given(st.lists(st.integers(-20, 20), min_size=2, max_size=40))
    def test_turning_a_series_upside_down_turns_the_directions(self, values):
        up, down = xmr(values).points, xmr([-value for value in values]).points
        single = ~up["direction"].eq("") & up["flag"].ne("trend")
        turned = up["direction"].map({"up": "down", "down": "up", "": ""})
        assert (up["flag"] == down["flag"]).all()
        assert (turned[single] == down["direction"][single]).all()

    def test_false_alarms_on_pure_noise(self):
        random = np.random.default_rng(11)
        points = [(xmr(random.normal(size=24)).points["flag"] != "").mean() for _ in range(1500)]
        outside = [
            (xmr(random.normal(size=24)).points["flag"] == "outside").mean() for _ in range(500)
        ]
        assert np.mean(points) < 0.06
        assert np.mean(outside) < 0.02


class TestAssurance:
    @pytest.mark.parametrize(
        ("target", "better", "verdict"),
        [
            (95, "high", "fail"),
            (95, "low", "pass"),
            (70, "high", "pass"),
            (70, "low", "fail"),
            (85, "high", "hit-or-miss"),
            (90, "low", "hit-or-miss"),
            (np.nan, "high", ""),
        ],
    )
    def test_verdict(self, target, better, verdict):
        assert assurance(80, 90, target, better) == verdict

    def test_rules(self):
        with pytest.raises(ValueError, match="better must be high or low"):
            assurance(80, 90, 85, "up")
        with pytest.raises(ValueError, match="lower must not exceed upper"):
            assurance(90, 80, 85, "high")
