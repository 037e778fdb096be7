"""Bars that count things by how they stand: one bar a row, one colour a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ui import figures, formats, links, tables, theme
from ui.theme import Figure
from ui.words import _

ROW, FRAME, KEY, LONGEST = 22, 76, 19, 28  # KEY: a line of the legend, one a state when narrow
BEST, GOOD, FAIR, QUIET, POOR, BAD = (theme.SCALE[step] for step in (9, 8, 6, 4, 2, 0))
FAINT = theme.CHANCE


def status_bars(
    counts: pd.DataFrame,
    names: Sequence[str],
    states: Mapping[str, tuple[str, str]],
    axis: str,
) -> Figure:
    """One stacked bar a row of `counts`, the first row at the top.

    Columns of `counts` are keys of `states`, which gives each its name and colour; `names` are
    those of the rows. States that never occur are left out of the legend; an empty row says so.
    """
    labels = figures.labels(names, LONGEST)
    most = max(1, int(counts.sum(axis=1).max()) if len(counts) else 1)
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": counts[key].tolist(),
            "y": labels,
            "name": name,
            "marker": {"color": colour, "line": {"width": 0}},
            # a number is written where its part of the bar is wide enough to hold it
            "text": [str(x) if x >= most * 0.05 else "" for x in counts[key]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "insidetextfont": {"size": 11, "color": theme.ink_on(colour)},
            "hovertext": [
                f"{label}<br>{name}: {formats.number(x)}"
                for label, x in zip(labels, counts[key], strict=True)
            ],
            "hoverinfo": "text",
            "customdata": counts.index.tolist(),
        }
        for key, (name, colour) in states.items()
        if counts[key].any()
    ]
    return theme.figure(
        traces,
        ROW * len(labels) + FRAME + KEY * len(traces),
        x=theme.axis_title(axis) | {"rangemode": "tozero", "tickformat": ",d"},
        y={"autorange": "reversed", "showgrid": False, "type": "category", "dtick": 1},
        barmode="stack",
        bargap=0.25,
        annotations=[
            {
                "x": 0,
                "y": label,
                "text": _("none at all"),
                "xanchor": "left",
                "showarrow": False,
                "font": {"size": 11, "color": theme.WORSE},
            }
            for label, total in zip(labels, counts.sum(axis=1), strict=True)
            if total == 0
        ],
    )


def show(
    counts: pd.DataFrame,
    names: Sequence[str],
    states: Mapping[str, tuple[str, str]],
    axis: str,
    first: str,
    alt: str,
    key: str,
) -> None:
    """The bars with their table behind them; `first` heads its first column.

    Where the index of `counts` is of branches, a click leads to the page of the branch.
    """
    draw = figures.show_branches if counts.index.name == links.BRANCH else figures.show
    draw(status_bars(counts, names, states, axis), alt, key)
    shown = {name: counts[state] for state, (name, _colour) in states.items()}
    table = pd.DataFrame({first: list(names)} | shown, index=counts.index)
    tables.behind(lambda: (table, dict.fromkeys(shown, "%.0f")), alt, f"behind_{key}")
