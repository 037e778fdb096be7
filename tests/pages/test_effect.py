"""Who is busy without effect: the planted branches, and nobody else."""

import json

import pytest

from tests.pages.conftest import tables

LIUQIAO, SHIMOGOU, YUNDING = "QH201", "QH301", "QH401"


def said(app) -> str:
    return " ".join(text.value for text in app.markdown)


def table(app, column: str):
    return next(t for t in tables(app) if column in t)


@pytest.mark.parametrize("span", [{}, {"from_": "2024-11"}], ids=["a year", "all months"])
def test_only_the_planted_branches_are_named(open_app, span: dict[str, str]) -> None:
    app = open_app("effect", **span)
    placed = table(app, "Place").set_index("Branch")["Place"]
    named = placed[placed.isin(["Busy without effect", "Quietly effective"])].to_dict()
    assert named == {
        "Liuqiao Station": "Busy without effect",
        "Shimogou Station": "Quietly effective",
    }
    sentence = next(m.value for m in app.markdown if "Busy without effect" in m.value)
    assert sentence.index("Liuqiao") < sentence.index("Quietly effective") < sentence.index("Shimo")
    assert "Yunding" not in sentence


def test_only_who_is_named_has_a_label_in_the_figure(open_app) -> None:
    figure = json.loads(open_app("effect").get("plotly_chart")[0].proto.spec)
    labels = [label for trace in figure["data"] for label in trace["text"] if label]
    assert sorted(labels) == ["Liuqiao Station", "Shimogou Station"]
    points = [b for trace in figure["data"] for b in trace["customdata"]]
    assert len(points) == 24, "every branch can be clicked"


def test_assessed_scores_stand_on_neither_side(open_app) -> None:
    counted = table(open_app("effect"), "Voice (concept)")["Figure"]
    assert not counted.str.contains("Assessed|Assessment score|above review").any()
    assert {"Satisfied customers", "Activity intensity"} <= set(counted)


def test_a_figure_can_be_left_out_and_the_link_says_so(open_app) -> None:
    app = open_app("effect", without="customer_nps,activity_intensity")
    counted = set(table(app, "Voice (concept)")["Figure"])
    assert not counted & {"Net promoter score", "Activity intensity"}
    assert app.query_params["without"] == "customer_nps,activity_intensity"


def test_the_breakdown_begins_with_who_is_busy_without_effect(open_app) -> None:
    app = open_app("effect")
    assert app.selectbox(key="effect_branch").value == LIUQIAO
    sides = [t.set_index("Metric") for t in tables(app) if "Branches compared" in t]
    activity, effect = sides
    assert activity.loc["Meeting attendance", "Judgement"] == "better than the others"
    assert effect.loc["Satisfied customers", "Judgement"] == "worse than the others"


def test_a_high_score_does_not_go_with_satisfied_customers(open_app) -> None:
    app = open_app("effect")
    text = said(app)
    assert "does not show how content customers are" in text
    assert "High score, discontented customers**] Liuqiao Station" in text
    assert "Low score, content customers**] Shimogou Station" in text
    assert "customers**] Yunding Station" not in text


def test_no_indicator_is_shown_to_follow_what_customers_say(open_app) -> None:
    app = open_app("effect")
    found = table(app, "Spearman ρ").set_index("Indicator")
    assert len(found) == 10
    assert found.loc["Study records filed", "Judgement"] == "does not tell branches apart"
    assert "follows what customers say" not in set(found["Judgement"])


def test_one_chosen_branch_is_placed_among_all_of_its_kind(open_app) -> None:
    app = open_app("effect", branches=LIUQIAO)
    placed = table(app, "Place")
    assert placed["Place"].tolist() == ["Busy without effect"]
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert sum(len(trace["customdata"]) for trace in figure["data"]) == 24


def test_it_reads_in_chinese(open_app) -> None:
    text = said(open_app("effect", lang="zh"))
    assert "重唱功轻做功：柳桥供电所" in text
    assert "少说多做：石磨沟供电所" in text


def test_an_empty_warehouse_says_what_to_upload(open_app, empty_path) -> None:
    app = open_app("effect", path=empty_path)
    assert any("Upload what branches did" in info.value for info in app.info)
    assert len(app.get("plotly_chart")) == 0
