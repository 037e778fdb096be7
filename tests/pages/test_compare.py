"""The comparison: what is known of each branch on one figure, and what chance allows."""

from __future__ import annotations

import pytest

from tests.pages.test_figures import LIUQIAO, SHIMOGOU, TWINS, YUNDING, ZAOLIN


def standings(app):
    """The table of the figure in focus, by branch."""
    names = "Possible ranks", "可能名次"
    table = next(t.value for t in app.dataframe if any(name in t.value for name in names))
    return table.set_index(table.columns[0])


def said(app) -> str:
    return "\n".join(m.value for m in [*app.markdown, *app.caption, *app.info])


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return {LIUQIAO: "Liuqiao Station", SHIMOGOU: "Shimogou Station", ZAOLIN: "Zaolin Station"}


def test_each_branch_has_everything_that_is_known_of_it(open_app, names):
    app = open_app("compare", metrics="customer_satisfaction", from_="2024-11", to="2026-10")
    table = standings(app)
    assert list(table.columns) == [
        "Value", "0–100 %", "95 % interval", "n", "Shrunk (reliability)", "Funnel",
        "Possible ranks", "Trend",
    ]  # fmt: skip
    assert len(table) == 15, "of all months, the branch of few answers and its cover are hidden"
    best, busy, fell = (table.loc[names[b]] for b in (SHIMOGOU, LIUQIAO, ZAOLIN))
    assert best["Funnel"] == "better, beyond 99.8 %" and best["Possible ranks"] == "1"
    assert busy["Funnel"] == "worse, beyond 99.8 %" and busy["Possible ranks"] == "15"
    assert fell["Trend"] == "worse since Jan 2026"
    assert (table["Trend"].drop(names[ZAOLIN]).isin(["steady", "too few months"])).all()
    assert "Surely in the better half of 15 branches: 1" in said(app)


def test_the_small_branch_is_first_by_value_and_by_nothing_else(open_app):
    table = standings(open_app("compare", metrics="customer_satisfaction"))
    first = table.iloc[0]
    assert first.name == "Yunding Station" and YUNDING
    assert first["Funnel"] == "within limits" and first["Possible ranks"].startswith("1–1")
    assert float(first["Shrunk (reliability)"].split("(")[1][:-1]) < 0.5


def test_twins_are_never_told_apart(open_app):
    for metric in ("customer_satisfaction", "complaint_rate"):
        app = open_app("compare", metrics=metric, branches=TWINS)
        table = standings(app)
        assert list(table.index) in (
            ["Dongdu Station", "Xidu Station"],
            ["Xidu Station", "Dongdu Station"],
        )
        assert set(table["Funnel"]) == {"within limits"} and set(table["Trend"]) == {"steady"}
        ends = [tuple(map(int, text.split("–"))) for text in table["Possible ranks"]]
        assert max(low for low, _ in ends) < min(high for _, high in ends)
        assert "2 of them are shown" in said(app)


def test_one_chosen_branch_is_seen_among_all(open_app):
    app = open_app("compare", metrics="customer_satisfaction", branches=LIUQIAO)
    assert len(standings(app)) == 17


def test_a_full_count_has_ranks_and_no_intervals(open_app):
    app = open_app("compare", metrics="training_hours_per_head")
    table = standings(app)
    assert set(table["95 % interval"]) == {"full count"} and set(table["Funnel"]) == {"–"}
    assert not table["Possible ranks"].str.contains("–").any()
    assert "A full count of" in said(app)


def test_the_link_says_which_figure_is_in_focus(open_app):
    app = open_app(
        "compare", metrics="customer_satisfaction,complaint_rate", focus="complaint_rate"
    )
    assert any(s.value == "Complaints per thousand customers" for s in app.header)
    app = open_app("compare", metrics="customer_satisfaction", focus="nonsense")
    assert "focus = nonsense" in said(app).replace("\\", "")


def test_the_page_speaks_chinese(open_app):
    app = open_app("compare", lang="zh", metrics="customer_satisfaction")
    table = standings(app)
    assert list(table.columns) == [
        "数值", "0–100%", "95% 区间", "n", "收缩值（可靠度）", "漏斗位置", "可能名次", "走势",
    ]  # fmt: skip
    assert "较差，超 95% 限" in set(table["漏斗位置"])
    assert "确定处于前半" in said(app)
