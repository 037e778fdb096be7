"""What the quality loop asks of the warehouse."""

import pandas as pd
import pytest

from data import queries
from tests.conftest import VIEWER


@pytest.fixture
def insert(warehouse):
    """Write rows into a table: columns by name, the rest empty."""

    def _insert(table: str, *rows: dict) -> None:
        with warehouse.change(VIEWER, "test", "") as connection:
            for row in rows:
                names = ", ".join(row | {"batch_id": 1})
                marks = ", ".join("?" * (len(row) + 1))
                connection.execute(
                    f"INSERT INTO {table} ({names}) VALUES ({marks})", [*row.values(), 1]
                )

    return _insert


@pytest.fixture
def company(insert):
    """A county K with the branches A and B."""
    insert(
        "branch",
        {"branch_id": "K", "name": "K", "level": "county", "type": "county_company"},
        {"branch_id": "A", "name": "A", "level": "branch", "type": "other", "parent_id": "K"},
        {"branch_id": "B", "name": "B", "level": "branch", "type": "other", "parent_id": "K"},
    )


def item(number: int, **more: object) -> dict:
    """A work item of branch A, due in January; `more` is what was done."""
    return {
        "item_id": f"W{number}", "branch_id": "A", "month": 202601, "due": "2026-01-10",
    } | more  # fmt: skip


ALL_SEVEN = {
    "rule_id": "R", "executed_at": "2026-01-09", "record_no": "J", "assessed_at": "2026-01-12",
    "effective": True, "verified_at": "2026-01-15", "improved_at": "2026-01-20",
}  # fmt: skip


def steps(reader, branches=("A",), first=202601, last=202601):
    return queries.loop.seven_steps(reader, first, last, branches)


def test_an_item_counts_at_a_must_only_when_it_passed_all_before(company, insert, reader):
    without_rule = {name: value for name, value in ALL_SEVEN.items() if name != "rule_id"}
    insert(
        "work_item",
        item(1, **ALL_SEVEN),
        item(2, **without_rule),
        item(3, **ALL_SEVEN | {"effective": False, "verified_at": None, "improved_at": None}),
        item(4, rule_id="R"),
    )
    assert steps(reader).loc["A"].to_dict() == {
        "due": 4, "ruled": 3, "executed": 2, "recorded": 2, "assessed": 2, "effective": 1,
        "verified": 1, "improved": 1, "ahead": 0,
    }  # fmt: skip


def test_what_is_not_due_yet_is_not_lost(company, insert, reader):
    insert("work_item", item(1, **ALL_SEVEN), item(2, due="2026-01-20"), item(3, due="2026-01-21"))
    assert steps(reader).loc["A", ["due", "ahead"]].tolist() == [2, 1]


def test_where_nothing_was_ever_done_everything_is_due(company, insert, reader):
    insert("work_item", item(1), item(2, due="2026-01-31"))
    assert steps(reader).loc["A", ["due", "ruled", "ahead"]].tolist() == [2, 0, 0]


def test_a_county_is_all_its_branches_and_other_months_are_left_out(company, insert, reader):
    insert(
        "work_item",
        item(1, **ALL_SEVEN),
        item(2, branch_id="B"),
        item(3, month=202602, due="2026-01-02"),
    )
    found = steps(reader, ["K", "A"])
    assert found["due"].to_dict() == {"A": 1, "K": 2}
    assert steps(reader, ["A"], 202603, 202604).empty


def test_work_is_counted_in_the_month_it_was_executed(company, insert, reader):
    late = {"executed_at": "2026-12-30"}
    insert(
        "work_item", item(1, **late), item(2, **late), item(3, executed_at="2026-01-05"), item(4)
    )
    found = queries.loop.executed_by_month(reader, 202601, 202612, ["A"])
    assert found.set_index("executed")["items"].to_dict() == {1: 1, 12: 2}


def finding(number: int, found: str, **more: object) -> dict:
    return {
        "finding_id": f"F{number}", "branch_id": "A", "found_at": found, "source": "self",
        "category": "x", "severity": "low",
    } | more  # fmt: skip


def test_a_finding_knows_when_it_first_came_back(company, insert, reader):
    insert(
        "finding",
        finding(1, "2026-01-05", resolved_at="2026-01-10"),
        finding(2, "2026-03-01", parent_finding_id="F1", cycle_no=2),
        finding(3, "2026-02-01", parent_finding_id="F1", cycle_no=2),
        finding(4, "2026-04-01"),
    )
    found = queries.loop.findings(reader, 202603, ["A"])
    assert len(found) == 3, "what was found after the last month is left out"
    assert found["again_at"].iloc[0] == pd.Timestamp("2026-02-01")
    assert found["again_at"].iloc[1:].isna().all()
    assert queries.loop.findings(reader, 202603, ["B"]).empty


def test_the_snapshot_is_the_end_of_the_period_or_the_last_date_known(company, insert, reader):
    assert queries.loop.snapshot(reader, 202602) is None
    insert("finding", finding(1, "2026-01-05", resolved_at="2026-03-10"))
    assert queries.loop.snapshot(reader, 202602) == pd.Timestamp("2026-02-28")
    assert queries.loop.snapshot(reader, 202603) == pd.Timestamp("2026-03-10")


def test_months_without_a_sponsor_are_found_where_any_sponsorship_is_known(company, insert, reader):
    def sponsored(branch: str, month: int) -> dict:
        return {"department": "D", "branch_id": branch, "month": month, "tasks": 2, "done": 1}

    insert("sponsor_task", sponsored("A", 202601), sponsored("A", 202602), sponsored("B", 202602))
    found = queries.loop.unsponsored(reader, 202512, 202603, ["A", "B"])
    assert found.to_dict("records") == [{"branch_id": "B", "month": 202601}]
