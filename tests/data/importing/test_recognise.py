"""What each column is: its role and scale from header and values."""

import csv
import io

import pytest

from data.importing.read import read
from data.importing.recognise import recognise
from locales import BadInput


@pytest.fixture
def column(plan):
    """The plan of one column that stands beside a branch and a date."""

    def plan_of(header, values, **kwargs):
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(["供电所", "提交时间", header])
        for i, value in enumerate(values):
            writer.writerow([f"城{'东西南北'[i % 4]}供电所", f"2025-0{i % 9 + 1}-1{i % 3}", value])
        return plan(buffer.getvalue(), **kwargs).columns[2]

    return plan_of


FIVE = ["1", "2", "3", "4", "5"] * 6
LADDER = ["非常满意", "满意", "一般", "不满意", "非常不满意"] * 6

RATINGS = [
    # header, values, scale, better, not applicable
    ("满意度", FIVE, (1, 5), "high", ()),
    ("满意度", ["1", "2", "4", "5"] * 6, (1, 5), "high", ()),
    ("整体评分", ["2", "3", "4", "5", "6", "7", "8", "9"] * 6, (1, 10), "high", ()),
    ("staff_rating", ["0", "1", "2", "3", "4", "5"] * 6, (1, 5), "high", ("0",)),
    ("staff_rating", ["0.0", "1.0", "3.0", "4.0", "5.0"] * 6, (1, 5), "high", ("0",)),
    ("rating (0-5)", ["0", "1", "2", "3", "4", "5"] * 6, (0, 5), "high", ()),
    ("rating", ["1", "2", "3.5", "4.5", "5"] * 6, (1, 5), "high", ()),
    ("How satisfied are you? (1-7)", FIVE, (1, 7), "high", ()),
    ("How do you rate us", ["1", "2", "3", "4", "5", "6", "7"] * 6, (1, 7), "high", ()),
    ("请打分（0到10分）", ["6", "7", "8"] * 6, (0, 10), "high", ()),
    ("服务质量打分（满分100分）", ["60", "75", "88", "92", "100"] * 6, (0, 100), "high", ()),
    ("Indicate how you feel", ["1", "2", "3", "-1", "-2"] * 3, (1, 3), "high", ("-1", "-2")),
    ("quality rating", [*FIVE, "99", "99"], (1, 5), "high", ("99",)),
    ("quality rating", [*FIVE, "N/A", "don't know"], (1, 5), "high", ("N/A", "don't know")),
    ("满意度", [*FIVE, "(跳过)", "-3", "未使用"], (1, 5), "high", ("(跳过)", "未使用", "-3")),
    ("满意度（1=非常满意，5=非常不满意）", FIVE, (1, 5), "low", ()),
    ("rating, 1 = best, 6 = worst", ["1", "2", "3", "4", "5", "6"] * 9, (1, 6), "low", ()),
    ("服务", [*(v + "分" for v in FIVE)], (1, 5), "high", ()),
    ("score", ["4\xa0", "5", "3 ", "\ufeff2", "1"] * 6, (1, 5), "high", ()),
    ("评价", ["★★★★★", "★★★★☆", "★☆☆☆☆"] * 6, (1, 5), "high", ()),
    ("服务", LADDER, (1, 5), "high", ()),
    ("服务", [*LADDER, "不了解", "(空)"], (1, 5), "high", ("不了解", "(空)")),
    ("服务", ["满意", "基本满意", "不满意"] * 6, (1, 3), "high", ()),
    ("服务", ["很满意", "比较满意", "一般", "不太满意"] * 6, (1, 5), "high", ()),
    ("服务", ["A.非常满意", "B.满意", "C.一般", "D.不满意"] * 6, (1, 5), "high", ()),
    ("服务", ["5分-非常满意", "4分-满意", "1分-非常不满意"] * 6, (1, 5), "high", ()),
    ("服务", ["1=非常满意", "2=满意", "3=一般", "5=非常不满意"] * 6, (1, 5), "low", ()),
    ("服务", ["非常同意", "同意", "不确定", "不同意"] * 6, (1, 5), "high", ()),
    ("多久", ["从不", "很少", "有时", "经常", "总是"] * 6, (1, 5), "high", ()),
    ("Service", ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied"] * 6, (1, 5), "high", ()),
    (
        "Q7",
        [
            "Strongly agree (7)",
            "Agree (6)",
            "Neither agree nor disagree (4)",
            "Strongly disagree (1)",
        ]
        * 6,
        (1, 7),
        "high",
        (),
    ),
    (
        "Q7",
        ["Strongly agree (1)", "Agree (2)", "Disagree (4)", "Strongly disagree (5)"] * 6,
        (1, 5),
        "low",
        (),
    ),
    ("Service", ["Excellent", "Good", "Fair", "Poor"] * 6, (1, 4), "high", ()),
    (
        "Service",
        ["非常满意 Very satisfied", "满意 Satisfied", "一般 Neutral"] * 6,
        (1, 5),
        "high",
        (),
    ),
    ("How was it", ["Never", "Rarely", "Sometimes", "Often", "Always"] * 6, (1, 5), "high", ()),
    ("Rate us", ["1 (very bad)", "2", "3", "4", "5 (very good)"] * 6, (1, 5), "high", ()),
    ("民主测评", ["优秀", "称职", "基本称职", "不称职"] * 6, (1, 4), "high", ()),
    ("satisfaction", ["satisfied", "neutral or dissatisfied"] * 6, (1, 2), "high", ()),
    ("服务", ["满意", "不满意"] * 6, (1, 2), "high", ()),
    ("服务", ["满意", "较满意", "一般", "不满意", "很不满意"] * 6, (1, 5), "high", ()),
    ("服务", ["非常专业", "比较专业", "一般", "不太专业", "很不专业"] * 6, (1, 5), "high", ()),
    ("作用", ["很有帮助", "有帮助", "一般", "没有帮助"] * 6, (1, 5), "high", ()),
    ("考核", ["优秀", "良好", "合格", "不合格"] * 6, (1, 4), "high", ()),
    ("服务", [*LADDER, "没有办理过此业务"], (1, 5), "high", ("没有办理过此业务",)),
    ("服务", [*LADDER, "F.说不清"], (1, 5), "high", ("F.说不清",)),
    ("请打分", [*(v + "分" for v in FIVE), "未参与，不评价"], (1, 5), "high", ("未参与，不评价",)),
    ("评价", ["⭐⭐⭐⭐⭐", "⭐⭐⭐", "⭐"] * 6, (1, 5), "high", ()),
    ("总体评价（1=非常满意，5=非常不满意）", [*FIVE, "9"], (1, 5), "low", ()),
    ("总体打分（10分制）", ["5", "6", "7"] * 9, (1, 10), "high", ()),
    ("满意度", ["非常满意5分", "满意4分", "一般3分"] * 6, (1, 5), "high", ()),
    ("满意程度", ["100", "90", "80", "70"] * 6, (0, 100), "high", ()),
    ("服务评价", ["好", "中", "差"] * 6, (1, 3), "high", ()),
    ("停电信息", [*LADDER, "没有收到过停电信息"], (1, 5), "high", ("没有收到过停电信息",)),
    ("weiterempfehlen", ["1", "2", "3", "4", "5"] * 6, (1, 5), "high", ()),
    ("Service", ["5/5", "4/5", "1/5"] * 9, (1, 5), "high", ()),
    ("Room", ["4 out of 5", "5 out of 5", "2 out of 5"] * 9, (1, 5), "high", ()),
    ("Stars", ["⭐⭐⭐⭐", "⭐⭐⭐⭐⭐", "⭐"] * 9, (1, 5), "high", ()),
    ("Satisfaction, 1 (very satisfied) to 5 (very dissatisfied)", FIVE, (1, 5), "low", ()),
    ("Note (1 = sehr gut, 6 = ungenügend)", ["1", "2", "3", "4", "5", "6"] * 6, (1, 6), "low", ()),
    ("Wait, 1=poor, 5=excellent", ["2", "3", "4"] * 9, (1, 5), "high", ()),
    ("Treated with respect?", ["Yes, always", "Yes, sometimes", "No", "Can't remember"] * 9, (1, 3),
     "high", ("Can't remember",)),
    ("Reviewer_Score", ["2.9", "7.1", "8.8", "10", "9.6"] * 6, (1, 10), "high", ()),
    ("satisfaction_level", ["0.38", "0.8", "0.11", "0.92"] * 9, (0, 1), "high", ()),
    ("quality rating", ["1", "2", "3", "4", "9"] * 15, (1, 4), "high", ("9",)),
    ("quality rating", ["1", "2", "3", "4", "5", "8", "9"] * 6, (1, 5), "high", ("8", "9")),
    ("Overall_Rating", [*FIVE, "9", "10", *["n"] * 9], (1, 10), "high", ()),
    (
        "Q1",
        ["1 Very satisfied", "2 Fairly satisfied", "3 Not very satisfied", "4 Not at all satisfied",
         "9 DK/NA"] * 6,
        (1, 4),
        "low",
        ("9 DK/NA",),
    ),
    ("The staff helped me", ["Agree", "Disagree", "Neutral", "Don't know / NA"] * 9, (1, 3), "high",
     ("Don't know / NA",)),
]  # fmt: skip


@pytest.mark.parametrize(("header", "values", "scale", "better", "absent"), RATINGS)
def test_ratings(column, header, values, scale, better, absent):
    found = column(header, values)
    assert (found.role, found.scale, found.better) == ("rating", scale, better)
    assert set(found.not_applicable) == set(absent)


OTHERS = [
    # header, values, role
    ("您有多大可能推荐我们？", [str(i) for i in range(11)] * 4, "nps"),
    ("How likely are you to recommend us?", ["6", "8", "9", "10"] * 6, "nps"),
    ("Would you recommend us?", ["0 - Not at all likely", "8", "10 - Extremely likely"] * 6,
     "nps"),
    ("recommended", ["0", "1"] * 9, "yes_no"),
    ("是否解决", ["是", "否"] * 9, "yes_no"),
    ("Solved?", ["Yes", "no", "N/A"] * 9, "yes_no"),
    ("Hast Du es benutzt?", ["Ja", "Nein"] * 9, "yes_no"),
    ("treatment", ["0", "1"] * 9, "choice"),
    ("序号", [str(i) for i in range(1, 30)], "id"),
    ("Response ID", [f"R_{i:08d}" for i in range(30)], "id"),
    ("x", [str(i) for i in range(1, 30)], "id"),
    ("所用时间", ["10秒", "20秒", "33秒"] * 9, "choice"),
    ("答题时长", [str(i * 7) for i in range(30)], "metadata"),
    ("Duration (in seconds)", [str(i * 7) for i in range(30)], "metadata"),
    ("Number of visits", ["1", "2", "3", "4", "5"] * 6, "metadata"),
    ("Customer_care_calls", ["2", "3", "4", "5", "6", "7"] * 6, "metadata"),
    ("Aantal bezoeken", ["1", "2", "3", "4", "5"] * 6, "metadata"),
    ("Nombre de visites", ["1", "2", "3", "4", "5"] * 6, "metadata"),
    ("time_spend_company", [str(i) for i in range(2, 11)] * 6, "metadata"),
    ("HelpfulnessNumerator", ["0", "1", "2"] * 9, "metadata"),
    ("useful", ["0", "1", "2", "5"] * 9, "choice"),
    ("Weight", [str(i) for i in range(45, 111, 3)], "metadata"),
    ("days_since_review", [f"{i} days" for i in range(40)], "metadata"),
    ("How did you hear about us?", ["1", "2", "3", "4"] * 20, "choice"),
    ("Q20Age", ["1", "2", "3", "4", "5", "6", "7"] * 9, "choice"),
    ("Region", ["N", "S"] * 9, "choice"),
    ("Já reclamou?", ["S", "N"] * 9, "yes_no"),
    ("HighSatisfaction", ["0", "1"] * 9, "yes_no"),
    ("Порекомендуете ли вы нас?", [str(i) for i in range(11)] * 4, "nps"),
    ("추천하시겠습니까", [str(i) for i in range(11)] * 4, "nps"),
    ("Date of birth", ["01/01/1980", "02/03/1975", "09/09/1990"] * 9, "personal"),
    ("gps", [f"-3.6{i:02d} 39.8{i:02d} 12.0 4.5" for i in range(30)], "personal"),
    ("Q7", [f"212-555-01{i:02d}" for i in range(30)], "personal"),
    ("How many sessions did you attend", ["1", "2", "3", "4", "5"] * 6, "metadata"),
    ("是否了解峰谷电价", ["了解", "不了解"] * 9, "yes_no"),
    ("抢修是否及时", ["及时", "不及时", "未报修过"] * 6, "yes_no"),
    ("您的户均容量（kVA）", ["2", "3", "4", "5"] * 6, "metadata"),
    ("培训场次", ["1", "2", "3", "4"] * 6, "metadata"),
    ("您家有几口人？", ["1", "2", "3", "4", "5"] * 6, "metadata"),
    ("停电情况", ["非常频繁", "比较频繁", "一般", "不频繁"] * 6, "choice"),  # no way is better
    ("您的姓名及单位", ["张三 营销部", "李四 运检部"] * 6, "personal"),
    ("客户名称", ["某某超市", "王女士"] * 6, "personal"),
    ("家庭地址", ["平阳路1号", "滨河路2号"] * 6, "personal"),
    ("填写人部门", ["营销部", "运检部"] * 6, "choice"),
    ("常用渠道", ["微信", "营业厅"] * 6, "choice"),
    ("家庭人数", ["1", "2", "3", "4", "5"] * 6, "metadata"),
    ("性别", ["1", "2"] * 9, "choice"),
    ("Q1[SQ001]", ["A1", "A2", "A3", "A5"] * 9, "choice"),  # option codes, no scores
    ("知情同意", ["同意"] * 9, "choice"),
    ("age group", ["1", "2", "3", "4", "5"] * 6, "choice"),
    ("年龄", ["18-25岁", "26-35岁", "36岁以上"] * 6, "choice"),
    ("爱好", ["运动┋影视", "阅读", "运动┋购物"] * 6, "choice"),
    ("Tools", ["ArcGIS;Excel;", "Excel;", "ArcGIS;"] * 9, "choice"),
    ("latitude", [f"42.{i}01" for i in range(30)], "personal"),
    ("weight", [f"0.{i + 50}" for i in range(30)], "weight"),
    ("权重", ["1.2", "0.8", "1"] * 9, "weight"),
    ("姓名", ["张三", "李四", "王五"] * 6, "personal"),
    ("联系电话", [f"1380013{i:04d}" for i in range(30)], "personal"),
    ("Q5", [f"1380013{i:04d}" for i in range(30)], "personal"),
    ("Your e-mail", [f"a{i}@b.cn" for i in range(30)], "personal"),
    ("author", ["A B", "C D"] * 9, "personal"),
    ("来自IP", ["127.0.0.1(本地)"] * 9, "personal"),
    ("您的意见和建议", [f"希望第{i}次抢修更快一点，谢谢" for i in range(30)], "comment"),
    ("建议", ["加快抢修速度", "多设营业窗口"] * 9, "comment"),
    ("content", [f"The staff at place {i} were kind and the room was clean." for i in range(30)],
     "comment"),
    ("title", [f"A review of lounge number {i} at the airport" for i in range(60)], "metadata"),
    ("link", [f"/reviews/{i}" for i in range(60)], "metadata"),
    ("", [""] * 9, "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "values", "role"), OTHERS)
def test_other_roles(column, header, values, role):
    found = column(header, values)
    assert found.role == role
    if role not in ("nps", "yes_no"):
        assert (found.scale, found.better) == (None, None)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("您对供电质量是否满意", "power_quality"),
        ("停电通知方式", "outage_notice"),
        ("故障抢修到达速度", "fault_repair"),
        ("抄表和收费", "metering_billing"),
        ("服务态度", "attitude"),
        ("95598热线", "hotline_online"),
        ("业扩报装服务", "connection_service"),
        ("营业厅环境", "hall_environment"),
        ("投诉处理", "complaint_handling"),
        ("企业形象", "company_image"),
        ("党员服务队的服务", "party_service"),
        ("电价水平", "price"),
        ("Satisfaction with power reliability", "power_quality"),
        ("staff_service_rating", "attitude"),
        ("第三项", "overall"),  # the only rating of the file
    ],
)
def test_topics(plan, question, topic):
    second = "" if topic == "overall" else ",别的评价"
    rows = "".join(f"A,2025-01-0{v},{v}{',' + v if second else ''}\n" for v in "12345")
    assert plan(f"供电所,日期,{question}{second}\n{rows}").columns[2].topic == topic


@pytest.mark.parametrize(
    ("dates", "form"),
    [
        (["2025-01-31 10:00:00", "2025-02-01 11:00:00"], "Y-M-D"),
        (["2025/1/31 9:05", "2025/2/1 11:00"], "Y-M-D"),
        (["2025-01-31T10:00:00.000+08:00", "2025-02-01T11:00:00Z"], "Y-M-D"),
        (["2025年1月31日 10:00", "2025年2月1日"], "Y-M-D"),
        (["20250131", "20250201"], "Y-M-D"),
        (["31/01/2025", "01/02/2025"], "D/M/Y"),
        (["31.01.2025 12:28:23", "01.02.2025 07:33:35"], "D/M/Y"),
        (["13-09-2017 00:00:00", "15-03-2018 00:00:00"], "D/M/Y"),
        (["1/31/2025 09:15:00", "2/1/2025 10:00:00"], "M/D/Y"),
        (["1/31/25", "2/1/25"], "M/D/Y"),
        (["2026/09/20 10:00:00 AM", "2026/09/27 3:00:00 PM GMT+3"], "Y-M-D"),
        (["2026/9/20 上午 10:00:00", "2026/9/27 下午 3:00:00"], "Y-M-D"),
        (["Jan 31, 2025", "Feb 1, 2025"], "D month Y"),
        (["31 January 2025", "1 February 2025"], "D month Y"),
        (["1738281600", "1738368000"], "epoch"),
        (["2025-01", "2025-02"], "Y-M"),
        (["2025年1月", "2025年2月"], "Y-M"),
        (["Jan 2025", "February 2025"], "Y-M"),
        (["01/2025", "12/2025"], "Y-M"),
        (["Q1 2025", "2025 Q2"], "Y-Q"),
        (["11th November 2019", "2nd May 2020"], "D month Y"),
        (["2023. 1. 12 오후 1:05:00", "2023. 11. 2 오전 9:05:00"], "Y-M-D"),
        (["2025-01-31 10:00", "[not completed]", "2025-02-01 09:00", "[not completed]"], "Y-M-D"),
    ],
)
def test_the_format_of_dates(plan, dates, form):
    rows = "".join(f'A,"{d}",{v}\n' for d in dates * 3 for v in "135")
    found = plan("供电所,提交时间,满意度\n" + rows).the("time")
    assert (found.header, found.time_format) == ("提交时间", form)


def test_the_order_of_day_and_month_is_said(plan):
    rows = "".join(f"A,0{i}/0{i}/2025,{i}\n" for i in range(1, 6))
    said = [str(d) for d in plan("供电所,提交时间,满意度\n" + rows).decisions]
    assert any("No date tells the day from the month" in text for text in said)


@pytest.mark.parametrize(
    ("headers", "chosen"),
    [
        (["StartDate", "EndDate"], "EndDate"),
        (["开始时间", "提交时间"], "提交时间"),
        (["processed", "visit date"], "visit date"),
        (["created_at", "survey date"], "survey date"),
        (["birth date", "date"], "date"),
    ],
)
def test_the_time_of_submission_wins(plan, headers, chosen):
    rows = "".join(f"A,2025-01-0{i},2025-02-0{i},{i}\n" for i in range(1, 6))
    assert plan(f"branch,{','.join(headers)},rating\n{rows}").the("time").header == chosen


def test_a_varying_year_wins_over_a_constant_date_and_month(plan):
    rows = "".join(f"A,0,201{i},13/09/2017,{i}\n" for i in range(1, 6))
    found = plan(f"branch,month,year,processed,rating\n{rows}").the("time")
    assert (found.header, found.time_format) == ("year", "Y")


@pytest.mark.parametrize(
    ("headers", "chosen"),
    [
        (["供电所", "部门"], "供电所"),
        (["您所在的供电所", "您的职业"], "您所在的供电所"),
        (["Which branch did you visit?", "Age group"], "Which branch did you visit?"),
        (["nomEmpresa", "nomCategoria"], "nomEmpresa"),
        (["department", "country"], "department"),
    ],
)
def test_the_branch(plan, headers, chosen):
    rows = "".join(f"B{i % 3},C{i % 2},2025-01-0{i},{i}\n" for i in range(1, 6))
    result = plan(f"{','.join(headers)},date,rating\n{rows * 5}")
    assert result.the("branch").header == chosen
    assert any(chosen in str(decision) for decision in result.decisions)


def test_named_columns_are_taken(plan):
    text = "供电所,镇,日期,回访,满意度\n" + "".join(
        f"A,B{i % 2},2025-01-0{i},2025-02-0{i},{i}\n" for i in range(1, 6)
    )
    result = plan(text, **{})
    assert (result.the("branch").header, result.the("time").header) == ("供电所", "日期")


@pytest.mark.parametrize("named", [{"branch": "镇"}, {"time": "回访"}])
def test_a_person_may_name_branch_and_time(table, named):
    text = "供电所,镇,日期,回访,满意度\n" + "".join(
        f"A,B{i % 2},2025-01-0{i},2025-02-0{i},{i}\n" for i in range(1, 6)
    )
    role, header = next(iter(named.items()))
    assert recognise(table(text), **named).the(role).header == header
    with pytest.raises(BadInput, match="No column is called “x”; the columns are: 供电所, 镇"):
        recognise(table(text), **{role: "x"})


def test_the_overall_item(plan):
    def overall(*headers):
        rows = "".join(f"A,2025-01-0{v}" + f",{v}" * len(headers) + "\n" for v in "12345")
        result = plan(f"供电所,日期,{','.join(headers)}\n{rows}")
        return [c.header for c in result.columns if c.overall]

    assert overall("抢修评价", "您对供电服务的总体满意度", "态度评价") == [
        "您对供电服务的总体满意度"
    ]
    assert overall("staff rating", "Overall satisfaction") == ["Overall satisfaction"]
    assert overall("抢修评价") == ["抢修评价"]
    assert overall("抢修评价", "态度评价") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("意见\n好\n不好\n很好\n", "only one column"),
        ("供电所,日期,满意度\n", "no answers below"),
        ("供电所,日期,性别\nA,2025-01-01,男\nB,2025-01-02,女\n", "No column holds ratings"),
        ("供电所,日期,满\ufffd度\nA,2025-01-01,5\nB,2025-01-02,4\n", "already lost"),
        ("选项,小计,比例\n非常满意,30,60%\n满意,20,40%\n合计,50,100%\n", "counts answers"),
    ],
)
def test_what_cannot_be_imported_still_gets_a_plan(plan, text, reason):
    result = plan(text)
    assert result.layout == "unusable"
    assert reason in str(result.problems[0].reason)


