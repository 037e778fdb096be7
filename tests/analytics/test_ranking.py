"""Which ranks a branch may truly have."""

import numpy as np
import pytest

from analytics.ranking import rank_sets


def test_branches_far_apart_have_one_rank_each() -> None:
    found = rank_sets([1, 3, 2], [0.01, 0.01, 0.01])
    assert list(found.low) == list(found.high) == [3, 1, 2]


def test_branches_that_chance_may_have_ordered_have_every_rank() -> None:
    found = rank_sets([1.0, 1.1, 0.9, 1.05], [1, 1, 1, 1])
    assert (found.low == 1).all() and (found.high == 4).all()


def test_alone_a_set_is_no_wider_than_together() -> None:
    rng = np.random.default_rng(5)
    x, se = rng.normal(0, 1, 30), rng.uniform(0.1, 0.5, 30)
    together, alone = rank_sets(x, se), rank_sets(x, se, joint=False)
    widths = [(s.high - s.low).sum() for s in (together, alone)]
    assert widths[1] <= widths[0]


def test_all_sets_hold_the_true_ranks_as_often_as_they_say() -> None:
    rng = np.random.default_rng(7)
    truth = np.linspace(0, 3, 8)
    ranks = 8 - np.arange(8)
    se = np.full(8, 0.4)
    held = []
    for seed in range(150):
        found = rank_sets(rng.normal(truth, se), se, draws=400, seed=seed)
        held.append(((found.low <= ranks) & (ranks <= found.high)).all())
    assert np.mean(held) >= 0.93


def test_one_branch_is_first() -> None:
    found = rank_sets([5.0], [1.0])
    assert (found.low[0], found.high[0]) == (1, 1)


def test_what_is_found_in_one_direction_stays_open_in_the_other() -> None:
    """Step-down may only leave out what was found: with one pair found among alike branches, the
    chance that remains is that of all the others and of the pair turned round."""
    rng = np.random.default_rng(11)
    wrong = 0
    for seed in range(200):
        truth = np.repeat([10.0, 0.0], 4)
        found = rank_sets(rng.normal(truth, 1.0), np.ones(8), draws=500, seed=seed)
        wrong += (found.low[:4] > 1).any() or (found.high[4:] < 8).any()
    assert wrong / 200 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)


@pytest.mark.parametrize(
    ("x", "se", "rule"),
    [([1, 2], [1], "one length"), ([1, 2], [1, 0], "positive"), ([1, np.nan], [1, 1], "finite")],
)
def test_impossible_figures_are_refused(x, se, rule) -> None:
    with pytest.raises(ValueError, match=rule):
        rank_sets(x, se)
