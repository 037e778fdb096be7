"""Signals as plain sentences: what, where, since when, how sure, and what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.signals import REST
from data.catalogue import Metric
from reporting import sentences
from ui import formats, links, tables, words
from ui.filters import Choice
from ui.screen import st
from ui.words import _

MOST_OTHERS = 3  # further signals of the same branch that are named
RARE = 0.001


def show(
    row: object,
    since: int | None,
    known_from: int,
    others: Sequence[object],
    metrics: Mapping[str, Metric],
    choice: Choice,
) -> None:
    """One signal with its ways on.

    `row` is one of `signals.leading`; `since` the month in which it began, or None; `known_from`
    the first month with data; `others` are further signals of the same branch, if they are to be
    named here.
    """
    metric = metrics[row.metric]
    good = (row.difference > 0) == (metric.better == "high")
    icon = ":blue[:material/trending_up:]" if good else ":orange[:material/priority_high:]"
    facts = [since_when(since, known_from, row.against), how_sure(row.p_adjusted)]
    if others:
        facts.append(also(others, metrics))
    with st.container(border=True, gap="xsmall"):
        said, ways = st.columns([4, 1], vertical_alignment="center")
        said.markdown(f"{icon} {sentence_of(row, metric, choice)}")
        said.caption(_("; ").join(facts) + _("."))
        with ways.container(gap=None):
            links.to_page_of(metric, choice, row.branch_id)
            links.to_compare(_("Compare"), choice, metric.key, row.branch_id)


def since_when(since: int | None, known_from: int, against: str) -> str:
    """When the level changed, as far as the months tell."""
    if since is not None:
        return _("since {month}", month=formats.month(since))
    if against == REST:
        return _("its own level shows no change since {month}", month=formats.month(known_from))
    return _("no month stands out in which it began")


def how_sure(p_adjusted: float) -> str:
    """The share of false alarms among signals at least this strong (Benjamini–Hochberg)."""
    if p_adjusted < RARE:
        return _("false alarms below 0.1 %")
    return _("false alarms at most {share} %", share=formats.number(100 * p_adjusted, 1))


def also(others: Sequence[object], metrics: Mapping[str, Metric]) -> str:
    """Other signals of the same branch, with the side on which they lie."""
    listed = [
        f"{words.metric_name(metrics[row.metric])} {tables.mark(True, row.difference)}"
        for row in others[:MOST_OTHERS]
    ]
    text = _(", ").join(listed)
    if len(others) > MOST_OTHERS:
        return _(
            "also there: {listed} and {count} more", listed=text, count=len(others) - MOST_OTHERS
        )
    return _("also there: {listed}", listed=text)


def others_of(found: pd.DataFrame, leading: pd.DataFrame) -> dict[str, list[object]]:
    """Per branch that leads, the signals not listed by themselves, the strongest first."""
    real = found[found["differs"] & found["branch_id"].isin(set(leading["branch_id"]))]
    real = real[["metric", "branch_id", "difference"]].drop_duplicates(["metric", "branch_id"])
    listed = set(zip(leading["metric"], leading["branch_id"], strict=True))
    others: dict[str, list[object]] = {}
    for row in real.itertuples():
        if (row.metric, row.branch_id) not in listed:
            others.setdefault(row.branch_id, []).append(row)
    return others


def sentence_of(row: object, metric: Metric, choice: Choice) -> str:
    """Who, what, how much, against what; Markdown, with names that mean themselves."""
    branch = f"**{words.plain(choice.organisation.name(row.branch_id))}**"
    value = f"**{formats.value(row.value, metric)}**"
    return words.say(sentences.of_signal(row, metric, branch, value))
