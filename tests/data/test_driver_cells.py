"""Answers of one person on two topics are summed with their batch, and leave with it."""

import pytest

from data import branches
from data.batches import undo
from data.consistency import check
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.queries import answers_together
from tests.conftest import VIEWER

HEAD = "供电所,提交时间,总体满意度(1-5),您对服务态度的满意度(1-5),您对故障抢修的满意度(1-5)\n"
ROWS = ["5,4,5", "3,3,", "4,5,2", "1,2,3", "5,5,4", "2,,1"]


@pytest.fixture
def batch(warehouse, tmp_path):
    """Sixty responses of two branches, the second not known yet."""
    with warehouse.change(VIEWER, "test", "") as connection:
        branches.create(connection, ["柳桥供电所"], 0)
    path = tmp_path / "survey.csv"
    path.write_text(
        HEAD
        + "".join(
            f"{'柳桥' if i % 2 else '桃湾'}供电所,2026-0{1 + i % 3}-11,{ROWS[i % 6]}\n"
            for i in range(60)
        ),
        encoding="utf-8",
    )
    table = read(path)
    options = Options(title="调查", audience="customer", channel="questionnaire")
    return import_survey(warehouse, VIEWER, table, recognise(table), options).batch_id


def pairs(reader, branch_ids) -> dict[tuple[str, str], tuple]:
    found = answers_together.topic_pairs(reader, "customer", None, 202601, 202603, branch_ids)
    sums = found.groupby(["topic_a", "topic_b"])[["n", "total_a", "total_b", "total_ab"]].sum()
    return {row[0]: tuple(row[1:]) for row in sums.itertuples()}


def code(reader, name: str) -> str:
    return reader.rows("SELECT branch_id FROM branch WHERE name = ?", [name])[0][0]


def test_pairs_are_those_who_answered_both_in_hundredths_of_the_scale(reader, batch):
    found = pairs(reader, [code(reader, "柳桥供电所")])
    assert set(found) == {
        ("attitude", "fault_repair"), ("attitude", "overall"), ("fault_repair", "overall"),
    }  # fmt: skip
    # Liuqiao has every second row: "3,3,", "1,2,3" and "2,,1", ten times each.
    assert found["attitude", "overall"] == (20, 10 * (50 + 25), 10 * (50 + 0), 10 * 50 * 50)
    assert found["fault_repair", "overall"] == (20, 10 * (50 + 0), 10 * (0 + 25), 0)
    assert found["attitude", "fault_repair"] == (10, 250, 500, 10 * 25 * 50)


def test_how_many_judged_a_topic_and_the_whole(reader, batch):
    branch_id = code(reader, "柳桥供电所")
    (survey,) = reader.rows("SELECT survey_id FROM survey")[0]
    asked = reader, "customer", survey, 202601, 202603, [branch_id]
    found = answers_together.judged_together(*asked).set_index("metric")
    assert found["n"].to_dict() == {"attitude": 20, "fault_repair": 20}
    assert set(found["branch_id"]) == {branch_id} and set(found["stratum"]) == {"questionnaire"}
    months = answers_together.judged_together(*asked, by_month=True)
    assert months.groupby("metric")["n"].sum().to_dict() == found["n"].to_dict()
    assert set(months["month"]) <= {202601, 202602, 202603}


def test_those_who_wait_for_their_branch_are_counted_when_it_is_known(warehouse, reader, batch):
    assert reader.rows("SELECT count(DISTINCT branch_id) FROM driver_cell") == [(1,)]
    branches.assign(warehouse, VIEWER, "桃湾供电所", code(reader, "柳桥供电所"))
    assert pairs(reader, [code(reader, "柳桥供电所")])["attitude", "overall"][0] == 50
    assert check(warehouse) == []


def test_undo_takes_them_out(warehouse, reader, batch):
    undo(warehouse, VIEWER, [batch])
    assert reader.rows("SELECT count(*) FROM driver_cell") == [(0,)]


def test_the_check_finds_what_differs_from_a_fresh_count(warehouse, batch):
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE driver_cell SET total_ab = total_ab + 1")
    assert any("driver_cell" in str(fault) for fault in check(warehouse))


def test_a_survey_without_an_overall_question_has_no_pairs(warehouse, reader, write):
    head = "供电所,日期,服务态度满意度(1-5),故障抢修满意度(1-5)\n"
    path = write("s.csv", head + "甲,2026-01-02,4,5\n" * 30)
    table = read(path)
    import_survey(
        warehouse, VIEWER, table, recognise(table), Options("无总体", create_branches=True)
    )
    assert reader.rows("SELECT count(*) FROM driver_cell") == [(0,)]


def test_words_are_asked_by_branch(reader, batch):
    assert answers_together.terms(reader, "customer", 202601, 202612, ["nobody"]).empty
