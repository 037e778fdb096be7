"""What the digital page says of the demo company's four carriers."""

import json
from pathlib import Path

import pytest

from analytics import carriers

LUTING = "QH204"


@pytest.fixture
def app(open_app):
    return open_app("digital", from_="2024-11", to="2026-10")


def table(app, header: str):
    return next(t.value for t in app.dataframe if header in t.value)


def test_the_first_sentence_names_the_shell_and_the_living(app) -> None:
    first = next(text.value for text in app.markdown if "shell" in text.value)
    alive, shell = first.split("**A shell:")
    for name in ("Online school", "Party website", "Mobile Party news"):
        assert name in alive
    assert shell.startswith(" Party forum**")
    assert "4.2 % of them active" in shell


def test_the_rule_is_said_with_its_thresholds_and_as_our_own(app) -> None:
    rule = next(c.value for c in app.caption if "Our own rule" in c.value)
    for share in (carriers.ALIVE_FROM, carriers.SHELL_BELOW, carriers.LARGE):
        assert f"{share:.0%}".replace("%", " %") in rule


def test_the_forum_has_nearly_as_many_users_as_the_school_and_hardly_any_active(app) -> None:
    found = table(app, "Judgement").set_index("Carrier")
    assert found["Judgement"].to_dict() == {
        "Mobile Party news": "alive",
        "Online school": "alive",
        "Party website": "alive",
        "Party forum": "a shell",
    }
    assert found.loc["Party forum", ["Registered", "Active in a month"]].tolist() == ["883", "37"]
    assert found.loc["Mobile Party news", "Opened of those pushed"] == "42.0 %"


def test_every_branch_stands_under_the_row_of_all_of_them(app) -> None:
    figures = [json.loads(f.proto.spec)["data"][0] for f in app.get("plotly_chart")]
    maps = [figure for figure in figures if figure["type"] == "heatmap"]
    assert len(maps) == 2
    for figure in maps:
        assert figure["y"][0] == "All branches"
        assert len(figure["y"]) == 25


def test_the_school_is_measured_on_all_staff(app) -> None:
    assert any("of 980 staff" in text.value for text in app.markdown)
    alts = [figure.proto.alt for figure in app.get("plotly_chart")]
    assert any(alt.startswith("Online school: active staff of 24 branches") for alt in alts)


def test_another_figure_can_be_looked_at_by_branch(app) -> None:
    app.selectbox(key="digital_measure").set_value("forum_posts").run()
    assert not app.exception
    assert any(f.proto.alt.startswith("Forum posts") for f in app.get("plotly_chart"))


def test_one_chosen_branch_is_judged_by_its_own_users(open_app) -> None:
    app = open_app("digital", branches=LUTING)
    first = next(text.value for text in app.markdown if "A shell:" in text.value)
    assert first.startswith("In the chosen branches:")
    figures = [json.loads(f.proto.spec)["data"][0] for f in app.get("plotly_chart")]
    assert next(f for f in figures if f["type"] == "heatmap")["y"] == [
        "All branches",
        "Luting Station",
    ]


def test_the_page_is_read_in_chinese(open_app) -> None:
    app = open_app("digital", lang="zh")
    assert any("**空壳：党建论坛**" in text.value for text in app.markdown)
    assert any("并非公开标准" in caption.value for caption in app.caption)


def test_without_data_it_says_what_to_upload(open_app, empty_path: Path) -> None:
    app = open_app("digital", path=empty_path)
    assert any("Fill in the templates" in info.value for info in app.info)
    assert not app.get("plotly_chart")
