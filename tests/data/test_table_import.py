"""Uploads of the warehouse's own tables."""

import pytest

from data import batches, tables
from data.importing.read import read
from data.table_import import bare, import_table
from locales import BadInput
from tests.conftest import VIEWER

BRANCHES = (
    "branch_id,parent_id,name,name_en,level,type,area,members,staff,customers\n"
    "C,,清河公司,Qinghe,company,company,,100,900,50000\n"
    "B1,C,城东供电所,East,branch,supply_station,urban,20,80,9000\n"
)


@pytest.fixture
def upload(warehouse, write):
    def _upload(table, content, name="file.csv"):
        return import_table(warehouse, VIEWER, read(write(name, content)), table)

    return _upload


@pytest.fixture
def company(upload):
    return upload("branch", BRANCHES)


def reasons(imported):
    return imported.rejects["reason"].tolist()


def test_headers_may_be_chinese_english_or_the_templates(upload, reader, company):
    upload("branch_alias", "别名,支部编号\n城东所,B1\n")
    upload("branch_alias", "Alias,Branch code\nEast station,B1\n")
    upload("branch_alias", "别名 Alias,支部编号 Branch code\n东所,B1\n")
    rows = reader.rows("SELECT alias, branch_id FROM branch_alias ORDER BY ALL")
    assert rows == [("East station", "B1"), ("东所", "B1"), ("城东所", "B1")]


def test_options_may_be_written_in_chinese_and_branches_by_name(upload, reader, company):
    upload(
        "service_kpi",
        "支部编号,月份(年月),指标,分子,分母\n城东供电所,2026年1月,投诉,3,9000\nB1,2026-02,complaints,1,9000\n",
    )
    assert reader.rows("SELECT branch_id, month, kpi FROM service_kpi ORDER BY month") == [
        ("B1", 202601, "complaints"),
        ("B1", 202602, "complaints"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("B9,202601,complaints,3,9000", "branch_id", "B9 is not known in Branches"),
        ("B1,202613,complaints,3,9000", "month", "not a month"),
        ("B1,202601,cheers,3,9000", "kpi", "use one of"),
        ("B1,202601,complaints,3%,9000", "numerator", "a percentage stands where"),
        ("B1,202601,complaints,many,9000", "numerator", "not a number"),
        ("B1,202601,complaints,-3,9000", "numerator", "“Numerator” must not be negative"),
        ("B1,202601,complaints,9001,9000", "numerator", "“Numerator” must not exceed"),
        ("B1,202601,complaints,3,", "denominator", "must not be empty"),
        ("B1,202601,complaints,nan,9000", "numerator", "not a number"),
        ("B1,202601,complaints,3,1e308", "denominator", "too large"),
    ],
)
def test_a_bad_cell_leaves_its_row_out_and_is_listed(upload, company, row, column, reason):
    content = f"branch_id,month,kpi,numerator,denominator\n{row}\nB1,202603,complaints,1,9000\n"
    imported = upload("service_kpi", content)
    assert (imported.rows_read, imported.rows_kept, imported.rows_rejected) == (2, 1, 1)
    assert imported.rejects["row"].tolist() == [2]
    assert reason in imported.rejects["reason"][0]
    assert imported.rejects["reason_zh"][0] != imported.rejects["reason"][0]


def test_a_key_stands_once_in_the_file_and_in_the_warehouse(upload, company):
    head = "branch_id,month,kpi,numerator,denominator\n"
    upload("service_kpi", head + "B1,202601,complaints,1,9000\n")
    again = upload(
        "service_kpi",
        head
        + "B1,202601,complaints,2,9000\nB1,202602,complaints,2,9000\nB1,202602,complaints,4,9000\n",
    )
    assert "there already, from batch" in reasons(again)[0]
    assert "in the file twice" in reasons(again)[1]
    assert again.rows_kept == 1


def test_a_file_without_one_good_row_is_refused_with_the_first_reason(upload, company, reader):
    with pytest.raises(BadInput, match=r"No row of file\.csv can be stored.*Row 2"):
        upload("service_kpi", "branch_id,month,kpi,numerator,denominator\nB9,1,x,3,0\n")
    assert reader.rows("SELECT count(*) FROM reject") == [(0,)]


def test_a_missing_column_names_it(upload, company):
    with pytest.raises(BadInput, match="lacks the column 分母 Denominator"):
        upload("service_kpi", "branch_id,month,kpi,numerator\nB1,202601,complaints,3\n")


def test_an_unknown_table_lists_the_known_ones(upload):
    with pytest.raises(BadInput, match="Use one of: branch, "):
        upload("payroll", "a,b\n1,2\n")


def test_the_same_file_twice_is_refused_until_it_is_undone(upload, warehouse, company):
    with pytest.raises(BadInput, match="already in the warehouse: batch 1"):
        upload("branch", BRANCHES, "other name.csv")
    batches.undo(warehouse, VIEWER, [company.batch_id])
    assert upload("branch", BRANCHES).rows_kept == 2


