"""The training page on the demo company: much training, little learned, and one content missing."""

import json

import pytest

from tests.pages.conftest import figures_named, tables

LIUQIAO, YUNDING = "QH201", "QH401"
OF_2025 = {"from_": "2025-01", "to": "2025-12"}


def said(app) -> str:
    return " ".join(text.value for text in app.markdown)


def table(app, column: str):
    return next(t for t in tables(app) if column in t)


@pytest.fixture
def training(open_app):
    return open_app("training", **OF_2025)


def test_the_first_thing_said_is_the_answer(training) -> None:
    text = said(training)
    assert "of the planned sessions held" in text and "of the budget used" in text
    assert "Tests rose by" in text
    assert "Liuqiao Station" in text  # where least was learned
    assert "32.3 % of 99 dual-duty leaders had “Party process”" in text


def test_the_gap_stands_in_the_matrix_and_its_leaders_in_a_list(training) -> None:
    matrix = table(training, "Party process").set_index("Branch")
    leaders = matrix["Leaders"]
    shown = matrix["Party process"].str.removesuffix(" %").astype(float)
    assert leaders.sum() == 99
    assert (shown * leaders).sum() / leaders.sum() == pytest.approx(32.3, abs=0.1)
    lacking = table(training, "Contents still to come")
    assert lacking["Contents still to come"].str.contains("Party process").sum() == 67
    assert lacking["Lacks"].is_monotonic_decreasing


def test_every_topic_has_its_gain_with_interval_and_people(training) -> None:
    found = table(training, "Effect size d_z")
    assert found["95 % interval"].str.contains("–| to ").all()
    assert (found["n"] >= 10).all()
    assert found["Gain"].is_monotonic_decreasing and (found["Gain"] > 0).all()


def test_where_little_is_learned_the_gain_is_small(open_app) -> None:
    app = open_app("training", branches=LIUQIAO, **OF_2025)
    app.get_by_key("learned_by").set_value("audience").run()
    assert not app.exception
    assert (table(app, "Effect size d_z")["Gain"] < 5).all()
    assert "**Liuqiao Station: " in said(app)


def test_a_small_branch_shows_no_gain_of_its_own(open_app) -> None:
    app = open_app("training", branches=YUNDING, from_="2026-07", to="2026-09")
    assert any("ten people or more" in info.value for info in app.info)
    assert not any("Effect size d_z" in t for t in tables(app))


def test_where_every_leader_had_everything_no_gap_is_named(open_app) -> None:
    app = open_app("training", branches=YUNDING)
    assert "The gap" not in said(app)
    assert any("had all five contents" in done.value for done in app.success)


def test_the_school_is_for_all_staff(training) -> None:
    reach = table(training, "All staff")
    assert {"Members", "Other staff"} <= set(reach)
    assert len(reach) == 24


def test_customers_stand_beside_the_levels_as_the_fourth(training) -> None:
    captions = [caption.value for caption in training.caption]
    for level in ("Level 1, reaction", "Level 3, behaviour", "Level 4, results: customers"):
        assert level in captions


def test_hours_and_unplanned_sessions_are_among_the_figures(training) -> None:
    named = figures_named(training)
    assert {"Members with their hours", "Training outside the plan"} <= named


def test_in_chinese_contents_and_audiences_are_chinese(open_app) -> None:
    app = open_app("training", lang="zh", **OF_2025)
    assert "党务流程" in said(app)
    app.get_by_key("learned_by").set_value("audience").run()
    groups = set(table(app, "效应量 d_z")["分组"])
    assert {"员工", "党员"} <= groups and not any(name.isascii() for name in groups)


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("training", path=empty_path)
    assert any("No training is here yet" in info.value for info in app.info)


def test_the_matrix_says_in_words_what_it_shows(training) -> None:
    alts = [figure.proto.alt for figure in training.get("plotly_chart")]
    assert any(alt.startswith("Share of dual-duty leaders who had each of five") for alt in alts)
    gains = next(f.proto for f in training.get("plotly_chart") if "Learning gain on" in f.proto.alt)
    assert "nothing learned" in json.dumps(json.loads(gains.spec)["layout"]["annotations"])
