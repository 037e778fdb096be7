"""Who is named busy without effect; does an indicator follow what customers say."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.effect import (
    BOTH,
    BUSY,
    HIGH_SCORE,
    LOW_SCORE,
    NEITHER,
    QUIET,
    axis,
    indicator_validity,
    mismatches,
    quadrant,
)
from analytics.indicators import standardised
from analytics.rank_correlation import rank_correlation

BRANCHES = [f"b{i:02d}" for i in range(20)]


def noise(seed: int, indicators: int, branches: int = 20) -> pd.DataFrame:
    values = np.random.default_rng(seed).normal(50, 10, (branches, indicators))
    return pd.DataFrame(values, index=BRANCHES[:branches]).add_prefix("i")


@pytest.fixture
def planted() -> tuple[pd.DataFrame, pd.DataFrame]:
    activity, effect = noise(1, 12), noise(2, 15)
    for branch, busy, effective in (
        ("b00", 25, -25),
        ("b01", -25, 25),
        ("b02", 25, 25),
        ("b03", -25, -25),
    ):
        activity.loc[branch] += busy
        effect.loc[branch] += effective
    return activity, effect


def test_z_is_the_distance_from_the_mean_in_standard_deviations() -> None:
    z = standardised(pd.DataFrame({"x": [1.0, 2, 3, 4, 5, np.nan]}, index=list("abcdef")))
    assert z["x"].tolist()[:5] == pytest.approx(np.array([-2, -1, 0, 1, 2]) / np.sqrt(2.5))
    assert np.isnan(z.loc["f", "x"])


def test_z_is_taken_among_branches_of_the_same_kind() -> None:
    values = pd.DataFrame({"x": [1.0, 2, 3, 4, 5, 101, 102, 103, 104, 105]})
    kinds = pd.Series(["station"] * 5 + ["office"] * 5)
    z = standardised(values, kinds)["x"]
    assert z[:5].tolist() == pytest.approx(z[5:].tolist())


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([7.0] * 8, id="all alike"),
        pytest.param([1.0, 2, 3, 4] + [np.nan] * 4, id="known for four"),
        pytest.param([1.0, 2, 3, 4, 5] + [np.nan] * 15, id="known for a quarter"),
    ],
)
def test_an_indicator_that_cannot_tell_is_left_out(values: list[float]) -> None:
    assert standardised(pd.DataFrame({"x": values})).isna().all(axis=None)


def test_an_axis_is_the_mean_of_its_voices_with_students_interval() -> None:
    values = noise(3, 4)
    z = standardised(values)
    found = axis(values).loc["b05"]
    low, high = stats.t.interval(0.95, 3, z.loc["b05"].mean(), stats.sem(z.loc["b05"]))
    assert (found["value"], found["low"], found["high"]) == pytest.approx(
        (z.loc["b05"].mean(), low, high)
    )
    assert found["p"] == pytest.approx(stats.ttest_1samp(z.loc["b05"], 0).pvalue)
    assert (found["voices"], found["indicators"]) == (4, 4)


def test_indicators_of_one_group_have_one_voice() -> None:
    values = noise(4, 4)
    copies = values.assign(i3b=values["i3"], i3c=values["i3"])
    grouped = axis(copies, groups={"i3": "same", "i3b": "same", "i3c": "same"})
    alone = axis(values)
    assert grouped[["value", "low", "high"]].to_numpy() == pytest.approx(
        alone[["value", "low", "high"]].to_numpy()
    )
    assert grouped["indicators"].eq(6).all()
    assert grouped["voices"].eq(4).all()


def test_large_sampling_errors_widen_an_interval_that_is_narrow_by_luck() -> None:
    values = noise(5, 6)
    values.loc["b00"] = values.mean() + 2 * values.std()  # agrees with itself by luck
    without = axis(values).loc["b00"]
    with_errors = axis(values, error=values * 0 + 30.0).loc["b00"]
    assert without["low"] > 0 > with_errors["low"]
    assert without["value"] == with_errors["value"]


def test_only_branches_with_both_intervals_clear_of_zero_are_named(planted) -> None:
    found = quadrant(*planted)
    assert found["place"].iloc[:4].tolist() == [BUSY, QUIET, BOTH, NEITHER]
    assert found["place"].iloc[4:].eq("").all()
    named = found[found["place"] == BUSY].iloc[0]
    assert named["activity_low"] > 0 > named["effect_high"]


def test_a_branch_of_which_one_side_is_unclear_is_not_named(planted) -> None:
    activity, effect = planted
    effect.loc["b00"] = noise(6, 15).loc["b00"]
    assert quadrant(activity, effect).loc["b00", "place"] == ""


def test_missing_figures_are_skipped_and_counted(planted) -> None:
    activity, effect = planted
    effect.loc["b00", ["i0", "i1", "i2"]] = np.nan
    found = quadrant(activity, effect)
    assert found["effect_indicators"].iloc[:2].tolist() == [12, 15]
    assert found.loc["b00", "place"] == BUSY


def test_the_gap_is_activity_less_effect_with_welchs_interval(planted) -> None:
    activity, effect = planted
    found = quadrant(activity, effect).loc["b07"]
    a, b = standardised(activity).loc["b07"], standardised(effect).loc["b07"]
    expected = stats.ttest_ind(a, b, equal_var=False).confidence_interval()
    assert found["gap"] == pytest.approx(a.mean() - b.mean())
    assert (found["gap_low"], found["gap_high"]) == pytest.approx((expected.low, expected.high))


def test_one_indicator_names_nobody(planted) -> None:
    activity, effect = (frame[["i0"]] for frame in planted)
    found = quadrant(activity, effect)
    assert found["place"].eq("").all()
    assert found["activity_low"].isna().all()


@pytest.mark.parametrize("rows", [0, 1])
def test_too_few_branches_are_compared_with_nobody(planted, rows: int) -> None:
    activity, effect = (frame.iloc[:rows] for frame in planted)
    found = quadrant(activity, effect)
    assert len(found) == rows
    assert found["activity"].isna().all()


def test_other_branches_on_the_two_axes_are_refused(planted) -> None:
    with pytest.raises(ValueError, match="same branches"):
        quadrant(planted[0], planted[1].iloc[1:])


def test_on_noise_an_interval_holds_zero_and_hardly_anybody_is_named() -> None:
    runs = [quadrant(noise(i, 12), noise(1000 + i, 20)) for i in range(60)]
    found = pd.concat(runs)
    for name in ("activity", "effect"):
        held = (found[f"{name}_low"] <= 0) & (found[f"{name}_high"] >= 0)
        assert 0.92 < held.mean() < 0.98
    assert np.mean([run["place"].ne("").any() for run in runs]) <= 0.05


def test_rank_correlation_of_bonett_and_wright() -> None:
    x = pd.Series([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    y = pd.Series([2.0, 1, 4, 3, 6, 5, 8, 7, 10, 9])
    found = rank_correlation(x, y)
    rho = 1 - 6 * 10 / 990
    half = 1.959964 * np.sqrt((1 + rho**2 / 2) / 7)
    assert found.value == pytest.approx(rho)
    assert (found.low, found.high) == pytest.approx(
        (np.tanh(np.arctanh(rho) - half), np.tanh(np.arctanh(rho) + half)), rel=1e-6
    )
    assert found.n == 10


def test_rank_correlation_covers_the_truth() -> None:
    rng = np.random.default_rng(7)
    truth = 6 / np.pi * np.arcsin(0.6 / 2)  # ρ of Spearman where that of Pearson is 0.6
    pairs = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], (200, 17))
    found = [rank_correlation(*(pd.Series(side) for side in pair.T)) for pair in pairs]
    assert np.mean([one.low <= truth <= one.high for one in found]) > 0.92


@pytest.mark.parametrize(
    ("x", "n"),
    [
        pytest.param([1.0, 2, 3], 3, id="three pairs"),
        pytest.param([5.0] * 8, 8, id="constant"),
        pytest.param([], 0, id="none"),
    ],
)
def test_a_rank_correlation_that_cannot_be_known(x: list[float], n: int) -> None:
    found = rank_correlation(pd.Series(x, dtype=float), pd.Series(range(len(x)), dtype=float))
    assert np.isnan(found.value)
    assert np.isnan(found.p)
    assert found.n == n


def test_a_perfect_order_of_few_is_not_certain() -> None:
    order = pd.Series(range(6), dtype=float)
    found = rank_correlation(order, order)
    assert found.value == found.high == 1.0
    assert found.low < 0.95


def panel(**indicators: np.ndarray) -> pd.DataFrame:
    """Each branch's value of each indicator, the same in quarters 1 to 4."""
    return pd.DataFrame(
        [
            (name, branch, quarter, value)
            for name, values in indicators.items()
            for branch, value in zip(BRANCHES, values, strict=True)
            for quarter in (1, 2, 3, 4)
        ],
        columns=["indicator", "branch_id", "period", "value"],
    )


