"""What changed that is more than chance, and where must I look first?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import signals
from analytics.periods import Period
from data import queries
from data.catalogue import FOREMOST, Metric, metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import signalled
from ui import branch_tables, filters, frame, measures, session, tables, welcome
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.overview import findings
from ui.screen import st
from ui.words import _


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Where to look"),
        _("What changed that is more than chance, and where must I look first?"),
    )
    welcome.show_once()
    choice = inquiry.begin(
        reader,
        _(
            "Nothing is here yet. Upload a survey file or a filled-in template,"
            " and its figures appear."
        ),
    )
    filters.remember(choice)
    _shown(reader, choice)


@drawn_once
def _shown(reader: Reader, choice: Choice) -> None:
    known = inquiry.known(reader)
    foremost = [metrics()[key] for key in FOREMOST]
    main = [metric for metric in foremost if metric in known] or known[: len(FOREMOST)]

    found = signalled.found(reader, choice)
    _where_to_look(reader, found, choice)
    frame.section(_("The whole company"))
    figures = inquiry.company_row(reader, main, choice)
    _all_branches(main, figures, found, choice)


def _where_to_look(reader: Reader, found: pd.DataFrame, choice: Choice) -> None:
    tested = int(found["p"].notna().sum())
    if choice.compared:
        said = _(
            "{count} comparisons were tested together (each branch with all the others, and with"
            " its own past); false alarms are held below 5 % of what is listed.",
            count=tested,
        )
    else:
        said = _(
            "{count} comparisons were tested together (each branch with all the others);"
            " false alarms are held below 5 % of what is listed.",
            count=tested,
        )
    frame.section(_("Where to look first"), said)
    leading = signals.leading(found[found["branch_id"].isin(choice.chosen)])
    if leading.empty:
        st.info(_("Nothing exceeds chance in this period."), icon=":material/check_circle:")
        return
    known_from = queries.figures.months(reader)[0]
    since = signalled.since(reader, leading, Period(known_from, choice.period.last))
    others = findings.others_of(found, leading)
    for row in leading.itertuples():
        more = others.pop(row.branch_id, [])  # named with the first signal of the branch
        findings.show(row, since[row.Index], known_from, more, metrics(), choice)
    st.caption(
        _(
            "In order of what is certain of their size: the end of the interval nearer to no"
            " difference, in standard deviations of the branches. At most two of a branch, and two"
            " of a metric. False alarms: their expected share among signals at least as sure."
        )
    )


def _all_branches(
    main: Sequence[Metric], figures: pd.DataFrame, found: pd.DataFrame, choice: Choice
) -> None:
    frame.section(
        _("All branches"),
        _(
            "▲ above and ▼ below the other branches by more than chance;"
            " everything else is within it."
        ),
    )
    shown = [measures.of_metric(metric) for metric in main]
    rows = figures[figures["branch_id"].isin(choice.chosen)]
    against = found[found["against"] == signals.REST]
    table = branch_tables.overview(rows, against, shown, choice.organisation)
    tables.show(table, _("Main figures of every branch with their intervals"), key="branches_table")
