"""At which must does the chain break; are problems solved, or do they come back?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import estimates, periods, seven_steps
from data import queries
from data.catalogue import Metric, metrics
from data.kept import kept
from data.warehouse import Reader
from pages import inquiry
from pages.sections import findings
from ui import choices, filters, formats, frame, panels, session
from ui.filters import Choice
from ui.measures import of_metric
from ui.quality import branch_steps, loop, mechanisms
from ui.quality import seven_steps as steps_shown
from ui.words import _

CAME_BACK = "finding_recurred"
MECHANISMS = (
    "duty_fulfilled",
    "sponsor_done",
    "result_applied",
    "meeting_held",
    "meeting_attendance",
    "meeting_late",
    "stability_events",
)


def tiles() -> dict[str, str]:
    """The metrics at the top, with the part of the system that each stands for."""
    return {
        "loop_closed": _("The seven musts"),
        "work_effective": _("Scientific: does it work?"),
        "work_by_rule": _("By rule: rule and record"),
        "work_on_time": _("Standardised: in time"),
        "finding_self_found": _("Find"),
        "finding_resolved": _("Solve"),
        CAME_BACK: _("Find again"),
    }


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Quality loop"),
        _("At which must does the chain break; are problems solved, or do they come back?"),
    )
    choice = inquiry.begin(
        reader,
        _("No quality loop is here yet. Fill in the templates for work items and findings."),
        tables=("work_item", "finding"),
    )
    filters.remember(choice)
    months = (choice.period.first, choice.period.last)
    everyone = choice.organisation.branch_ids
    counts, steps = _by_branch(reader, months, everyone)
    chain = seven_steps.chain(seven_steps.passed_all(counts, choice.chosen))
    top = st.container()
    known = inquiry.known(reader)
    every = (metrics()[key] for key in (*tiles(), *MECHANISMS))
    choice = inquiry.about(choice, [metric for metric in every if metric in known])
    figures = _tiles(reader, known, choice)
    with top:
        loop.answer(chain, steps, figures[figures["metric"] == CAME_BACK], choice)
    _seven_steps(chain, steps, counts, choice)
    findings.sections(reader, choice)
    _mechanisms(reader, known, choice)


@kept
def _by_branch(
    reader: Reader,
    months: tuple[int, int],
    branch_ids: tuple[str, ...],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The items of every branch that passed each must, and every step beside the other branches."""
    counts = queries.loop.seven_steps(reader, *months, branch_ids)
    return counts, seven_steps.by_branch(counts)


def _tiles(reader: Reader, known: list[Metric], choice: Choice) -> pd.DataFrame:
    shown = [metrics()[key] for key in tiles() if metrics()[key] in known]
    return inquiry.company_row(reader, shown, choice, captions=tiles())


def _seven_steps(
    chain: seven_steps.Chain, steps: pd.DataFrame, counts: pd.DataFrame, choice: Choice
) -> None:
    frame.section(
        _("The seven musts: rule, execute, record, check, prove, verify, improve"),
        _(
            "Items due in the period that passed every must so far, as known now. A break point is"
            " named only where the loss exceeds the other musts, or the other branches at that"
            " must, by more than chance (Benjamini-Hochberg adjusted)."
        ),
    )
    if steps.empty:
        st.info(_("No work items in this period. Fill in the template for work items."))
        return
    ahead = int(counts["ahead"].reindex(list(choice.chosen)).sum())
    if ahead:
        st.caption(
            _(
                "{count} items whose date has not come yet are not counted.",
                count=formats.number(ahead),
            )
        )
    own = seven_steps.break_points(steps)
    alone = own.get(choice.chosen[0], "") if len(choice.chosen) == 1 else ""
    steps_shown.funnel(chain, alone or chain.break_at)
    branch_steps.branch_map(steps, choice)


def _mechanisms(reader: Reader, known: list[Metric], choice: Choice) -> None:
    frame.section(_("The mechanisms behind it: leaders, sponsors, assessment, Party life"))
    period, chosen = choice.period, choice.chosen
    gaps = queries.loop.unsponsored(reader, period.first, period.last, chosen)
    sponsored = queries.bookkeeping.table_size(reader, "sponsor_task") > 0
    mechanisms.unsponsored(gaps, sponsored, choice)
    if period.length >= periods.YEAR:
        year = periods.shift(period.last, 1 - periods.YEAR)
        executed = queries.loop.executed_by_month(reader, year, period.last, chosen)
        december, items = executed.query("executed == 12")["items"].sum(), executed["items"].sum()
        mechanisms.year_end(estimates.proportion(december, items), int(items))
    mechanisms.weights(queries.scores.schemes(reader))
    measures = {key: of_metric(metrics()[key]) for key in MECHANISMS if metrics()[key] in known}
    if not measures:
        return
    names = {key: measure.name for key, measure in measures.items()}
    key = choices.of_one(st.selectbox, _("Figure"), "mechanism_measure", names)
    found = inquiry.figures(reader, [measures[key].metric], period, choice)
    panels.dots(found, measures[key], choice, table=True)
