"""What the satisfaction page says of the demo company, whose planted truths are known."""

import json
import shutil

from data.viewer import LOCAL
from data.warehouse import open_warehouse
from tests.pages.conftest import tables

BEIYUAN, ZAOLIN, YUNDING = "QH101", "QH302", "QH401"
SECTION = "satisfaction_section"


def look_closer(app, section: str):
    app.get_by_key(SECTION).set_value(section).run()
    assert not app.exception
    return app


def said(app) -> str:
    return "\n".join(text.value for text in app.markdown)


def table_with(app, column: str):
    return next(table for table in tables(app) if column in table)


def test_the_first_sentences_answer_the_question(open_app) -> None:
    app = open_app("satisfaction")
    lines = said(app).splitlines()
    answer = next(line for line in lines if "customers are satisfied" in line)
    assert answer.startswith("**77.7 % of the customers are satisfied** (77.1–78.2 · n = 35,363")
    assert "On last year -1.0 pp: more than chance." in answer
    below = next(line for line in lines if "Below the other branches by more" in line)
    above = next(line for line in lines if "Above the other branches by more" in line)
    assert "**Zaolin Station**" in below and "**Liuqiao Station**" in below
    assert "**Shimogou Station**" in above
    assert "Yunding" not in below + above, "chance made it look best"
    beside = next(text.value for text in app.caption if "never added up" in text.value)
    assert "Party members 82.4 %" in beside and "Employees 81.0 %" in beside


def test_the_planted_weak_topics_are_named_and_no_other(open_app) -> None:
    app = open_app("satisfaction")
    found = said(app)
    for pair in (
        "**Taowan Station: Fault repair 52.4 %**",
        "**Huaishuying Station: Outage notice 56.2 %**",
        "**Yanping Town Station: Metering and billing 51.7 %**",
        "**Zaolin Station: Fault repair 49.5 %**",  # its crew was withdrawn
    ):
        assert pair in found
    assert found.count("; the other branches") == 4
    assert "on every topic, so not a matter of one topic: **Zaolin Station**, **Liuqiao" in found
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    heat = next(spec for spec in drawn if spec["data"][0]["type"] == "heatmap")
    assert len(heat["data"][0]["y"]) == 17 and len(heat["data"][0]["x"]) == 6
    assert len(heat["layout"]["shapes"]) == 4, "a frame around what is weak on one topic alone"


def test_cells_of_few_answers_are_hidden_with_one_that_covers_them(open_app) -> None:
    app = open_app("satisfaction", from_="2026-06", to="2026-08")
    cells = table_with(app, "Topic")
    yunding = cells[cells["Branch"] == "Yunding Station"]
    assert set(yunding["Note"]) <= {"too few answers", "hidden to protect a small group"}
    assert set(yunding["Satisfied"]) == {"–"}
    assert (cells["Note"] == "hidden to protect a small group").sum() >= 6, "one for each topic"


def test_one_channel_tells_another_story(open_app) -> None:
    app = look_closer(open_app("satisfaction"), "channels")
    assert "**95598 hotline: 71.0 %**, 9.5 pp below the other channels together" in said(app)
    captions = [caption.value for caption in app.caption]
    assert any("Combined 77.7 % by the published weights" in text for text in captions)
    table = table_with(app, "Published weight").set_index("Channel")
    assert table.loc["Questionnaire", "Published weight"] == "0.50"
    assert set(table["Verdict"]) == {"differs"}


def test_callbacks_show_both_denominators(open_app) -> None:
    app = look_closer(open_app("satisfaction"), "feedback")
    found = said(app)
    assert "Reached **93.9 %** = 12,093 ÷ 12,875 called" in found
    assert "Satisfied **92.5 %** = 11,184 ÷ 12,093 reached; over all called it would be" in found
    feedback = table_with(app, "Closed in time").set_index("Channel")
    assert len(feedback) == 5
    assert feedback.loc["95598 hotline", "Received"] == "605"
    assert "Channels in use: **" in found


def test_promises_are_judged_by_the_area_of_the_branch(open_app) -> None:
    app = look_closer(open_app("satisfaction"), "promises")
    summary = table_with(app, "Not met by").set_index("Figure")
    assert summary.loc["Faults repaired on time", "Not met by"] == "Zaolin Station"
    assert summary.loc["Supply reliability", "Cannot tell"] == 0, "a full count is met or not"
    verdicts = table_with(app, "Verdict").set_index("Branch")["Verdict"]
    assert verdicts["Zaolin Station"] == "not met"
    assert verdicts["Shimogou Station"] == "met"
    assert verdicts["Yunding Station"] == "cannot tell"
    app.selectbox(key="promise_metric").set_value("restored_on_time").run()
    promised = table_with(app, "Verdict").groupby("Area")["Promised"].unique()
    assert {area: list(values) for area, values in promised.items()} == {
        "urban": ["95.0 %"],
        "rural": ["92.0 %"],
        "remote": ["90.0 %"],
    }
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    named = {note["text"] for spec in drawn for note in spec["layout"].get("annotations", ())}
    assert {"urban 95.0 %", "rural 92.0 %", "remote 90.0 %"} <= named


def test_the_step_down_is_a_signal_of_the_control_chart(open_app) -> None:
    app = look_closer(open_app("satisfaction"), "months")
    app.selectbox(key="control_branch").set_value(ZAOLIN).run()
    chart = table_with(app, "Signal")
    assert (chart["Signal"] != "").sum() >= 7