def test_a_matrix_uses_the_ladder_of_all_its_rows(plan):
    text = "供电所,日期,请评价 [抢修],请评价 [态度]\n" + "".join(
        f"A,2025-01-0{i},{a},{b}\n"
        for i, (a, b) in enumerate(
            [("满意", "非常满意"), ("不满意", "非常不满意"), ("满意", "一般"), ("满意", "不满意")],
            1,
        )
    )
    found = plan(text).columns[2:]
    assert [(c.question, c.row_label, c.scale) for c in found] == [
        ("请评价", "抢修", (1, 5)),
        ("请评价", "态度", (1, 5)),
    ]


def test_ticked_boxes_are_choices(plan):
    text = "供电所,日期,评价,渠道:热线,渠道:网站\n" + "A,2025-01-01,5,1,\nB,2025-01-02,4,,1\n" * 4
    assert [c.role for c in plan(text).columns[3:]] == ["choice", "choice"]


def test_blank_and_repeated_headers_are_kept_apart_by_position(plan):
    text = (
        "供电所,日期,满意度,满意度,\nA,2025-01-01,5,1,x\nB,2025-01-02,4,2,y\nC,2025-01-03,3,3,z\n"
    )
    result = plan(text)
    assert [c.position for c in result.columns] == [0, 1, 2, 3, 4]
    assert [c.role for c in result.columns[2:4]] == ["rating", "rating"]


