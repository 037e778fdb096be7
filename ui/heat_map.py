"""A table of shares as colours: rows are branches or subjects, columns what is looked at."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ui import formats, theme
from ui.figures import labels
from ui.theme import Figure
from ui.words import _

ROW, FRAME = 26, 90
ANGLES = [0, -30, -90]  # of the names above: the first at which they do not overlap


def heat_map(
    values: pd.DataFrame,
    n: pd.DataFrame,
    lowest: float = 0.0,
    highest: float = 1.0,
    percent: bool = True,
    marked: pd.DataFrame | None = None,
) -> Figure:
    """One cell for each row and column of `values`, its value written in it, its n on hover.

    `values` and `n` have the same rows and columns, already named; a missing value stays blank.
    Orange is low and blue is high between `lowest` and `highest`. Shares are shown in percent.
    Where `marked` is true the value stands bold with a ▼.
    """
    scale, unit = (100.0, " %") if percent else (1.0, "")
    rows, columns = labels(values.index), labels(values.columns)
    shown = values.to_numpy(float) * scale
    known = np.isfinite(shown)
    flags = np.zeros(shown.shape, bool) if marked is None else marked.to_numpy(bool)
    written = [
        [_written(x, flag) for x, flag in zip(row, line, strict=True)]
        for row, line in zip(shown, flags, strict=True)
    ]
    hover = [
        [
            f"{row}<br>{column}<br>"
            + (
                f"{formats.number(x, 1)}{unit} · {_('n = {number}', number=formats.number(size))}"
                if np.isfinite(x)
                else _("no data")
            )
            for column, x, size in zip(columns, line, sizes, strict=True)
        ]
        for row, line, sizes in zip(rows, shown, n.to_numpy(float), strict=True)
    ]
    trace = {
        "type": "heatmap",
        "x": columns,
        "y": rows,
        "z": np.where(known, shown, np.nan),
        "zmin": lowest * scale,
        "zmax": highest * scale,
        "colorscale": [[i / (len(theme.SCALE) - 1), c] for i, c in enumerate(theme.SCALE)],
        "text": written,
        "texttemplate": "%{text}",
        "textfont": {"size": 11},
        "hovertext": hover,
        "hoverinfo": "text",
        "hoverongaps": False,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    return theme.figure(
        [trace],
        ROW * len(rows) + FRAME,
        x={"side": "top", "autotickangles": ANGLES, "showgrid": False},
        y={"autorange": "reversed", "showgrid": False},
    )


def _written(x: float, flag: bool) -> str:
    if not np.isfinite(x):
        return ""
    return f"<b>▼{round(x)}</b>" if flag else f"{round(x)}"
