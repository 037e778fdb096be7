"""A person corrects a plan; the corrections are remembered for the next file of the same kind."""

import json

import pytest

from data.importing.plan import CORRECTABLE
from locales import BadInput

SURVEY = "供电所,部门,日期,登记日期,满意度,性别,编码\n" + "".join(
    f"A{i % 2},B{i % 3},2025-01-0{i},2025-02-0{i},{i},{'男女'[i % 2]},{i % 3 + 1}\n"
    for i in range(1, 6)
)


def test_the_json_has_the_promised_keys(plan):
    shown = plan(SURVEY).to_json("zh")
    promised = {
        "tool",
        "encoding",
        "delimiter",
        "sheet",
        "header_rows",
        "rows",
        "layout",
        "columns",
        "problems",
    }
    assert promised <= set(shown)
    assert {
        "position",
        "header",
        "role",
        "scale",
        "better",
        "not_applicable",
        "question",
        "row_label",
    } <= set(shown["columns"][0])
    assert shown["columns"][4]["scale"] == [1, 5]
    assert json.loads(json.dumps(shown)) == shown


def test_problems_are_told_in_the_asked_language(plan):
    result = plan("意见\n好\n")
    assert result.to_json("en")["problems"][0]["reason"].startswith("The file has only one column")
    assert result.to_json("zh")["problems"][0]["reason"].startswith("文件只有一列")


def test_a_role_is_corrected_and_the_rest_follows(plan):
    result = plan(SURVEY).corrected(4, role="metadata").corrected(6, role="rating", scale=[1, 3])
    assert (result.columns[4].role, result.columns[4].scale) == ("metadata", None)
    rating = result.columns[6]
    assert (rating.role, rating.scale, rating.better, rating.satisfied_from) == (
        "rating", (1, 3), "high", 3)  # fmt: skip


def test_there_is_one_branch_and_one_time(plan):
    result = plan(SURVEY).corrected(1, role="branch").corrected(3, role="time")
    assert [c.header for c in result.of_role("branch")] == ["部门"]
    assert [c.header for c in result.of_role("time")] == ["登记日期"]


def test_a_file_becomes_usable_when_a_person_names_the_rating(plan):
    result = plan("供电所,日期,q\nA,2025-01-01,1\nB,2025-01-02,2\n")
    assert result.layout == "unusable"
    assert result.corrected(2, role="rating", scale=[1, 2]).layout == "responses"


@pytest.mark.parametrize(
    ("position", "change", "sentence"),
    [
        (9, {"role": "rating"}, "no column 9"),
        (4, {"role": "x"}, "“x” is no role"),
        (4, {"colour": "red"}, "cannot be changed"),
        (4, {"better": "up"}, "“high” or “low”"),
        (4, {"topic": "x"}, "is no topic"),
        (4, {"scale": [5, 1]}, "lowest score below"),
        (5, {"role": "rating"}, "show no scale"),
        (5, {"role": "time"}, "holds no dates"),
    ],
)
def test_impossible_corrections_are_refused(plan, position, change, sentence):
    with pytest.raises(BadInput, match=sentence):
        plan(SURVEY).corrected(position, **change)


def test_corrections_are_remembered(plan):
    first = plan(SURVEY).corrected(4, scale=[1, 10]).corrected(5, role="metadata")
    remembered = json.loads(json.dumps(first.corrections()))
    second = plan(SURVEY.replace("2025", "2026")).with_corrections(remembered)
    assert second.signature == first.signature
    assert second.columns[4].scale == (1, 10)
    assert second.columns[5].role == "metadata"
    assert second.corrections() == first.corrections()


def test_the_signature_knows_the_headers_not_the_rows(plan):
    same = plan(SURVEY.replace("满意度", " 满意度 "))
    other = plan(SURVEY.replace("满意度", "评价"))
    assert plan(SURVEY).signature == same.signature != other.signature


def test_every_correctable_thing_is_a_field_of_a_column(plan):
    column = plan(SURVEY).columns[0]
    assert all(hasattr(column, name) for name in CORRECTABLE)