def test_a_batch_that_others_build_on_is_undone_last(upload, warehouse, company, reader):
    alias = upload("branch_alias", "alias,branch_id\n东所,B1\n")
    with pytest.raises(BadInput, match=f"Undo batch {alias.batch_id} first"):
        batches.undo(warehouse, VIEWER, [company.batch_id])
    batches.undo(warehouse, VIEWER, [company.batch_id, alias.batch_id])
    assert reader.rows("SELECT count(*) FROM branch") == [(0,)]


def test_metric_cells_follow_an_upload_and_its_undo(upload, warehouse, company, reader):
    count = "SELECT metric, n, total FROM metric_cell"
    kpi = upload(
        "service_kpi",
        "branch_id,month,kpi,numerator,denominator\nB1,202601,complaints,3,9000\n",
    )
    assert reader.rows(count) == [("complaint_rate", 9000.0, 3.0)]
    batches.undo(warehouse, VIEWER, [kpi.batch_id])
    assert reader.rows(count) == []


def test_branches_that_stand_above_each_other_are_refused_with_those_below_them(upload, reader):
    head = "branch_id,parent_id,name,level,type\n"
    rows = "A,B,a,branch,other\nB,A,b,branch,other\nC,B,c,branch,other\nD,,d,branch,other\n"
    imported = upload("branch", head + rows)
    assert imported.rejects[["row", "column", "value"]].values.tolist() == [
        [2, "上级编号 Parent code", "B"],
        [3, "上级编号 Parent code", "A"],
        [4, "上级编号 Parent code", "B"],
    ]
    assert "no row leads back to itself, at whatever distance; A → B → A" in reasons(imported)[0]
    assert "row 3 of this file is left out too" in reasons(imported)[2]
    assert reader.rows("SELECT branch_id FROM branch") == [("D",)]


def test_no_circle_is_closed_by_a_second_upload(upload, reader, company):
    head = "branch_id,parent_id,name,level,type\n"
    imported = upload("branch", head + "D,E,d,branch,other\nF,B1,f,branch,other\n")
    assert "E is not known in Branches" in reasons(imported)[0]
    upload("branch", head + "E,D,e,branch,other\nG,F,g,branch,other\n")
    assert reader.rows("SELECT branch_id FROM branch ORDER BY ALL") == [
        ("B1",), ("C",), ("F",), ("G",),
    ]  # fmt: skip


def test_a_date_far_from_our_time_is_a_slip(upload, company):
    head = "session_id,branch_id,date,mode,hours,spend_yuan,heads_due,heads_present\n"
    rows = "S1,B1,0001-01-05,online,1,1,5,5\nS2,B1,2026-01-05,online,1,1,5,5\n"
    assert upload("training_session", head + rows).rejects["row"].tolist() == [2]


def test_training_hours_count_quiet_months_and_no_person_twice(upload, reader, company):
    # C states 900 staff and B1, below it, 80: together they are those 80.
    head = "session_id,branch_id,date,mode,hours,spend_yuan,heads_due,heads_present\n"
    rows = "S1,B1,2026-01-31,online,2,1,40,40\nS2,C,2026-03-01,online,1,1,20,20\n"
    upload("training_session", head + rows)
    cells = "SELECT branch_id, month, n, total FROM metric_cell WHERE metric = $1 ORDER BY 1, 2"
    assert reader.rows(cells, ["training_hours_per_head"]) == [
        ("B1", 202601, 80.0, 80.0),
        ("B1", 202602, 80.0, 0.0),
        ("B1", 202603, 80.0, 0.0),
        ("C", 202603, 0.0, 20.0),
    ]


def test_a_whole_number_larger_than_its_column_holds_is_listed(upload):
    head = "branch_id,name,level,type,staff\n"
    imported = upload("branch", head + "A,a,branch,other,99999999999\nB,b,branch,other,12\n")
    assert imported.rejects[["row", "reason"]].values.tolist() == [[2, "this number is too large"]]


def test_an_empty_cell_takes_the_default_of_the_schema(upload, reader):
    upload("scheme", "scheme_id,name,year,full_score\nS1,方案,2026,100\n")
    upload(
        "scheme", "scheme_id,name,year,full_score,bonus_cap\nS2,甲,2025,100,\nS3,乙,2024,100,5\n"
    )
    rows = reader.rows("SELECT scheme_id, bonus_cap FROM scheme ORDER BY scheme_id")
    assert rows == [("S1", 0.0), ("S2", 0.0), ("S3", 5.0)]


COUNTED = "meeting_id,branch_id,date,type,due,present,reported_late\n"


