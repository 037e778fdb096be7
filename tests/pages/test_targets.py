"""What the page of targets and rules says of the demo company, whose planted truths are known."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import targets
from tests.pages.conftest import figures_named, start, turn_to

OWNERLESS, BUSY, NEAR_QUIET = "QH206", "QH201", "QH405"


class Day(datetime.date):
    """A day after all targets of the demo company are due: what is overdue hangs on it."""

    @classmethod
    def today(cls) -> datetime.date:
        return datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _after_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "date", Day)


@pytest.fixture(scope="module")
def whole(demo_path: Path) -> Iterator[AppTest]:
    """The page over all 24 months, in English; tests read it and leave it as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(targets, "date", Day)
        app = start(demo_path, patch, "en", "en-GB").run()
        for name, value in {"from": "2024-11", "to": "2026-10"}.items():
            app.query_params[name] = value
        yield turn_to(app, "targets")


def table(app, column: str):
    """The first table that has this column."""
    return next(found.value for found in app.dataframe if column in found.value)


def figure(app, key: str) -> dict:
    """What a figure draws, by its key."""
    (found,) = (f for f in app.get("plotly_chart") if f.proto.id.endswith(key))
    return json.loads(found.proto.spec)


def test_the_answer_stands_first_in_one_paragraph(whole) -> None:
    said = next(text.value for text in whole.markdown if "targets due by" in text.value)
    assert "Of **1,152** targets due by October 31, 2026" in said
    assert "**44** of all 1,152 have no owner" in said
    assert "No rule is in force for **Digital Party work**." in said
    assert "**30** of 90 rules in force are overdue for review." in said


def test_the_office_without_owners_is_named_first(whole) -> None:
    (warning,) = whole.warning
    assert warning.value.split(": ")[1].startswith("Chengwan County Office 16 of 48")
    listed = table(whole, "Target value")
    assert listed["Owner"].iloc[:44].eq("no owner").all()
    assert listed["Owner"].iloc[44:].ne("no owner").all()
    assert listed["Standing"].iloc[44] == "No result"


def test_the_list_and_the_figure_of_innovations_can_be_chosen(open_app) -> None:
    app = open_app("targets", from_="2024-11", to="2026-10")
    app.get_by_key("target_state").set_value("ownerless")
    app.selectbox(key="innovation_measure").set_value("experience_spread").run()
    assert not app.exception
    assert len(table(app, "Target value")) == 44
    assert figure(app, "dots_experience_spread")
    assert sum(sum(bar["x"]) for bar in figure(app, "innovations")["data"]) == 259


def test_owners_are_listed_within_their_branch_with_what_is_weighted(open_app) -> None:
    owners = table(open_app("targets", branches=f"{OWNERLESS},{BUSY}"), "Weighted attainment, %")
    assert owners["Owner"].iloc[0] == "no owner"
    parts = owners[["Met", "Not met", "No result", "Not due"]].sum(axis=1)
    assert (parts == owners["Targets"]).all() and owners["Targets"].sum() == 48


def test_the_county_that_let_its_reviews_lapse_stands_out(whole) -> None:
    rules = table(whole, "Owner of the rules").set_index("Owner of the rules")
    lapsed = rules.loc["Yanping County Company"]
    assert (lapsed["In force"], lapsed["Reviewed in time"]) == (20, 1)
    assert lapsed["Revised in time"].startswith("▼ 27 of 60: 45.0 %")
    marked = rules["Revised in time"].str.startswith("▼")
    assert list(rules.index[marked]) == ["Yanping County Company"]
    assert set(rules["Domains without a rule"]) == {"Digital Party work"}


def test_overdue_and_merged_rules_are_listed(whole) -> None:
    assert len(table(whole, "Years ago")) == 30
    assert table(whole, "Years ago")["Years ago"].min() >= 3
    assert len(table(whole, "Merged into")) == 32


def test_the_same_attainment_stands_in_the_figure_and_in_the_tile(whole) -> None:
    assert any(text.value == "## 99.9" for text in whole.markdown)
    assert (
        figure(whole, "dots_target_attainment")["layout"]["annotations"][0]["text"]
        == "Company 99.9"
    )


def test_one_branch_has_its_targets_and_the_rules_it_is_under(open_app) -> None:
    app = open_app("targets", branches=NEAR_QUIET)
    assert len(table(app, "Target value")) == 24
    owners = table(app, "Owner of the rules")["Owner of the rules"]
    assert list(owners) == ["Qinghe Power Supply (fictional)", "Yanping County Company"]
    assert any("Chosen branches:" in text.value for text in app.markdown)


def test_a_period_before_the_register_has_no_tiles_of_rules_but_still_the_register(
    open_app,
) -> None:
    app = open_app("targets", from_="2024-11", to="2025-10")
    named = figures_named(app)
    assert "Target attainment" in named and "Rules reviewed in time" not in named
    assert len(table(app, "Years ago")) == 30


def test_chinese_pages_speak_chinese(open_app) -> None:
    app = open_app("targets", lang="zh")
    assert app.title[0].value == "目标与制度"
    said = [text.value for text in app.markdown]
    assert any("必备领域 **数字党建** 没有现行制度。" in text for text in said)
    alts = [shown.proto.alt for shown in (*app.get("plotly_chart"), *app.dataframe)]
    assert len(alts) > 10 and not any(alt.isascii() for alt in alts)
    assert "（无责任人）" in set(table(app, "目标值")["责任人"])


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("targets", path=empty_path)
    assert "targets and for rules" in app.info[0].value
    assert not app.get("plotly_chart")
