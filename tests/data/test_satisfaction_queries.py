"""What pages ask of feedback, of published targets, and of topics in surveys."""

import pytest

from data import queries, tables
from data.catalogue import metrics
from tests.conftest import VIEWER


@pytest.fixture
def company(warehouse):
    """A company of two branches."""
    with warehouse.change(VIEWER, "test", "") as connection:
        for branch, parent in (("C", None), ("A", "C"), ("B", "C")):
            connection.execute(
                "INSERT INTO branch (branch_id, parent_id, name, level, type, batch_id)"
                " VALUES (?, ?, ?, ?, 'other', 1)",
                [branch, parent, branch, "branch" if parent else "company"],
            )
    return warehouse


def insert(warehouse, table: str, columns: str, *rows: tuple) -> None:
    with warehouse.change(VIEWER, "test", "") as connection:
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row))


def test_feedback_is_counted_by_channel_and_topic_in_the_month_it_came(company, reader) -> None:
    insert(
        company,
        "feedback",
        "feedback_id, branch_id, date, channel, topic, due, closed_at, callback_tried, callback_ok,"
        " callback_satisfied, batch_id",
        ("1", "A", "2026-03-02", "interview", "price", "2026-03-09", "2026-03-09", 1, 1, 1, 1),
        ("2", "B", "2026-03-31", "interview", "price", "2026-04-07", "2026-04-08", 1, 1, 0, 1),
        ("3", "B", "2026-03-31", "interview", "price", None, "2026-04-08", 1, 0, 0, 1),
        ("4", "B", "2026-03-31", "interview", "price", "2026-04-07", None, 0, 0, 0, 1),
        ("5", "A", "2026-04-01", "interview", "price", "2026-04-08", None, 0, 0, 0, 1),
    )
    found = queries.feedback.counts(reader, 202603, 202603, ["C"])
    assert found.to_dict("records") == [
        {
            "channel": "interview", "topic": "price", "received": 4, "closed": 3, "due": 3,
            "in_time": 1, "called": 3, "reached": 2, "satisfied": 1,
        }
    ]  # fmt: skip
    assert queries.feedback.counts(reader, 202604, 202604, ["B"]).empty


def test_callbacks_are_summed_over_months_and_branches_and_zero_without_any(company, reader):
    assert queries.feedback.callbacks(reader, 202601, 202612, ["C"]).to_dict() == {
        "called": 0, "reached": 0, "satisfied": 0,
    }  # fmt: skip
    insert(
        company,
        "callback_month",
        "branch_id, month, called, reached, satisfied, batch_id",
        ("A", 202603, 30, 29, 28, 1),
        ("B", 202604, 26, 24, 23, 1),
        ("B", 202701, 10, 10, 10, 1),
    )
    found = queries.feedback.callbacks(reader, 202601, 202612, ["C"])
    assert found.to_dict() == {"called": 56, "reached": 53, "satisfied": 51}


def test_every_figure_of_service_has_exactly_one_metric() -> None:
    (figures,) = (
        column.options for column in tables.table("service_kpi").uploaded if column.name == "kpi"
    )
    found = queries.service_targets.metric_of()
    assert set(found) == set(figures)
    assert len({metric.key for metric in found.values()}) == len(found)
    assert found["complaints"] is metrics()["complaint_rate"]


def test_of_targets_valid_at_once_the_newest_holds(company, reader) -> None:
    insert(
        company,
        "kpi_target",
        "kpi, area, valid_from, valid_to, value, batch_id",
        ("complaints", "urban", 202401, 202612, 1.5, 1),
        ("complaints", "urban", 202601, 202612, 1.2, 1),
        ("complaints", "rural", 202401, 202512, 2.0, 1),
        ("arrival_minutes", "urban", 202401, 202612, 45, 1),
    )
    found = queries.service_targets.targets(reader, 202606)
    assert found.set_index("kpi")["target"].to_dict() == {"complaints": 1.2, "arrival_minutes": 45}
    metric = found.set_index("kpi")["metric"]
    assert metric["complaints"] == "complaint_rate"
    assert metric.isna()["arrival_minutes"], "a bare limit is no figure"


@pytest.fixture
def surveyed(company):
    """Two forms of one survey: the first asks two items on repair, the second a new one."""
    insert(company, "survey", "survey_id, title, audience, batch_id", (1, "S", "customer", 7))
    insert(
        company,
        "survey_question",
        "question_id, survey_id, position, text, kind, scale_low, scale_high, satisfied_from,"
        " topic, is_overall, batch_id",
        (10, 1, 1, "overall", "rating", 1, 5, 4, "overall", True, 7),
        (12, 1, 3, "repair: quality", "rating", 1, 5, 4, "repair", False, 7),
        (11, 1, 2, "repair: speed", "rating", 1, 5, 4, "repair", False, 7),
        (13, 1, 4, "repair", "rating", 1, 5, 4, "repair", False, 8),
        (14, 1, 5, "would recommend", "nps", 0, 10, 9, "image", False, 7),
    )
    insert(
        company,
        "batch_question",
        "batch_id, question_id",
        (7, 10), (7, 11), (7, 12), (7, 14), (8, 13),
    )  # fmt: skip
    cell = "batch_id, survey_id, audience, channel, question_id, branch_id, month, score, responses"
    insert(
        company,
        "survey_cell",
        f"{cell}, weight, weight_sq",
        (7, 1, "customer", "interview", 10, "A", 202603, 5, 20, 20, 20),
        (7, 1, "customer", "interview", 11, "A", 202603, 5, 12, 12, 12),
        (7, 1, "customer", "interview", 11, "A", 202603, 2, 8, 8, 8),
        (7, 1, "customer", "interview", 12, "A", 202603, 5, 20, 20, 20),
        (7, 1, "customer", "interview", 14, "A", 202603, 9, 20, 20, 20),
        (8, 1, "customer", "questionnaire", 13, "B", 202604, 4, 30, 30, 30),
    )
    return company


def test_a_respondent_counts_once_for_a_topic_by_the_first_item_of_the_form(surveyed, reader):
    found = queries.surveys.topic_cells(reader, "customer", 202603, 202604, ["C"])
    (row,) = found.itertuples()
    assert (row.metric, row.stratum, row.n, row.total) == ("repair", "", 50, 42)


def test_channels_of_a_topic_have_the_weights_of_the_whole_survey(surveyed, reader) -> None:
    insert(
        surveyed,
        "stratum_weight",
        "metric, stratum, valid_from, valid_to, weight, batch_id",
        ("customer_satisfaction", "interview", 202601, 202612, 0.3, 1),
    )
    found = queries.surveys.topic_cells(
        reader, "customer", 202603, 202604, ["C"], "customer_satisfaction"
    ).set_index("stratum")
    assert found["n"].to_dict() == {"interview": 20, "questionnaire": 30}
    assert found.loc["interview", "weight"] == 0.3
    assert found["weight"].isna()["questionnaire"]


def test_no_audience_is_asked_for_another(surveyed, reader) -> None:
    assert queries.surveys.topic_cells(reader, "member", 202603, 202604, ["C"]).empty
