"""The overview leads with signals: what, where, since when, how sure, and what to look at."""

from __future__ import annotations

import pytest

from analytics import signals
from analytics.organisation import compared
from analytics.periods import Period
from data import queries
from data.catalogue import metrics
from data.reader import Reader
from data.viewer import COMMAND_LINE
from data.warehouse import open_warehouse
from docs.page_mentions import pages


def said(app) -> str:
    return "\n".join(m.value.replace("\\", "") for m in [*app.markdown, *app.caption])


def found_by(app) -> list[str]:
    marks = (":material/trending_up:", ":material/priority_high:")
    return [m.value for m in app.markdown if any(mark in m.value for mark in marks)]


def test_the_planted_truths_lead_and_never_more_than_ten(open_app):
    listed = found_by(open_app("overview", lang="en"))
    assert 5 <= len(listed) <= 10
    for branch, what in (
        ("Liuqiao Station", "Learning gain"),
        ("Zaolin Station", "fell by"),
        ("Shimogou Station", "Self-assessment above review"),
        ("Maiduo Station", "Work by rule and record"),
        ("Maintenance Centre", "Staff behind their leadership"),
        ("Taowan Station", "fault repair"),
    ):
        assert any(branch in one and what in one for one in listed), (branch, what)
    assert not any("Dongdu" in one or "Xidu" in one or "Yunding" in one for one in listed)


def test_a_signal_says_since_when_how_sure_and_what_else(open_app):
    text = said(open_app("overview", lang="en"))
    assert "since Jan 2026" in text or "since Dec 2025" in text  # Zaolin's step
    assert "its own level shows no change since" in text
    assert "false alarms below 0.1 %" in text
    assert "also there:" in text
    zh = said(open_app("overview", lang="zh"))
    assert "误报率不到 0.1%" in zh and "该支部另有：" in zh


def test_the_comparison_is_like_with_like_and_can_be_switched_off(open_app):
    app = open_app("overview", lang="en", **{"from": "2026-05", "to": "2026-10"})
    assert "Changes compare May 2026 – Oct 2026 with May 2025 – Oct 2025." in said(app)
    app.selectbox(key="against").set_value("before").run()
    assert "with Nov 2025 – Apr 2026." in said(app)
    app.selectbox(key="against").set_value("none").run()
    assert not app.exception
    text = said(app)
    assert "Changes compare" not in text and "on last year" not in text
    assert not any("fell by" in one or "rose by" in one for one in found_by(app))


def test_a_link_says_what_is_compared_and_a_wrong_word_gives_the_usual(open_app):
    app = open_app("overview", lang="en", against="none")
    assert app.selectbox(key="against").value == "none"
    app = open_app("overview", lang="en", against="<b>")
    assert app.selectbox(key="against").value == "year"
    assert any("against" in info.value for info in app.info)


def test_every_metric_has_a_page_that_shows_what_is_behind_it():
    assert {metric.domain for metric in metrics().values()} <= set(pages())


@pytest.mark.parametrize("span", [(202411, 202510), (202511, 202610), (202501, 202506),
                                  (202605, 202610), (202411, 202610)])  # fmt: skip
def test_the_two_identical_branches_are_never_told_apart(demo_path, span):
    """No signal names one of them and not the other on the same metric with opposite signs."""
    warehouse = open_warehouse(demo_path)
    reader = Reader(warehouse, COMMAND_LINE)
    branch_ids, _ = compared(queries.organisation.branches(reader))
    keys = list(queries.figures.metric_summary(reader)["metric"])
    period = Period(*span)
    now = queries.figures.cells(reader, keys, period.first, period.last, branch_ids)
    warehouse.close()
    twins = now[now["branch_id"].isin(["QH402", "QH403"])]
    found = signals.signals(twins)
    assert not found["differs"].any(), found[found["differs"]]
