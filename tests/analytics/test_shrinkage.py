"""Figures drawn towards what is usual: the less a branch's own answers tell, the further."""

import numpy as np
import pytest

from analytics.shrinkage import beta_binomial, normal


def test_a_small_branch_is_drawn_further_than_a_large_one() -> None:
    found = beta_binomial([9, 90, 40, 60, 55], [10, 100, 100, 100, 100])
    assert found.shrunk[0] < 0.9 and found.shrunk[1] > found.shrunk[0]
    assert found.reliability[0] < 0.7 < 0.9 < found.reliability[1]
    assert (found.low < found.shrunk).all() and (found.shrunk < found.high).all()


def test_where_chance_explains_all_everybody_has_the_common_share() -> None:
    found = beta_binomial([50, 51, 49, 50], [100, 100, 100, 100])
    assert found.shrunk == pytest.approx(0.5, abs=1e-3)
    assert found.reliability == pytest.approx(0, abs=1e-3)


def test_a_branch_nobody_answered_in_has_the_usual_share() -> None:
    found = beta_binomial([0, 30, 70, 45], [0, 100, 100, 100])
    assert found.shrunk[0] == pytest.approx(found.alpha / (found.alpha + found.beta))
    assert found.reliability[0] == 0


def test_the_posterior_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    held = []
    for _ in range(40):
        truth = rng.beta(8, 2, 40)
        n = rng.integers(5, 400, 40)
        found = beta_binomial(rng.binomial(n, truth), n)
        held.append((found.low <= truth) & (truth <= found.high))
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("k", [[0, 0, 0], [12, 12, 12]])
def test_what_never_or_always_happened_is_not_certain(k) -> None:
    found = beta_binomial(k, [12, 12, 12])
    assert found.shrunk == pytest.approx(np.array(k) / 12, abs=1e-5)
    assert (found.high - found.low > 0.03).all()  # 0 of 36 is at most 10 % with 95 %


def test_branches_that_have_all_or_nothing_keep_what_they_have() -> None:
    found = beta_binomial([0, 9], [9, 9])
    assert found.shrunk == pytest.approx([0, 1], abs=1e-3)
    assert np.isfinite([found.alpha, found.beta]).all()


def test_a_branch_whose_counts_are_missing_has_the_usual_share() -> None:
    found = beta_binomial([np.nan, 30, 70, 45], [50, 100, 100, 100])
    assert found.shrunk[0] == pytest.approx(found.alpha / (found.alpha + found.beta))


def test_where_chance_explains_all_the_interval_is_not_that_of_one_common_share() -> None:
    """Ten answers a branch cannot show that 24 branches are alike, though they may look so."""
    rng = np.random.default_rng(5)
    held = []
    for _ in range(40):
        truth = rng.beta(40, 10, 24)
        found = beta_binomial(rng.binomial(10, truth), np.full(24, 10))
        held.append((found.low <= truth) & (truth <= found.high))
    assert np.mean(held) > 0.93


def test_equal_figures_are_shrunk_wholly_but_not_certain() -> None:
    found = normal([3.0, 3.1, 2.9], [0.5, 0.5, 0.5])
    assert found.tau2 == 0
    assert (found.high - found.low > 0.5).all()


def test_equal_figures_have_no_variance_between_them() -> None:
    found = normal([3.0, 3.0, 3.0], [0.5, 1.0, 2.0])
    assert (found.tau2, found.mean) == (0.0, pytest.approx(3.0))
    assert (found.reliability == 0).all()


def test_one_branch_alone_is_its_own_mean() -> None:
    found = normal([4.2], [0.3])
    assert (found.mean, found.se) == (pytest.approx(4.2), pytest.approx(0.3))


def test_a_branch_without_a_figure_has_the_mean() -> None:
    found = normal([1.0, np.nan, 5.0], [0.1, np.nan, 0.1])
    assert found.shrunk[1] == pytest.approx(found.mean)
    assert found.reliability[1] == 0


@pytest.mark.parametrize(
    ("k", "n", "rule"),
    [([5], [4], "exceed"), ([-1], [4], "negative"), ([0], [0], "at least one")],
)
def test_impossible_counts_are_refused(k, n, rule) -> None:
    with pytest.raises(ValueError, match=rule):
        beta_binomial(k, n)


@pytest.mark.parametrize(("y", "se", "rule"), [([1], [0], "positive"), ([], [], "at least one")])
def test_impossible_errors_are_refused(y, se, rule) -> None:
    with pytest.raises(ValueError, match=rule):
        normal(y, se)
