"""What is planted in the tables of work, people and service is what their figures show."""

import numpy as np
import pytest

from analytics import comparison
from data.catalogue import metrics
from data.demo.company import MONTHS
from tests.data.demo.test_demo_truths import (
    ALL,
    BUSY,
    FEW,
    QUIET,
    SERVING,
    STEP,
    against_rest,
    figures,
    sums,
)

UNVERIFIED, UNRECORDED, SPIRAL, OWNERLESS, UNSPONSORED = (
    "QH204", "QH304", "QH305", "QH206", "QH404",
)  # fmt: skip
DISPUTED, NEGLECTING, UNNOTIFIED = "QH104", "QH203", "QH303"
JUDGED = [code for code in SERVING if code != FEW]


def share(company, numerator, table, where="true"):
    """A share by branch, straight from a table."""
    return company.frame(
        f"SELECT branch_id, avg(CASE WHEN {numerator} THEN 1 ELSE 0 END) AS share"
        f" FROM {table} WHERE {where} GROUP BY branch_id"
    ).set_index("branch_id")["share"]


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda m: m.key)
def test_every_metric_has_cells(company, metric):
    if metric.key != "published_satisfaction_score":
        known = company.rows("SELECT 1 FROM metric_cell WHERE metric = ? LIMIT 1", [metric.key])
        assert known == [(1,)]


@pytest.mark.parametrize(
    "metric",
    [
        "work_executed", "work_on_time", "activity_intensity", "meeting_held", "meeting_attendance",
        "contacts_per_staff", "hard_task_share", "elearning_active", "platform_done",
        "leadership_by_superiors",
    ],
)  # fmt: skip
def test_the_busy_branch_leads_in_what_is_done_and_the_quiet_one_does_little(company, metric):
    value = figures(company, metric, ALL)["value"]
    assert value.idxmax() == BUSY
    assert QUIET in value.nsmallest(3).index


@pytest.mark.parametrize(
    ("metric", "worse"),
    [
        ("loop_closed", -1),
        ("work_effective", -1),
        ("finding_recurred", 1),
        ("finding_self_found", -1),
        ("callback_satisfaction", -1),
        ("demand_settled", -1),
        ("post_on_target", -1),
        ("needs_adopted", -1),
    ],
)
def test_the_busy_branch_has_little_to_show_and_the_quiet_one_much(company, metric, worse):
    everyone = JUDGED if metric == "callback_satisfaction" else ALL
    rest = against_rest(company, metric, everyone)
    assert (rest["difference"] * worse).idxmax() == BUSY
    assert rest.loc[BUSY, "differs"]
    assert rest.loc[QUIET, "difference"] * worse < 0


@pytest.mark.parametrize("metric", ["loop_closed", "work_effective", "callback_satisfaction"])
def test_the_quiet_branch_works_best(company, metric):
    everyone = JUDGED if metric == "callback_satisfaction" else ALL
    assert figures(company, metric, everyone)["value"].idxmax() == QUIET
    assert against_rest(company, metric, everyone).loc[QUIET, "differs"]


def test_the_quiet_branch_has_the_fewest_findings_that_come_back(company):
    assert figures(company, "finding_recurred", ALL)["value"].idxmin() == QUIET


def test_the_busy_branch_has_brands_for_show(company):
    brands = company.frame("FROM brand").groupby("branch_id")
    assert brands.size().idxmax() == BUSY and brands["linked_business_kpi"].count()[BUSY] == 0
    events = company.frame("FROM brand_event JOIN brand USING (brand_id)")
    assert events.groupby("branch_id").size().idxmax() == BUSY
    assert figures(company, "brand_participation", ALL)["value"].idxmin() == BUSY


def test_its_own_leadership_is_praised_by_itself_and_not_by_its_staff(company):
    scores = company.frame(
        "SELECT branch_id, rater, sum(ballots * score) / sum(ballots) AS score FROM team_rating"
        " WHERE team = 'leadership' GROUP BY ALL"
    ).pivot(index="branch_id", columns="rater", values="score")
    assert scores["self"].idxmax() == BUSY
    assert BUSY in scores["staff"].nsmallest(2).index
    assert scores.loc[QUIET, "staff"] > scores.loc[QUIET, "superior"]
    gap = (scores["superior"] - scores["staff"]).sort_values(ascending=False)
    assert set(gap.index[:2]) == {BUSY, DISPUTED}
    assert gap[DISPUTED] > 14 and gap.iloc[2] < 8


