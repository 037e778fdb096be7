"""Published figures of power service, brought in with the templates and the survey importer.

Jingmen (荆门), customer survey published on 15 March: satisfied 649 of 916 met in person, 14949 of
15844 who answered online, 61 of 76 asked otherwise, with weights 30/40/30, about 83 of 100. Asked
was 满意/基本满意/不满意, and only 满意 counts. The warehouse knows the online answers as
`questionnaire`, those met in person as `interview`, the third group as `symposium`.

State Grid: 供电服务十项承诺 of 2023.
"""

import pytest

from analytics.estimates import proportion
from analytics.key_figures import key_figures
from data import queries
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.table_import import import_table
from tests.conftest import VIEWER

MONTH = 202603
# Channel, satisfied, answers, weight.
GROUPS = (
    ("interview", 649, 916, 0.3),
    ("questionnaire", 14949, 15844, 0.4),
    ("symposium", 61, 76, 0.3),
)
PUBLISHED = 0.3 * 649 / 916 + 0.4 * 14949 / 15844 + 0.3 * 61 / 76
BRANCH = "支部编号,名称,层级,类型\n荆门,荆门供电公司,公司,公司\n"
WEIGHTS = (
    "指标,层（如渠道）,生效月份（年月）,失效月份（年月）,权重（0–1）\n"
    "客户满意率,访谈,2026-01,2026-12,0.3\n"
    "客户满意率,问卷,2026-01,2026-12,0.4\n"
    "客户满意率,座谈会,2026-01,2026-12,0.3\n"
)


@pytest.fixture
def upload(warehouse, write):
    def _upload(table, content):
        return import_table(warehouse, VIEWER, read(write(f"{table}.csv", content)), table)

    return _upload


