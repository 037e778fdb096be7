"""Are customers satisfied: by branch, topic and channel, and what do they say?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import control_chart
from analytics.published import COMPANY, shown_counts
from analytics.questions import question_figures
from data import queries
from data.catalogue import metrics
from data.warehouse import Reader
from pages import inquiry
from ui import filters, frame, panels, session, surveys
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.periods import Period
from ui.words import _

ASKED = {
    "customer": (
        "customer_satisfaction",
        "customer_satisfaction_index",
        "customer_nps",
        "customer_recommendation",
        "satisfaction_power_quality",
        "satisfaction_fault_repair",
        "satisfaction_attitude",
        "published_satisfaction_score",
    ),
    "member": ("member_satisfaction",),
    "employee": ("employee_satisfaction",),
}
NEWEST = 200


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Satisfaction"),
        _("Are customers satisfied: by branch, topic and channel, and what do they say?"),
    )
    choice = inquiry.begin(
        reader,
        _("No survey is here yet. Upload a survey file: an export of any survey tool will do."),
        tables=("survey_cell", "survey_score"),
    )
    filters.remember(choice)
    known = {metric.key for metric in inquiry.known(reader)}
    audiences = [who for who, keys in ASKED.items() if known & set(keys)]
    audience, channel = surveys.choose_group(audiences, queries.surveys.channels(reader))
    asked = [metrics()[key] for key in ASKED[audience] if key in known]
    if channel is not None:
        asked = [metric for metric in asked if metric.stratified]
        if not asked:
            st.info(_("This audience is asked through one channel only."))
            return
    figures = inquiry.company_row(reader, asked, choice, channel)
    measure = surveys.choose_measure([of_metric(metric) for metric in asked])
    _by_branch(figures, measure, choice)
    _by_month(reader, measure, choice, channel)
    _questions(reader, audience, choice, channel)
    _comments(reader, audience, figures, choice)


def _by_branch(figures: pd.DataFrame, measure: Measure, choice: Choice) -> None:
    frame.section(
        _("By branch"),
        _("Blue is better and orange worse than the other branches by more than chance."),
    )
    if measure.quantity.kind == "proportion" and surveys.wants_funnel():
        panels.funnel(figures, measure, choice)
    else:
        panels.dots(figures, measure, choice, table=True)


def _by_month(reader: Reader, measure: Measure, choice: Choice, channel: str | None) -> None:
    frame.section(
        _("By month"),
        _("A month outside the limits, or a run of seven, is more than the usual variation."),
    )
    branch_id = surveys.choose_branch(choice)
    whole = choice.organisation
    asked = whole.roots if branch_id == COMPANY else [branch_id]
    span = Period(queries.figures.months(reader)[0], choice.period.last)
    figures = inquiry.by_month(reader, measure, span, asked, channel)
    values = figures.set_index("month")["value"].reindex(span.months)
    known = values.loc[values.first_valid_index() :] if values.notna().any() else values.dropna()
    if measure.metric.grain != "month" or known.isna().mean() > 0.5:
        known = known.dropna()
    panels.control(control_chart.xmr(known), measure, whole.name(branch_id))


def _questions(reader: Reader, audience: str, choice: Choice, channel: str | None) -> None:
    every = queries.surveys.questions(reader)
    asked = every[every["audience"] == audience]
    if asked.empty:
        return
    frame.section(
        _("Questions"), _("Every question of a survey: who answered, and how the answers spread.")
    )
    asked = surveys.choose_survey(asked)
    counts = queries.surveys.histogram(
        reader,
        asked["question_id"],
        choice.period.first,
        choice.period.last,
        choice.organisation.branch_ids,
    )
    if channel is not None:
        counts = counts[counts["channel"] == channel]
    shown = shown_counts(counts, choice.organisation.branch_ids, choice.chosen)
    asked = asked.set_index("question_id").loc[lambda t: t.index.isin(shown.index)]
    if asked.empty:
        st.info(_("No figures in this period."))
        return
    figures = question_figures(shown.loc[asked.index], asked["satisfied_from"])
    surveys.questions(asked, shown.loc[asked.index], figures)


def _comments(reader: Reader, audience: str, figures: pd.DataFrame, choice: Choice) -> None:
    few = set(figures[figures["hidden"]]["branch_id"])
    asked = [b for b in choice.chosen if b not in few]
    period = choice.period
    found = queries.surveys.comments(reader, period.first, period.last, asked, audience, NEWEST)
    if not found.empty:
        frame.section(
            _("What they say"),
            _("The newest {count} comments, as written.", count=len(found)),
        )
        surveys.comments(found, choice.organisation)
