"""What is planted in the demo company is what its figures show (`docs/demo-company.md`)."""

import numpy as np
import pytest

from analytics import comparison, control_chart
from analytics.key_figures import combine_strata, key_figures
from data import queries
from data.catalogue import metrics
from data.demo.company import BRANCHES, MONTHS, STATIONS
from data.demo.truth import TRUTHS

BUSY, QUIET, FEW, STEP, TWINS = "QH201", "QH301", "QH401", "QH302", ["QH402", "QH403"]
ALL = [branch.branch_id for branch in BRANCHES]
SERVING = [branch.branch_id for branch in STATIONS]
PERIODS = [(202411, 202610), (202511, 202610)]  # the whole time, and the last twelve months


def figures(company, metric, branch_ids, first=202411, last=202610):
    """Value, low, high and answers of one metric, by branch."""
    cells = queries.figures.metric_cells(company, [metric], first, last, branch_ids)
    return key_figures(cells).set_index("branch_id")


def sums(company, metric, branch_ids, first=202411, last=202610):
    """Cells fit for a comparison, by branch."""
    cells = queries.figures.metric_cells(company, [metric], first, last, branch_ids)
    return combine_strata(cells).set_index("branch_id")


def against_rest(company, metric, branch_ids, first=202411, last=202610):
    kind, per = metrics()[metric].kind, metrics()[metric].per
    return comparison.against_rest(kind, sums(company, metric, branch_ids, first, last), per)


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_the_busy_branch_leads_in_activity(company, first, last):
    for metric in ("training_hours_per_head", "assessment_activity", "assessment_score"):
        assert figures(company, metric, ALL, first, last)["value"].idxmax() == BUSY, metric
    hours = figures(company, "training_hours_per_head", ALL, first, last)["value"]
    assert hours[BUSY] > 1.5 * hours.median()


def test_the_busy_branch_praises_itself(company):
    gap = figures(company, "self_review_gap", ALL)
    assert gap["value"].idxmax() == BUSY
    assert against_rest(company, "self_review_gap", ALL).loc[BUSY, "differs"]


@pytest.mark.parametrize(
    ("metric", "worse"),
    [
        ("customer_satisfaction", -1),
        ("customer_satisfaction_index", -1),
        ("customer_nps", -1),
        ("complaint_rate", 1),
        ("learning_gain", -1),
        ("exam_pass_rate", -1),
        ("behaviour_change", -1),
    ],
)
def test_the_busy_branch_has_no_effect_to_show_for_it(company, metric, worse):
    everyone = ALL if metrics()[metric].domain == "training" else SERVING
    row = against_rest(company, metric, everyone).loc[BUSY]
    assert row["differs"] and np.sign(row["difference"]) == worse
    value = figures(company, metric, everyone)["value"] * worse
    assert value.idxmax() == BUSY


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_the_quiet_branch_does_little_and_works_best(company, first, last):
    hours = figures(company, "training_hours_per_head", ALL, first, last)["value"]
    activity = figures(company, "assessment_activity", ALL, first, last)["value"]
    assert hours.idxmin() == activity.idxmin() == QUIET
    judged = [code for code in SERVING if code != FEW]
    satisfied = figures(company, "customer_satisfaction", judged, first, last)
    others = satisfied.drop(QUIET)
    assert (satisfied.loc[QUIET, "low"] > others["high"]).all()
    assert figures(company, "complaint_rate", judged, first, last)["value"].idxmin() == QUIET
    assert figures(company, "learning_gain", ALL, first, last)["value"].idxmax() == QUIET


def test_assessment_ranks_the_busy_branch_first_and_the_quiet_one_low(company):
    scores = figures(company, "assessment_score", SERVING)["value"].sort_values(ascending=False)
    assert scores.index[0] == BUSY and scores[BUSY] >= 90
    assert QUIET in scores.index[-5:] and 76 <= scores[QUIET] < 90


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_the_branch_with_few_answers_looks_best_and_cannot_be_judged(company, first, last):
    satisfied = figures(company, "customer_satisfaction", SERVING, first, last)
    assert satisfied["value"].idxmax() == FEW
    assert satisfied.loc[FEW, "answers"] < 40
    usual = figures(company, "customer_satisfaction", ["QH"], first, last).loc["QH", "value"]
    assert satisfied.loc[FEW, "low"] < usual < satisfied.loc[FEW, "high"]
    assert not against_rest(company, "customer_satisfaction", SERVING, first, last).loc[
        FEW, "differs"
    ]