@pytest.mark.parametrize(
    ("present", "english", "chinese"),
    [
        ("85%", "a percentage stands where a count belongs", "此处应填个数，不应填百分比"),
        ("85％", "a percentage stands where a count belongs", "此处应填个数，不应填百分比"),
        ("0.85", "a share stands where a count belongs", "此处应填个数，不应填比率"),
        ("17.5", "a whole number is wanted", "应为整数"),
        ("-1", "“Present” must not be negative", "「实到人数」不能为负数"),
        ("21", "“Present” must not exceed “Due”", "「实到人数」不能大于「应到人数」"),
    ],
)
def test_a_count_is_a_whole_number_within_its_whole(upload, company, present, english, chinese):
    rows = f"M1,B1,2026-01-05,general,20,{present},no\nM2,B1,2026-02-05,general,20,17,no\n"
    rejects = upload("meeting", COUNTED + rows).rejects
    assert rejects["row"].tolist() == [2]
    assert present in rejects["value"][0] and "实到人数 Present" in rejects["column"][0]
    assert english in rejects["reason"][0] and chinese in rejects["reason_zh"][0]


@pytest.mark.parametrize(
    ("dates", "value", "chinese"),
    [
        ("2026-01-05,2026-01-01,", "2026-01-05, 2026-01-01", "「整改日期」不能早于「发现日期」"),
        (
            "2026-01-05,2026-01-07,2026-01-06",
            "2026-01-07, 2026-01-06",
            "「验证日期」不能早于「整改日期」",
        ),
    ],
)
def test_a_date_after_the_one_that_follows_it_is_refused(upload, company, dates, value, chinese):
    head = "finding_id,branch_id,source,category,severity,found_at,resolved_at,verified_at\n"
    rows = f"F1,B1,self,台账,low,{dates}\nF2,B1,self,台账,low,2026-01-05,,\n"
    rejects = upload("finding", head + rows).rejects
    assert rejects[["row", "value"]].values.tolist() == [[2, value]]
    assert chinese in rejects["reason_zh"][0] and "must not be before" in rejects["reason"][0]


def test_a_reference_to_an_unknown_indicator_names_the_table_it_is_missing_in(upload, company):
    upload("scheme", "scheme_id,name,year,full_score\nS1,方案,2026,10\n")
    head = "indicator_id,scheme_id,name,facet,scope,full_score,quantified\n"
    upload("indicator", head + "I1,S1,台账,activity,common,10,是\n")
    scores = "indicator_id,branch_id,month,final_score\nI1,B1,2026-03,9\nI9,B1,2026-03,9\n"
    rejects = upload("assessment_score", scores).rejects
    assert rejects[["row", "column", "value"]].values.tolist() == [
        [3, "指标编号 Indicator code", "I9"]
    ]
    assert rejects["reason"][0].startswith("I9 is not known in Assessment indicators")
    assert rejects["reason_zh"][0].startswith("「考核指标」中没有 I9")


@pytest.mark.parametrize("value", ["99.9%", "99.9"])
def test_a_percentage_where_a_share_belongs_is_answered_with_what_to_write(upload, value):
    head = "kpi,area,valid_from,valid_to,value\n"
    rows = f"supply_hours,urban,202601,202612,{value}\narrival_minutes,urban,202601,202612,45\n"
    rejects = upload("kpi_target", head + rows).rejects
    assert rejects["row"].tolist() == [2]
    assert "write 99.9 % as 0.999" in rejects["reason"][0]
    assert "99.9% 请写成 0.999" in rejects["reason_zh"][0]


def test_a_column_the_template_does_not_have_is_mentioned_and_keeps_no_row_out(upload, company):
    imported = upload("branch_alias", "别名,备注,支部编号\n城东所,好,B1\n")
    assert (imported.rows_kept, imported.rows_rejected) == (1, 0)
    assert imported.rejects[["row", "column"]].values.tolist() == [[1, "备注"]]
    assert "no such column" in reasons(imported)[0]


def test_a_column_that_stands_twice_is_refused(upload, reader, company):
    with pytest.raises(BadInput, match="the column 支部编号 Branch code twice"):
        upload("branch_alias", "别名,支部编号,Branch code\n城东所,B1,C\n")
    assert reader.rows("FROM branch_alias") == []


def test_the_example_row_is_passed_over_wherever_its_column_stands(upload, company):
    imported = upload("branch_alias", "支部编号,别名\nB9,示例 别名1\nB1,城东所\n")
    assert (imported.rows_read, imported.rows_kept) == (1, 1)


def test_a_file_with_only_an_example_and_a_strange_column_says_so(upload, company):
    with pytest.raises(BadInput, match="only the example row"):
        upload("branch_alias", "别名,备注,支部编号\n示例 别名1,x,B1\n")


def test_a_header_may_leave_out_the_explanation_in_brackets(upload, reader, company):
    upload("service_kpi", "支部编号,月份,指标,分子,分母\nB1,202601,complaints,3,9000\n")
    assert reader.rows("SELECT month FROM service_kpi") == [(202601,)]


def test_no_two_columns_of_a_table_share_a_header_without_its_brackets():
    for name in tables.UPLOADABLE:
        uploaded = tables.table(name).uploaded
        for spelling in (lambda c: c.zh, lambda c: c.en):
            assert len({bare(spelling(column)) for column in uploaded}) == len(uploaded), name