@pytest.mark.parametrize(
    ("metric", "worse"),
    [
        ("finding_recurred", 1),
        ("feedback_in_time", -1),
        ("callback_satisfaction", -1),
        ("loop_closed", -1),
    ],
)
def test_the_step_shows_in_its_work_too(company, metric, worse):
    before = sums(company, metric, [STEP], 202411, 202512)
    after = sums(company, metric, [STEP], 202601, 202610)
    row = comparison.change(metrics()[metric].kind, after, before).loc[STEP]
    assert row["differs"] and np.sign(row["difference"]) == worse


def test_one_branch_spirals_upwards_and_the_busy_one_circles(company):
    recurred = company.frame(
        "SELECT branch_id, cycle_no, avg(CASE WHEN finding_id IN"
        " (SELECT parent_finding_id FROM finding) THEN 1 ELSE 0 END) AS share"
        " FROM finding WHERE resolved_at IS NOT NULL GROUP BY ALL"
    ).pivot(index="branch_id", columns="cycle_no", values="share")
    rising = recurred.loc[SPIRAL, [1, 2, 3]]
    assert rising[1] > 0.3 and rising[1] > rising[2] > rising[3]
    assert recurred.loc[BUSY, 2] > 0.35


def test_chains_of_findings_count_their_cycles_and_follow_in_time(company):
    assert not company.rows(
        "SELECT child.finding_id FROM finding AS child"
        " JOIN finding AS parent ON child.parent_finding_id = parent.finding_id"
        " WHERE child.cycle_no <> parent.cycle_no + 1 OR child.branch_id <> parent.branch_id"
        " OR child.found_at <= parent.resolved_at OR parent.resolved_at IS NULL"
    )
    assert not company.rows(
        "SELECT finding_id FROM finding WHERE (cycle_no > 1) <> (parent_finding_id IS NOT NULL)"
    )


def test_the_seven_musts_break_at_record_for_one_branch_and_at_verification_for_another(company):
    recorded = share(company, "record_no IS NOT NULL", "work_item", "executed_at IS NOT NULL")
    assert recorded.idxmin() == UNRECORDED and recorded[UNRECORDED] < 0.6
    assert recorded.drop(UNRECORDED).min() > 0.8
    verified = share(company, "verified_at IS NOT NULL", "work_item", "effective")
    assert verified.idxmin() == UNVERIFIED
    assert verified[UNVERIFIED] < 0.6 < 0.7 < verified.drop([UNVERIFIED, BUSY, STEP]).min()


def test_no_must_is_met_without_the_one_before(company):
    assert not company.rows(
        "SELECT item_id FROM work_item"
        " WHERE (record_no IS NOT NULL AND executed_at IS NULL)"
        " OR (assessed_at IS NOT NULL AND (record_no IS NULL OR rule_id IS NULL))"
        " OR (effective IS NOT NULL) <> (assessed_at IS NOT NULL)"
        " OR (verified_at IS NOT NULL AND effective IS NOT TRUE)"
        " OR (improved_at IS NOT NULL AND verified_at IS NULL)"
    )


def test_there_is_one_veto_and_a_bonus_above_the_cap(company):
    assert company.rows("SELECT branch_id, month FROM adjustment WHERE kind = 'veto'") == [
        (STEP, 202606)
    ]
    # Of one event at several levels the highest counts once.
    above = company.rows(
        "WITH counted AS (SELECT scheme_id, branch_id, month, max(points) AS points"
        " FROM adjustment WHERE kind = 'bonus'"
        " GROUP BY scheme_id, branch_id, month, coalesce(event, adjustment_id))"
        " SELECT branch_id, month, sum(points) FROM counted JOIN scheme USING (scheme_id)"
        " GROUP BY branch_id, month HAVING sum(points) > any_value(bonus_cap)"
    )
    assert [row[:2] for row in above] == [(BUSY, 202512)] and above[0][2] >= 7.5


def test_one_department_has_targets_without_owners(company):
    owned = figures(company, "target_owned", ALL)["value"].sort_values()
    assert owned.index[0] == OWNERLESS and owned.iloc[0] < 0.75 and owned.iloc[1] > 0.85
    assert figures(company, "target_attainment", ALL)["value"].idxmin() == BUSY
    assert figures(company, "target_attainment", ALL)["value"].idxmax() == QUIET


