"""The assessment page tells of the demo company what was planted in it."""

import json

import pytest

from data.importing.read import read
from data.table_import import import_table
from data.viewer import LOCAL
from data.warehouse import open_warehouse
from tests.pages.conftest import Open, start, tables, turn_to

LIUQIAO, ZAOLIN = "QH201", "QH302"


def said(app) -> str:
    return "\n".join(
        text.value for part in (app.markdown, app.caption, app.warning) for text in part
    )


def table(app, column: str):
    """The first table with this column, by its first column."""
    found = next(frame for frame in tables(app) if column in frame)
    return found.set_index(found.columns[0])


@pytest.fixture(scope="module")
def usual(demo_path):
    """The page as it opens, in English; read only."""
    with pytest.MonkeyPatch.context() as patch:
        app = start(demo_path, patch, "en", "en-GB").run()
        yield turn_to(app, "assessment")


def test_it_begins_with_how_many_branches_have_which_grade(usual) -> None:
    first = next(text.value for text in usual.markdown if "branches" in text.value)
    assert first == (
        "**2026: mean of 3 scoring periods: of 24 branches Excellent 7 (29 %),"
        " Meets the standard 16 (67 %), Below 1 (4 %).**"
    )


def test_the_veto_forces_the_grade_and_the_score_stays_visible(usual) -> None:
    line = next(text.value for text in usual.markdown if "vetoed" in text.value)
    assert "**Zaolin Station**" in line and "**Below**" in line and "89.4" in line
    assert "发生一般安全责任事件" in line and "Jun 2026" in line
    row = table(usual, "Band by score").loc["Zaolin Station"]
    assert row["Index"] == pytest.approx(89.4)
    assert row["Band by score"] == "Meets the standard"
    assert row["Grade"] == "Below · Veto"


def test_it_warns_that_the_assessment_hardly_tells_branches_apart(usual) -> None:
    warnings = [warning.value for warning in usual.warning]
    assert any("hardly tells branches apart" in text for text in warnings)
    assert any("Study records filed" in text for text in warnings)
    assert "7 of 24 branches lie further than that" in said(usual)


def test_what_the_bonus_rule_took_away_is_told(usual) -> None:
    assert (
        "- **Liuqiao Station**, Dec 2025: 9.0 points of bonus named, 7.5 with one event counted"
        " once, **5.0** counted after the cap."
    ) in [text.value for text in usual.markdown]
    entries = table(usual, "What for").loc["Liuqiao Station"]
    assert entries["Note"].tolist().count("same event, counted once") == 1


def test_the_neglected_line_is_named_and_marked(usual) -> None:
    assert "**Xingwu Station neglects Corporate culture**: 2 of 51" in said(usual)
    heat = next(f for f in usual.get("plotly_chart") if "Nine lines" in f.proto.alt)
    trace = json.loads(heat.proto.spec)["data"][0]
    place = trace["y"].index("Xingwu Station"), trace["x"].index("Corporate culture")
    assert trace["text"][place[0]][place[1]] == "<b>▼4</b>"
    assert len(trace["y"]) == 24 and len(trace["x"]) == 9
    weakest = table(usual, "Weakest line")
    assert weakest.index[0] == "Xingwu Station"
    assert weakest["Judgement"].tolist().count("neglected") == 1


def test_only_band_lines_near_the_branches_are_drawn(usual) -> None:
    figure = next(f for f in usual.get("plotly_chart") if "Assessment index of" in f.proto.alt)
    notes = [note["text"] for note in json.loads(figure.proto.spec)["layout"]["annotations"]]
    assert "Excellent" in notes and "Meets the standard" not in notes
    assert "Excellent from 90, Meets the standard from 76" in said(usual)


def test_a_single_scoring_period_shows_how_its_index_comes_about(open_app: Open) -> None:
    app = open_app("assessment")
    app.selectbox(key="scored").set_value("2025 202512").run()
    assert not app.exception
    row = table(app, "Band by score").loc["Liuqiao Station"]
    assert [row[c] for c in ("Base", "Bonus named", "Less: same event", "Less: above the cap",
                             "Bonus counted", "Deduction", "Index")] == pytest.approx(
        [92.5, 9.0, -1.5, -2.5, 5.0, 0.0, 97.5])  # fmt: skip
    assert "How sure" not in said(app)


