"""Are customers satisfied: by branch, topic and channel, and what do they say?"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.published import COMPANY
from data import queries
from data.catalogue import Metric, metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import satisfaction_sections, service_record
from ui import filters, frame, panels, session
from ui.customers import satisfied, surveys
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.screen import st
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
TABLES = ("survey_cell", "survey_score", "feedback", "callback_month", "service_kpi")


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Satisfaction"),
        _("Are customers satisfied: by branch, topic and channel, and what do they say?"),
    )
    choice = inquiry.begin(
        reader,
        _("No survey is here yet. Upload a survey file: an export of any survey tool will do."),
        tables=TABLES,
    )
    filters.remember(choice)
    known = {metric.key: metric for metric in inquiry.known(reader)}
    audiences = [who for who, keys in ASKED.items() if known.keys() & set(keys)]
    if not audiences:
        st.info(_("No survey is here yet; this is what the records of service say."))
        surveys.show_section(service_record.sections(reader, known, choice))
        return
    audience, channel = surveys.choose_group(audiences, queries.surveys.channels(reader))
    asked = [known[key] for key in ASKED[audience] if key in known]
    if channel is not None:
        asked = [metric for metric in asked if metric.stratified]
        if not asked:
            st.info(_("This audience is asked through one channel only."))
            return
    _answer(reader, tuple(asked), audience, channel, choice)
    captions = dict.fromkeys(ASKED[audience], _("Whole company")) if choice.narrowed else None
    figures = inquiry.company_row(reader, asked, choice, channel, captions)
    measure = _by_branch(reader, [of_metric(metric) for metric in asked], channel, choice)
    sections = satisfaction_sections.of_surveys(
        reader, asked[0], measure, audience, channel, figures, choice
    )
    if audience == "customer":
        sections |= service_record.sections(reader, known, choice)
    surveys.show_section(sections)


@drawn_once
def _answer(
    reader: Reader, asked: tuple[Metric, ...], audience: str, channel: str | None, choice: Choice
) -> None:
    """The first of the figures in words; its change is judged with those of the tiles."""
    now = inquiry.figures(reader, asked, choice.period, choice, stratum=channel)
    changes = inquiry.company_changes(reader, asked, choice, channel)
    satisfied.answer(of_metric(asked[0]), now, changes, channel, choice)
    _other_audiences(reader, audience, choice)


def _other_audiences(reader: Reader, audience: str, choice: Choice) -> None:
    """The first figure of every other audience, beside this one and never added to it."""
    known = {metric.key: metric for metric in inquiry.known(reader)}
    first = {
        who: known[keys[0]] for who, keys in ASKED.items() if who != audience and keys[0] in known
    }
    figures = inquiry.figures(reader, list(first.values()), choice.period, choice)
    company = figures[(figures["branch_id"] == COMPANY) & figures["value"].notna()]
    rows = company.set_index("metric")
    satisfied.other_audiences(
        {
            who: (of_metric(metric), rows.loc[metric.key])
            for who, metric in first.items()
            if metric.key in rows.index
        }
    )


def _by_branch(
    reader: Reader, measures: Sequence[Measure], channel: str | None, choice: Choice
) -> Measure:
    """The branches on one figure, which is returned."""
    colours = _("Blue is better and orange worse than the other branches by more than chance.")
    frame.section(_("By branch"), colours if len(choice.chosen) > panels.FEW else "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = surveys.choose_measure(measures)
        funnel = measure.quantity.kind == "proportion" and surveys.wants_funnel()
    every = tuple(measure.key for measure in measures)
    _branches(reader, measure, every, channel, funnel, choice)
    return measure


@drawn_once
def _branches(
    reader: Reader,
    measure: Measure,
    every: tuple[str, ...],
    channel: str | None,
    funnel: bool,
    choice: Choice,
) -> None:
    """The branches on one figure; `every` are those that are asked for together."""
    asked = [metrics()[key] for key in every]
    figures = inquiry.figures(reader, asked, choice.period, choice, stratum=channel)
    if funnel:
        panels.funnel(figures, measure, choice)
    else:
        panels.dots(figures, measure, choice, table=True)
