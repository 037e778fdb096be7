"""Targets: which are met, missed, unreported, and who owns them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.attainment import (
    by_branch,
    by_owner,
    judged_on,
    standing,
    states,
    without_owner,
    worst_first,
)

DAY = date(2026, 6, 30)


def targets(*rows):
    """Rows of branch_id, owner, attainment, due, weight, with their states on DAY."""
    columns = ["branch_id", "owner", "attainment", "due", "weight"]
    frame = pd.DataFrame(rows, columns=columns).astype({"attainment": float})
    return frame.assign(state=states(frame, DAY))


@pytest.mark.parametrize(
    ("attainment", "due", "state"),
    [
        (100.0, "2026-06-30", "met"),
        (99.9, "2026-06-30", "not_met"),
        (99.9, "2026-07-01", "under_way"),
        (100.0, "2026-12-31", "met"),
        (np.nan, "2026-06-30", "overdue"),
        (np.nan, "2026-07-01", "under_way"),
        (0.0, "2026-01-31", "not_met"),
    ],
)
def test_a_target_is_met_missed_unreported_or_under_way(attainment, due, state):
    frame = pd.DataFrame({"attainment": [attainment], "due": [pd.Timestamp(due)]})
    assert list(states(frame, DAY)) == [state]


def test_nothing_is_late_before_its_day_is_over():
    assert judged_on(202606, date(2027, 1, 1)) == date(2026, 6, 30)
    assert judged_on(202602, date(2026, 2, 10)) == date(2026, 2, 9)
    assert judged_on(202402, date(2027, 1, 1)) == date(2024, 2, 29)


def test_those_due_are_all_but_those_under_way():
    found = standing(
        targets(
            ("A", "Li", 110, "2026-03-31", 1),
            ("A", None, 80, "2026-03-31", 1),
            ("A", "Li", np.nan, "2026-03-31", 1),
            ("A", None, np.nan, "2026-12-31", 1),
        )
    )
    assert (found.targets, found.due, found.met, found.overdue) == (4, 3, 1, 1)
    assert found.ownerless == 2


def test_no_targets_are_no_fault():
    found = standing(targets())
    assert (found.targets, found.due, found.met, found.ownerless) == (0, 0, 0, 0)
    assert by_branch(targets()).empty and by_owner(targets()).empty
    assert without_owner(targets()).empty and worst_first(targets()).empty


def test_the_worst_come_first_and_those_without_owner_before_all():
    frame = targets(
        ("met", "Li", 120, "2026-03-31", 1),
        ("missed by little", "Li", 95, "2026-03-31", 1),
        ("under way", "Li", 20, "2026-12-31", 1),
        ("missed by much", "Li", 40, "2026-03-31", 1),
        ("unreported", "Li", np.nan, "2026-03-31", 1),
        ("ownerless", None, 120, "2026-03-31", 1),
    )
    assert list(worst_first(frame)["branch_id"]) == [
        "ownerless", "unreported", "missed by much", "missed by little", "under way", "met",
    ]  # fmt: skip


def test_branches_stand_in_the_order_of_the_share_met():
    frame = targets(
        ("A", "Li", 110, "2026-03-31", 1),
        ("A", "Li", 90, "2026-03-31", 1),
        ("B", "Li", 90, "2026-03-31", 1),
        ("C", "Li", 10, "2026-12-31", 1),
        ("D", "Li", 100, "2026-03-31", 1),
    )
    counts = by_branch(frame)
    assert list(counts.index) == ["B", "A", "D", "C"]  # nothing of C is due yet
    assert counts.loc["A"].to_dict() == {"met": 1, "not_met": 1, "overdue": 0, "under_way": 0}


def test_owners_have_the_weighted_attainment_of_what_is_known():
    frame = targets(
        ("A", "Li", 120, "2026-03-31", 1),
        ("A", "Li", 60, "2026-03-31", 3),
        ("A", "Li", np.nan, "2026-03-31", 6),
        ("A", None, 50, "2026-03-31", 1),
        ("B", "Wu", np.nan, "2026-12-31", 1),
    )
    rows = by_owner(frame)
    assert rows["owner"].tolist() == [None, "Wu", "Li"]
    li = rows.iloc[2]
    assert li["attainment"] == pytest.approx((120 * 1 + 60 * 3) / 4)
    assert (li["targets"], li["met"], li["not_met"], li["overdue"]) == (3, 1, 1, 1)
    assert np.isnan(rows.iloc[1]["attainment"]) and rows.iloc[1]["under_way"] == 1


def test_the_same_name_in_two_branches_is_two_owners():
    frame = targets(("A", "Li", 90, "2026-03-31", 1), ("B", "Li", 80, "2026-03-31", 1))
    assert by_owner(frame)["branch_id"].tolist() == ["B", "A"]


def test_branches_with_targets_without_owner_are_counted_the_most_first():
    frame = targets(
        ("A", None, 90, "2026-03-31", 1),
        ("B", None, 90, "2026-03-31", 1),
        ("B", None, 90, "2026-03-31", 1),
        ("B", "Wu", 90, "2026-03-31", 1),
        ("C", "Li", 90, "2026-03-31", 1),
    )
    counts = without_owner(frame)
    assert counts.to_dict("index") == {
        "B": {"ownerless": 2, "targets": 3},
        "A": {"ownerless": 1, "targets": 1},
    }
