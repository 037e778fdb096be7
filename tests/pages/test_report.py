"""The briefing page: what it shows is what it hands out."""

import io
import zipfile

from locales import LANGUAGES
from tests.pages.conftest import turn_to


def said(app) -> str:
    return "\n".join(text.value for text in app.markdown)


def test_the_briefing_tells_what_was_planted(open_app) -> None:
    told = said(open_app("report"))
    problems = told.split("Problems")[1].split("Branches to watch")[0]
    assert "Zaolin Station" in problems and "Liuqiao Station" in problems
    assert "Yunding Station" not in told, "too few answers accuse nobody"


def test_scope_form_and_language_stand_in_the_link(open_app) -> None:
    app = open_app("report", scope="each", form="docx", document_language="zh", branches="QH301")
    assert app.query_params["scope"] == "each" and app.query_params["form"] == "docx"
    assert "石磨沟供电所党建工作质量简报" in [text.value for text in app.subheader]
    app.segmented_control(key="report_form").set_value("xlsx").run()
    assert app.query_params["form"] == "xlsx"


def test_one_document_of_each_branch_is_prepared_and_handed_out(open_app) -> None:
    app = open_app("report", scope="each", form="xlsx", branches="QH301,QH302")
    assert not app.get("download_button")
    app.button(key="report_prepare").click().run()
    assert not app.exception and len(app.get("download_button")) == 1
    _asked, content = app.session_state["report_file"]
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 2
    app.segmented_control(key="report_form").set_value("pdf").run()
    assert not app.get("download_button"), "what was prepared is not what is asked for now"


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    for language in LANGUAGES:
        app = open_app("report", path=empty_path, lang=language)
        assert app.info and not app.selectbox
        turn_to(app, "overview")
