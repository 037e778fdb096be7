"""Whose answers are safe from one period less another, and whose are not unless it is asked for."""

from __future__ import annotations

import pytest

from data.catalogue import metrics
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from reporting import protection
from tests.conftest import VIEWER

PERIOD = 202601, 202612


@pytest.fixture
def answered(warehouse, tmp_path):
    """So many answers a month of two branches, of an audience."""

    def _answered(audience: str, *months: int) -> None:
        rows = [
            f"{branch},2026-{month:02d}-03,{5 - i % 2}\n"
            for branch in ("East", "West")
            for month, count in enumerate(months, start=1)
            for i in range(count)
        ]
        path = tmp_path / f"{audience}.csv"
        path.write_text("branch,date,overall satisfaction\n" + "".join(rows))
        table = read(path)
        options = Options("Halls", audience=audience, create_branches=True)
        import_survey(warehouse, VIEWER, table, recognise(table), options)

    return _answered


def guarded(reader) -> set[str]:
    found = protection.within(reader, list(metrics()), PERIOD, ["East", "West"], [])
    return set(found[0].labels["metric"]) if found else set()


def test_official_counts_are_of_nobody(reader) -> None:
    asked = ["complaint_rate", "assessment_score"]
    assert protection.personal(asked) == []
    assert protection.within(reader, asked, PERIOD, ["A"], ["A"]) is None


def test_the_companys_own_people_are_guarded_however_few_answer(answered, reader) -> None:
    answered("employee", 3, 4, 5)
    assert "employee_satisfaction" in guarded(reader)


@pytest.mark.parametrize(("months", "evenly"), [((20, 20, 6), True), ((3, 14, 5), False)])
def test_customers_are_guarded_where_most_months_have_enough(
    months, evenly, answered, reader
) -> None:
    answered("customer", *months)
    assert ("customer_satisfaction" in guarded(reader)) is evenly


def test_whoever_holds_the_data_may_guard_all_customers(answered, reader, monkeypatch) -> None:
    monkeypatch.setenv("MINGJIAN_STRETCHES", "everybody")
    answered("customer", 3, 14, 5)
    assert "customer_satisfaction" in guarded(reader)