def test_one_chosen_branch_is_told_in_chinese(open_app: Open) -> None:
    app = open_app("assessment", lang="zh", branches=ZAOLIN)
    assert "**枣林供电所**：一票否决" in said(app)
    assert "24 个支部中，优秀 7 个（29%）" in said(app)
    assert table(app, "最终等次").index.tolist() == ["枣林供电所"]


def test_a_chosen_branch_without_a_veto_has_its_own_sentence(open_app: Open) -> None:
    app = open_app("assessment", branches=LIUQIAO)
    assert "**Liuqiao Station**: index 93.4, grade Excellent." in said(app)


def test_months_without_scores_say_so_and_keep_the_rest(open_app: Open) -> None:
    app = open_app("assessment", from_="2026-10", to="2026-10")
    assert any("No scores in this period" in info.value for info in app.info)
    assert any("Nine lines" in f.proto.alt for f in app.get("plotly_chart"))


def test_an_empty_warehouse_says_what_to_upload(open_app: Open, empty_path) -> None:
    app = open_app("assessment", path=empty_path)
    assert any("Fill in the templates" in info.value for info in app.info)


def test_every_branch_is_graded_by_the_scheme_of_its_type(open_app: Open, tmp_path) -> None:
    path = tmp_path / "two.duckdb"
    opened = open_warehouse(path)
    for name, content in {
        "branch": "branch_id,name,level,type\nA,甲所,branch,supply_station\n"
        "B,乙部,branch,department\n",
        "scheme": "scheme_id,name,year,full_score,bonus_cap,branch_type\n"
        "S,所方案,2026,120,5,supply_station\nT,部方案,2026,100,5,department\n",
        "scheme_band": "scheme_id,band,lowest,max_share\n"
        "S,好,108,0.5\nS,差,0,\nT,优,95,\nT,劣,0,\n",
        "indicator": "indicator_id,scheme_id,name,facet,scope,full_score,quantified\n"
        "S1,S,一,effect,common,120,是\nT1,T,一,effect,common,100,是\n",
        "assessment_score": "indicator_id,branch_id,month,self_score,reviewed_score,final_score\n"
        "S1,A,202603,,,110\nT1,B,202603,,,92\n",
    }.items():  # fmt: skip
        file = tmp_path / f"{name}.csv"
        file.write_text(content, encoding="utf-8")
        assert import_table(opened, LOCAL, read(file), name).rows_rejected == 0
    opened.close()
    app = open_app("assessment", path=path)
    grades = table(app, "Band by score")
    assert grades["Grade"].to_dict() == {"甲所": "好", "乙部": "劣"}
    assert grades["Index of 100"].to_dict() == pytest.approx({"甲所": 110 / 1.2, "乙部": 92})
    assert "Each branch is graded by the bands of its own scheme" in said(app)
    assert "好: 100 % of the branches, more than the 50 % the scheme allows" in said(app)


def test_the_ranking_says_how_sure_it_is(usual) -> None:
    text = said(usual)
    assert "**First: Liuqiao Station, with 93.4 of 100.**" in text
    assert "the first on indicators could be: Liuqiao Station" in text
    ranks = table(usual, "Possible ranks")
    assert len(ranks) == 24 and list(ranks["Rank"])[:2] == ["1", "2"]
    assert ranks.loc["Liuqiao Station", "Under other weights"] == "1"
    ends = ranks["Possible ranks"].str.split("–")
    twins = ends["Dongdu Station"], ends["Xidu Station"]
    assert int(twins[0][0]) <= int(twins[1][1]) and int(twins[1][0]) <= int(twins[0][1])


def test_one_scoring_period_gives_no_possible_ranks(open_app) -> None:
    app = open_app("assessment", from_="2026-07", to="2026-09")
    assert "One scoring period does not tell how much the scores waver." in said(app)
    assert set(table(app, "Possible ranks")["Possible ranks"]) == {"–"}
    assert not set(table(app, "Possible ranks")["Under other weights"]) & {"–"}
