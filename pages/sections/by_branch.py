"""One figure of many, chosen by the reader: by branch and by month."""

from __future__ import annotations

from collections.abc import Sequence

from data.catalogue import Metric
from data.reader import Reader
from pages import inquiry
from ui import choices, frame, panels
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.screen import st
from ui.words import _


def section(
    reader: Reader, asked: Sequence[Metric], choice: Choice, explanation: str, key: str
) -> None:
    """A section with dots of the branches beside the months of the company; nothing without any."""
    if not asked:
        return
    frame.section(_("By branch and by month"), explanation)
    shown = {metric.key: of_metric(metric) for metric in asked}
    names = {metric: measure.name for metric, measure in shown.items()}
    measure = shown[choices.of_one(st.selectbox, _("Figure"), key, names)]
    _figures(reader, measure, choice)


@drawn_once
def _figures(reader: Reader, measure: Measure, choice: Choice) -> None:
    figures, months = (
        inquiry.figures(reader, [measure.metric], choice.period, choice, by_month)
        for by_month in (False, True)
    )
    with st.grid(2, min_column_width=340, gap="medium"):
        panels.dots(figures, measure, choice, table=True)
        panels.by_month(months, measure, choice)
