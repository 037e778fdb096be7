"""Posts, pledges, projects, research and care, added up by branch."""

import numpy as np
import pandas as pd
import pytest

from analytics import service_work
from analytics.published import COMPANY

MEMBERS = pd.Series({"A": 10, "B": 5}, name="members").rename_axis("branch_id")


def posts(*rows: tuple) -> pd.DataFrame:
    columns = ["branch_id", "post_id", "member_id", "kpi_base", "kpi_now", "kpi_target"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[3:], float))


POSTS = posts(
    ("A", "1", "m1", 80, 90, 85),
    ("A", "2", "m1", 80, 80, None),  # the same member; no rise, no target
    ("A", "3", "m2", None, 70, 75),  # before unknown; misses its target
)


def test_a_figure_that_stays_the_same_has_not_risen_and_an_unknown_one_does_not_count() -> None:
    assert service_work.improved(POSTS).loc["A"].tolist() == [2, 1]


def test_only_posts_with_a_target_can_meet_it() -> None:
    assert service_work.on_target(POSTS).loc["A"].tolist() == [2, 1]


def test_a_member_with_two_posts_is_one_holder_and_a_branch_without_posts_has_none() -> None:
    held = service_work.posts_held(POSTS, MEMBERS)
    assert held.loc["A", ["members", "holders", "posts"]].tolist() == [10, 2, 3]
    assert held.loc["B"].tolist() == [5, 0, 0, 0, 0]


def test_shares_by_branch_come_with_the_company_and_wilson() -> None:
    found = service_work.share_by_branch(service_work.improved(POSTS), "risen")
    company = found[found["branch_id"] == COMPANY].iloc[0]
    assert (company["n"], company["value"]) == (2, 0.5)
    assert company["low"] == pytest.approx(0.0945, abs=1e-4)  # Wilson, 1 of 2


def pledge(branch: str, done: str | None, by: str | None) -> dict:
    return {
        "branch_id": branch,
        "pledge_id": f"{branch}{done}{by}",
        "done_at": pd.Timestamp(done) if done else pd.NaT,
        "verified_by": by,
    }


PLEDGES = pd.DataFrame(
    [
        pledge("A", "2026-02-01", "secretary"),
        pledge("A", "2026-01-15", None),
        pledge("A", "2026-01-01", None),
        pledge("B", None, "secretary"),  # verified without being done: not kept
    ]
)


def test_a_pledge_is_kept_when_done_and_verified_and_not_otherwise() -> None:
    steps = service_work.pledge_steps(PLEDGES)
    assert steps.loc["A"].to_dict() == {
        "due": 3, "done": 3, "verified": 1, "unverified": 2, "open": 0
    }  # fmt: skip
    assert steps.loc["B", ["done", "verified", "open"]].tolist() == [0, 0, 1]


def test_pledges_nobody_verified_are_listed_the_longest_done_first() -> None:
    waiting = service_work.unverified(PLEDGES)
    assert [f"{day:%m-%d}" for day in waiting["done_at"]] == ["01-01", "01-15"]


def test_the_first_row_of_a_total_is_the_sum() -> None:
    rows = service_work.with_total(service_work.pledge_steps(PLEDGES))
    assert list(rows.index) == [COMPANY, "A", "B"]
    assert rows.loc[COMPANY, "due"] == 4
    assert rows["due"].dtype == "int64"


def project(due: str, ended: str | None, customers: int = 0, yuan: float = 100.0) -> dict:
    return {
        "branch_id": "A",
        "due": pd.Timestamp(due),
        "ended": pd.Timestamp(ended) if ended else pd.NaT,
        "as_of": pd.Timestamp("2026-03-31"),
        "benefit_customers": customers,
        "budget_yuan": yuan,
    }


PROJECTS = service_work.with_delay(
    pd.DataFrame(
        [
            project("2026-02-01", "2026-01-30", customers=10, yuan=500),
            project("2026-02-01", "2026-02-01", customers=30, yuan=300),
            project("2026-02-01", "2026-02-11"),
            project("2026-03-01", None, yuan=200),
        ]
    )
)


def test_a_project_is_late_after_its_date_and_runs_late_until_the_period_ends() -> None:
    assert PROJECTS["days"].tolist() == [-2, 0, 10, 30]
    on_time, late, running = (
        service_work.ON_TIME,
        service_work.LATE,
        service_work.RUNNING_LATE,
    )
    assert PROJECTS["state"].tolist() == [on_time, on_time, late, running]


def test_the_price_of_a_customer_leaves_out_projects_that_serve_none() -> None:
    found = service_work.benefit(PROJECTS)
    assert found["yuan_each"] == pytest.approx(800 / 40)
    assert (found["for_nobody"], found["yuan_for_nobody"]) == (2, 300)
    assert (found["on_time"], found["running_late"]) == (2, 1)


def test_without_any_customer_there_is_no_price() -> None:
    assert np.isnan(service_work.benefit(PROJECTS.iloc[2:])["yuan_each"])


def test_no_projects_at_all_are_no_error() -> None:
    assert service_work.benefit(service_work.with_delay(PROJECTS.iloc[:0]))["projects"] == 0


def test_needs_are_summed_over_branches_and_sorted_by_how_many() -> None:
    research = pd.DataFrame(
        {
            "branch_id": ["A", "B", "A"],
            "topic": ["bills", "bills", "notice"],
            "times": [1, 1, 2],
            "people": [5, 6, 7],
            "found": [2, 2, 9],
            "adopted": [1, 2, 0],
        }
    )
    found = service_work.needs_by_topic(research)
    assert list(found.index) == ["notice", "bills"]
    assert found.loc["bills", "value"] == pytest.approx(0.75)


def test_a_branch_that_cared_for_nobody_counts_with_its_members() -> None:
    care = pd.DataFrame({"branch_id": ["A"], "cared_for": [4], "times": [6], "resolved": [5]})
    contacts = pd.DataFrame(
        {"branch_id": ["A", "A"], "contacts": [3, 2], "demands": [1, 2], "settled": [1, 0]}
    )
    given = service_work.care_given(MEMBERS, care, contacts)
    assert given.loc["A"].tolist() == [10, 4, 6, 5, 5, 3, 1]
    assert given.loc["B"].tolist() == [5, 0, 0, 0, 0, 0, 0]
