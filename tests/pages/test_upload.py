"""The upload screen: read, shown, corrected, remembered, committed, matched, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.reader import Reader
from data.warehouse import open_warehouse
from pages.sections.survey_files import Draft
from tests.conftest import VIEWER

HEAD = "branch,date,service rating\n"
ROWS = "".join(f"{'东西'[day % 2]}所,2026-01-{day:02d},{1 + day % 5}\n" for day in range(1, 25))


@pytest.fixture
def upload(open_app, empty_path) -> AppTest:
    return open_app("upload", path=empty_path)


def bring(app: AppTest, content: str, name: str = "survey.csv") -> AppTest:
    return bring_several(app, {name: content})


def bring_several(app: AppTest, files: dict[str, str]) -> AppTest:
    values = [(name, text.encode("utf-8"), "text/csv") for name, text in files.items()]
    uploader = app.file_uploader[0]
    uploader.set_value(values if uploader.proto.multiple_files else values[0]).run()
    assert not app.exception
    return app


def draft(app: AppTest) -> tuple[str, Draft]:
    """The file on the page, and what is known of it."""
    return next(iter(app.session_state["upload_drafts"].items()))


def widget(app: AppTest, kind: str, name: str):
    """The widget that asks for `name` of the file on the page."""
    return getattr(app, kind)(key=f"upload_{name}_{draft(app)[0]}")


def press(app: AppTest, key: str) -> AppTest:
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception
    return app


def edit(app: AppTest, row: int, **cells: object) -> AppTest:
    """Change cells of the plan's table as a person does."""
    file_id, shown = draft(app)
    app.session_state[f"upload_plan_{shown.version}_{file_id}"] = {
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
    widget(upload, "checkbox", "create_branches").check().run()
    press(upload, "upload_commit")
    assert any("24 of 24 rows stored" in done.value.replace("\\", "") for done in upload.success)
    bring(upload, HEAD + ROWS.replace("2026-01", "2026-02"), "february.csv")
    assert draft(upload)[1].plan.columns[2].better == "low"
    assert draft(upload)[1].options.create_branches


def test_names_that_wait_are_matched_by_hand_and_the_batch_is_undone(upload, empty_path):
    bring(upload, HEAD + ROWS)
    widget(upload, "checkbox", "create_branches").check().run()
    press(upload, "upload_commit")
    bring(upload, HEAD + ROWS.replace("东所", "东供电所").replace("2026-01", "2026-02"), "f.csv")
    widget(upload, "checkbox", "create_branches").uncheck().run()
    press(upload, "upload_commit")
    names = next(t for t in upload.dataframe if "alike" in t.value)
    assert names.value.loc[0, ["name", "branch", "alike"]].tolist() == ["东供电所", "东所", 100.0]
    assert not any(button.key == "upload_match" and not button.disabled for button in upload.button)
    tick(upload, 0)
    press(upload, "upload_match")
    assert any("12 rows are counted now" in done.value for done in upload.success)
    press(upload, "upload_undo")
    assert any("is undone" in done.value.replace("\\", "") for done in upload.success)


def test_where_no_branch_is_known_names_are_taken_as_new_ones_and_the_page_says_so(upload):
    bring(upload, HEAD + ROWS)
    assert widget(upload, "checkbox", "create_branches").value
    assert not upload.warning
    widget(upload, "checkbox", "create_branches").uncheck().run()
    (warning,) = upload.warning
    assert "24 rows of 2 names" in warning.value
    assert "tick the box above" in warning.value


def test_the_way_to_compare_shows_what_was_asked_in_the_file(upload):
    bring(upload, HEAD + ROWS)
    press(upload, "upload_commit")
    link = next(link.proto for link in upload.get("page_link") if "Compare" in link.proto.label)
    assert "metrics=question%3A" in link.query_string
    assert "from=2026-01" in link.query_string


def test_a_name_like_no_other_becomes_a_branch_of_its_own_once_it_is_ticked(upload, empty_path):
    bring(upload, HEAD + ROWS)
    widget(upload, "checkbox", "create_branches").uncheck().run()
    press(upload, "upload_commit")
    tick(upload, 0)
    press(upload, "upload_match")
    assert any("12 rows are counted now" in done.value for done in upload.success)
    made = stored(empty_path, "SELECT name FROM branch")
    assert made in ([("东所",)], [("西所",)])
    press(upload, "upload_undo")
    assert stored(empty_path, "FROM branch") == []


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


def test_several_files_are_listed_and_come_in_as_batches_of_their_own(upload, empty_path):
    files = {
        "january.csv": HEAD + ROWS,
        "february.csv": HEAD + ROWS.replace("2026-01", "2026-02"),
        "empty.csv": "",
    }
    bring_several(upload, files)
    listed = next(t.value for t in upload.dataframe if "State" in t.value)
    assert listed["File"].tolist() == list(files)
    assert listed["State"].tolist()[:2] == ["Ready to import"] * 2
    assert "empty" in listed["State"].tolist()[2]
    assert [b.label for b in upload.button if b.key == "upload_commit"] == ["Import 2 of 3 files"]
    press(upload, "upload_commit")
    assert len(upload.success) == 2
    assert stored(empty_path, "SELECT count(*) FROM survey_response") == [(48,)]
    press(upload, "upload_undo_last")
    assert any("is undone" in done.value for done in upload.success)
    assert stored(empty_path, "SELECT count(*) FROM survey_response") == [(0,)]


def test_the_same_file_twice_is_refused_before_it_is_looked_at(upload):
    press(bring(upload, HEAD + ROWS), "upload_commit")
    bring(upload, HEAD + ROWS, "again.csv")
    assert any("already in the warehouse" in error.value for error in upload.error)
    assert not [b for b in upload.button if b.key == "upload_commit"]


def test_what_was_said_of_a_file_is_the_start_for_the_next_one(upload, empty_path):
    bring(upload, HEAD + ROWS)
    widget(upload, "text_input", "title").set_value("Hall survey")
    widget(upload, "selectbox", "audience").set_value("employee").run()
    press(upload, "upload_commit")
    bring(upload, HEAD + ROWS.replace("2026-01", "2026-02"), "february.csv")
    assert widget(upload, "text_input", "title").value == "Hall survey"
    assert widget(upload, "selectbox", "audience").value == "employee"
    press(upload, "upload_commit")
    assert stored(empty_path, "SELECT title, audience FROM survey") == [("Hall survey", "employee")]


FLAGGED = "Start Date,branch,a rating,b rating,c rating\n" + "".join(
    f"2026-01-{day:02d} 10:00:00,东所,{rating}\n"
    for day, rating in [*((d, f"{1 + d % 5},{1 + d % 4},{5 - d % 3}") for d in range(1, 21)),
                        *((d, "5,5,5") for d in range(21, 26))]
)  # fmt: skip


def test_flagged_responses_are_told_and_left_uncounted_when_a_person_says_so(upload, empty_path):
    bring(upload, FLAGGED)
    widget(upload, "checkbox", "create_branches").check().run()
    flags = widget(upload, "pills", "flags")
    assert flags.options == ["The same answer throughout · 6"]
    flags.set_value(["straight_lined"]).run()
    press(upload, "upload_commit")
    assert stored(empty_path, "SELECT count(*) FROM survey_response") == [(25,)]
    assert stored(empty_path, "SELECT max(responses) FROM"
                  " (SELECT sum(responses) AS responses FROM survey_cell GROUP BY question_id)"
    ) == [(19,)]  # fmt: skip


def test_words_of_any_language_become_ratings_once_each_has_a_score(upload):
    words = ["hyvä", "huono", "kohtalainen"]
    text = "branch,date,a,b\n" + "".join(
        f"{'东西'[day % 2]}所,2026-01-{day:02d},{words[day % 3]},{words[day % 2]}\n"
        for day in range(1, 25)
    )
    bring(upload, text)
    assert any("No column holds ratings" in said.value for said in upload.warning)
    widget(upload, "selectbox", "answers").set_value(2).run()
    file_id, shown = draft(upload)
    answers = next(t.value for t in upload.dataframe if "score" in t.value)["answer"].tolist()
    worth = {"hyvä": 3, "kohtalainen": 2, "huono": 1}
    upload.session_state[f"upload_scores_{shown.version}_{file_id}_2"] = {
        "edited_rows": {row: {"score": worth[answer]} for row, answer in enumerate(answers)},
        "added_rows": [],
        "deleted_rows": [],
    }
    upload.run()
    assert not upload.exception
    plan = draft(upload)[1].plan
    # The second question has the same answers, and is understood with the first.
    assert [(c.role, c.scale) for c in plan.columns[2:]] == [("rating", (1.0, 3.0))] * 2
    assert totals(upload)["Answers"] == "48"
