"""The rules of the schema in words, and the forms in which cells may be written."""

import pytest

from data import cell_values, rules, tables


@pytest.mark.parametrize(
    ("table", "check", "english", "chinese"),
    [
        ("service_kpi", "(numerator <= denominator)", "Numerator ≤ Denominator", "分子 ≤ 分母"),
        ("service_kpi", "(numerator >= 0)", "Numerator ≥ 0", "分子 ≥ 0"),
        (
            "training_standard",
            "(pass_score BETWEEN 0 AND 100)",
            "0 ≤ Pass score ≤ 100",
            "0 ≤ 合格分 ≤ 100",
        ),
        ("branch", "(parent_id != branch_id)", "Parent code ≠ Branch code", "上级编号 ≠ 支部编号"),
    ],
)
def test_a_check_is_said_with_the_labels_of_its_columns(table, check, english, chinese):
    columns = rules.columns_of(check, tables.table(table))
    said = rules.in_words(check, columns)
    assert (said.in_language("en"), said.in_language("zh")) == (english, chinese)


@pytest.mark.parametrize(
    "value", ["202601", "2026-01", "2026/1", "2026.01", "2026年1月", "2026-01-31"]
)
def test_a_month_may_be_written_in_many_ways(value):
    assert cell_values.month(value) == 202601


@pytest.mark.parametrize("value", ["2026", "2026-13", "13-2026", "January", "20260101x"])
def test_what_is_no_month_is_said_to_be_none(value):
    with pytest.raises(ValueError, match="not a month"):
        cell_values.month(value)


@pytest.mark.parametrize(("value", "meaning"), [("是", True), ("NO", False), ("1", True)])
def test_yes_and_no_in_both_languages(value, meaning):
    assert cell_values.boolean(value) is meaning
