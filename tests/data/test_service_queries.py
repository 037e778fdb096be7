"""What the service and the digital page ask: records and counts of a small written warehouse."""

import pytest

from data import queries
from data.warehouse import Warehouse
from tests.conftest import VIEWER

BRANCHES = ("A", "B")
SPAN = (202601, 202603, BRANCHES)


@pytest.fixture
def written(warehouse: Warehouse) -> Warehouse:
    """Branches A and B; A1 lies below A."""
    units = (("A", None, 8, 20), ("A1", "A", 2, 5), ("B", None, 4, 10))
    rows = {
        "service_post": [
            ("1", "A", "responsibility", "m1", "2025-06-01", 80, 90, 85),
            ("2", "A1", "model", "m2", "2026-03-31", 80, 70, None),
            ("3", "B", "model", "m3", "2026-04-01", None, None, None),
        ],
        "pledge": [
            ("1", "A", "m1", "2026-01-01", "2026-01-01", "x"),
            ("2", "A1", "m2", "2026-03-31", None, None),
            ("3", "B", "m3", "2026-04-01", None, None),
        ],
        "service_project": [
            ("1", "A", "before, running", 100, "2025-01-01", "2025-12-31", None, 0),
            ("2", "A", "before, ended", 100, "2025-01-01", "2025-12-31", "2026-02-01", 0),
            ("3", "B", "in the period", 100, "2025-01-01", "2026-02-01", "2026-01-31", 5),
            ("4", "B", "later", 100, "2025-01-01", "2026-04-01", None, 5),
        ],
        "field_research": [
            ("1", "A", "2026-01-05", "bills", 5, 4, 1),
            ("2", "A1", "2026-02-05", "bills", 6, 2, 2),
            ("3", "A", "2025-12-31", "bills", 9, 9, 9),
        ],
        "care": [
            ("1", "A", "2026-01-05", "visit", "m1", True),
            ("2", "A", "2026-02-05", "talk", "m1", False),
            ("3", "A1", "2026-02-05", "talk", "m2", True),
        ],
        "contact": [
            ("1", "A", "2026-01-05", "customer", None, True, True),
            ("2", "A", "2026-01-06", "customer", None, True, False),
            ("3", "A", "2026-01-06", "employee", None, False, False),
        ],
        "brand": [
            ("1", "A", "first", "branch", "2024-01-01", "complaints"),
            ("2", "A", "second", "branch", "2026-03-31", None),
            ("3", "B", "not yet", "branch", "2026-04-01", None),
        ],
        "brand_event": [
            ("1", "1", "2026-01-01", 100, 30),
            ("2", "1", "2026-03-31", 50, 10),
            ("3", "1", "2025-12-31", 500, 500),
        ],
        "media": [
            ("1", "1", "2026-02-01", "city", None),
            ("2", "1", "2026-02-01", "nation", None),
            ("3", "1", "2026-02-02", "city", None),
        ],
        "digital_usage": [
            ("A", 202601, "forum", 10, 2, 1, 0, 30, 0, 0),
            ("A1", 202601, "forum", 5, 1, 0, 0, 10, 0, 0),
            ("A", 202604, "forum", 10, 9, 0, 0, 0, 0, 0),
        ],
        "online_process": [("A", 202601, "fees", 3, 4), ("A1", 202602, "fees", 1, 4)],
        "elearning_month": [
            ("p1", "A", 202601, 3, 10, 1, 1, None),
            ("p1", "A", 202602, 1, 10, 1, 1, None),
            ("p2", "A1", 202602, 2, 10, 1, 0, None),
            ("p3", "A", 202602, 0, 0, 0, 0, None),
        ],
    }
    with warehouse.change(VIEWER, "test", "") as connection:
        for branch, parent, members, staff in units:
            connection.execute(
                "INSERT INTO branch (branch_id, parent_id, name, level, type, members, staff,"
                " batch_id) VALUES (?, ?, ?, 'branch', 'other', ?, ?, 1)",
                [branch, parent, branch, members, staff],
            )
        for table, lines in rows.items():
            marks = ", ".join("?" * len(lines[0]))
            for line in lines:
                connection.execute(f"INSERT INTO {table} VALUES ({marks}, 1)", list(line))
    return warehouse


