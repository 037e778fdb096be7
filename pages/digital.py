"""Which of the four carriers is alive, and which is a shell?"""

from __future__ import annotations

import pandas as pd

from analytics import carriers as analysis
from data import queries
from data.catalogue import Metric, metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import by_branch
from ui import filters, frame, panels, session
from ui.customers import carriers, online_work
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import of_metric
from ui.screen import st
from ui.words import _

SCHOOL = ("elearning_active", "elearning_completed")
SHOWN = (
    "carrier_active",
    "carrier_minutes",
    "forum_posts",
    "mobile_news_opened",
    "online_share",
    *SCHOOL,
)


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Digital carriers"), _("Which of the four carriers is alive, and which is a shell?")
    )
    choice = inquiry.begin(
        reader,
        _(
            "Nothing digital is here yet."
            " Fill in the templates for digital carriers, work done online and online school."
        ),
        tables=("digital_usage", "online_process", "elearning_month"),
    )
    filters.remember(choice)
    known = inquiry.known(reader)
    asked = [metrics()[key] for key in SHOWN if metrics()[key] in known]
    choice = inquiry.about(choice, asked)
    _shown(reader, tuple(asked), choice)
    others = [metric for metric in asked if metric.key not in SCHOOL]
    note = _("These are full counts: no difference between branches is sampling error.")
    by_branch.section(reader, others, choice, note, key="digital_measure")


@drawn_once
def _shown(reader: Reader, asked: tuple[Metric, ...], choice: Choice) -> None:
    span = choice.period.first, choice.period.last, choice.organisation.branch_ids
    usage = queries.digital.carriers(reader, *span)
    chosen = usage[usage["branch_id"].isin(choice.chosen)]
    found = analysis.carrier_figures(chosen)
    if not found.empty:
        carriers.lead(found, choice.narrowed)
    inquiry.company_row(reader, asked, choice)
    if not found.empty:
        _carriers(usage, chosen, found, choice)
    _processes(queries.digital.processes(reader, *span), choice)
    _school(reader, [metric for metric in asked if metric.key in SCHOOL], choice)


def _carriers(
    usage: pd.DataFrame, chosen: pd.DataFrame, found: pd.DataFrame, choice: Choice
) -> None:
    frame.section(
        _("Carrier by carrier"), _("Registered is what was set up; active is what is used.")
    )
    with st.grid(2, min_column_width=340, gap="medium"):
        carriers.active_shares(analysis.active_by_month(chosen), found)
        carriers.users(found)
    carriers.table(found)
    shares, sizes = analysis.matrix(usage, "carrier", "active", "registered")
    order = list(found.index)
    title = _("Active users of those registered, by branch and carrier")
    online_work.by_branch(
        shares[order], sizes[order], choice, carriers.name, title, "carriers_by_branch"
    )


def _processes(processes: pd.DataFrame, choice: Choice) -> None:
    if processes.empty:
        return
    frame.section(
        _("How much work is really online?"),
        _("What is done online of each Party process: work, not clicks."),
    )
    shares, sizes = analysis.matrix(processes, "process", "online", "total")
    order = shares.iloc[0].sort_values().index
    title = _("Work done online, by branch and process")
    online_work.by_branch(shares[order], sizes[order], choice, str, title, "processes_by_branch")


def _school(reader: Reader, asked: list[Metric], choice: Choice) -> None:
    if not asked:
        return
    frame.section(_("Does the online school reach all staff?"))
    period = choice.period
    reached = queries.digital.online_school(reader, period.first, period.last, choice.chosen)
    if not reached.empty:
        online_work.reached(reached, choice)
    figures = inquiry.figures(reader, asked, period, choice)
    with st.grid(2, min_column_width=340, gap="medium"):
        for metric in asked:
            panels.dots(figures, of_metric(metric), choice, table=True)