def test_comments_stand_as_they_were_written(open_app) -> None:
    comments = table_with(look_closer(open_app("satisfaction"), "comments"), "Comment")
    assert len(comments) == 200
    assert comments["Comment"].str.len().gt(0).all()


def test_a_chosen_branch_is_told_and_the_tiles_say_they_are_the_company(open_app) -> None:
    app = open_app("satisfaction", branches=ZAOLIN)
    found = said(app)
    assert "(1): **Zaolin Station** 61.5 %" in found
    assert "Taowan" not in found
    assert sum(caption.value == "Whole company" for caption in app.caption) >= 7
    look_closer(app, "promises")
    assert list(table_with(app, "Not met by")["Not met"]).count(1) >= 5


def test_a_branch_too_small_for_its_topics_shows_none(open_app) -> None:
    app = open_app("satisfaction", branches=f"{YUNDING},{ZAOLIN}", from_="2026-08", to="2026-08")
    topics = table_with(app, "Topic")
    assert "Yunding Station" not in set(topics[topics["Satisfied"] != "–"]["Branch"])


def test_who_does_not_count_for_what_moves_it_is_named(open_app) -> None:
    app = open_app("satisfaction", branches=f"{BEIYUAN},{YUNDING}", from_="2025-01", to="2025-12")
    look_closer(app, "drivers")
    (left,) = [c.value for c in app.caption if "Left out of a topic" in c.value]
    assert left.endswith("Yunding Station")


def test_members_have_their_own_sections(open_app) -> None:
    app = open_app("satisfaction")
    app.get_by_key("audience").set_value("member").run()
    assert "**82.4 % of the Party members are satisfied**" in said(app)
    titles = app.get_by_key(SECTION).options
    assert "By topic" not in titles and "By channel" not in titles, "nothing to show there"
    for section in ("months", "questions", "comments"):
        look_closer(app, section)


def test_everything_speaks_chinese(open_app) -> None:
    app = open_app("satisfaction", lang="zh")
    assert "**77.7% 的客户表示满意**（77.1–78.2" in said(app).replace(" %", "%")
    assert "低于其他支部且超出偶然" in said(app)
    for section in ("channels", "feedback", "promises"):
        look_closer(app, section)
    assert "项未达到" in said(app)


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("satisfaction", path=empty_path)
    assert any("No survey is here yet" in info.value for info in app.info)
    assert not app.get("plotly_chart")


def test_records_of_service_are_shown_without_any_survey(open_app, demo_path, tmp_path) -> None:
    path = shutil.copy(demo_path, tmp_path / "records.duckdb")
    opened = open_warehouse(path)
    with opened.change(LOCAL, "test", "") as connection:
        for name in ("survey_cell", "survey_score"):
            connection.execute(f"DELETE FROM {name}")
        connection.execute(
            "DELETE FROM metric_cell WHERE metric LIKE 'customer%' OR metric LIKE 'satisfaction%'"
            " OR metric IN ('member_satisfaction', 'employee_satisfaction')"
        )
    opened.close()
    app = open_app("satisfaction", path=path)
    assert any("records of service" in info.value for info in app.info)
    assert "Reached **" in said(app)


def test_every_branch_has_its_months_and_the_one_that_changed_stands_first(open_app) -> None:
    app = open_app("satisfaction", section="months")
    pictures = [image.proto.imgs[0].alt for image in app.get("image")]
    each = [alt for alt in pictures if "; in " in alt]
    assert len(each) == 16, "a branch of few answers shows no month by itself"
    assert each[0].startswith("Zaolin Station: worse since Jan 2026")
    covers = [alt for alt in each if "too few months" in alt]
    assert len(covers) == 1, "its months would tell those of the branch of few answers"
    assert all("steady" in alt for alt in each[1:] if alt not in covers)
    assert len(next(t for t in tables(app) if "Latest month" in t)) == 16


def test_one_branch_alone_has_no_small_pictures(open_app) -> None:
    app = open_app("satisfaction", section="months", branches="QH302")
    assert not any("; in " in image.proto.imgs[0].alt for image in app.get("image"))


def test_what_moves_it_claims_no_more_than_the_answers_do(open_app) -> None:
    app = look_closer(open_app("satisfaction"), "drivers")
    text = said(app)
    assert "**No topic surely moves the overall judgement more than the others**" in text
    assert any("need not be the cause" in caption.value for caption in app.caption)
    topics = next(t for t in tables(app) if "Score of 100" in t)
    assert len(topics) == 6 and topics["95 % interval"].str.contains("–").all()


def test_what_people_say_names_the_weak_topics(open_app) -> None:
    app = look_closer(open_app("satisfaction"), "comments")
    column = "Said more than elsewhere (responses, times as often)"
    words = next(t for t in tables(app) if column in t).set_index("Branch")[column]
    assert "抄表" in words["Yanping Town Station"] or "欠费" in words["Yanping Town Station"]
    assert "通知" in words["Huaishuying Station"]
    assert "太慢" in words["Taowan Station"]
    assert "Dongdu Station" not in words and "Yunding Station" not in words
    alone = look_closer(open_app("satisfaction", branches="QH303"), "comments")
    assert any("Times as often" in t for t in tables(alone))