def ids(frame, column: str) -> list:
    return sorted(frame[column])


@pytest.mark.usefixtures("written")
class TestService:
    def test_members_below_a_branch_are_its_members(self, reader) -> None:
        assert queries.service.members(reader, BRANCHES).to_dict() == {"A": 10, "B": 4}

    def test_posts_stand_from_their_beginning_to_the_end_of_the_period(self, reader) -> None:
        found = queries.service.posts(reader, 202603, BRANCHES)
        assert ids(found, "post_id") == ["1", "2"]
        assert set(found["branch_id"]) == {"A"}, "a record below a branch stands under it"

    def test_pledges_are_those_due_in_the_period_both_ends_included(self, reader) -> None:
        assert ids(queries.service.pledges(reader, *SPAN), "pledge_id") == ["1", "2"]

    def test_older_projects_stay_while_they_run(self, reader) -> None:
        found = queries.service.projects(reader, *SPAN).set_index("project_id")
        assert sorted(found.index) == ["1", "3"]
        assert found["due_in_period"].to_dict() == {"1": False, "3": True}
        assert f"{found.loc['1', 'as_of']:%Y-%m-%d}" == "2026-03-31"

    def test_research_is_summed_by_branch_and_topic(self, reader) -> None:
        (row,) = queries.service.research(reader, *SPAN).itertuples()
        assert (row.branch_id, row.times, row.people, row.found, row.adopted) == ("A", 2, 11, 6, 3)

    def test_a_member_cared_for_twice_is_one(self, reader) -> None:
        (row,) = queries.service.care(reader, *SPAN).itertuples()
        assert (row.cared_for, row.times, row.resolved) == (2, 3, 2)

    def test_contacts_are_counted_by_whom(self, reader) -> None:
        found = queries.service.contacts(reader, *SPAN).set_index("person")
        assert found.loc["customer", ["contacts", "demands", "settled"]].tolist() == [2, 2, 1]
        assert found.loc["employee", "demands"] == 0

    def test_events_and_reports_do_not_multiply_one_another(self, reader) -> None:
        found = queries.service.brands(reader, *SPAN).set_index("brand_id")
        assert sorted(found.index) == ["1", "2"]
        first = found.loc["1", ["events", "reach", "participants", "city", "province", "nation"]]
        assert first.tolist() == [2, 150, 40, 2, 0, 1]
        assert found.loc["2", ["events", "reach", "city"]].tolist() == [0, 0, 0]

    def test_nothing_is_found_for_no_branch(self, reader) -> None:
        for ask in ("pledges", "projects", "research", "care", "contacts", "brands"):
            assert getattr(queries.service, ask)(reader, 202601, 202603, ()).empty


@pytest.mark.usefixtures("written")
class TestDigital:
    def test_carriers_are_summed_below_a_branch(self, reader) -> None:
        (row,) = queries.digital.carriers(reader, *SPAN).itertuples()
        assert (row.branch_id, row.registered, row.active, row.minutes) == ("A", 15, 3, 40)

    def test_processes_are_summed_over_the_months(self, reader) -> None:
        (row,) = queries.digital.processes(reader, *SPAN).itertuples()
        assert (row.process, row.online, row.total) == ("fees", 4, 8)

    def test_the_school_reached_each_person_once_and_nobody_who_never_logged_in(
        self, reader
    ) -> None:
        found = queries.digital.online_school(reader, *SPAN).set_index("branch_id")
        assert found.loc["A", ["staff", "logged_in", "completed"]].tolist() == [25, 2, 1]
        assert found.loc["B", ["staff", "logged_in", "completed"]].tolist() == [10, 0, 0]
