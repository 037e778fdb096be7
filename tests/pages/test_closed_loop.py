"""The quality loop of the demo company, whose planted truths are known."""

from __future__ import annotations

import json

import pytest

from data.viewer import LOCAL
from data.warehouse import open_warehouse
from tests.pages.conftest import start, tables, turn_to

WHOLE = {"from_": "2024-11", "to": "2026-10"}
ZAOLIN = "QH302"


def said(app) -> str:
    return "\n".join(text.value for text in app.markdown)


def line(app, start: str) -> str:
    return next(text.value for text in app.markdown if start in text.value)


def table(app, *columns: str):
    return next(t for t in tables(app) if set(columns) <= set(t))


@pytest.fixture(scope="module")
def whole(demo_path):
    """The page over all months, opened once; tests read it and leave it as it is."""
    with pytest.MonkeyPatch.context() as patch:
        app = start(demo_path, patch, "en", "en-GB").run()
        for name, value in WHOLE.items():
            app.query_params[name.rstrip("_")] = value
        yield turn_to(app, "closed_loop")


def test_the_first_words_name_the_must_at_which_the_chain_breaks(whole) -> None:
    answer = line(whole, "The chain breaks most at")
    assert "**Effective**" in answer
    assert "677" in answer, "3,300 assessed, 2,623 effective"
    assert line(whole, "came back**").startswith("Of 1,670 resolved findings **336 came back**")


def test_branches_break_where_it_was_planted(whole) -> None:
    own = line(whole, "break point of their own")
    for planted in (
        "**Luting Station** at Verified",
        "**Maiduo Station** at Recorded",
        "**Liuqiao Station** at Effective",
        "**Zaolin Station** at Effective",
    ):
        assert planted in own
    for usual in ("Beiyuan", "Dongdu", "Xidu", "Yunding"):
        assert usual not in own


def test_the_map_marks_break_points_and_the_table_says_the_same(whole) -> None:
    rows = table(whole, "Break point").set_index("Branch")
    assert rows.loc["Maiduo Station", "Break point"] == "Recorded"
    assert rows.loc["Maiduo Station", "Recorded"].endswith("82/165")
    assert rows["Break point"].ne("").sum() == 5
    assert rows.index[0] == "Luting Station", "the largest break stands first"
    [spec] = [
        json.loads(chart.proto.spec)
        for chart in whole.get("plotly_chart")
        if "have a break point" in chart.proto.alt
    ]
    marked = [cell for row in spec["data"][0]["text"] for cell in row if "<u>" in cell]
    assert len(marked) == 5


def test_the_funnel_ends_with_the_loop_closed(whole) -> None:
    rows = table(whole, "Came to it", "Passed")
    assert rows["Passed"].tolist()[-1] == "1,880"
    assert rows["Came to it"].tolist()[0] == "4,605", "the denominator of the tile Loop closed"


def test_the_slow_and_the_quick_branch_are_told_from_the_others(whole) -> None:
    rows = table(whole, "Median", "Still open").set_index("Branch")
    told = rows[rows["Verdict"] != "within chance"]["Verdict"].to_dict()
    assert told == {"Shimogou Station": "quicker", "Liuqiao Station": "slower"}
    alts = [chart.proto.alt for chart in whole.get("plotly_chart")]
    assert any("resolved after 15 days" in alt and "1,885 findings" in alt for alt in alts)


def test_a_spiral_and_two_circles(whole) -> None:
    assert "Hetang Town Station" in line(whole, "**Spirals upwards**")
    circles = line(whole, "**Goes in circles**")
    assert "Liuqiao Station" in circles
    assert "Zaolin Station" in circles
    assert "Shimogou Station" in line(whole, "**Few come back**")
    verdicts = table(whole, "Verdict", "Cycle 2").set_index("Branch")["Verdict"]
    assert verdicts["Yanping Town Station"] == "Cannot be told yet"


def test_a_short_period_keeps_the_verdicts_and_counts_its_own_gaps_only(open_app) -> None:
    app = open_app("closed_loop", from_="2026-06", to="2026-10")
    assert "Every branch had a sponsoring department" in said(app)
    assert "Hetang Town Station" in line(app, "**Spirals upwards**")


def test_the_window_of_watching_and_the_mechanism_can_be_changed(open_app) -> None:
    app = open_app("closed_loop", **WHOLE)
    app.get_by_key("watched_days").set_value(90)
    app.selectbox(key="mechanism_measure").set_value("meeting_attendance").run()
    assert not app.exception
    assert "Hetang Town Station" in line(app, "**Spirals upwards**")
    assert any(c.proto.alt.startswith("Meeting attendance") for c in app.get("plotly_chart"))


def test_months_without_a_sponsor_are_named(whole) -> None:
    assert "Lingjiao Station" in line(whole, "Without a sponsoring department")
    assert "Jul 2025 – Oct 2025" in line(whole, "Without a sponsoring department")


def test_one_branch_is_seen_among_all_the_others(open_app) -> None:
    app = open_app("closed_loop", branches=ZAOLIN)
    assert "**Zaolin Station** at Effective" in said(app)
    assert "Liuqiao" not in said(app)
    assert len(table(app, "Break point")) == 24


def test_in_chinese_everything_is_chinese(open_app) -> None:
    app = open_app("closed_loop", lang="zh", locale="zh-CN", **WHOLE)
    assert "七必断在“**有效**”这一环" in said(app)
    assert "**芦汀供电所**断在“鉴证”" in said(app)
    assert "螺旋上升" in said(app)
    for words in ("Station", "came back", "branch", "loop"):
        assert words not in said(app)
    assert set(table(app, "断点")["断点"]) == {"", "鉴证", "记录", "有效", "考核"}


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("closed_loop", path=empty_path)
    assert "work items and findings" in app.info[0].value
    assert not app.get("plotly_chart")


def test_each_part_alone_is_enough(open_app, empty_path) -> None:
    """Work items without findings, and the other way about."""
    opened = open_warehouse(empty_path)
    with opened.change(LOCAL, "test", "") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, batch_id)"
            " VALUES ('A', 'A', 'branch', 'other', 1), ('B', 'B', 'branch', 'other', 1)"
        )
        connection.execute(
            "INSERT INTO work_item (item_id, branch_id, month, due, batch_id)"
            " VALUES ('W', 'A', 202601, DATE '2026-01-10', 1)"
        )
        connection.execute(
            "INSERT INTO metric_cell VALUES ('loop_closed', 'A', 202601, '', 1, 0, 0)"
        )
    opened.close()
    app = open_app("closed_loop", path=empty_path)
    assert "No finding of the period was resolved yet." in said(app)
    assert any("No findings are here yet" in info.value for info in app.info)
    opened = open_warehouse(empty_path)
    with opened.change(LOCAL, "test", "") as connection:
        connection.execute("DELETE FROM work_item")
        connection.execute(
            "INSERT INTO finding (finding_id, branch_id, found_at, source, category, severity,"
            " cycle_no, batch_id) VALUES ('F', 'A', DATE '2026-01-10', 'self', 'x', 'low', 1, 1)"
        )
    opened.close()
    app = open_app("closed_loop", path=empty_path)
    assert any("No work items in this period" in info.value for info in app.info)
    assert any("watched long enough" in info.value for info in app.info)
