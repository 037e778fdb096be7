"""At which must does the chain break; are problems solved, or do they come back?"""

from __future__ import annotations

import pandas as pd

from analytics import estimates, periods, seven_steps
from data import queries
from data.catalogue import Metric, metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import findings
from ui import choices, filters, formats, frame, session
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import of_metric
from ui.quality import branch_steps, loop, mechanisms
from ui.quality import seven_steps as steps_shown
from ui.screen import st
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
    known = inquiry.known(reader)
    every = (metrics()[key] for key in (*tiles(), *MECHANISMS))
    choice = inquiry.about(choice, [metric for metric in every if metric in known])
    _chain(reader, choice)
    findings.sections(reader, choice)
    _mechanisms(reader, choice)
    _one_mechanism(reader, known, choice)


@drawn_once
def _chain(reader: Reader, choice: Choice) -> None:
    """The answer, the tiles and the seven musts."""
    period = choice.period
    counts = queries.loop.seven_steps(
        reader, period.first, period.last, choice.organisation.branch_ids
    )
    steps = seven_steps.by_branch(counts)
    chain = seven_steps.chain(seven_steps.passed_all(counts, choice.chosen))
    known = inquiry.known(reader)
    shown = [metrics()[key] for key in tiles() if metrics()[key] in known]
    figures = inquiry.figures(reader, shown, period, choice)
    loop.answer(chain, steps, figures[figures["metric"] == CAME_BACK], choice)
    inquiry.company_row(reader, shown, choice, captions=tiles())
    _seven_steps(chain, steps, counts, choice)


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


@drawn_once
def _mechanisms(reader: Reader, choice: Choice) -> None:
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


def _one_mechanism(reader: Reader, known: list[Metric], choice: Choice) -> None:
    measures = {key: of_metric(metrics()[key]) for key in MECHANISMS if metrics()[key] in known}
    if not measures:
        return
    names = {key: measure.name for key, measure in measures.items()}
    key = choices.of_one(st.selectbox, _("Figure"), "mechanism_measure", names)
    inquiry.dots(reader, measures[key], choice)