@pytest.fixture
def answers(warehouse, write):
    """Bring in one channel of the survey, one row a respondent; `correct` changes the plan."""

    def _answers(channel, satisfied, asked, correct=lambda plan: plan):
        others = asked - satisfied
        words = ["满意"] * satisfied + ["基本满意"] * (others - others // 3)
        words += ["不满意"] * (others // 3)
        lines = [f"2026-03-15,{word}" for word in words]
        content = "日期,您对供电服务总体是否满意？\n" + "\n".join(lines) + "\n"
        table = read(write(f"{channel}.csv", content))
        options = Options("荆门 3·15 满意度调查", channel=channel, for_branch="荆门")
        return import_survey(warehouse, VIEWER, table, correct(recognise(table)), options)

    return _answers


def satisfaction(reader):
    cells = queries.figures.metric_cells(reader, ["customer_satisfaction"], MONTH, MONTH, ["荆门"])
    return key_figures(cells).iloc[0]


def test_jingmen_comes_to_83_by_its_published_weights(upload, answers, reader):
    upload("branch", BRANCH)
    assert upload("stratum_weight", WEIGHTS).rows_kept == 3
    for channel, satisfied, asked, _ in GROUPS:
        assert answers(channel, satisfied, asked).answers == asked
    figure = satisfaction(reader)
    assert figure["value"] == pytest.approx(PUBLISHED, abs=1e-12)
    assert round(100 * figure["value"]) == 83
    assert figure["answers"] == 916 + 15844 + 76 and figure["note"] == ""
    # Kish's effective n, 1 / Σ w²/n, in Wilson's interval: 76 answers bear three tenths of it all.
    n = 1 / sum(weight**2 / asked for _, _, asked, weight in GROUPS)
    assert figure["n"] == pytest.approx(n) and 770 < n < 780
    wilson = proportion(PUBLISHED * n, n)
    assert (figure["low"], figure["high"]) == pytest.approx((wilson.low, wilson.high))
    assert (round(wilson.low, 3), round(wilson.high, 3)) == (0.803, 0.856)


def test_pooled_the_online_answers_would_swamp_the_others(upload, answers, reader):
    upload("branch", BRANCH)
    for channel, satisfied, asked, _ in GROUPS:
        answers(channel, satisfied, asked)
    figure = satisfaction(reader)
    assert figure["note"] == "no published weights" and figure["n"] == 0


def test_only_the_top_word_counts_unless_a_person_says_otherwise(upload, answers, reader):
    upload("branch", BRANCH)
    _, satisfied, asked, _ = GROUPS[2]
    plan = {}

    def seen(chosen):
        plan.update(vars(chosen.columns[1]))
        return chosen

    answers("symposium", satisfied, asked, seen)
    assert (plan["scale"], plan["satisfied_from"]) == ((1, 3), 3)
    assert dict(plan["ladder"]) == {"不满意": 1, "基本满意": 2, "满意": 3}
    assert satisfaction(reader)["value"] == pytest.approx(61 / 76)


def test_a_person_may_count_the_middle_word_too(upload, answers, reader):
    upload("branch", BRANCH)
    _, satisfied, asked, _ = GROUPS[2]
    answers("symposium", satisfied, asked, lambda plan: plan.corrected(1, satisfied_from=2))
    assert satisfaction(reader)["value"] == pytest.approx(71 / 76)  # 15 others, 5 not satisfied


PROMISES = """指标,区域,生效月份（年月）,失效月份（年月）,承诺值（比率填 0–1）
供电小时,城区,2024-01,2026-12,0.999
供电小时,农村,2024-01,2026-12,0.998
电压合格,城区,2024-01,2026-12,0.985
电压合格,农村,2024-01,2026-12,0.975
到达现场时限（分钟）,城区,2024-01,2026-12,45
到达现场时限（分钟）,农村,2024-01,2026-12,90
到达现场时限（分钟）,偏远,2024-01,2026-12,120
恢复供电时限（小时）,城区,2024-01,2026-12,3
恢复供电时限（小时）,农村,2024-01,2026-12,4
居民办电时限（工作日）,全部,2024-01,2026-12,5
低压非居民办电时限（工作日）,全部,2024-01,2026-12,6
高压单电源办电时限（工作日）,全部,2024-01,2026-12,22
高压双电源办电时限（工作日）,全部,2024-01,2026-12,32
计划停电提前告知（天）,全部,2024-01,2026-12,7
临时停电提前告知（小时）,全部,2024-01,2026-12,24
"""


def test_the_ten_promises_are_rows_that_hold_for_a_time(upload, reader):
    imported = upload("kpi_target", PROMISES)
    assert (imported.rows_kept, imported.rows_rejected) == (15, 0)
    promised = {
        (kpi, area): value
        for kpi, area, value in reader.rows(
            "SELECT kpi, area, value FROM kpi_target WHERE 202603 BETWEEN valid_from AND valid_to"
        )
    }
    assert promised["supply_hours", "urban"] == 0.999
    assert promised["voltage_qualified", "rural"] == 0.975
    assert promised["arrival_minutes", "remote"] == 120
    assert promised["restore_hours", "rural"] == 4
    assert promised["connection_days_high_double", "all"] == 32
    assert promised["temporary_notice_hours", "all"] == 24


def test_what_was_kept_of_the_promises_is_a_share_of_hours_or_of_cases(upload, reader):
    upload("branch", BRANCH)
    figures = (
        "支部编号,月份（年月）,指标,分子,分母\n"
        "荆门,2026-03,供电小时,743.35,744\n"
        "荆门,2026-03,电压合格,735.07,744\n"
        "荆门,2026-03,办电及时,57,60\n"
        "荆门,2026-03,停电告知,19,20\n"
    )
    assert upload("service_kpi", figures).rows_rejected == 0
    asked = ["supply_reliability", "voltage_qualified", "connection_on_time", "outage_notified"]
    cells = queries.figures.metric_cells(reader, asked, MONTH, MONTH, ["荆门"])
    value = key_figures(cells).set_index("metric")["value"]
    assert value["supply_reliability"] == pytest.approx(0.99913, abs=1e-5)
    assert value["voltage_qualified"] == pytest.approx(0.988, abs=1e-5)
    assert value["connection_on_time"] == 0.95
    assert value["outage_notified"] == 0.95