def test_an_indicator_that_customers_feel_is_told_from_one_they_do_not() -> None:
    rng = np.random.default_rng(8)
    felt = rng.normal(size=20)
    scores = panel(felt=felt + rng.normal(0, 0.3, 20), idle=rng.normal(size=20), flat=np.ones(20))
    customers = panel(x=felt)[["branch_id", "period", "value"]]
    found = indicator_validity(scores, customers)
    assert found["differs"].tolist() == [True, False, False]
    assert found["n"].eq(20).all()
    assert found["periods"].tolist() == [3, 3, 3], "the last quarter has no quarter after it"
    assert found.loc["felt", "low"] > 0.5
    assert np.isnan(found.loc["flat", "value"])


def test_customers_are_asked_one_quarter_later() -> None:
    scores = panel(x=np.arange(20.0))
    customers = panel(x=np.arange(20.0))[["branch_id", "period", "value"]]
    customers.loc[customers["period"] == 1, "value"] *= -1
    assert indicator_validity(scores, customers).loc["x", "value"] == pytest.approx(1)
    same_time = indicator_validity(scores[scores["period"] == 1], customers, lag=0)
    assert same_time.loc["x", "value"] == pytest.approx(-1)


def test_each_branch_counts_once_however_many_quarters_it_has() -> None:
    scores = panel(x=np.arange(20.0))
    customers = scores[["branch_id", "period", "value"]]
    short = indicator_validity(scores[scores["period"] <= 1], customers)
    long = indicator_validity(scores, customers)
    assert (short["n"] == long["n"]).all()
    assert short["low"].tolist() == pytest.approx(long["low"].tolist())


def test_no_scores_give_no_rows() -> None:
    empty = panel(x=np.arange(20.0)).iloc[:0]
    assert indicator_validity(empty, empty[["branch_id", "period", "value"]]).empty


def test_a_mismatch_needs_a_difference_beyond_chance() -> None:
    score = pd.Series([95.0, 94, 90, 80, 79], index=list("abcde"))
    customers = pd.DataFrame(
        {"difference": [-0.1, -0.1, 0.0, 0.1, 0.1], "differs": [True, False, False, False, True]},
        index=list("abcde"),
    )
    assert mismatches(score, customers).to_dict() == {"a": HIGH_SCORE, "e": LOW_SCORE}
