"""What pages ask of teams and training, and what their metrics count, on a few written rows."""

import pytest

from data import cells, queries
from data.catalogue import metrics
from tests.conftest import VIEWER

ROWS = {
    "branch": """(branch_id, parent_id, name, level, type, staff, batch_id) VALUES
        ('C', NULL, 'c', 'company', 'company', 999, 1),
        ('A', 'C', 'a', 'branch', 'other', 20, 1), ('B', 'C', 'b', 'branch', 'other', 10, 1)""",
    "team_rating": """VALUES
        ('A', 202609, 'leadership', 'politics', 'staff', 12, 6, 60, 1),
        ('A', 202609, 'leadership', 'unity', 'staff', 8, 8, 90, 1),
        ('A', 202609, 'leadership', 'unity', 'superior', 4, 4, 90, 1),
        ('B', 202609, 'leadership', 'unity', 'staff', 10, 5, 50, 1),
        ('A', 202609, 'managers', 'politics', 'superior', 6, 6, 80, 1),
        ('A', 202609, 'managers', 'business', 'superior', 2, 1, 79.5, 1)""",
    "member": """(member_id, branch_id, joined, batch_id) VALUES
        ('m1', 'A', '2010-01-01', 1), ('m2', 'A', NULL, 1), ('m3', 'A', '2025-06-01', 1),
        ('m4', 'B', '2010-01-01', 1)""",
    "pioneer": """VALUES ('m1', 202609, 95, 'pioneer', TRUE, 1), ('m2', 202609, 70, 'qualified',
        FALSE, 1), ('m4', 202609, 50, 'lagging', FALSE, 1), ('m4', 202606, 50, 'lagging', FALSE, 1)
        """,
    "party_worker": """VALUES ('w1', 'A', TRUE, TRUE, '2020-01-01', 1),
        ('w2', 'A', FALSE, FALSE, '2026-08-01', 1), ('w3', 'A', FALSE, TRUE, NULL, 1)""",
    "dual_duty_leader": "VALUES ('d1', 'A', 1), ('d2', 'B', 1)",
    "dual_duty_training": """VALUES ('d1', 'ideals', 202511, 1), ('d1', 'ideals', 202601, 1),
        ('d2', 'integrity', 202510, 1)""",
    "ability_eval": """VALUES ('d1', 202609, 'innovation', 50, 60, 1),
        ('d1', 202609, 'overall_steering', 50, 54, 1)""",
    "elearning_month": """VALUES ('m1', 'A', 202608, 3, 10, 1, 1, NULL, 1),
        ('m1', 'A', 202609, 3, 10, 2, 1, NULL, 1), ('x1', 'A', 202609, 2, 5, 1, 0, NULL, 1),
        ('x2', 'A', 202501, 2, 5, 1, 1, NULL, 1)""",
    "training_standard": """VALUES ('s', 2025, 'member', 32, 60, 1),
        ('t', 2026, 'member', 32, 60, 1)""",
    "training_plan": """VALUES ('p', 202501, 'A', 'law', 'member', 2, 4, 40, 100, 's', 1),
        ('q', 202512, 'B', 'law', 'employee', 1, 2, 20, 100, 's', 1)""",
    "training_session": """VALUES
        ('s1', 'p', 'A', '2025-01-10', 'online', 20, 10, 3, 3, 1),
        ('s2', 'q', 'B', '2025-12-10', 'online', 12, 10, 3, 3, 1),
        ('s3', NULL, 'A', '2026-02-10', 'online', 40, 10, 3, 1, 1)""",
    "training_attendance": """VALUES
        ('s1', 'm1', TRUE, 50, 60, NULL, NULL, 1), ('s2', 'm1', TRUE, 70, 90, NULL, NULL, 1),
        ('s1', 'm2', TRUE, 50, NULL, NULL, NULL, 1), ('s2', 'm2', FALSE, NULL, NULL, NULL, NULL, 1),
        ('s3', 'm2', TRUE, 20, 30, NULL, NULL, 1)""",
}


@pytest.fixture
def written(warehouse, reader):
    """A company C over A and B."""
    with warehouse.change(VIEWER, "test", "") as connection:
        for table, values in ROWS.items():
            connection.execute(f"INSERT INTO {table} {values}")
        cells.refresh_metrics(connection)
    return reader


def cell(reader, metric, branch_id="A", month=202609):
    rows = reader.rows(
        "SELECT n, total FROM metric_cell WHERE metric = ? AND branch_id = ? AND month = ?",
        [metric, branch_id, month],
    )
    return rows[0] if rows else None


