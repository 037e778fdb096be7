"""The rules of the schema in words, and the forms in which cells may be written."""

import pytest

from data import cell_values, rules, tables


@pytest.mark.parametrize(
    ("table", "check", "english", "chinese"),
    [
        (
            "service_kpi",
            "(numerator <= denominator)",
            "“Numerator” must not exceed “Denominator”",
            "「分子」不能大于「分母」",
        ),
        (
            "service_kpi",
            "(numerator >= 0)",
            "“Numerator” must not be negative",
            "「分子」不能为负数",
        ),
        ("service_kpi", "(denominator > 0)", "“Denominator” must be above 0", "「分母」必须大于 0"),
        (
            "training_standard",
            "(pass_score BETWEEN 0 AND 100)",
            "“Pass score” must lie between 0 and 100",
            "「合格分」必须在 0 到 100 之间",
        ),
        (
            "branch",
            "(parent_id != branch_id)",
            "“Parent code” must differ from “Branch code”",
            "「上级编号」不能与「支部编号」相同",
        ),
        (
            "finding",
            "(resolved_at >= found_at)",
            "“Resolved on” must not be before “Found on”",
            "「整改日期」不能早于「发现日期」",
        ),
        (
            "branch",
            '(length("trim"("name")) > 0)',
            "“Name” must be filled in",
            "「名称」必须填写",
        ),
        (
            "adjustment",
            "((kind != 'veto') OR (points = 0))",
            "if “Kind” is veto, then “Points” must be 0",
            "「类别」为「一票否决」时，「分值」必须为 0",
        ),
        (
            "contact",
            "(demand OR (NOT settled))",
            "if “The demand was settled” is yes, then “A demand was made” must be yes",
            "「诉求是否办结」为「是」时，「是否有诉求」必须为「是」",
        ),
    ],
)
def test_a_check_is_said_with_the_labels_of_its_columns(table, check, english, chinese):
    columns = rules.columns_of(check, tables.table(table))
    said = rules.in_words(check, columns)
    assert (said.in_language("en"), said.in_language("zh")) == (english, chinese)


def test_every_rule_of_the_schema_has_words_of_its_own():
    for name in tables.UPLOADABLE:
        table = tables.table(name)
        for check in table.checks:
            columns = rules.columns_of(check, table)
            if any(rules.is_form(column, check) for column in columns):
                continue
            said = rules.in_words(check, columns)
            assert not any(c.name in said.in_language("zh") for c in columns if "_" in c.name)
            assert not any(sign in str(said) for sign in (">=", "<=", "!=", " OR ", " AND "))


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
