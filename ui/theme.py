"""One quiet look for every figure: colours that colour-blind readers tell apart, thin lines.

The colours are middle tones that stand out on white and on dark, so a figure need not know which.
Blue is better, orange is worse, grey is within chance; branches have colours of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure

Figure = dict[str, Any]  # data and layout, as Plotly describes a figure
BETTER, WORSE, CHANCE = "#2E86C1", "#D9730D", "#8A939C"
LINE, FAINT = "#8A939C", "rgba(138,147,156,0.16)"
BRANCHES = (
    "#3A7FC2",
    "#D98310",
    "#1F9E77",
    "#B85C9E",
    "#6C8E1F",
    "#8468C9",
    "#C4553F",
    "#2A9FB8",
)
# Ten steps from orange over grey to blue, for answers on a scale.
SCALE = (
    "#C75B12",
    "#D97F35",
    "#E5A467",
    "#EBC69E",
    "#C9CDD1",
    "#A9C6DD",
    "#85AFD3",
    "#5F97C8",
    "#3A7FBC",
    "#1F659F",
)
# On hover a figure offers itself as a picture, and nothing else.
CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "mingjian"},
    "scrollZoom": False,
    "responsive": True,
}


def branch_colours(branch_ids: Sequence[str]) -> dict[str, str]:
    """A colour for each of all branches; the same on every page, whichever are chosen."""
    return {b: BRANCHES[i % len(BRANCHES)] for i, b in enumerate(sorted(branch_ids))}


def scale_colours(steps: int) -> list[str]:
    """Colours for the scores of a scale, worst to best."""
    if steps == 1:
        return [SCALE[-1]]
    return [SCALE[round(i * (len(SCALE) - 1) / (steps - 1))] for i in range(steps)]


def ink_on(colour: str) -> str:
    """Dark or white, whichever reads better on a colour given as #RRGGBB."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#1E2730" if 0.299 * red + 0.587 * green + 0.114 * blue > 130 else "#FFFFFF"


class Described(BaseFigure):
    """A figure that goes to the browser as it is described.

    Plotly would check every property of it for every reader, which takes a sixth of a page's time;
    a test does so once.
    """

    def __init__(self, description: Figure) -> None:
        self._description = description

    def to_dict(self) -> Figure:
        return self._description


@cache
def template() -> Figure:
    """Streamlit's own template, in whose colours the browser puts those of the reader's theme."""
    return plotly.io.templates["streamlit"].to_plotly_json()


def figure(
    data: Sequence[dict],
    height: int,
    x: dict | None = None,
    y: dict | None = None,
    **layout: object,
) -> Figure:
    """A figure of plain traces with our margins and fine grid; `x` and `y` add to its axes."""
    axis = {"automargin": True, "zeroline": False, "gridcolor": FAINT, "fixedrange": True}
    usual = {
        "template": template(),
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 28, "b": 8},
        "minreducedheight": 2,  # below it the margin would not grow: an axis title covers the ticks
        "legend": {
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.0,
            "x": 0,
            "traceorder": "normal",
        },
        "hoverlabel": {"align": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": axis | (x or {}),
        "yaxis": axis | (y or {}),
    }
    return {"data": list(data), "layout": usual | layout}


def across(y: float, dash: str) -> dict:
    """A thin line from left to right at `y`."""
    line = {"color": LINE, "dash": dash, "width": 1.2}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}


def down(x: float, dash: str) -> dict:
    """A thin line from top to bottom at `x`."""
    line = {"color": LINE, "dash": dash, "width": 1.2}
    return {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": x, "x1": x, "line": line}


def axis_title(text: str) -> dict:
    return {"title": {"text": text, "font": {"size": 12}}}
