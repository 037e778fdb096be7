"""Where the chain of the seven musts breaks, and where it only seems to."""

import numpy as np
import pandas as pd
import pytest

from analytics.seven_steps import STEPS, break_points, by_branch, chain, passed_all

EVEN = (0.92, 0.92, 0.92, 0.92, 0.92, 0.92, 0.92)


def counts(due: int = 1000, shares: tuple[float, ...] = EVEN, **broken: float) -> pd.Series:
    """Items that pass the musts at these shares; `broken` gives other shares by must."""
    left, row = due, {"due": due}
    for step, share in zip(STEPS, shares, strict=True):
        left = round(left * broken.get(step, share))
        row[step] = left
    return pd.Series(row)


def branches(**rows: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(rows).T.rename_axis("branch_id")


def test_every_must_is_judged_by_what_came_to_it():
    found = chain(pd.Series(dict(zip(("due", *STEPS), (100, 90, 80, 80, 40, 20, 10, 5)))))  # noqa: B905
    assert found.steps["entered"].tolist() == [100, 90, 80, 80, 40, 20, 10]
    assert found.steps["share"].tolist() == pytest.approx([0.9, 8 / 9, 1, 0.5, 0.5, 0.5, 0.5])
    assert found.largest == "assessed", "the first of those that lose the same share"


def test_the_loss_counts_as_a_share_not_in_items():
    """The first must loses 100 items of 1000, the last 60 of 120."""
    found = chain(counts(shares=(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.5)))
    assert (found.largest, found.break_at) == ("improved", "improved")


def test_a_clear_break_is_named_and_a_difference_by_chance_is_not():
    assert chain(counts(recorded=0.6)).break_at == "recorded"
    near = chain(counts(due=200, recorded=0.90))
    assert near.largest == "recorded"
    assert near.break_at == ""
    assert len(near.rivals) > 1


def test_two_musts_that_lose_alike_are_rivals_in_their_order():
    found = chain(counts(verified=0.7, effective=0.71))
    assert found.rivals == ("effective", "verified")
    assert found.break_at == ""


def test_nothing_due_or_nothing_lost_breaks_nowhere():
    assert chain(counts(due=0)).largest == ""
    assert chain(counts(shares=(1.0,) * 7)).break_at == ""


def test_a_broken_must_leaves_nothing_to_judge_after_it():
    found = chain(counts(effective=0.0))
    assert found.break_at == "effective"
    assert np.isnan(found.steps.loc["verified", "share"])


def test_each_branch_has_its_own_break_point_or_none():
    table = branches(
        a=counts(200), b=counts(200), c=counts(200), d=counts(200, recorded=0.5),
        e=counts(200, verified=0.5),
    )  # fmt: skip
    steps = by_branch(table)
    assert break_points(steps) == {"d": "recorded", "e": "verified"}
    assert steps.loc[("d", "recorded"), "other"] == pytest.approx(0.92, abs=0.01)


def test_a_must_at_which_everybody_loses_is_nobodys_own_break():
    shares = (0.92, 0.92, 0.92, 0.92, 0.6, 0.92, 0.92)
    table = branches(**{name: counts(200, shares) for name in "abcd"})
    assert break_points(by_branch(table)) == {}
    assert chain(table.sum()).break_at == "effective"


def test_of_several_weak_musts_the_first_is_the_break_unless_a_later_one_loses_surely_more():
    good = {name: counts(400) for name in "abcdef"}
    same = by_branch(branches(**good, x=counts(400, effective=0.5, verified=0.48)))
    worse = by_branch(branches(**good, x=counts(400, effective=0.7, verified=0.2)))
    assert break_points(same) == {"x": "effective"}
    assert break_points(worse) == {"x": "verified"}


def test_few_items_or_a_single_branch_name_nobody():
    table = branches(a=counts(200), b=counts(6, recorded=0.6))
    assert break_points(by_branch(table)) == {}
    assert break_points(by_branch(branches(a=counts(200, recorded=0.3)))) == {}


def test_chance_alone_seldom_names_a_break():
    rng = np.random.default_rng(8)
    named = 0
    for _ in range(20):
        rows = {}
        for name in range(12):
            left = [90]
            for _step in STEPS:
                left.append(rng.binomial(left[-1], 0.9))
            rows[name] = pd.Series(dict(zip(("due", *STEPS), left, strict=True)))
        named += bool(break_points(by_branch(pd.DataFrame(rows).T.rename_axis("branch_id"))))
    assert named <= 3


def test_without_items_there_are_no_steps():
    table = branches(a=counts()).iloc[:0]
    assert by_branch(table).empty
    assert chain(passed_all(table, ["a"])).largest == ""


def test_chosen_branches_are_counted_together():
    table = branches(a=counts(10), b=counts(20), c=counts(40))
    assert passed_all(table, ["a", "c"])["due"] == 50


def test_more_cannot_pass_than_came():
    with pytest.raises(ValueError, match="no more items may pass"):
        chain(pd.Series({"due": 1} | dict.fromkeys(STEPS, 2)))
