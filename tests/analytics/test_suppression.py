"""Small groups are hidden, and cannot be reckoned back from the total."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.suppression import mask

GROUPS = st.lists(st.integers(0, 60), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("n", "hidden"),
    [
        ([50, 60, 70], [False, False, False]),
        ([3, 60, 50], [True, False, True]),  # alone it would be total - shown
        ([3, 4, 60, 50], [True, True, False, True]),  # together still fewer than ten
        ([6, 7, 60, 50], [True, True, False, False]),
        ([0, 60, 50], [False, False, False]),  # nobody to protect
        ([0, 3, 60, 50], [False, True, False, True]),  # an empty group hides nothing
        ([3, 50, 50], [True, True, False]),  # the first of equals
        ([3], [True]),
        ([np.nan, 60], [False, False]),
        ([], []),
    ],
)
def test_hidden(n, hidden):
    assert mask(n).tolist() == hidden


def test_threshold():
    assert mask([29, 40, 50], threshold=30).tolist() == [True, True, False]


@given(GROUPS)
def test_every_small_group_is_hidden_and_no_empty_one(n):
    n, hidden = np.array(n), mask(n)
    assert hidden[(n > 0) & (n < 10)].all()
    assert not hidden[n == 0].any()


@given(GROUPS)
def test_total_minus_shown_reveals_no_small_group(n):
    n, hidden = np.array(n), mask(n)
    if hidden.any() and (n[~hidden] > 0).any():
        assert hidden.sum() > 1
        assert n[hidden].sum() >= 10


@given(GROUPS)
def test_at_most_one_large_group_pays_for_it(n):
    n = np.array(n)
    assert (mask(n) & (n >= 10)).sum() <= 1


def test_rules():
    with pytest.raises(ValueError, match="group sizes must not be negative"):
        mask([-1, 5])
    with pytest.raises(ValueError, match="threshold must be positive"):
        mask([5], threshold=0)
    with pytest.raises(ValueError, match="group sizes must be one list of siblings"):
        mask([[5, 6]])
