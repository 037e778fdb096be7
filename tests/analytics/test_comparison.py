"""Who really differs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import test_proportions_2indep as proportions_test

from analytics import estimates
from analytics.comparison import against_rest, change, difference, pairwise

KINDS = ["proportion", "mean", "nps", "rate"]
SAMPLED = pytest.mark.parametrize("kind", KINDS)


def cells(*rows, index=None):
    return pd.DataFrame(rows, columns=["n", "total", "total_sq"], index=index)


def branches(kind, count, size, seed=0, effect=0.0):
    """Cells of `count` branches of about `size` answers; the first is better by `effect`."""
    random = np.random.default_rng(seed)
    n = random.integers(size // 2, 2 * size, count)
    shift = np.where(np.arange(count) == 0, effect, 0.0)
    if kind in ("proportion", "rate"):
        total = (
            random.binomial(n, 0.6 + shift)
            if kind == "proportion"
            else random.poisson(n * (0.3 + shift))
        )
        return cells(*zip(n, total, total, strict=True), index=[f"b{i}" for i in range(count)])
    scores = np.arange(1, 6) if kind == "mean" else np.array([-1, 0, 1])
    base = np.array([0.1, 0.1, 0.2, 0.3, 0.3]) if kind == "mean" else np.array([0.3, 0.3, 0.4])
    shares = base + shift[:, None] * np.sign(scores - scores.mean()) / scores.size
    answers = np.array([random.multinomial(a, s) for a, s in zip(n, shares, strict=True)])
    return pd.DataFrame(
        {"n": n, "total": answers @ scores, "total_sq": answers @ scores**2},
        index=[f"b{i}" for i in range(count)],
    )


def row(frame):
    return frame.iloc[0]


class TestDifference:
    def test_proportion_has_newcombe_interval_and_pooled_score_test(self):
        result = row(difference("proportion", cells((70, 56, 0)), cells((80, 48, 0))))
        interval = estimates.proportion_difference(56, 70, 48, 80)
        score = proportions_test(56, 70, 48, 80, method="score", correction=False)
        assert (result["low"], result["high"]) == (interval.low, interval.high)
        assert result["p"] == pytest.approx(score.pvalue)

    def test_few_expected_successes_call_for_fisher(self):
        result = row(difference("proportion", cells((10, 10, 0)), cells((12, 7, 0))))
        assert result["p"] == pytest.approx(stats.fisher_exact([[10, 0], [7, 5]]).pvalue)

    def test_mean_agrees_with_welch(self):
        x, y = np.array([5.0, 4, 3, 5, 5, 4]), np.array([2.0, 3, 5, 1])
        a, b = (cells((v.size, v.sum(), (v**2).sum())) for v in (x, y))
        result, test = row(difference("mean", a, b)), stats.ttest_ind(x, y, equal_var=False)
        assert result["p"] == pytest.approx(test.pvalue)
        interval = test.confidence_interval(0.95)
        assert (result["low"], result["high"]) == pytest.approx((interval.low, interval.high))

    def test_means_without_any_spread_cannot_be_tested(self):
        result = row(difference("mean", cells((2, 10, 50)), cells((3, 12, 48))))
        assert result["difference"] == 1
        assert result[["low", "high", "p"]].isna().all()

    def test_nps_adds_the_squared_standard_errors(self):
        a, b = cells((100, 30, 70)), cells((200, 20, 120))
        result = row(difference("nps", a, b))
        single = [estimates.nps(50, 30, 20), estimates.nps(70, 80, 50)]
        halves = [(estimate.high - estimate.low) / 2 for estimate in single]
        centres = [(estimate.high + estimate.low) / 2 for estimate in single]
        assert result["difference"] == 20
        assert result["high"] - result["low"] == pytest.approx(2 * np.hypot(*halves))
        assert result["low"] + np.hypot(*halves) == pytest.approx(centres[0] - centres[1])

    def test_rate_has_mover_interval_and_conditional_test(self):
        result = row(difference("rate", cells((800, 11, 0)), cells((3011, 21, 0)), per=1000))
        first, second = estimates.rate(11, 800, 1000), estimates.rate(21, 3011, 1000)
        below = np.hypot(first.value - first.low, second.high - second.value)
        assert result["low"] == pytest.approx(result["difference"] - below)
        assert result["p"] == pytest.approx(stats.binomtest(11, 32, 800 / 3811).pvalue)

    @pytest.mark.parametrize("kind", ["ratio", "score"])
    def test_census_figures_differ_without_error(self, kind):
        result = row(difference(kind, cells((4, 2, 0)), cells((4, 1, 0))))
        assert result["difference"] == 0.25
        assert result[["low", "high", "p"]].isna().all()

    @SAMPLED
    def test_nothing_to_compare_with_is_undetermined(self, kind):
        result = difference(kind, cells((20, 10, 12), (0, 0, 0)), cells((0, 0, 0), (0, 0, 0)))
        assert result.isna().all(axis=None)

    @SAMPLED
    @given(seed=st.integers(0, 10**6))
    def test_swapping_the_groups_swaps_the_sign(self, kind, seed):
        both = branches(kind, 8, 20, seed)
        a, b = both.iloc[:4], both.iloc[4:]
        forth, back = difference(kind, a, b), difference(kind, b, a)
        np.testing.assert_allclose(forth["difference"], -back["difference"])
        np.testing.assert_allclose(forth["low"], -back["high"])
        np.testing.assert_allclose(forth["p"], back["p"], rtol=1e-6)
        assert forth["difference"].between(forth["low"], forth["high"]).all()

    @SAMPLED
    def test_more_answers_make_the_same_difference_surer(self, kind):
        a, b = cells((60, 30, 36)), cells((60, 20, 32))
        few, many = row(difference(kind, a, b)), row(difference(kind, 10 * a, 10 * b))
        assert many["p"] < few["p"]
        assert many["high"] - many["low"] < few["high"] - few["low"]

    def test_rules(self):
        with pytest.raises(ValueError, match="must have the columns n, total, total_sq"):
            difference("mean", {"n": [1], "total": [1]}, cells((1, 1, 1)))
        with pytest.raises(ValueError, match="a and b must have the same number of cells"):
            difference("mean", cells((1, 1, 1), (1, 1, 1)), cells((1, 1, 1)))


class TestPairwise:
    def test_one_row_per_unordered_pair(self):
        result = pairwise("rate", branches("rate", 4, 50))
        pairs = list(zip(result["a"], result["b"], strict=True))
        assert pairs == [
            ("b0", "b1"), ("b0", "b2"), ("b0", "b3"), ("b1", "b2"), ("b1", "b3"), ("b2", "b3")
        ]  # fmt: skip
        assert list(result.columns) == [
            "a", "b", "difference", "low", "high", "p", "p_adjusted", "differs"
        ]  # fmt: skip

    @SAMPLED
    def test_reversing_the_branches_swaps_the_signs(self, kind):
        frame = branches(kind, 6, 40)
        forth = pairwise(kind, frame).set_index(["a", "b"])
        back = pairwise(kind, frame[::-1]).set_index(["b", "a"]).rename_axis(["a", "b"])
        back = back.reindex(forth.index)
        np.testing.assert_allclose(forth["difference"], -back["difference"])
        np.testing.assert_allclose(forth["p_adjusted"], back["p_adjusted"], rtol=1e-6)
        assert (forth["differs"] == back["differs"]).all()

    @SAMPLED
    def test_an_outstanding_branch_differs_from_all_others(self, kind):
        result = pairwise(kind, branches(kind, 6, 2000, effect=0.25))
        outstanding = result["a"] == "b0"
        assert result.loc[outstanding, "differs"].all()
        assert result.loc[~outstanding, "differs"].sum() <= 1

    def test_differs_needs_both_the_adjusted_p_and_the_interval(self):
        result = pairwise("proportion", branches("proportion", 30, 100, seed=3))
        clears = (result["low"] > 0) | (result["high"] < 0)
        assert clears.sum() > 5  # unadjusted, pure noise looks like news
        assert not result["differs"].any()

    def test_an_empty_branch_never_differs_and_does_not_dilute(self):
        frame = branches("mean", 3, 500, effect=0.3)
        with_empty = pd.concat([frame, cells((0, 0, 0), index=["empty"])])
        result = pairwise("mean", with_empty)
        assert not result.loc[result["b"] == "empty", "differs"].any()
        kept = result.loc[result["b"] != "empty", "p_adjusted"].to_numpy()
        np.testing.assert_allclose(kept, pairwise("mean", frame)["p_adjusted"])

    def test_one_branch_has_no_pairs(self):
        assert pairwise("mean", branches("mean", 1, 50)).empty

    @SAMPLED
    def test_false_alarms_on_pure_noise_are_rare(self, kind):
        alarms = [
            pairwise(kind, branches(kind, 12, 60, seed))["differs"].any() for seed in range(80)
        ]
        assert np.mean(alarms) < 0.11

    def test_alpha_is_a_share(self):
        with pytest.raises(ValueError, match="alpha must lie between 0 and 1"):
            pairwise("mean", branches("mean", 3, 50), alpha=5)


class TestAgainstRest:
    @SAMPLED
    def test_the_rest_does_not_contain_the_branch(self, kind):
        frame = branches(kind, 5, 100)
        rest = frame.drop(index="b2").sum().to_frame().T
        expected = row(difference(kind, frame.loc[["b2"]], rest))
        result = against_rest(kind, frame)
        pd.testing.assert_series_equal(
            result.loc["b2", ["difference", "low", "high", "p"]].astype(float),
            expected,
            check_names=False,
        )
        assert list(result.columns[-2:]) == ["p_adjusted", "differs"]
        assert result.index.equals(frame.index)

    def test_a_single_branch_has_no_rest(self):
        result = row(against_rest("rate", branches("rate", 1, 100)))
        assert np.isnan(result["difference"])
        assert not result["differs"]

    @SAMPLED
    def test_finds_the_outstanding_branch(self, kind):
        result = against_rest(kind, branches(kind, 20, 1000, effect=0.25))
        assert result["differs"].iloc[0]
        assert result["p_adjusted"].idxmin() == "b0"


class TestChange:
    def test_rows_meet_by_label(self):
        now = cells((100, 80, 0), (100, 50, 0), index=["A", "B"])
        before = cells((100, 50, 0), (100, 50, 0), index=["B", "A"])
        result = change("proportion", now, before)
        assert list(result.index) == ["A", "B"]
        assert result["difference"].tolist() == pytest.approx([0.3, 0])
        assert result["differs"].tolist() == [True, False]

    def test_a_branch_without_a_past_has_no_change(self):
        now = cells((100, 80, 0), (100, 50, 0), index=["A", "new"])
        result = change("proportion", now, now.iloc[:1]).loc["new"]
        assert np.isnan(result["difference"])
        assert not result["differs"]
