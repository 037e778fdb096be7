"""One figure of every branch: what is known of each, and how far they can be told apart."""

from __future__ import annotations

import pandas as pd

from analytics.periods import Period, shift
from analytics.published import COMPANY
from analytics.side_by_side import CENSUS, side_by_side
from analytics.trend import trends
from data.reader import Reader
from pages import inquiry
from ui import panels, tables
from ui.compare import standing_table
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import st
from ui.words import _

MONTHS = 36  # of the control charts that the trend is read from


def section(reader: Reader, figures: pd.DataFrame, measure: Measure, choice: Choice) -> None:
    """The table of the branches on one measure; `figures` as from `inquiry.figures`."""
    own = figures[figures["metric"] == measure.key]
    rows = comparable(own, choice)
    if rows.empty:
        st.info(_("No figures in this period."))
        panels.explain_hidden(own, choice)
        return
    found = side_by_side(rows, _company(own), measure.better)
    span = Period(shift(choice.period.last, 1 - MONTHS), choice.period.last)
    trend = level_changes(inquiry.months_of_branches(reader, measure, span, choice))
    st.markdown(standing_table.answer(found, rows["kind"].iloc[0] in CENSUS))
    chosen = choice.chosen if len(choice.chosen) > 1 else choice.organisation.branch_ids
    shown = found[found.index.isin(chosen)]
    table = standing_table.table(shown, trend, measure, choice.organisation)
    alt = _("Value, shrunk value, place, possible ranks and trend of each branch")
    standing_table.show(table, shown, measure.quantity, alt, len(found))
    standing_table.notes(found, chosen)
    panels.explain_hidden(own, choice)
    name = f"mingjian-{measure.key.replace(':', '-')}-{choice.period.last}.csv"
    tables.download(
        lambda: standing_table.raw(shown, trend, measure, choice.organisation),
        name,
        key="standing_download",
    )


def comparable(own: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The rows of the branches that may be shown and have a figure."""
    rows = own[own["branch_id"].isin(choice.organisation.branch_ids) & ~own["hidden"]]
    return rows[(rows["n"] > 0) & rows["value"].notna()]


def _company(own: pd.DataFrame) -> float:
    """The company's value; NaN if it has none, as without published weights."""
    return float(own.loc[own["branch_id"] == COMPANY, "value"].mean())


def level_changes(figures: pd.DataFrame) -> pd.DataFrame:
    """`trends` of every branch over all months of `figures`, those of the company left out."""
    own = figures[figures["branch_id"] != COMPANY]
    return trends(own, sorted(own["month"].unique()))
