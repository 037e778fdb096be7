"""One branch, whole: what it is good at, what it is not, what it owes."""

import pytest

from tests.pages.conftest import turn_to

LIUQIAO, SHIMOGOU, YUNDING, OFFICE = "QH201", "QH301", "QH401", "QH206"


def said(app) -> str:
    return " ".join(text.value for text in app.markdown)


def every_figure(app):
    return next(t.value for t in app.dataframe if "Area of work" in t.value).set_index("Metric")


def test_a_link_opens_a_branch_and_says_who_it_is(open_app) -> None:
    app = open_app("branch", branch=LIUQIAO)
    assert app.header[0].value == "Liuqiao Station"
    assert "Supply station · Rural · under Chengwan County Company" in said(app)
    assert app.query_params["branch"] == LIUQIAO


def test_the_busy_branch_is_weak_where_customers_feel_it(open_app) -> None:
    rows = every_figure(open_app("branch", branch=LIUQIAO))
    assert rows.loc["Satisfied customers", "Judgement"] == "worse than the others"
    assert rows.loc["Satisfied customers", "Value"].startswith("▼")
    assert rows.loc["Findings that came back", "Judgement"] == "worse than the others"
    assert rows.loc["Meeting attendance", "Judgement"] == "better than the others"
    assert rows.loc["Training hours per head and year", "Judgement"] == "not tested"


def test_the_quiet_branch_is_strong_there(open_app) -> None:
    app = open_app("branch", branch=SHIMOGOU)
    rows = every_figure(app)
    assert rows.loc["Satisfied customers", "Judgement"] == "better than the others"
    assert "are better and" in said(app)


def test_too_few_answers_are_neither_strength_nor_weakness(open_app) -> None:
    app = open_app("branch", branch=YUNDING)
    rows = every_figure(app)
    assert rows.loc["Satisfied customers", "Judgement"] == "within chance"
    short = open_app("branch", branch=YUNDING, from_="2026-06", to="2026-08")
    row = every_figure(short).loc["Satisfied customers"]
    assert (row["Value"], row["n"], row["Judgement"]) == ("too few answers", "", "not tested")


def test_a_station_is_compared_with_stations_only(open_app) -> None:
    assert every_figure(open_app("branch", branch=LIUQIAO))["Branches compared"].max() == 16
    assert every_figure(open_app("branch", branch=OFFICE))["Branches compared"].max() == 6


def test_what_it_owes_is_counted_with_the_others_beside_it(open_app) -> None:
    app = open_app("branch", branch=OFFICE, from_="2024-11")
    owed = next(t.value for t in app.dataframe if "Owed" in t.value).set_index("Owed")
    row = owed.loc["Targets without an owner"]
    assert (row["Count"], row["Of"]) == (16, 48)
    assert row["Share, %"] > 5 * row["Others, %"]
    assert {link.value for link in app.get("page_link")} >= {"Targets and rules", "Quality loop"}


def test_an_area_of_work_can_be_seen_alone(open_app) -> None:
    app = open_app("branch", branch=LIUQIAO)
    app.get_by_key("branch_area").set_value("training").run()
    assert set(every_figure(app)["Area of work"]) == {"Training"}


def test_without_a_link_it_is_the_first_of_the_chosen(open_app) -> None:
    app = open_app("branch", branches=f"{SHIMOGOU},{LIUQIAO}")
    assert app.header[0].value == "Shimogou Station"


def test_the_branch_is_kept_from_page_to_page(open_app) -> None:
    app = open_app("branch", branch=SHIMOGOU)
    turn_to(app, "training")
    turn_to(app, "branch")
    assert app.header[0].value == "Shimogou Station"


@pytest.mark.parametrize("asked", ["nowhere", "<b>x</b>"])
def test_an_unknown_branch_gives_the_usual_one_and_a_notice(open_app, asked: str) -> None:
    app = open_app("branch", branch=asked)
    assert app.header[0].value == "Beiyuan Station"
    assert any("is not known here" in info.value for info in app.info)


def test_it_reads_in_chinese(open_app) -> None:
    app = open_app("branch", lang="zh", branch=LIUQIAO)
    assert app.header[0].value == "柳桥供电所"
    assert "差于同类其他 16 个支部" in said(app)


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("branch", path=empty_path)
    assert any("Upload a survey file" in info.value for info in app.info)
