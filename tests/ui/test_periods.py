"""Months as whole numbers, and the period before a period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.periods import Period, distance, parse, shift, usual

MONTHS = st.builds(
    lambda year, month: year * 100 + month, st.integers(1950, 2200), st.integers(1, 12)
)


@given(MONTHS, st.integers(-500, 500))
def test_shifting_there_and_back_changes_nothing(month: int, by: int) -> None:
    moved = shift(month, by)
    assert shift(moved, -by) == month
    assert distance(month, moved) == by


@given(MONTHS, st.integers(0, 60))
def test_the_period_before_is_as_long_and_ends_just_before(first: int, months: int) -> None:
    period = Period(first, shift(first, months))
    assert period.before.length == period.length == len(period.months)
    assert shift(period.before.last, 1) == period.first


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-10", 202610), (" 2026-01 ", 202601), ("2026-13", None), ("2026-00", None), ("x", None)],
)
def test_a_month_as_the_address_writes_it(text: str, month: int | None) -> None:
    assert parse(text) == month


def test_the_usual_period_is_the_last_year_of_data() -> None:
    assert usual([202401, 202610]) == Period(202511, 202610)
    assert usual([202608, 202610]) == Period(202608, 202610)
