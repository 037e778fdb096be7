"""Funnel limits, overdispersion, and where a value lies."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.funnel import (
    adjusted_limits,
    classify,
    overdispersion,
    proportion_limits,
    rate_limits,
)

COLUMNS = ["low_95", "high_95", "low_998", "high_998"]


@pytest.mark.parametrize("limits", [proportion_limits, rate_limits])
def test_one_level_needs_no_list(limits):
    assert list(limits([100], 0.5, 0.95).columns) == ["low_95", "high_95"]
    with pytest.raises(ValueError, match="must be numbers"):
        limits([100], 0.5, "95 %")
    with pytest.raises(ValueError, match="level must lie between 0 and 1"):
        limits([100], 0.5, [95])


class TestProportionLimits:
    def test_normal_limits_around_the_baseline(self):
        result = proportion_limits([100], 0.5)
        assert list(result.columns) == COLUMNS
        assert result["high_95"].item() == pytest.approx(0.5 + stats.norm.ppf(0.975) * 0.05)
        assert result["low_998"].item() == pytest.approx(0.5 - stats.norm.ppf(0.999) * 0.05)

    @given(st.integers(1, 10**6), st.floats(0, 1))
    def test_limits_are_nested_shares_around_the_baseline(self, n, baseline):
        limits = proportion_limits(n, baseline).iloc[0]
        order = [0, limits["low_998"], limits["low_95"], baseline, limits["high_95"]]
        assert sorted(order) == order
        assert limits["high_95"] <= limits["high_998"] <= 1

    def test_an_empty_branch_has_no_limits(self):
        assert proportion_limits([0], 0.5).isna().all(axis=None)

    def test_rows_keep_the_index_of_a_series(self):
        n = pd.Series([10, 20], index=["A", "B"])
        assert list(proportion_limits(n, 0.5).index) == ["A", "B"]

    def test_columns_are_named_by_level(self):
        assert list(proportion_limits(10, 0.5, levels=(0.9,)).columns) == ["low_90", "high_90"]

    def test_false_alarms_are_as_rare_as_promised(self):
        k = np.random.default_rng(1).binomial(400, 0.7, 50_000)
        place = classify(k / 400, proportion_limits(np.full(k.size, 400), 0.7))
        assert np.mean(place != "within") == pytest.approx(0.05, abs=0.01)
        assert np.mean(np.char.startswith(place, "very")) == pytest.approx(0.002, abs=0.001)

    def test_rules(self):
        with pytest.raises(ValueError, match="baseline must lie between 0 and 1"):
            proportion_limits(10, 50)
        with pytest.raises(ValueError, match="n must not be negative"):
            proportion_limits(-10, 0.5)
        with pytest.raises(ValueError, match="level must lie between 0 and 1"):
            proportion_limits(10, 0.5, levels=(95,))


class TestRateLimits:
    def test_limits_scale_with_the_baseline(self):
        expected, rates = rate_limits(20, 1), rate_limits(1000, 0.02)
        np.testing.assert_allclose(rates, expected * 0.02)

    def test_no_exposure_no_limits(self):
        assert rate_limits([0], 1).isna().all(axis=None)

    def test_without_expected_events_the_lower_limit_is_zero(self):
        assert rate_limits(100, 0)["low_95"].item() == 0

    def test_rules(self):
        with pytest.raises(ValueError, match="exposure must not be negative"):
            rate_limits(-1, 1)
        with pytest.raises(ValueError, match="baseline must not be negative"):
            rate_limits(1, -1)


class TestOverdispersion:
    def test_formula(self):
        k, n = np.array([8, 20, 3, 30, 15]), np.array([20, 30, 20, 40, 60])
        z = 2 * np.sqrt(n) * (np.arcsin(np.sqrt(k / n)) - np.arcsin(np.sqrt(76 / 170)))
        phi, w = np.mean(z**2), 4 * n
        tau2 = (5 * phi - 4) / (w.sum() - (w**2).sum() / w.sum())
        assert overdispersion(k, n, winsorise=0) == pytest.approx((phi, tau2))

    def test_winsorising_tames_outliers(self):
        n = np.full(20, 200)
        k = np.random.default_rng(2).binomial(n, 0.6)
        k[0] = 5
        assert overdispersion(k, n, 0.1).phi < overdispersion(k, n, 0).phi

    def test_chance_alone_needs_no_adjustment(self):
        result = overdispersion([60, 61, 59, 60], [100, 100, 100, 100])
        assert result.phi < 1
        assert result.tau2 == 0

    def test_recovers_the_variance_between_branches(self):
        random = np.random.default_rng(3)
        n = random.integers(200, 2000, 2000)
        share = np.sin(np.arcsin(np.sqrt(0.6)) + 0.05 * random.standard_normal(n.size)) ** 2
        result = overdispersion(random.binomial(n, share), n, winsorise=0)
        assert np.sqrt(result.tau2) == pytest.approx(0.05, rel=0.1)

    def test_needs_two_branches_that_count(self):
        phi, tau2 = overdispersion([3, 0], [10, 0])
        assert np.isnan(phi)
        assert tau2 == 0

    def test_rules(self):
        with pytest.raises(ValueError, match="successes must not exceed trials"):
            overdispersion([3], [2])
        with pytest.raises(ValueError, match="winsorise must be at least 0 and below"):
            overdispersion([1, 2], [3, 4], winsorise=0.5)


class TestAdjustedLimits:
    @given(st.integers(1, 10**5), st.floats(0.01, 0.99), st.floats(0, 1))
    def test_overdispersion_only_widens(self, n, baseline, tau2):
        plain, wide = (adjusted_limits(n, baseline, t).iloc[0] for t in (0, tau2))
        assert wide["low_95"] <= plain["low_95"] <= plain["high_95"] <= wide["high_95"]
        assert wide["low_998"] >= 0
        assert wide["high_998"] <= 1

    def test_without_it_they_are_close_to_the_plain_limits(self):
        plain, adjusted = proportion_limits(2000, 0.6), adjusted_limits(2000, 0.6, 0)
        np.testing.assert_allclose(adjusted, plain, atol=2e-3)

    def test_tau2_is_a_variance(self):
        with pytest.raises(ValueError, match="tau2 must not be negative"):
            adjusted_limits(10, 0.5, -1)


class TestClassify:
    limits = pd.DataFrame([[0.4, 0.6, 0.3, 0.7]] * 8, columns=COLUMNS)

    def test_places(self):
        values = [0.5, 0.39, 0.61, 0.2, 0.8, 0.4, 0.7, np.nan]
        assert classify(values, self.limits).tolist() == [
            "within", "low", "high", "very low", "very high", "within", "high", ""
        ]  # fmt: skip

    def test_one_row_of_limits_per_value(self):
        with pytest.raises(ValueError, match="one row of limits per value"):
            classify([0.5], self.limits)
