"""These branches side by side: who really differs, by how much, on what?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import comparison
from analytics.published import COMPANY
from data import queries
from data.reader import Reader
from pages import inquiry
from pages.sections import standings
from ui import address, branch_tables, filters, frame, panels, session, tables
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure, measures
from ui.screen import st
from ui.words import _

FOCUS = "focus"
USUAL = ("customer_satisfaction", "complaint_rate")


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Compare branches"),
        _("These branches side by side: who really differs, by how much, on what?"),
    )
    choice = inquiry.begin(
        reader,
        _("Nothing to compare yet. Upload a survey file with a column that names the branch."),
        changes=False,
    )
    everything = measures(inquiry.known(reader), queries.surveys.questions(reader))
    shown, focus = _choose(everything)
    filters.remember(choice, metrics=",".join(shown), focus=focus)

    _compared(reader, tuple(shown.values()), focus, choice)


@drawn_once
def _compared(reader: Reader, measures: tuple[Measure, ...], focus: str, choice: Choice) -> None:
    shown = {measure.key: measure for measure in measures}
    figures = inquiry.figures(reader, measures, choice.period, choice)
    frame.section(shown[focus].name, _("What is known of each branch on the figure in focus."))
    standings.section(reader, figures, shown[focus], choice)
    _pairs(figures, shown[focus], choice)
    frame.section(_("Dots and intervals"), _("Each chosen figure, best first."))
    with st.grid(2, min_column_width=340, gap="medium"):
        for measure in measures:
            panels.dots(figures, measure, choice)
    _table(figures, shown, choice)


def _choose(everything: Mapping[str, Measure]) -> tuple[dict[str, Measure], str]:
    """The measures to show, at least one, and the one in focus; by the link, kept, or usual."""
    usual = [key for key in USUAL if key in everything] or list(everything)[:2]
    filters.take_over_several("metrics", filters.METRICS, list(everything), usual)
    asked = filters.choose_several(
        _("Metrics"),
        list(everything),
        lambda key: everything[key].label,
        key=filters.METRICS,
        placeholder=_("Choose metrics"),
    )
    shown = {key: everything[key] for key in asked or usual}
    filters.take_over_one("focus", FOCUS, shown, next(iter(shown)))
    if len(shown) > 1:
        names = {key: measure.name for key, measure in shown.items()}
        st.pills(
            _("Metric in focus"),
            list(shown),
            format_func=names.__getitem__,
            key=FOCUS,
            required=True,
            on_change=address.touched,
        )
    return shown, st.session_state[FOCUS]


def _table(figures: pd.DataFrame, shown: Mapping[str, Measure], choice: Choice) -> None:
    frame.section(
        _("All figures"), _("Value, 95 % interval and n of each branch and of the whole company.")
    )
    rows = figures[figures["branch_id"].isin([COMPANY, *choice.chosen])]
    if rows.empty:
        st.info(_("No figures in this period."))
        return
    table = branch_tables.side_by_side(rows, shown, choice.organisation)
    alt = _("Value, interval and n of each branch and metric")
    tables.show(table, alt, key="compare_table", texts=[_("Metric")])
    name = f"mingjian-{choice.period.first}-{choice.period.last}.csv"
    tables.download(
        lambda: branch_tables.raw(rows, shown, choice.organisation), name, key="compare_download"
    )


def _pairs(figures: pd.DataFrame, measure: Measure, choice: Choice) -> None:
    frame.section(
        _("Who really differs"),
        _(
            "Every pair of the chosen branches is compared; p is adjusted for the number of pairs"
            " (Benjamini–Hochberg), and a pair differs only where that leaves less than 5 %."
        ),
    )
    own = figures[figures["metric"] == measure.key]
    rows = standings.comparable(own, choice).set_index("branch_id")
    if len(choice.chosen) > 1:
        rows = rows[rows.index.isin(choice.chosen)]
    if len(rows) < 2:
        st.info(_("A comparison needs at least two branches with figures."))
        return
    compared = comparison.pairwise(rows["kind"].iloc[0], rows, rows["per"].iloc[0])
    if len(choice.chosen) == 1:
        compared = compared[(compared[["a", "b"]] == choice.chosen[0]).any(axis=1)]
    st.markdown(panels.verdict(compared))
    alone = choice.chosen[0] if len(choice.chosen) == 1 else ""
    table = branch_tables.pairs(compared, measure, choice.organisation, alone)
    tables.show(
        table,
        _("Pairwise differences with adjusted p and verdict"),
        key="pairs_table",
        texts=[_("Compared with"), _("Verdict")],
    )