def test_who_votes_on_several_aspects_counts_once(written):
    assert cell(written, "leadership_support") == (10, 7)  # 14 of 20 ballots of ten people
    n, total = cell(written, "leadership_by_staff")
    assert (n, total / n) == (10, (12 * 60 + 8 * 90) / 20)


def test_the_aspects_of_managers_at_eighty_or_more_count_by_ballots(written):
    assert cell(written, "managers_on_standard") == (8, 6)


def test_party_workers_are_those_in_office_not_those_just_appointed(written):
    assert cell(written, "party_worker_certified", month=202606) == (2, 2)
    assert cell(written, "party_worker_certified") == (3, 2)
    assert cell(written, "party_worker_certified", month=202001) is None


def test_full_time_workers_stand_against_members_and_none_is_a_zero(written):
    assert cell(written, "party_worker_full_time") == (3, 1)
    assert cell(written, "party_worker_full_time", "B") == (1, 0)


def test_without_a_register_of_party_workers_nothing_is_said(warehouse, reader, written):
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute("DELETE FROM party_worker")
        cells.refresh_metrics(connection)
    assert cell(reader, "party_worker_full_time") is None


def test_the_abilities_of_one_evaluation_count_once(written):
    assert cell(written, "ability_gain") == (1, 7)


def test_staff_are_not_counted_again_at_the_unit_above(written):
    assert cell(written, "elearning_active") == (20, 2)
    assert cell(written, "elearning_active", "C") is None


def test_members_reach_their_hours_in_a_whole_year_only(written):
    assert cell(written, "member_hours_met", month=202512) == (2, 1)  # m3 joined within the year
    assert cell(written, "member_hours_met", "B", 202512) == (1, 0)
    assert cell(written, "member_hours_met", month=202612) is None  # records end in February


def test_sessions_without_a_plan_are_outside_it(written):
    assert cell(written, "training_unplanned", month=202602) == (1, 1)
    assert cell(written, "training_unplanned", month=202501) == (1, 0)


@pytest.mark.parametrize(
    ("metric", "personal"),
    [
        ("leadership_support", True),
        ("leadership_by_staff", True),
        ("ability_gain", True),
        ("member_hours_met", True),
        ("staff_certified", False),
        ("pioneer_share", False),
        ("dual_duty_coverage", False),
    ],
)
def test_ballots_and_tests_of_single_people_are_personal(metric, personal):
    assert queries.figures.personal(metrics()[metric]) == personal


def test_ratings_of_a_unit_are_those_of_all_below_it(written):
    found = queries.people.team_ratings(written, "leadership", 202601, 202612, ["C", "A"])
    rows = found[found["dimension"] == "unity"].set_index(["branch_id", "rater"])
    assert rows.loc[("A", "superior"), "ballots"] == 4
    assert rows.loc[("C", "staff"), ["ballots", "satisfied"]].tolist() == [18, 13]
    assert rows.loc[("C", "staff"), "score"] == pytest.approx((8 * 90 + 10 * 50) / 18)
    assert queries.people.team_ratings(written, "leadership", 202501, 202512, ["A"]).empty


def test_members_are_counted_by_class_over_the_periods(written):
    found = queries.people.member_classes(written, 202604, 202609, ["A", "B"])
    counts = found.set_index(["branch_id", "class"])["members"].to_dict()
    assert counts == {("A", "pioneer"): 1, ("A", "qualified"): 1, ("B", "lagging"): 2}


def test_leaders_and_what_they_had_within_the_months(written):
    leaders = queries.training.leaders(written, ["C", "B"])
    assert leaders.values.tolist() == [["B", "d2"], ["C", "d1"], ["C", "d2"]]
    had = queries.training.contents_had(written, 202511, 202610)
    assert had.values.tolist() == [["d1", "ideals"]]


def test_the_school_reaches_members_and_others_of_all_staff(written):
    found = queries.training.online_school(written, 202607, 202610, ["A"]).set_index("member")
    columns = ["people", "logged_in", "completed"]
    assert found.loc[True, columns].tolist() == [3, 1, 1]
    assert found.loc[False, columns].tolist() == [17, 1, 0]


def test_each_person_has_one_mean_before_and_after_by_subject(written):
    asked = queries.training.tests_before_and_after
    by_topic = asked(written, "topic", 202501, 202612, ["C"])
    assert by_topic[["subject", "person_id", "pre", "post"]].values.tolist() == [
        ["", "m2", 20, 30],
        ["law", "m1", 60, 75],
    ]
    by_audience = asked(written, "audience", 202501, 202512, ["A", "B"])
    assert by_audience[["branch_id", "subject"]].values.tolist() == [
        ["A", "member"],
        ["B", "employee"],
    ]
    with pytest.raises(KeyError):
        asked(written, "person_id; DROP TABLE branch", 202501, 202512, ["A"])
