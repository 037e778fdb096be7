"""What was learned: the gain of the same people, with its interval and its traps."""

import numpy as np
import pandas as pd
import pytest

from analytics.learning import by_subject, gain, only_low_scorers

NAN = np.nan


def test_the_gain_of_the_mean_over_what_was_left_to_gain():
    found = gain([40, 50, 60], [60, 60, 90])
    assert (found.pre, found.post, found.value) == (50, 70, 20)
    assert found.hake == pytest.approx(20 / 50)
    assert found.d_z == pytest.approx(20 / 10)
    # t with 2 degrees of freedom: 4.302653 · 10/√3
    assert found.high - found.value == pytest.approx(4.302653 * 10 / np.sqrt(3), rel=1e-6)


def test_the_full_score_belongs_to_the_test():
    assert gain([2, 4], [3, 5], full=5).hake == pytest.approx(1 / 2)


def test_who_lacks_a_test_is_left_out():
    assert gain([40, NAN, 60], [50, 90, NAN]).n == 1


def test_one_person_has_a_gain_and_no_interval():
    found = gain([40], [55])
    assert (found.n, found.value) == (1, 15)
    assert np.isnan([found.low, found.high, found.t, found.p, found.d_z]).all()


def test_nobody_has_nothing():
    found = gain([], [])
    assert found.n == 0
    assert np.isnan(found.value) and np.isnan(found.hake)


def test_where_all_gain_the_same_there_is_nothing_to_test():
    found = gain([40, 50], [45, 55])
    assert found.value == 5 and np.isnan(found.t) and np.isnan(found.low)


def test_where_nobody_could_gain_there_is_no_share():
    assert np.isnan(gain([100, 100], [90, 100]).hake)


@pytest.mark.parametrize(
    ("pre", "post", "rule"),
    [
        ([1, 2], [1], "two lists of the same people"),
        ([50, 101], [60, 70], "must not exceed the full score"),
    ],
)
def test_a_bad_argument_is_refused(pre, post, rule):
    with pytest.raises(ValueError, match=rule):
        gain(pre, post)
    with pytest.raises(ValueError, match="level"):
        gain([1], [2], level=1)


def test_regression_to_the_mean_alone_looks_like_learning():
    """Nobody learns anything; who scored low is tested again and does better: warned of."""
    rng = np.random.default_rng(3)
    able = rng.normal(60, 8, 2000)
    before, after = (able + rng.normal(0, 8, 2000) for _ in range(2))
    low = before < 50
    assert gain(before, after).high - gain(before, after).low < 2
    assert abs(gain(before, after).value) < 1
    assert gain(before[low], after[low]).low > 4
    assert only_low_scorers(before[low], before)
    assert not only_low_scorers(before, before)
    assert not only_low_scorers(rng.choice(before, 200), before)


def test_too_few_to_tell_is_no_warning():
    assert not only_low_scorers([10], [10, 90, 80])
    assert not only_low_scorers([NAN, 10], [10, 90])


def people_tested(**people: int) -> pd.DataFrame:
    """So many people in branch_subject; each gains 10 points, give or take one."""
    parts = []
    for name, count in people.items():
        branch, subject = name.split("_")
        pre = np.linspace(50, 60, count)
        parts.append(
            pd.DataFrame(
                {
                    "branch_id": branch,
                    "subject": subject,
                    "person_id": [f"{branch}{i}" for i in range(count)],
                    "pre": pre,
                    "post": pre + 10 + np.arange(count) % 3 - 1,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def test_branches_chosen_are_taken_together_by_subject():
    found = by_subject(people_tested(A_law=12, B_law=12, A_care=15), ["A", "B"], ["A", "B"])
    assert found["n"].to_dict() == {"law": 24, "care": 15}
    assert found["differs"].all() and found["hidden"].eq(0).all()
    assert found["value"].tolist() == sorted(found["value"], reverse=True)


def test_a_small_subject_is_hidden():
    found = by_subject(people_tested(A_law=30, A_care=9), ["A"], ["A"])
    assert found.loc["care", "hidden"] == 9
    assert found.loc["care", ["n", "value", "low", "high", "hake"]].fillna(-1).tolist() == [
        0, -1, -1, -1, -1,
    ]  # fmt: skip
    assert not found.loc["care", "differs"]


def test_a_small_branch_does_not_follow_from_the_difference_of_two_choices():
    every = people_tested(A_law=20, B_law=4, C_law=30)
    ids = ["A", "B", "C"]
    assert by_subject(every, ids, ids).loc["law", "n"] == 54
    with_small = by_subject(every, ids, ["B", "C"])
    assert with_small.loc["law", "n"] == 30 and with_small.loc["law", "hidden"] == 4
    # A covers B: alone it is hidden too, or A + C would give B away
    assert by_subject(every, ids, ["A"]).loc["law", "n"] == 0


def test_only_low_scorers_are_told_from_all_branches():
    every = people_tested(A_law=20, B_law=20)
    every.loc[every["branch_id"] == "A", ["pre", "post"]] -= 30
    assert by_subject(every, ["A", "B"], ["A"])["low_scorers"].tolist() == [True]
    assert by_subject(every, ["A", "B"], ["A", "B"])["low_scorers"].tolist() == [False]


def test_without_tests_there_are_no_subjects():
    assert by_subject(people_tested(A_law=1).iloc[:0], ["A"], ["A"]).empty