def test_one_branch_has_no_sponsor_for_four_months(company):
    sponsored = company.rows("SELECT DISTINCT branch_id, month FROM sponsor_task")
    without = {(code, month) for code in ALL for month in MONTHS} - set(sponsored)
    assert without == {(UNSPONSORED, month) for month in range(202507, 202511)}


def test_one_branch_neglects_one_line_of_work(company):
    done = company.frame(
        "SELECT branch_id, line, sum(done) / sum(planned) AS share FROM platform_item GROUP BY ALL"
    ).set_index(["branch_id", "line"])["share"]
    assert done[NEGLECTING, "culture"] < 0.15
    assert done.drop((NEGLECTING, "culture")).min() > 0.6


def test_one_domain_has_no_rule_and_one_county_has_let_its_reviews_lapse(company):
    ruled = company.rows(
        "SELECT domain FROM policy_required ANTI JOIN policy USING (domain) ORDER BY domain"
    )
    assert ruled == [("数字党建",)]
    assert figures(company, "policy_coverage", ["QH3"]).loc["QH3", "value"] == pytest.approx(8 / 9)
    counties = ["QH1", "QH2", "QH3", "QH4"]
    reviewed = figures(company, "policy_reviewed", counties)["value"]
    assert reviewed["QH4"] < 0.4 and reviewed.drop("QH4").min() > 0.5
    assert figures(company, "policy_revised_in_time", counties)["value"].idxmin() == "QH4"
    assert 0.1 < figures(company, "policy_merged", ["QH"]).loc["QH", "value"] < 0.4


def test_leaders_of_dual_duty_lack_one_of_the_five_contents(company):
    had = company.frame(
        "SELECT content, count(DISTINCT person_id) / (SELECT count(*) FROM dual_duty_leader)"
        " AS share FROM dual_duty_training WHERE month BETWEEN 202501 AND 202512 GROUP BY content"
    ).set_index("content")["share"]
    assert had["party_process"] < 0.45 and had.drop("party_process").min() > 0.8


def test_one_of_the_four_carriers_is_a_shell(company):
    active = company.frame(
        "SELECT carrier, sum(active) / sum(registered) AS active, sum(registered) AS registered"
        " FROM digital_usage GROUP BY carrier"
    ).set_index("carrier")
    assert active.loc["forum", "active"] < 0.06 and active["active"].drop("forum").min() > 0.3
    assert active.loc["forum", "registered"] > 0.8 * active["registered"].max()


def test_published_targets_and_expected_meetings_are_rows(company):
    hours = company.rows(
        "SELECT area, value FROM kpi_target WHERE kpi = 'supply_hours' ORDER BY area DESC"
    )
    assert hours[:2] == [("urban", 0.999), ("rural", 0.998)]
    expected = company.rows("SELECT type, per_year FROM meeting_rule WHERE year = 2026")
    assert dict(expected) == {
        "general": 4, "committee": 12, "group": 12, "lecture": 2, "theme_day": 12, "life": 1,
        "review": 1,
    }  # fmt: skip


def test_the_limits_of_the_ten_promises_are_rows_too(company):
    limits = company.rows(
        "SELECT kpi, area, value FROM kpi_target"
        " WHERE kpi IN ('arrival_minutes', 'connection_days_high_double', 'planned_notice_days')"
    )
    assert {(kpi, area): value for kpi, area, value in limits} == {
        ("arrival_minutes", "urban"): 45, ("arrival_minutes", "rural"): 90,
        ("arrival_minutes", "remote"): 120, ("connection_days_high_double", "all"): 32,
        ("planned_notice_days", "all"): 7,
    }  # fmt: skip


def test_where_customers_complain_of_notices_outages_are_announced_late(company):
    late = against_rest(company, "outage_notified", SERVING)
    assert late["difference"].idxmin() == UNNOTIFIED and late.loc[UNNOTIFIED, "differs"]
    assert figures(company, "outage_notified", ["QH"]).loc["QH", "value"] > 0.93


def test_members_are_those_of_the_branch(company):
    assert not company.rows(
        "SELECT branch_id FROM branch JOIN member USING (branch_id)"
        " GROUP BY branch_id, members HAVING count(*) <> members"
    )
