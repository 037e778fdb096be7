"""The paired t-test, to the digits R prints."""

import numpy as np

from analytics.learning import gain

FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_sleep():
    """R, datasets::sleep (Student 1908): t.test(Pair(extra1, extra2)); d_z = t/√10."""
    found = gain(pre=SECOND, post=FIRST)
    assert (found.n, found.df) == (10, 9)
    assert round(found.t, 7) == -4.0621277
    assert round(found.p, 6) == 0.002833
    assert round(found.value, 2) == -1.58
    assert (round(found.low, 7), round(found.high, 7)) == (-2.4598858, -0.7001142)
    assert round(abs(found.d_z), 7) == 1.2845576


def test_the_other_way_round_it_is_the_same_with_the_other_sign():
    there, back = gain(FIRST, SECOND), gain(SECOND, FIRST)
    assert np.allclose(
        [there.t, there.d_z, there.value, there.low, there.high],
        [-back.t, -back.d_z, -back.value, -back.high, -back.low],
    )
