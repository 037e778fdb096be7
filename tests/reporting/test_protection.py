"""Whose answers are safe from one period less another, and whose are not unless it is asked for."""

from __future__ import annotations

import pytest

from data.catalogue import metrics
from reporting import protection

OWN = ["member_satisfaction", "employee_satisfaction", "leadership_by_staff", "learning_gain"]
CUSTOMERS = ["customer_satisfaction", "customer_nps", "satisfaction_attitude"]


def test_the_companys_own_people_are_guarded_and_customers_are_not(reader) -> None:
    found = protection.guarded(reader, metrics())
    assert set(OWN) <= set(found)
    assert not set(CUSTOMERS) & set(found)
    assert set(found) < set(protection.personal(metrics()))


def test_official_counts_are_of_nobody(reader) -> None:
    asked = ["complaint_rate", "assessment_score"]
    assert protection.personal(asked) == []
    assert protection.within(reader, asked, (202601, 202612), ["A"], ["A"]) is None


@pytest.mark.parametrize(("said", "guarded"), [("everybody", True), ("", False)])
def test_who_holds_the_data_may_guard_customers_too(said, guarded, reader, monkeypatch) -> None:
    monkeypatch.setenv("MINGJIAN_STRETCHES", said)
    assert (set(CUSTOMERS) <= set(protection.guarded(reader, metrics()))) is guarded
    topics = protection.within_topics(reader, "customer", "", (202601, 202612), ["A"], ["A"])
    assert (topics is not None) is guarded
