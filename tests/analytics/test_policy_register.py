"""The register of rules: covered, overdue, revised in time."""

import numpy as np
import pandas as pd
import pytest

from analytics import policy_register
from analytics.estimates import proportion


@pytest.fixture
def register():
    rows = [
        # code, owner of the rule, domain, status, in force, overdue, last looked at
        ("R1", "Q", "life", "valid", True, False, "2025-01-01"),
        ("R2", "Q", "life", "valid", True, True, "2020-06-30"),
        ("R3", "Q", "life", "merged", False, False, "2010-01-01"),
        ("R4", "Q1", "care", "to_revise", True, True, "2022-06-30"),
        ("R5", "Q1", "care", "to_revise", True, False, "2026-01-01"),
        ("R6", "Q1", "care", "abolished", False, False, "2001-01-01"),
    ]
    columns = ["policy_id", "branch_id", "domain", "status", "in_force", "overdue", "looked_at"]
    return pd.DataFrame(rows, columns=columns).assign(as_of=pd.Timestamp("2026-06-30"))


def test_a_rule_in_force_that_was_not_reviewed_stands_as_overdue(register):
    assert list(policy_register.standings(register)) == [
        "valid", "overdue", "merged", "overdue", "to_revise", "abolished",
    ]  # fmt: skip


def test_a_required_domain_without_any_rule_stands_first_with_zeros(register):
    counts = policy_register.by_domain(register, pd.Index(["care", "digital", "life"]))
    assert list(counts.index) == ["digital", "care", "life"]
    assert counts.loc["digital"].sum() == 0
    assert counts.loc["life"].to_dict() == {
        "valid": 1, "to_revise": 0, "overdue": 1, "merged": 1, "abolished": 0,
    }  # fmt: skip


def test_an_empty_register_leaves_every_domain_bare(register):
    counts = policy_register.by_domain(register.iloc[:0], pd.Index(["care"]))
    assert counts.to_numpy().tolist() == [[0, 0, 0, 0, 0]]
    assert policy_register.overdue(register.iloc[:0]).empty


def test_what_is_missing_is_told_by_domain_and_by_unit():
    coverage = pd.DataFrame(
        [("care", "A", 2), ("care", "B", 0), ("digital", "A", 0), ("digital", "B", 0)],
        columns=["domain", "branch_id", "rules"],
    )
    assert policy_register.uncovered(coverage).to_dict() == {"digital": 2, "care": 1}
    assert policy_register.missing(coverage).to_dict() == {
        "A": ["digital"],
        "B": ["care", "digital"],
    }


def test_each_owner_has_its_own_rules_counted(register):
    rows = policy_register.by_owner(register)
    assert rows.loc["Q"].to_dict() == {
        "in_force": 2, "reviewed": 1, "overdue": 1, "to_revise": 0, "merged": 1, "abolished": 0,
    }  # fmt: skip
    assert rows.loc["Q1", "to_revise"] == 2


def test_overdue_rules_stand_with_their_age_the_oldest_first(register):
    rows = policy_register.overdue(register)
    assert list(rows["policy_id"]) == ["R2", "R4"]
    assert rows["age"].round(2).tolist() == [6.0, 4.0]


def revisions(**groups):
    """`groups` gives the days of each revision, NaN while open; in time up to 60 days."""
    rows = [(reason, days) for reason, some in groups.items() for days in some]
    frame = pd.DataFrame(rows, columns=["reason", "days"])
    return frame.assign(in_time=(frame["days"] <= 60).astype(object))


def test_shares_in_time_have_wilson_intervals_and_are_tested_against_the_others():
    found = policy_register.revised_in_time(
        revisions(quick=[20.0] * 28 + [80.0] * 2, slow=[20.0] * 10 + [100.0] * 20), "reason"
    )
    assert found["n"].to_dict() == {"quick": 30, "slow": 30}
    assert found["value"].to_dict() == pytest.approx({"quick": 28 / 30, "slow": 1 / 3})
    wilson = proportion(10, 30)
    assert (found.loc["slow", "low"], found.loc["slow", "high"]) == (wilson.low, wilson.high)
    assert found["differs"].all()
    assert found.loc["slow", "difference"] < 0


def test_an_open_revision_past_its_date_counts_as_longer_than_any():
    found = policy_register.revised_in_time(revisions(a=[10, 30, np.nan], b=[np.nan, 5]), "reason")
    assert found.loc["a", "days"] == 30
    assert np.isnan(found.loc["b", "days"])
    assert found["open"].to_dict() == {"a": 1, "b": 1}


def test_a_revision_neither_done_nor_due_is_left_out():
    frame = revisions(a=[10, np.nan])
    frame.loc[1, "in_time"] = None
    assert policy_register.revised_in_time(frame, "reason").loc["a", "n"] == 1


def test_one_group_alone_has_nobody_to_differ_from():
    found = policy_register.revised_in_time(revisions(a=[10, 70]), "reason")
    assert not found["differs"].any()
    assert policy_register.revised_in_time(revisions(), "reason").empty
