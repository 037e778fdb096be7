"""A link reproduces the view; what it asks for in vain gives the usual view and a notice."""

import re

import pytest

from tests.pages.conftest import turn_to


def test_the_usual_view_is_the_last_twelve_months_of_all_branches(open_app) -> None:
    app = open_app()
    assert app.selectbox(key="from_month").value == 202511
    assert app.selectbox(key="to_month").value == 202610
    assert app.multiselect(key="branches").value == []
    assert app.query_params == {"lang": "en", "from": "2025-11", "to": "2026-10"}


def test_a_link_sets_period_branches_and_metrics(open_app) -> None:
    app = open_app(
        "compare",
        from_="2025-01",
        to="2025-06",
        branches="QH301,QH302",
        metrics="complaint_rate,question:8",
    )
    assert app.selectbox(key="from_month").value == 202501
    assert app.multiselect(key="branches").value == ["QH301", "QH302"]
    assert app.multiselect(key="metrics").value == ["complaint_rate", "question:8"]
    assert app.query_params["from"] == "2025-01"
    assert app.query_params["metrics"] == "complaint_rate,question:8"


def test_a_choice_is_kept_from_page_to_page(open_app) -> None:
    app = open_app()
    app.selectbox(key="from_month").set_value(202603).run()
    app.multiselect(key="branches").set_value(["QH101", "QH202"]).run()
    for page in ("training", "definitions", "compare", "overview"):
        turn_to(app, page)
    assert app.selectbox(key="from_month").value == 202603
    assert app.multiselect(key="branches").value == ["QH101", "QH202"]
    assert app.query_params["branches"] == "QH101,QH202"


def test_a_moved_widget_wins_over_the_address(open_app) -> None:
    app = open_app(from_="2025-01")
    app.selectbox(key="from_month").set_value(202602).run()
    assert app.selectbox(key="from_month").value == 202602
    assert app.query_params["from"] == "2026-02"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from_", "2025-13"),
        ("from_", "1066-10"),
        ("from_", "<script>alert(1)</script>"),
        ("to", "9" * 500),
        ("branches", "nowhere,'; DROP TABLE branch; --"),
        ("metrics", "[x](javascript:alert(1))"),
        ("metrics", "question:99999"),
        ("lang", "tlh"),
    ],
)
def test_a_hostile_link_gives_the_usual_view_and_a_notice(open_app, name: str, value: str) -> None:
    app = open_app("compare", **({"lang": "en"} | {name: value}))
    assert app.selectbox(key="from_month").value == 202511
    assert app.multiselect(key="branches").value == []
    notice = " ".join(info.value for info in app.info)
    assert "is not known here" in notice
    assert not re.search(r"(?<!\\)[<\[]", notice), "what a link says is never markup"


def test_months_the_wrong_way_round_are_turned(open_app) -> None:
    app = open_app("training", from_="2026-03", to="2026-01")
    assert app.query_params["from"] == "2026-01"
    assert app.query_params["to"] == "2026-03"


def test_a_link_to_a_definition_opens_it(open_app) -> None:
    app = open_app("definitions", metric="complaint_rate")
    assert app.header[0].value == "Complaints per thousand customers"


def point(branch_id: str) -> dict:
    return {"selection": {"points": [{"customdata": branch_id}], "point_indices": [0]}}


def test_a_click_on_a_point_leads_to_the_branch_and_keeps_the_view(open_app) -> None:
    app = open_app("compare", from_="2026-01", metrics="customer_satisfaction")
    app.session_state["dots_customer_satisfaction"] = point("QH301")
    app.run()
    assert not app.exception
    assert app.header[0].value == "Shimogou Station"
    assert app.query_params["branch"] == "QH301"
    assert app.query_params["from"] == "2026-01"


def test_who_comes_back_from_a_branch_stays(open_app) -> None:
    app = open_app("compare", metrics="customer_satisfaction")
    app.session_state["dots_customer_satisfaction"] = point("QH301")
    app.run()
    turn_to(app, "compare")
    assert app.title[0].value == "Compare branches"
    app.run()
    assert app.title[0].value == "Compare branches"


def test_tables_of_branches_know_the_branch_of_every_row(open_app) -> None:
    table = open_app("compare", metrics="customer_satisfaction").dataframe[0].value
    assert table.index.name == "branch_id"
    assert dict(zip(table.index, table["Branch"], strict=True))["QH301"] == "Shimogou Station"


def test_a_single_chosen_branch_has_a_link_to_its_page(open_app) -> None:
    def labels(**link: str) -> list[str]:
        return [found.value for found in open_app("training", **link).get("page_link")]

    label = "Everything about Shimogou Station"
    assert label in labels(branches="QH301")
    assert label not in labels()