def test_no_header(plan):
    result = plan("A,2025-01-01,5\nB,2025-01-02,4\nA,2025-01-03,3\nB,2025-01-04,2\n")
    assert result.header_rows == 0
    assert result.rows == 4


def test_a_title_above_the_header(plan):
    result = plan(
        "满意度调查,,\n,,\n供电所,日期,满意度\nA,2025-01-01,5\nB,2025-01-02,4\nB,2025-01-03,3\n"
    )
    assert (result.header_rows, result.rows) == (3, 3)
    assert result.the("branch").header == "供电所"


def test_a_question_most_people_skipped_names_no_branch(plan):
    station = ["南关供电所", "(跳过)", "(跳过)"]
    lines = "".join(
        f"{i},2025/6/{i} 08:00:00,城{'东西'[i % 2]}供电公司,{station[i % 3]},满意\n"
        for i in range(1, 25)
    )
    result = plan(f"序号,提交答卷时间,1、您所在的供电公司,2、您所在的供电所,3、您满意吗\n{lines}")
    assert result.the("branch").header == "1、您所在的供电公司"


# --- real files -----------------------------------------------------------------------------------


def test_skytrax(real):
    result = recognise(read(real("skytrax_lounge_reviews.csv")))
    by_header = {c.header: c for c in result.columns}
    assert (result.layout, result.rows, result.header_rows) == ("responses", 2264, 1)
    assert result.the("branch").header == "airline_name"
    assert result.the("time").header == "date"
    assert by_header["overall_rating"].scale == (1, 5)
    assert [(p.column, "67 answers" in str(p.reason)) for p in result.problems] == [
        ("overall_rating", True)
    ]
    components = [c for c in result.of_role("rating") if c.header != "overall_rating"]
    assert len(components) == 7
    assert {(c.scale, c.not_applicable) for c in components} == {((1, 5), ("0",))}
    assert not any(c.overall for c in result.columns)
    assert {h: by_header[h].role for h in ("recommended", "content", "author")} == {
        "recommended": "yes_no",
        "content": "comment",
        "author": "personal",
    }
    for header in ("link", "title", "lounge_name", "lounge_type", "type_traveller"):
        assert by_header[header].role in ("choice", "metadata")


