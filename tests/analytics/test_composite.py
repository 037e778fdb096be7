"""Several indicators as one, and what the choice of weights makes of a rank."""

import numpy as np
import pytest

from analytics import composite

ALL_ROUND = np.array([[1.0, 9.0], [9.0, 1.0], [6.0, 6.0], [2.0, 2.0], [4.0, 4.0]])


def test_weights_count_by_their_shares() -> None:
    assert composite.index(ALL_ROUND, (1, 1)) == pytest.approx(composite.index(ALL_ROUND, (50, 50)))


def test_nothing_makes_up_for_a_weak_indicator_in_a_geometric_mean() -> None:
    arithmetic = composite.index(ALL_ROUND, (1, 1))
    geometric = composite.index(ALL_ROUND, (1, 1), "geometric")
    assert arithmetic[0] > arithmetic[4] and geometric[0] < geometric[4]


def test_an_indicator_that_tells_nobody_apart_is_full_for_all() -> None:
    assert (composite.scaled([[1.0, 5.0], [2.0, 5.0]])[:, 1] == 100).all()


def test_ranks_do_not_move_where_weights_cannot_matter() -> None:
    found = composite.rank_range([[3.0, 3.0], [2.0, 2.0], [1.0, 1.0]], (1, 1))
    assert list(found.low) == list(found.high) == [1, 2, 3]


def test_ranks_move_where_branches_are_strong_in_different_things() -> None:
    found = composite.rank_range([[10.0, 1.0], [1.0, 10.0]], (1, 1), spread=0.5)
    assert list(found.low) == [1, 1] and list(found.high) == [2, 2]


def test_some_weights_make_the_strong_in_one_thing_first() -> None:
    assert list(composite.can_be_first(ALL_ROUND)) == [True, True, True, False, False]


def test_a_branch_that_only_a_narrow_choice_of_weights_makes_first_is_found() -> None:
    narrow = [[100.0, 1.0], [1.0, 100.0], [70.0, 60.0], [80.0, 40.36], [80.0, 40.3]]
    assert list(composite.can_be_first(narrow)) == [True, True, True, True, False]


def test_the_best_reachable_rank_counts_who_is_always_ahead() -> None:
    assert list(composite.best_reachable_rank(ALL_ROUND)) == [1, 1, 1, 4, 3]


@pytest.mark.parametrize(
    ("values", "weights", "how", "rule"),
    [
        ([[1.0]], (1, 1), "arithmetic", "one weight"),
        ([[1.0, 2.0]], (0, 0), "arithmetic", "at least one weight"),
        ([[1.0, 2.0]], (1, -1), "arithmetic", "negative"),
        ([[1.0, np.nan]], (1, 1), "arithmetic", "complete"),
        ([1.0, 2.0], (1,), "arithmetic", "table"),
        ([[1.0, 2.0]], (1, 1), "harmonic", "arithmetic or geometric"),
    ],
)
def test_impossible_indices_are_refused(values, weights, how, rule) -> None:
    with pytest.raises(ValueError, match=rule):
        composite.index(values, weights, how)