def test_satisfaction_steps_down_in_month_15_by_half_a_standard_deviation_or_more(company):
    before = sums(company, "customer_satisfaction_index", [STEP], 202411, 202512)
    after = sums(company, "customer_satisfaction_index", [STEP], 202601, 202610)
    row = comparison.change("mean", after, before).loc[STEP]
    n, total, total_sq = before.loc[STEP, ["n", "total", "total_sq"]]
    spread = np.sqrt((total_sq - total**2 / n) / (n - 1))
    assert MONTHS.index(202601) + 1 == 15
    assert row["differs"] and row["high"] < -0.5 * spread


def test_the_step_shows_on_its_control_chart_from_that_month_on(company):
    def chart(branch_id):
        cells = queries.figures.metric_cells(
            company, ["customer_satisfaction_index"], 202411, 202610, [branch_id], by_month=True
        )
        return control_chart.xmr(key_figures(cells).set_index("month")["value"].sort_index()).points

    points = chart(STEP)
    down = points.index[points["direction"] == "down"]
    assert list(down) == [month for month in MONTHS if month >= 202601]
    for twin in TWINS:
        assert (chart(twin)["flag"] != "outside").all()


def test_the_step_is_in_the_service_figures_too(company):
    for metric, worse in (("complaint_rate", 1), ("restored_on_time", -1)):
        before = sums(company, metric, [STEP], 202411, 202512)
        after = sums(company, metric, [STEP], 202601, 202610)
        entry = metrics()[metric]
        row = comparison.change(entry.kind, after, before, entry.per).loc[STEP]
        assert row["differs"] and np.sign(row["difference"]) == worse


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_the_twins_cannot_be_told_apart(company, first, last):
    for metric in metrics().values():
        cells = sums(company, metric.key, TWINS, first, last)
        if len(cells) == 2:
            pair = comparison.pairwise(metric.kind, cells, metric.per)
            assert not pair["differs"].any(), metric.key


def test_one_indicator_gives_everybody_full_marks_and_no_other_does(company):
    scores = queries.scores.indicator_scores(company, 202411, 202610, ALL)
    spread = scores.assign(share=scores["final_score"] / scores["full_score"]).groupby("name")[
        "share"
    ]
    assert spread.min()["学习资料归档"] == 1
    assert (spread.std().drop("学习资料归档") > 0.01).all()


@pytest.mark.parametrize("topic", ["fault_repair", "outage_notice", "metering_billing"])
def test_a_weak_topic_is_the_branchs_own(company, topic):
    (weak,) = [code for code, truth in TRUTHS.items() if truth.weak_topic == topic]
    questions = queries.surveys.questions(company).query("topic == @topic")["question_id"]
    others = queries.surveys.questions(company).query("topic == 'attitude'")["question_id"]
    cells = queries.surveys.question_cells(company, questions, 202411, 202610, SERVING)
    rest = comparison.against_rest("mean", cells.set_index("branch_id"))
    assert rest.loc[weak, "differs"] and rest["difference"].idxmin() == weak
    attitude = queries.surveys.question_cells(company, others, 202411, 202610, SERVING)
    usual = comparison.against_rest("mean", attitude.set_index("branch_id"))
    assert abs(usual.loc[weak, "difference"]) < 0.15


def test_other_stations_differ_mildly(company):
    plain = [code for code in SERVING if code not in (BUSY, QUIET, FEW, STEP)]
    value = figures(company, "customer_satisfaction", plain)["value"]
    assert 0.05 < value.max() - value.min() < 0.15


def test_channels_tell_different_stories(company):
    cells = company.frame(
        "SELECT stratum, sum(total) / sum(n) AS share FROM metric_cell"
        " WHERE metric = 'customer_satisfaction' GROUP BY stratum"
    ).set_index("stratum")["share"]
    assert cells["hotline_95598"] < cells["questionnaire"] < cells["symposium"]


def test_answers_of_one_person_go_together(company):
    wide = company.frame(
        "PIVOT (SELECT response_id, topic, score FROM survey_answer"
        " JOIN survey_question USING (question_id)"
        " WHERE kind = 'rating' AND survey_id = (SELECT min(survey_id) FROM survey))"
        " ON topic USING any_value(score) GROUP BY response_id"
    ).drop(columns="response_id")
    correlations = wide.corr().to_numpy()[np.triu_indices(wide.shape[1], 1)]
    assert (correlations > 0.3).all() and (correlations < 0.8).all()
    assert 0.15 < wide["party_service"].isna().mean() < 0.3
