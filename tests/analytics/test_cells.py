"""From additive sums to estimates, plain and stratified."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import estimates
from analytics.cells import KINDS, estimate, stratified, stratified_cells

CHANNELS = {"online": 0.4, "paper": 0.3, "site": 0.3}


def frame(*rows):
    return pd.DataFrame(rows, columns=["unit", "stratum", "n", "total", "total_sq"])


class TestEstimate:
    @pytest.mark.parametrize(
        ("kind", "cell", "plain"),
        [
            ("proportion", (20, 15, 0), estimates.proportion(15, 20)),
            ("mean", (4, 15, 59), estimates.mean(4, 15, 59)),
            ("nps", (100, 30, 70), estimates.nps(50, 30, 20)),
            ("rate", (400, 20, 0), estimates.rate(20, 400, 1000)),
        ],
    )
    def test_every_kind_reads_the_sums_its_own_way(self, kind, cell, plain):
        assert estimate(kind, *cell, per=1000) == plain

    @pytest.mark.parametrize(("kind", "value"), [("ratio", 500), ("score", 0.5)])
    def test_a_census_figure_has_no_interval(self, kind, value):
        result = estimate(kind, [4, 0], [2, 0], [0, 0], per=1000)
        np.testing.assert_array_equal(result.value, [value, np.nan])
        assert np.isnan(result.low).all()
        assert np.isnan(result.high).all()

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_empty_cell_is_undetermined(self, kind):
        result = estimate(kind, [0, 10], [0, 5], [0, 5])
        assert np.isnan([result.value[0], result.low[0], result.high[0]]).all()
        assert np.isfinite(result.value[1])

    @pytest.mark.parametrize("kind", KINDS)
    def test_cells_add_up(self, kind):
        months = np.array([[10, 5, 5], [20, 15, 17], [5, 0, 2]])
        assert estimate(kind, *months.sum(axis=0)).value == pytest.approx(
            np.average(estimate(kind, *months.T).value, weights=months[:, 0])
        )

    def test_rules(self):
        with pytest.raises(ValueError, match="kind must be one of proportion, mean, nps"):
            estimate("median", 1, 1, 1)
        with pytest.raises(ValueError, match="per must be positive"):
            estimate("ratio", 1, 1, 1, per=-1)
        with pytest.raises(ValueError, match="must not be negative nor exceed answers"):
            estimate("nps", 10, 3, 11)
        with pytest.raises(ValueError, match="must not be negative nor exceed answers"):
            estimate("nps", 10, 5, 3)


class TestStratified:
    def test_value_is_the_weighted_mean_of_the_strata(self):
        cells = frame(("A", "online", 1000, 900, 0), ("A", "paper", 50, 25, 0))
        result = stratified("proportion", cells, {"online": 0.5, "paper": 0.5}).loc["A"]
        assert result["value"] == pytest.approx(0.7)
        assert (result["n"], result["strata"]) == (1050, 2)

    def test_interval_of_a_proportion_is_wilson_on_kish_effective_n(self):
        cells = frame(("A", "online", 1000, 900, 0), ("A", "paper", 50, 25, 0))
        result = stratified("proportion", cells, {"online": 0.6, "paper": 0.4}).loc["A"]
        n = 1 / (0.6**2 / 1000 + 0.4**2 / 50)
        plain = estimates.proportion(0.74 * n, n)
        assert (result["low"], result["high"]) == pytest.approx((plain.low, plain.high))

    def test_interval_of_a_mean_is_welch_satterthwaite(self):
        from scipy import stats

        online, paper = np.array([4.0, 5, 3, 5, 4, 4]), np.array([1.0, 3, 5])
        cells = frame(
            *[
                ("A", name, x.size, x.sum(), (x**2).sum())
                for name, x in (("online", online), ("paper", paper))
            ]
        )
        result = stratified("mean", cells, {"online": 0.7, "paper": 0.3}, level=0.9).loc["A"]
        v = np.array([0.49 * online.var(ddof=1) / 6, 0.09 * paper.var(ddof=1) / 3])
        freedom = v.sum() ** 2 / (v**2 / [5, 2]).sum()
        half = stats.t.ppf(0.95, freedom) * np.sqrt(v.sum())
        value = 0.7 * online.mean() + 0.3 * paper.mean()
        assert result["value"] == pytest.approx(value)
        assert (result["low"], result["high"]) == pytest.approx((value - half, value + half))

    def test_weights_are_renormalised_over_the_strata_present(self):
        cells = frame(("A", "online", 10, 8, 0), ("A", "paper", 10, 4, 0), ("A", "site", 0, 0, 0))
        result = stratified("proportion", cells, CHANNELS).loc["A"]
        assert result["value"] == pytest.approx((0.4 * 0.8 + 0.3 * 0.4) / 0.7)
        assert result["strata"] == 2

    def test_months_of_a_stratum_add_up(self):
        months = frame(("A", "paper", 10, 8, 0), ("A", "paper", 5, 1, 0), ("A", "site", 9, 9, 0))
        year = frame(("A", "paper", 15, 9, 0), ("A", "site", 9, 9, 0))
        pd.testing.assert_frame_equal(
            stratified("proportion", months, CHANNELS), stratified("proportion", year, CHANNELS)
        )

    def test_a_large_stratum_does_not_swamp_the_others(self):
        cells = frame(("A", "online", 10**6, 10**6, 0), ("A", "paper", 20, 0, 0))
        value = stratified("proportion", cells, {"online": 0.5, "paper": 0.5})["value"]
        assert value.item() == pytest.approx(0.5)

    def test_a_stratum_of_one_answer_leaves_the_interval_of_a_mean_undetermined(self):
        cells = frame(("A", "online", 3, 12, 50), ("A", "paper", 1, 4, 16))
        result = stratified("mean", cells, CHANNELS).loc["A"]
        assert result["value"] == pytest.approx(4)
        assert np.isnan(result["low"])

    def test_answers_that_are_all_equal_tell_nothing_of_their_error(self):
        cells = frame(("A", "online", 3, 12, 48), ("A", "paper", 2, 8, 32))
        result = stratified("mean", cells, CHANNELS).loc["A"]
        assert result["value"] == 4
        assert np.isnan([result["low"], result["high"]]).all()
        assert np.isnan(estimate("mean", 12, 60, 300).low)

    def test_a_unit_without_answers_is_undetermined(self):
        result = stratified("mean", frame(("A", "online", 0, 0, 0)), CHANNELS).loc["A"]
        assert (result["n"], result["strata"]) == (0, 0)
        assert np.isnan(result["value"])

    @given(st.integers(1, 5000), st.data())
    def test_one_stratum_is_exactly_the_plain_estimate(self, n, data):
        scores = data.draw(st.lists(st.integers(1, 5), min_size=n % 50 + 1, max_size=n % 50 + 1))
        x = np.array(scores)
        mean_cell = (x.size, x.sum(), (x**2).sum())
        share_cell = (n, data.draw(st.integers(0, n)), 0)
        for kind, cell in (("mean", mean_cell), ("proportion", share_cell)):
            result = stratified(kind, frame(("A", "paper", *cell)), CHANNELS).loc["A"]
            plain = estimate(kind, *cell)
            expected = [cell[0], plain.value, plain.low, plain.high, 1]
            np.testing.assert_array_equal(result.to_numpy(), expected)

    def test_effective_cells_carry_the_stratified_estimate(self):
        cells = frame(
            ("B", "online", 30, 120, 500), ("B", "paper", 8, 30, 120), ("A", "site", 5, 20, 84)
        )
        effective = stratified_cells("mean", cells, CHANNELS)
        plain = estimate("mean", effective["n"], effective["total"], effective["total_sq"])
        result = stratified("mean", cells, CHANNELS)
        np.testing.assert_array_equal(plain.high, result["high"])
        assert list(result.index) == ["A", "B"]

    def test_rules(self):
        cells = frame(("A", "hotline", 10, 8, 0))
        with pytest.raises(ValueError, match="every stratum must have a weight"):
            stratified("proportion", cells, CHANNELS)
        with pytest.raises(ValueError, match="weights must not be negative"):
            stratified("proportion", cells, {"hotline": -1})
        with pytest.raises(ValueError, match="kind must be one of proportion, mean"):
            stratified("nps", cells, {"hotline": 1})
        with pytest.raises(ValueError, match="successes must not exceed trials"):
            stratified("proportion", frame(("A", "hotline", 10, 11, 0)), {"hotline": 1})
