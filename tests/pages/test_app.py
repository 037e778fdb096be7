"""The frame around the pages: language, the demo banner, a warehouse that will not open."""

import json
from pathlib import Path

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import start, tables, turn_to

PAGES = (
    "overview", "compare", "branch", "assessment", "closed_loop", "targets", "training", "teams",
    "satisfaction", "service", "digital", "effect", "definitions",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_opens_in_both_languages(open_app, page: str, lang: str) -> None:
    app = open_app(page, lang=lang)
    assert len(app.title) == 1
    assert app.title[0].value.isascii() == (lang == "en")
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_and_table_has_a_text_alternative(open_app, page: str) -> None:
    app = open_app(page)
    tables(app)
    for figure in app.get("plotly_chart"):
        assert figure.proto.alt
    for table in app.dataframe:
        assert table.proto.alt


@pytest.mark.parametrize("page", PAGES)
def test_plotly_knows_every_property_of_every_figure(open_app, page: str) -> None:
    for figure in open_app(page).get("plotly_chart"):
        go.Figure(json.loads(figure.proto.spec))


def test_a_table_behind_a_figure_is_sent_when_it_is_unfolded(open_app) -> None:
    app = open_app("training")
    at_first = len(app.dataframe)
    assert len(tables(app)) > at_first


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path: Path, page: str) -> None:
    app = open_app(page, path=empty_path)
    assert app.info or page == "definitions"
    assert app.get("download_button") or page == "definitions", "a template is handed out"
    assert not app.get("plotly_chart")


@pytest.mark.parametrize(
    ("locale", "title"),
    [("zh-CN", "先看哪里"), ("zh-Hant-TW", "先看哪里"), ("de-DE", "Where to look")],
)
def test_the_first_visit_follows_the_browser(
    demo_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str, title: str
) -> None:
    app = start(demo_path, monkeypatch, "", locale).run()
    assert app.title[0].value == title


def test_the_first_visit_explains_itself_until_it_is_understood(open_app) -> None:
    app = open_app(lang="zh")
    welcome = next(text.value for text in app.markdown if text.value.startswith("明鉴"))
    assert welcome.count("。") == 3
    app.button(key="welcome_close").click().run()
    assert not any(text.value.startswith("明鉴") for text in app.markdown)


def test_the_language_is_switched_at_the_top_and_stays(open_app) -> None:
    app = open_app(lang="en")
    app.get_by_key("language_switch").set_value("zh").run()
    assert app.title[0].value == "先看哪里"
    assert app.query_params["lang"] == "zh"
    assert turn_to(app, "training").title[0].value == "培训"


def test_the_demo_company_is_announced_and_cleared_only_when_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(tmp_path / "new.duckdb", monkeypatch, "en", "en-GB").run()  # builds the demo
    assert any("Demo data" in mark.value for mark in app.markdown)
    assert app.get("plotly_chart") or app.dataframe
    app.button(key="clear_demo").click().run()
    assert any("Your own data stays" in text.value for text in app.markdown)


def test_a_file_that_is_no_warehouse_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 not a database")
    app = start(path, monkeypatch, "en", "en-GB").run()
    assert len(app.error) == 1
    assert "is not a warehouse" in app.error[0].value
    assert not app.exception
    assert not app.title


def test_a_page_file_does_nothing_by_itself() -> None:
    for file in (Path(__file__).parents[2] / "pages").glob("*.py"):
        app = AppTest.from_string(f"import runpy; runpy.run_path({str(file)!r})").run()
        assert not app.exception
        assert not app.main.children


def test_a_page_without_a_viewer_shows_nothing() -> None:
    app = AppTest.from_string("from pages import overview; overview.render()").run()
    assert not app.exception
    assert not app.main.children
