"""One branch, whole: strengths, weak points, what it owes."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

import pandas as pd

from analytics import control_chart
from analytics.organisation import peers_of
from analytics.periods import Period
from analytics.standing import standing
from data import queries
from data.reader import Reader
from pages import inquiry
from ui import filters, frame, organisation, panels, session
from ui.branch import branch_profile, debts, standing_table
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.screen import st
from ui.words import _

TREND = ("customer_satisfaction", "employee_satisfaction", "complaint_rate", "loop_closed")


def render() -> None:
    reader = session.reader()
    frame.heading(_("One branch"), _("One branch, whole: strengths, weak points, what it owes."))
    months = queries.figures.months(reader)
    branches, named = queries.organisation.branches(reader), queries.organisation.named(reader)
    whole = organisation.organisation(branches, named)
    frame.stop_if_empty(
        not (months and whole.named),
        _("Nothing is here yet. Upload a survey file or a filled-in template."),
    )
    chooser = st.container()
    choice = filters.choose(months, whole, branches=False, changes=False)
    with chooser:
        branch_id = branch_profile.choose(choice)
    filters.remember(choice, branch=branch_id)

    measures = {metric.key: of_metric(metric) for metric in inquiry.known(reader)}
    found = _profile(reader, branch_id, choice)
    _by_month(reader, branch_id, found, measures, choice)
    _every(found, measures)


@drawn_once
def _profile(reader: Reader, branch_id: str, choice: Choice) -> pd.DataFrame:
    """How the branch stands among its like, and what it owes; returns the former, by metric."""
    whole = choice.organisation
    named = queries.organisation.named(reader).set_index("branch_id")
    branch_profile.header(named.loc[branch_id], whole)
    measures = {metric.key: of_metric(metric) for metric in inquiry.known(reader)}
    figures = inquiry.figures(reader, list(measures.values()), choice.period, choice)
    types = queries.organisation.branches(reader).set_index("branch_id")["type"]
    alike = peers_of(types, branch_id, whole.branch_ids)
    found = standing(figures, branch_id, alike)
    st.markdown(branch_profile.verdict(found, measures, whole.name(branch_id), len(alike)))
    with st.grid(2, min_column_width=340, gap="medium"):
        branch_profile.points(found, measures)
    _owes(reader, branch_id, alike, choice)
    return found


def _owes(reader: Reader, branch_id: str, alike: tuple[str, ...], choice: Choice) -> None:
    frame.section(
        _("What it owes"),
        _("At the end of the period, a full count; work items and targets of the period only."),
    )
    last = choice.period.last
    day = date(last // 100, last % 100, calendar.monthrange(last // 100, last % 100)[1])
    owed = queries.profile.owed(reader, branch_id, alike, choice.period.first, last, day)
    debts.show(owed, branch_id, choice)


def _by_month(
    reader: Reader,
    branch_id: str,
    found: pd.DataFrame,
    measures: Mapping[str, Measure],
    choice: Choice,
) -> None:
    monthly = [key for key in found.index if measures[key].metric.grain == "month"]
    order = [key for key in TREND if key in monthly] + monthly
    names = {key: measures[key].name for key in dict.fromkeys(order)}
    if not names:
        return
    frame.section(
        _("By month"),
        _("A month outside the limits, or a run of seven, is more than the usual variation."),
    )
    _figure_by_month(reader, branch_id, measures[branch_profile.choose_figure(names)], choice)


@drawn_once
def _figure_by_month(reader: Reader, branch_id: str, measure: Measure, choice: Choice) -> None:
    span = Period(queries.figures.months(reader)[0], choice.period.last)
    figures = inquiry.months_of_branches(reader, measure, span, choice)
    own = figures[figures["branch_id"] == branch_id]
    values = own.set_index("month")["value"].reindex(span.months).dropna()
    panels.control(control_chart.xmr(values), measure, choice.organisation.name(branch_id))


def _every(found: pd.DataFrame, measures: Mapping[str, Measure]) -> None:
    frame.section(
        _("All figures of the branch"),
        _(
            "The others are all branches of its kind together, small groups left out; ▲ above and ▼"
            " below them by more than chance, all figures of the branch tested together"
            " (Benjamini–Hochberg). A full count is not tested."
        ),
    )
    standing_table.by_area(found, measures)
