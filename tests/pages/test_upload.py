"""The upload screen: read, shown, corrected, remembered, committed, matched, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.warehouse import Reader, open_warehouse
from tests.conftest import VIEWER

HEAD = "branch,date,service rating\n"
ROWS = "".join(f"{'东西'[day % 2]}所,2026-01-{day:02d},{1 + day % 5}\n" for day in range(1, 25))


@pytest.fixture
def upload(open_app, empty_path) -> AppTest:
    return open_app("upload", path=empty_path)


def bring(app: AppTest, content: str, name: str = "survey.csv") -> AppTest:
    app.file_uploader[0].set_value((name, content.encode("utf-8"), "text/csv")).run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception
    return app


def edit(app: AppTest, row: int, **cells: object) -> AppTest:
    """Change cells of the plan's table as a person does."""
    draft = app.session_state["upload_draft"]
    app.session_state[f"upload_plan_{draft['version']}_{draft['file']}"] = {
        "edited_rows": {row: cells},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    assert not app.exception
    return app


def tick(app: AppTest, row: int) -> AppTest:
    """Confirm what a waiting name means."""
    key = f"upload_names_{app.session_state['import_outcomes']}"
    edits = {"edited_rows": {row: {"confirmed": True}}, "added_rows": [], "deleted_rows": []}
    app.session_state[key] = edits
    app.run()
    assert not app.exception
    return app


def stored(path: Path, sql: str) -> list[tuple]:
    opened = open_warehouse(path)
    rows = Reader(opened, VIEWER).rows(sql)
    opened.close()
    return rows


def totals(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_the_plan_shows_what_would_be_stored(upload):
    bring(upload, HEAD + ROWS + "东所,2026-02-01,excellent\n")
    assert totals(upload) == {
        "Rows read": "25", "Rows kept": "25", "Rows left out": "0", "Answers": "24",
    }  # fmt: skip
    assert any("1 cells or rows are left out" in e.label for e in upload.expander)


def test_a_correction_changes_the_totals_and_is_remembered(upload):
    bring(upload, HEAD + ROWS)
    edit(upload, 2, role="choice")
    assert any("No column holds ratings" in error.value for error in upload.error)
    edit(upload, 2, role="rating", better="low")
    assert totals(upload)["Answers"] == "24"
    upload.checkbox(key="upload_create_branches").check().run()
    press(upload, "upload_commit")
    assert any("24 of 24 rows stored" in done.value.replace("\\", "") for done in upload.success)
    bring(upload, HEAD + ROWS.replace("2026-01", "2026-02"), "february.csv")
    draft = upload.session_state["upload_draft"]
    assert draft["plan"].columns[2].better == "low"


def test_names_that_wait_are_matched_by_hand_and_the_batch_is_undone(upload, empty_path):
    bring(upload, HEAD + ROWS)
    upload.checkbox(key="upload_create_branches").check().run()
    press(upload, "upload_commit")
    bring(upload, HEAD + ROWS.replace("东所", "东供电所").replace("2026-01", "2026-02"), "f.csv")
    upload.checkbox(key="upload_create_branches").uncheck().run()
    press(upload, "upload_commit")
    names = next(t for t in upload.dataframe if "alike" in t.value)
    assert names.value.loc[0, ["name", "branch", "alike"]].tolist() == ["东供电所", "东所", 100.0]
    assert not any(button.key == "upload_match" and not button.disabled for button in upload.button)
    tick(upload, 0)
    press(upload, "upload_match")
    assert any("12 rows are counted now" in done.value for done in upload.success)
    press(upload, "upload_undo")
    assert any("is undone" in done.value.replace("\\", "") for done in upload.success)


@pytest.mark.parametrize(
    ("name", "content", "lang", "sentence"),
    [
        ("empty.csv", "", "en", "The file is empty"),
        ("empty.csv", "", "zh", "文件是空的"),
        ("one.csv", "score\n1\n2\n3\n", "en", "only one column"),
        ("colours.csv", "branch,colour\nA,red\nB,blue\nA,green\n", "zh", "没有"),
        ("head.csv", HEAD, "en", "no answers below"),
        ("cut.csv", HEAD + ROWS + "东所,2026", "en", "cut off"),
    ],
)
def test_a_bad_file_is_one_sentence_on_the_page(
    open_app, empty_path, name, content, lang, sentence
):
    app = bring(open_app("upload", path=empty_path, lang=lang), content, name)
    said = [shown.value.replace("\\", "") for shown in [*app.error, *app.warning]]
    assert any(sentence in one for one in said) and len(said) <= 2
    assert not [b for b in app.button if b.key == "upload_commit"]


def test_a_template_is_filled_in_and_imported(open_app, empty_path):
    app = open_app("upload", path=empty_path)
    app.segmented_control(key="upload_kind").set_value("table").run()
    bring(app, "branch_id,name,level,type\nE,东所,branch,supply_station\n", "branches.csv")
    next(button for button in app.button if button.label == "Import this file").click().run()
    assert not app.exception
    assert any("1 of 1 rows stored" in done.value.replace("\\", "") for done in app.success)
