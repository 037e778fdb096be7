"""A figure of the whole company as a tile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.published import COMPANY
from data.catalogue import Metric
from ui import formats, glossary, words
from ui.filters import Choice
from ui.screen import st
from ui.sparkline import sparkline
from ui.words import _


def row(
    metrics: Sequence[Metric],
    now: pd.DataFrame,
    changes: pd.DataFrame,
    by_month: pd.DataFrame,
    choice: Choice,
    captions: Mapping[str, str] | None = None,
) -> None:
    """Tiles of the whole company; `now` and `by_month` are figures as from `published`.

    `changes` are those of `inquiry.company_changes`. `captions` stand above the names.
    """
    company = now[now["branch_id"] == COMPANY].set_index("metric")
    rows = company.join(changes[["difference", "p", "differs"]]).to_dict("index")
    values = dict(
        zip(zip(by_month["metric"], by_month["month"], strict=True), by_month["value"], strict=True)
    )
    with st.grid(4 if len(metrics) % 4 in (0, 3) and len(metrics) > 3 else 3, min_column_width=225):
        for metric in metrics:
            if metric.key in rows:
                months = [values.get((metric.key, month), np.nan) for month in choice.period.months]
                caption = (captions or {}).get(metric.key, "")
                tile(metric, rows[metric.key], months, choice, caption)


def tile(
    metric: Metric,
    figure: Mapping[str, Any],
    months: Sequence[float],
    choice: Choice,
    caption: str = "",
) -> None:
    """Name, value, change, interval, n and the values of the months as a small line."""
    with st.container(border=True, gap="xsmall", height="stretch"):
        if caption:
            st.caption(caption)
        glossary.in_place(metric, choice)
        if figure["hidden"]:
            st.markdown(f"## {formats.DASH}")
            st.caption(_("too few answers"))
            return
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            st.markdown(f"## {formats.value(figure['value'], metric)}")
            line = sparkline(months)
            if line:
                st.image(line, alt=spark_alt(months, metric), width=110)
        interval = formats.interval(figure["low"], figure["high"], metric)
        st.caption(f"{interval} · {formats.sample(figure['answers'], metric)}")
        if choice.against != "none":
            st.markdown(change(figure, metric, choice.against))


def change(figure: Mapping[str, Any], metric: Metric, against: str) -> str:
    """The change on the period compared with: coloured only where it exceeds chance."""
    if np.isnan(figure["difference"]):
        return ":small[:gray[" + _("nothing to compare with") + "]]"
    difference = formats.difference(figure["difference"], metric)
    if against == "year":
        text = _("{difference} on last year", difference=difference)
    else:
        text = _("{difference} on the period before", difference=difference)
    if np.isnan(figure["p"]):
        return f":small[:gray[{text}]]"
    if not figure["differs"]:
        return f":small[:gray[{text} · {_('within chance')}]]"
    good = (figure["difference"] > 0) == (metric.better == "high")
    colour, word = ("blue", _("better")) if good else ("orange", _("worse"))
    return f":small[:{colour}[**{text} · {word}**]]"


def spark_alt(months: Sequence[float], metric: Metric) -> str:
    """The months of a tile in words."""
    known = [value for value in months if np.isfinite(value)]
    return _(
        "{name} by month: from {first} to {last}, lowest {low}, highest {high}",
        name=words.metric_name(metric),
        first=formats.value(known[0], metric),
        last=formats.value(known[-1], metric),
        low=formats.value(min(known), metric),
        high=formats.value(max(known), metric),
    )
