"""The teams page on the demo company: it shows where superiors and staff were made to disagree."""

import json

import pytest

from tests.pages.conftest import tables

LIUQIAO, SHIMOGOU, MAINTENANCE, YUNDING = "QH201", "QH301", "QH104", "QH401"
EVERYTHING = {"from_": "2024-11", "to": "2026-10"}


def said(app) -> str:
    return " ".join(text.value for text in app.markdown)


def figure(app, start: str):
    """The figure whose text alternative begins so."""
    return next(f.proto for f in app.get("plotly_chart") if f.proto.alt.startswith(start))


def table(app, column: str):
    return next(t for t in tables(app) if column in t).set_index("Branch")


@pytest.fixture
def teams(open_app):
    return open_app("teams", **EVERYTHING)


def test_the_first_thing_said_names_who_is_apart(teams) -> None:
    text = said(teams)
    assert "see 2 of 24 leadership teams differently by more than chance" in text
    assert "Liuqiao Station (superiors 88.9, staff 68.3)" in text
    assert "Maintenance Centre (superiors 85.3, staff 68.0)" in text
    assert "Staff score the team higher at Shimogou Station (superiors 83.2, staff 91.1)" in text


def test_every_gap_stands_in_the_table_with_its_people_and_its_interval(teams) -> None:
    found = table(teams, "Gap")
    assert found.index[:2].tolist() == ["Liuqiao Station", "Maintenance Centre"]
    assert found.index[-1] == "Shimogou Station"
    assert found.loc["Maintenance Centre", "Verdict"] == "differs"
    assert found.loc["Liuqiao Station", "The team itself"] == pytest.approx(97.6, abs=0.05)
    assert found["Verdict"].eq("differs").sum() == 2
    assert found["Satisfied staff"].str.contains("n = ").all()
    assert found["95 % interval"].str.contains("–| to ").all()


def test_the_figure_colours_only_what_is_more_than_chance(teams) -> None:
    spec = json.loads(figure(teams, "Scores of 24 leadership teams").spec)
    colours = [t["marker"]["color"] for t in spec["data"] if "customdata" in t]
    assert ["#D9730D", "#D9730D", *["#8A939C"] * 22] in colours  # the dots of the staff
    lines = {t["line"]["color"]: t["line"]["width"] for t in spec["data"] if t["mode"] == "lines"}
    assert lines == {"#D9730D": 3, "#8A939C": 1.6}


def test_a_quarter_hides_the_few_ballots_of_a_small_branch(open_app) -> None:
    app = open_app("teams", from_="2026-07", to="2026-09")
    found = table(app, "Gap")
    assert found.loc["Yunding Station", "Satisfied staff"] == "–"
    assert any("fewer than ten ballots" in c.value for c in app.caption)
    dimensions = table(app, "Politics")
    assert dimensions.loc["Yunding Station"].eq("too few answers").all()


def test_managers_have_their_own_three_dimensions(teams) -> None:
    teams.get_by_key("team").set_value("managers").run()
    assert not teams.exception
    assert list(table(teams, "Good at business").columns) == [
        "Politically strong", "Good at business", "Good at managing",
    ]  # fmt: skip


def test_within_and_without_are_shown_beside_each_other_and_never_pooled(teams) -> None:
    captions = [caption.value for caption in teams.caption]
    for whom in ("Within: Party members", "Within: employees", "Without: customers"):
        assert whom in captions


def test_one_chosen_branch_is_told_alone_and_seen_among_all(open_app) -> None:
    app = open_app("teams", branches=MAINTENANCE, **EVERYTHING)
    assert "Maintenance Centre (superiors 85.3, staff 68.0): **more than chance apart**" in said(
        app
    )
    assert len(table(app, "Gap")) == 24
    assert len(table(app, "Politics")) == 1


def test_in_chinese_no_dimension_or_rater_stays_english(open_app) -> None:
    app = open_app("teams", lang="zh")
    assert "**24 个班子中，上级与职工对 2 个的看法差异超出随机波动**" in said(app)
    columns = [c for t in tables(app) for c in t]
    assert {"政治素质", "经营业绩", "团结协作", "作风形象", "先锋", "上级", "班子自评"} <= set(
        columns
    )


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("teams", path=empty_path)
    assert any("ratings of teams" in info.value for info in app.info)
