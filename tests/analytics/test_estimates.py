"""A value and its interval: proportion, difference, mean, Net Promoter Score, rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analytics import estimates
from analytics.estimates import mean, nps, proportion, proportion_difference, rate

LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.998])


@st.composite
def shares(draw):
    n = draw(st.integers(1, 10**6))
    return draw(st.integers(0, n)), n


def assert_encloses(result):
    assert result.low <= result.value <= result.high


class TestProportion:
    def test_value_is_the_share_itself(self):
        assert proportion(3, 4).value == 0.75

    def test_wilson_interval_agrees_with_statsmodels(self):
        k, n = np.array([0, 1, 5, 50, 99, 100]), np.full(6, 100)
        result = proportion(k, n, 0.9)
        low, high = proportion_confint(k, n, alpha=0.1, method="wilson")
        np.testing.assert_allclose(result.low, low, atol=1e-14)
        np.testing.assert_allclose(result.high, high)

    def test_shape_follows_the_input(self):
        assert proportion(1, 2).value.shape == ()
        assert proportion([[1], [2]], [4, 5, 6]).low.shape == (2, 3)

    def test_nobody_asked_is_undetermined(self):
        result = proportion([0, 1], [0, 2])
        assert np.isnan([result.value[0], result.low[0], result.high[0]]).all()
        assert result.value[1] == 0.5

    def test_trials_may_be_an_effective_number(self):
        assert proportion(0.5, 2.5).value == pytest.approx(0.2)

    @given(shares(), LEVELS)
    def test_interval_contains_the_value_and_stays_a_share(self, share, level):
        result = proportion(*share, level)
        assert_encloses(result)
        assert result.low >= 0
        assert result.high <= 1

    @given(shares(), st.integers(2, 100))
    def test_interval_shrinks_with_more_answers(self, share, factor):
        k, n = share
        few, many = proportion(k, n), proportion(k * factor, n * factor)
        assert many.high - many.low < few.high - few.low

    @given(shares())
    def test_failures_mirror_successes(self, share):
        k, n = share
        success, failure = proportion(k, n), proportion(n - k, n)
        assert success.low == pytest.approx(1 - failure.high, abs=1e-12)

    @pytest.mark.parametrize(
        ("k", "n", "rule"),
        [
            (3, 2, "successes must not exceed trials"),
            (-1, 2, "successes must not be negative"),
            (0, -2, "trials must not be negative"),
        ],
    )
    def test_rules(self, k, n, rule):
        with pytest.raises(ValueError, match=rule):
            proportion(k, n)


class TestProportionDifference:
    @given(shares(), shares())
    def test_newcombe_agrees_with_statsmodels(self, first, second):
        result = proportion_difference(*first, *second)
        low, high = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
        assert result.low == pytest.approx(low, abs=1e-9)
        assert result.high == pytest.approx(high, abs=1e-9)

    @given(shares(), shares(), LEVELS)
    def test_swapping_the_groups_swaps_the_sign(self, first, second, level):
        forth = proportion_difference(*first, *second, level)
        back = proportion_difference(*second, *first, level)
        assert (forth.value, forth.low, forth.high) == (-back.value, -back.high, -back.low)
        assert_encloses(forth)


class TestMean:
    def test_student_interval_agrees_with_scipy(self):
        x = np.array([3.0, 4, 4, 5, 1])
        result = mean(x.size, x.sum(), (x**2).sum())
        low, high = stats.ttest_1samp(x, 0).confidence_interval(0.95)
        assert (result.low, result.high) == pytest.approx((low, high))

    def test_one_answer_has_a_value_but_no_interval(self):
        result = mean([1, 0], [4, 0], [16, 0])
        np.testing.assert_array_equal(result.value, [4, np.nan])
        assert np.isnan(result.low).all()
        assert np.isnan(result.high).all()

    def test_rounding_of_the_sums_is_not_variance(self):
        x = np.full(1000, 0.1) + 1e6
        result = mean(x.size, x.sum(), (x**2).sum())
        assert result.high - result.low < 1e-3
        assert estimates.sample_variance(3, 0.1 * 3, 0.1**2 * 3) == 0

    def test_small_spread_far_from_zero_is_variance(self):
        x = 1e4 + np.array([-1.0, 0, 1])
        assert estimates.sample_variance(3, x.sum(), (x**2).sum()) == pytest.approx(1, rel=1e-6)

    @given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=50))
    def test_interval_contains_the_value(self, x):
        x = np.array(x)
        assert_encloses(mean(x.size, x.sum(), (x**2).sum()))

    def test_sums_no_observations_can_give(self):
        with pytest.raises(ValueError, match="total_sq must not be less than total²/n"):
            mean(2, 10, 3)
        with pytest.raises(ValueError, match="observations must not be negative"):
            mean(-2, 10, 60)


class TestNps:
    def test_value_in_points(self):
        assert nps(50, 30, 20).value == 30

    def test_adjusted_wald(self):
        p, d, n = 50.75 / 103, 20.75 / 103, 103
        half = 100 * stats.norm.ppf(0.975) * np.sqrt((p + d - (p - d) ** 2) / n)
        result = nps(50, 30, 20)
        assert result.low == pytest.approx(100 * (p - d) - half)
        assert result.high == pytest.approx(100 * (p - d) + half)

    def test_nobody_asked_is_undetermined(self):
        assert np.isnan(nps(0, 0, 0).value)
        assert np.isnan(nps(0, 0, 0).high)

    @given(*[st.integers(0, 1000)] * 3, LEVELS)
    def test_interval_contains_the_value_within_the_scale(self, p, a, d, level):
        if p + a + d:
            result = nps(p, a, d, level)
            assert_encloses(result)
            assert result.low >= -100
            assert result.high <= 100

    def test_detractors_mirror_promoters(self):
        assert nps(7, 5, 3).low == pytest.approx(-nps(3, 5, 7).high)

    def test_counts_are_not_negative(self):
        with pytest.raises(ValueError, match="detractors must not be negative"):
            nps(1, 1, -1)


class TestRate:
    def test_few_events_have_the_exact_interval(self):
        result = rate([0, 1, 9], 100, per=100)
        np.testing.assert_allclose(result.low[1:], stats.chi2.ppf(0.025, [2, 18]) / 2)
        np.testing.assert_allclose(result.high, stats.chi2.ppf(0.975, [2, 4, 20]) / 2)
        assert result.low[0] == 0

    def test_byar_is_close_to_exact_from_ten_events_on(self):
        k = np.arange(10, 2000)
        result = rate(k, 1)
        np.testing.assert_allclose(result.low, stats.chi2.ppf(0.025, 2 * k) / 2, rtol=2e-3)
        np.testing.assert_allclose(result.high, stats.chi2.ppf(0.975, 2 * k + 2) / 2, rtol=2e-3)

    def test_per_multiplies_all_three(self):
        once, thousandfold = rate(20, 400), rate(20, 400, per=1000)
        assert thousandfold.value == pytest.approx(50)
        assert thousandfold.low == pytest.approx(1000 * once.low)

    def test_no_exposure_is_undetermined(self):
        assert np.isnan(rate(0, 0).value)
        assert np.isnan(rate(3, 0).high)

    @given(st.integers(0, 10**6), st.floats(0.1, 1e6), LEVELS)
    def test_interval_contains_the_value(self, events, exposure, level):
        result = rate(events, exposure, 1000, level)
        assert_encloses(result)
        assert result.low >= 0

    @pytest.mark.parametrize(
        ("events", "exposure", "per", "rule"),
        [
            (-1, 1, 1, "events must not be negative"),
            (1, -1, 1, "exposure must not be negative"),
            (1, 1, 0, "per must be positive"),
        ],
    )
    def test_rules(self, events, exposure, per, rule):
        with pytest.raises(ValueError, match=rule):
            rate(events, exposure, per)


class TestCoverage:
    """How often the 95 % interval contains the truth, for the sizes branches really have."""

    draws = 20_000
    sizes = pytest.mark.parametrize("n", [5, 12, 30, 100, 500, 5000])

    def covered(self, result, truth):
        return np.mean((result.low <= truth) & (truth <= result.high))

    @sizes
    @pytest.mark.parametrize("truth", [0.6, 0.85])
    def test_proportion(self, n, truth):
        k = np.random.default_rng(n).binomial(n, truth, self.draws)
        assert 0.93 < self.covered(proportion(k, n), truth) < 0.995

    @sizes
    def test_difference(self, n):
        k = np.random.default_rng(n).binomial(n, [[0.85], [0.7]], (2, self.draws))
        result = proportion_difference(k[0], n, k[1], n)
        assert 0.94 < self.covered(result, 0.15) < 0.985

    @pytest.mark.parametrize("n", [12, 30, 100, 500])
    def test_mean_of_a_five_point_scale(self, n):
        shares = [0.03, 0.07, 0.2, 0.4, 0.3]
        counts = np.random.default_rng(n).multinomial(n, shares, self.draws)
        scores = np.arange(1, 6)
        result = mean(n, counts @ scores, counts @ scores**2)
        assert 0.93 < self.covered(result, np.dot(shares, scores)) < 0.96

    @sizes
    def test_nps(self, n):
        counts = np.random.default_rng(n).multinomial(n, [0.5, 0.3, 0.2], self.draws)
        assert 0.935 < self.covered(nps(*counts.T), 30) < 0.975

    @pytest.mark.parametrize("expected", [0.5, 3, 12, 100])
    def test_rate_is_never_below_its_level(self, expected):
        events = np.random.default_rng(7).poisson(expected, self.draws)
        assert 0.945 < self.covered(rate(events, 1), expected) <= 1
