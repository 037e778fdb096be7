"""What the pages say of the demo company, whose planted truths are known."""

import json

import pandas as pd
import pytest

from tests.pages.conftest import figures_named, turn_to

ZAOLIN, SHIMOGOU, LIUQIAO, YUNDING = "QH302", "QH301", "QH201", "QH401"
TWINS = "QH402,QH403"  # Dongdu and Xidu are the same in truth


def with_column(app, column: str) -> pd.DataFrame:
    return next(table.value for table in app.dataframe if column in table.value)


def test_overview_names_the_branches_that_were_made_different(open_app) -> None:
    said = " ".join(text.value for text in open_app().markdown)
    for name in ("Zaolin", "Shimogou", "Liuqiao"):
        assert f"**{name} Station**" in said


def test_overview_never_accuses_the_branch_with_too_few_answers(open_app) -> None:
    said = " ".join(text.value for text in open_app().markdown)
    assert "**Yunding Station**" not in said


def test_overview_says_how_much_was_tested(open_app) -> None:
    assert any("comparisons were tested together" in c.value for c in open_app().caption)


def test_overview_follows_the_chosen_branches(open_app) -> None:
    app = open_app(branches=f"{ZAOLIN},{SHIMOGOU}")
    assert len(app.dataframe[0].value) == 2
    said = " ".join(text.value for text in app.markdown)
    assert "Liuqiao" not in said


def test_a_month_without_past_says_so(open_app) -> None:
    app = open_app(from_="2024-11", to="2025-10")
    assert any("nothing to compare with" in text.value for text in app.markdown)


def test_every_value_comes_with_interval_and_n(open_app) -> None:
    app = open_app("compare", metrics="customer_satisfaction,supply_reliability")
    table = with_column(app, "Metric")
    shown = table[table["Metric"] == "Satisfied customers"]
    assert shown["Value"].str.endswith(" %").all()
    assert shown["95 % interval"].str.contains("–").all()
    assert shown["n"].str.len().gt(0).all()
    assert set(table[table["Metric"] == "Supply reliability"]["95 % interval"]) == {"full count"}


def test_two_branches_that_are_the_same_in_truth_do_not_differ(open_app) -> None:
    app = open_app("compare", branches=TWINS, metrics="customer_satisfaction")
    pairs = with_column(app, "Verdict")
    assert list(pairs["Verdict"]) == ["within chance"]


def test_branches_made_different_differ(open_app) -> None:
    app = open_app("compare", branches=f"{SHIMOGOU},{LIUQIAO}", metrics="customer_satisfaction")
    assert list(with_column(app, "Verdict")["Verdict"]) == ["differs"]


def test_one_chosen_branch_is_compared_with_every_other(open_app) -> None:
    app = open_app("compare", branches=LIUQIAO, metrics="customer_satisfaction")
    pairs = with_column(app, "Verdict")
    assert len(pairs) == 16
    assert (pairs[["Branch", "Compared with"]] == "Liuqiao Station").any(axis=1).all()


def test_a_full_count_is_not_tested(open_app) -> None:
    app = open_app("compare", metrics="assessment_score")
    assert set(with_column(app, "Verdict")["Verdict"]) == {"not tested"}


def test_a_survey_question_is_compared_like_a_metric(open_app) -> None:
    app = open_app("compare", metrics="question:8")
    assert len(app.get("plotly_chart")) == 1
    assert len(with_column(app, "Metric")) == 18  # 17 branches with customers, and the company


def test_too_few_answers_hide_the_value_everywhere(open_app) -> None:
    app = open_app("compare", from_="2026-06", to="2026-08", metrics="customer_satisfaction")
    table = with_column(app, "Metric").set_index("Branch")
    assert table.loc["Yunding Station", "Value"] == "too few answers"
    assert table.loc["Yunding Station", "n"] == ""
    cover = table["Value"].eq("hidden to protect a small group")
    assert "Yunding Station" not in set(with_column(app, "Possible ranks")["Branch"])
    assert cover.any(), "one hidden alone would follow from the total"
    assert table.loc[cover, "n"].eq("").all()
    spec = app.get("plotly_chart")[0].proto.spec
    assert "Yunding" not in json.loads(spec)["data"][0]["y"]


@pytest.mark.parametrize("audience", ["customer", "member", "employee"])
def test_audiences_are_shown_apart(open_app, audience: str) -> None:
    app = open_app("satisfaction")
    app.get_by_key("audience").set_value(audience).run()
    assert not app.exception
    assert ("Satisfied customers" in figures_named(app)) == (audience == "customer")


def test_one_channel_alone_has_its_own_figures(open_app) -> None:
    app = open_app("satisfaction")
    app.selectbox(key="channel_customer").set_value("hotline_95598").run()
    assert not app.exception
    assert len(app.get("plotly_chart")) >= 2


def test_the_funnel_plot_replaces_the_dots(open_app) -> None:
    app = open_app("satisfaction")
    app.toggle(key="funnel").set_value(True).run()
    alts = [figure.proto.alt for figure in app.get("plotly_chart")]
    assert any(alt.startswith("Funnel plot of Satisfied customers") for alt in alts)


def test_assessment_warns_of_the_indicator_that_tells_nothing(open_app) -> None:
    app = open_app("assessment")
    assert any("Study records filed" in warning.value for warning in app.warning)


def test_training_keeps_the_levels_apart(open_app) -> None:
    captions = [caption.value for caption in open_app("training").caption]
    for level in ("Level 1, reaction", "Level 2, learning", "Level 3, behaviour"):
        assert level in captions


def test_a_definition_shows_its_sql_and_its_batches(open_app) -> None:
    app = open_app("definitions", metric="learning_gain")
    assert "exam_score - pre_score" in app.code[0].value
    tables = set(app.dataframe[0].value["Table in the warehouse"])
    assert tables == {
        "Attendance and results (training_attendance)",
        "Training sessions (training_session)",
    }


def test_new_data_is_seen_at_once(open_app) -> None:
    app = open_app()
    shown: pd.DataFrame = app.dataframe[0].value
    turn_to(app, "compare")
    turn_to(app, "overview")
    assert app.dataframe[0].value.equals(shown)
