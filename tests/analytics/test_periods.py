"""Months as whole numbers, and the period before a period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.periods import Period, distance, like_with_like, parse, shift, usual, usual_against

MONTHS = st.builds(
    lambda year, month: year * 100 + month, st.integers(1950, 2200), st.integers(1, 12)
)


@given(MONTHS, st.integers(-500, 500))
def test_shifting_there_and_back_changes_nothing(month: int, by: int) -> None:
    moved = shift(month, by)
    assert shift(moved, -by) == month
    assert distance(month, moved) == by


@given(MONTHS, st.integers(0, 60), st.sampled_from(["year", "before"]), MONTHS)
def test_what_is_compared_is_as_long_does_not_overlap_and_is_over(
    first: int, months: int, against: str, today: int
) -> None:
    period = Period(first, shift(first, months))
    found = like_with_like(period, against, [shift(first, -200)], today)
    if found is None:
        assert today <= first, "nothing of the period is over"
        return
    assert found.now.length == found.past.length
    assert found.past.last < found.now.first
    assert found.now.first == period.first and found.now.last <= period.last
    assert found.now.last < today
    if against == "year":
        assert distance(found.past.first, found.now.first) % 12 == 0


def test_the_same_months_last_year_and_the_period_before() -> None:
    half, known = Period(202605, 202610), [202401]
    assert like_with_like(half, "year", known, 202611).past == Period(202505, 202510)
    assert like_with_like(half, "before", known, 202611).past == Period(202511, 202604)
    assert like_with_like(half, "none", known, 202611) is None
    assert like_with_like(Period(202501, 202612), "year", [202301], 202701).past == Period(
        202301, 202412
    )


def test_a_month_that_is_not_over_is_left_out_on_both_sides() -> None:
    found = like_with_like(Period(202610, 202612), "before", [202401], 202612)
    assert (found.now, found.past) == (Period(202610, 202611), Period(202607, 202608))
    assert found.unfinished == 202612
    assert like_with_like(Period(202612, 202612), "year", [202401], 202612) is None


def test_without_data_so_far_back_nothing_is_compared() -> None:
    assert like_with_like(Period(202605, 202610), "year", [202506], 202611) is None
    assert usual_against(Period(202605, 202610), [202506]) == "before"
    assert usual_against(Period(202605, 202610), [202505]) == "year"


def test_figures_of_quarters_and_years_are_compared_in_equal_numbers() -> None:
    year = like_with_like(Period(202608, 202610), "year", [202401], 202611)
    assert all(year.suits(grain) for grain in ("month", "quarter", "year"))
    before = like_with_like(Period(202609, 202610), "before", [202401], 202611)
    assert before.suits("month") and not before.suits("quarter")
    quarter = like_with_like(Period(202608, 202610), "before", [202401], 202611)
    assert quarter.suits("quarter") and not quarter.suits("year")


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-10", 202610), (" 2026-01 ", 202601), ("2026-13", None), ("2026-00", None), ("x", None)],
)
def test_a_month_as_the_address_writes_it(text: str, month: int | None) -> None:
    assert parse(text) == month


def test_the_usual_period_is_the_last_year_of_data() -> None:
    assert usual([202401, 202610]) == Period(202511, 202610)
    assert usual([202608, 202610]) == Period(202608, 202610)
