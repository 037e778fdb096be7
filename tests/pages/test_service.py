"""What the service page says of the demo company, whose planted truths are known."""

import json
from pathlib import Path

import pytest

from tests.pages.conftest import tables

LIUQIAO, MAINTENANCE = "QH201", "QH104"
WHOLE = {"from_": "2024-11", "to": "2026-10"}


@pytest.fixture
def app(open_app):
    return open_app("service", **WHOLE)


def turn(app, section: str):
    """Look closer at a section, as a click does."""
    app.get_by_key("service_section").set_value(section).run()
    assert not app.exception
    return app


def table(app, header: str):
    return next(t for t in tables(app) if header in t)


def said(app) -> str:
    return " ".join(text.value for text in app.markdown)


def test_the_first_sentence_says_what_goes_with_satisfied_customers_and_claims_no_cause(
    app,
) -> None:
    first = next(text.value for text in app.markdown if "satisfied customers" in text.value)
    assert "higher on: " in first
    assert "Participation in brand events" in first.split("No connection")[0]
    assert any("no proof that one causes the other" in c.value for c in app.caption)


def test_the_sum_of_the_work_is_one_sentence(app) -> None:
    assert "of 936 pledges due, 731 were kept and verified (78.1 %" in said(app)
    assert "of 35 brands, 15 are tied to no business figure" in said(app)


def test_work_stands_beside_customers_and_a_few_answers_do_not_come_first(open_app) -> None:
    app = open_app("service")
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    names = [note["text"] for note in spec["layout"]["annotations"]]
    assert len(names) == 17, "only branches with customers"
    assert names[0] == "Shimogou Station"
    assert names.index("Yunding Station") > 5
    z = spec["data"][0]["z"]
    rows = dict(zip(names, z, strict=True))
    assert rows["Shimogou Station"][0] == 1
    assert rows["Liuqiao Station"][0] == -1
    assert rows["Yunding Station"][0] == 0
    assert rows["Dongdu Station"][1:] == rows["Xidu Station"][1:] == [0] * 5


def test_each_cell_beside_the_customers_says_its_n(app) -> None:
    trace = json.loads(app.get("plotly_chart")[0].proto.spec)["data"][0]
    assert all("n " in text for line in trace["text"] for text in line if text)


def test_pledges_go_three_steps_and_the_unverified_are_named(app) -> None:
    assert "**936 due → 850 done → 731 verified" in said(app)
    assert len(table(app, "Pledge")) == 119
    steps = table(app, "Verified pledges").set_index("Branch")
    assert steps.loc["All branches", ["Due", "Done"]].tolist() == [936, 850]
    assert (steps["Done"] <= steps["Due"]).all()


def test_posts_are_counted_by_member_and_by_whether_they_help(app) -> None:
    turn(app, "Posts")
    assert "**222 of 468 Party members (47.4 %) hold a post;**" in said(app)
    posts = table(app, "Post coverage").set_index("Branch")
    assert posts.loc["Liuqiao Station", ["Posts with a target", "On target"]].tolist() == [11, 1]
    alts = [figure.proto.alt for figure in app.get("plotly_chart")]
    assert any(alt.startswith("Posts whose figure rose") for alt in alts)


def test_projects_that_still_run_late_are_listed_with_their_days(app) -> None:
    turn(app, "Projects")
    late = table(app, "Days late")
    assert len(late) == 5
    assert late["Days late"].is_monotonic_decreasing
    assert late["Days late"].iloc[0] == 76
    assert "name no customer who benefits" in said(app)


def test_research_and_care_say_what_was_acted_upon(app) -> None:
    turn(app, "Research, care, contact")
    assert "**780 of 1,445 needs were adopted (54.0 %" in said(app)
    assert "**377 of 468 Party members were cared for (80.6 %)**" in said(app)


def test_brands_for_show_are_named_with_what_they_are_worth(app) -> None:
    turn(app, "Brands")
    (warning,) = [w.value for w in app.warning if "none tied" in w.value]
    assert "**Liuqiao Station** (4 brands, 21.2 % took part)" in warning
    assert "Shimogou" not in warning
    brands = table(app, "Tied to the business").set_index("Branch")
    shimogou = brands.loc["Shimogou Station"]
    assert shimogou[["Brands", "Tied to the business"]].tolist() == [1, 1]
    assert shimogou["Participation"] == pytest.approx(54.8, abs=0.05)


def test_one_chosen_branch_is_seen_among_all_others_and_alone_in_its_records(open_app) -> None:
    app = open_app("service", branches=LIUQIAO, **WHOLE)
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert "<b>Liuqiao Station</b>" in [note["text"] for note in spec["layout"]["annotations"]]
    assert set(table(app, "Pledge")["Branch"]) == {"Liuqiao Station"}
    assert "In the chosen branches: of 44 pledges due" in said(app)


def test_a_department_without_customers_has_its_own_work(open_app) -> None:
    app = open_app("service", branches=MAINTENANCE, **WHOLE)
    assert "In the chosen branches: of 68 pledges due" in said(app)


def test_the_page_is_read_in_chinese(open_app) -> None:
    app = open_app("service", lang="zh", **WHOLE)
    assert "客户越满意的支部" in said(app)
    assert "已践诺" in said(app)


def test_the_language_can_be_switched_with_a_tab_open(app) -> None:
    turn(app, "Brands")
    app.get_by_key("language_switch").set_value("zh").run()
    assert not app.exception


def test_without_data_it_says_what_to_upload(open_app, empty_path: Path) -> None:
    app = open_app("service", path=empty_path)
    assert any("Fill in the templates" in info.value for info in app.info)
    assert not app.get("plotly_chart")
