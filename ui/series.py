"""Figures over months: a trend with intervals, and the control chart of one series."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.control_chart import ControlChart
from ui import formats, theme
from ui.figures import hover, interval
from ui.formats import Quantity
from ui.theme import Figure

MONTHS = {"type": "category", "nticks": 6, "autotickangles": [0, -30]}


def control(
    months: Sequence[int], chart: ControlChart, quantity: Quantity, axis: str = ""
) -> Figure:
    """Control chart of a series by month: mean, limits, and the points beyond usual variation."""
    scale = formats.factor(quantity)
    x = [formats.month(month) for month in months]
    value = chart.points["value"].to_numpy(float)
    flagged = chart.points["flag"].to_numpy(str) != ""
    trace = {
        "type": "scatter",
        "x": x,
        "y": value * scale,
        "mode": "lines+markers",
        "line": {"color": theme.CHANCE, "width": 1.6},
        "marker": {"size": 8, "color": np.where(flagged, theme.WORSE, theme.CHANCE)},
        "hovertext": [
            f"{month}<br>{formats.value(v, quantity)}" for month, v in zip(x, value, strict=True)
        ],
        "hoverinfo": "text",
    }
    lines = ((chart.mean, "dash"), (chart.lower, "dot"), (chart.upper, "dot"))
    shapes = [theme.across(y * scale, dash) for y, dash in lines if np.isfinite(y)]
    return theme.figure(
        [trace], 320, x=MONTHS, y=theme.axis_title(axis), shapes=shapes, showlegend=False
    )


def trend(
    figures: pd.DataFrame, months: Sequence[int], quantity: Quantity, axis: str = ""
) -> Figure:
    """One figure by month with its interval; `figures` has month, value, low, high, answers."""
    rows = figures.set_index("month").reindex(months)
    x = [formats.month(month) for month in months]
    scale = formats.factor(quantity)
    trace = {
        "type": "scatter",
        "x": x,
        "y": rows["value"] * scale,
        "mode": "lines+markers",
        "line": {"color": theme.BETTER, "width": 1.8},
        "marker": {"size": 6},
        "error_y": interval(rows, scale),
        "hovertext": [hover(m, row, quantity) for m, row in zip(x, rows.itertuples(), strict=True)],
        "hoverinfo": "text",
        "connectgaps": True,
    }
    return theme.figure([trace], 260, x=MONTHS, y=theme.axis_title(axis))