def test_aneel(real):
    result = recognise(read(real("aneel_power_iasc_latin1.csv")))
    roles = {c.header: c.role for c in result.columns}
    assert (result.layout, result.encoding, result.rows) == ("aggregate", "latin-1", 140)
    assert roles == {
        "ideIndiceSatisfacaoConsumidor": "id",
        "nomCategoria": "choice",
        "nomEmpresa": "branch",
        "qtdPontuacaoEmpresaIASC": "rating",
        "qtdPontuacaoBrasilIASC": "metadata",
        "mesReferencia": "choice",
        "anoReferencia": "time",
        "dthProcessamento": "metadata",
    }
    assert list(result.excluded) == ["Maior Crescimento Anual (%)"]


def test_qualtrics(real):
    result = recognise(read(real("qualtrics_no_basis_negative_codes_3hdr.csv")))
    assert (result.tool, result.header_rows, result.rows) == ("qualtrics", 3, 15)
    ratings = {c.header: (c.scale, c.not_applicable) for c in result.of_role("rating")}
    assert ratings == {
        **dict.fromkeys(["Q1", "Q3_1", "Q3_2", "Q3_3", "Q3_4"], ((1, 3), ("-1",))),
        **dict.fromkeys(["Q4_1", "Q4_2", "Q4_3", "Q4_4"], ((1, 3), ("-1", "-2"))),
    }


def test_google_forms_in_german(real):
    result = recognise(read(real("gforms_german_zeitstempel.csv")))
    assert (result.tool, result.rows) == ("google-forms", 51)
    assert (result.the("time").header, result.the("time").time_format) == ("Zeitstempel", "D/M/Y")
    assert {c.scale for c in result.of_role("rating")} == {(1, 5)}
    assert len(result.of_role("rating")) == 9
    assert len(result.of_role("yes_no")) == 5


def test_a_wjx_file_without_ratings(real):
    result = recognise(read(real("wjx_800_text.xls")))
    assert (result.tool, result.layout, result.rows) == ("wjx", "unusable", 800)
    assert "No column holds ratings" in str(result.problems[0].reason)
