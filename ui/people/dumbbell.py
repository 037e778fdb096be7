"""Dumbbells: superiors and staff of each branch joined by a line, the team itself as a stroke."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analytics.rater_gap import RATERS, SELF, STAFF, SUPERIOR
from ui import figures, formats, theme
from ui.theme import Figure
from ui.words import _

ROW, FRAME = 24, 96
MARKERS = {SUPERIOR: ("diamond", 11), STAFF: ("circle", 12), SELF: ("line-ns-open", 11)}


def raters() -> dict[str, str]:
    return {SUPERIOR: _("Superiors"), STAFF: _("The staff"), SELF: _("The team itself")}


def dumbbell(found: pd.DataFrame, names: Mapping[str, str], bold: Collection[str] = ()) -> Figure:
    """`found` as from `disagreement`, sorted; the first row stands at the top.

    Colour says that superiors and staff are apart by more than chance, and which way; the names of
    the branches `bold` stand out.
    """
    labels = [
        f"<b>{label}</b>" if b in bold else label
        for b, label in zip(
            found.index, figures.labels(names.get(b, b) for b in found.index), strict=True
        )
    ]
    colours = [
        (theme.WORSE if gap > 0 else theme.BETTER) if differs else theme.CHANCE
        for gap, differs in zip(found["gap"], found["differs"], strict=True)
    ]
    called = raters()
    hover = [
        _hover(row, label, called) for row, label in zip(found.itertuples(), labels, strict=True)
    ]
    traces = _lines(found, labels, colours)
    for rater in RATERS:
        if found[rater].notna().any():
            shown = colours if rater == STAFF else [theme.CHANCE] * len(found)
            traces += [
                _dots(found[rater], labels, rater, shown)
                | {"hovertext": hover, "customdata": found.index.tolist(), "showlegend": False},
                _dots([None], labels[:1], rater, [theme.CHANCE]) | {"name": called[rater]},
            ]  # the second is its legend, which is grey
    return theme.figure(
        traces,
        ROW * len(found) + FRAME,
        x=theme.axis_title(_("score of 100")),
        y={"autorange": "reversed", "categoryorder": "array", "categoryarray": labels},
    )


def _lines(found: pd.DataFrame, labels: list[str], colours: list[str]) -> list[dict]:
    """From superiors to staff, one trace a colour, the branches of it apart by a gap."""
    ends = pd.DataFrame({"x0": found["superior"], "x1": found["staff"], "gap": np.nan})
    known = found["gap"].notna().to_numpy()
    traces = []
    for colour in dict.fromkeys(colours):
        own = known & np.array([c == colour for c in colours])
        rows = [label for label, shown in zip(labels, own, strict=True) if shown]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": ends[own].to_numpy().ravel(),
                "y": [label for label in rows for _end in ends],
                "line": {"color": colour, "width": 1.6 if colour == theme.CHANCE else 3},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return traces


def _dots(x: object, y: list[str], rater: str, colours: list[str]) -> dict:
    symbol, size = MARKERS[rater]
    line = {"width": 2 if rater == SELF else 0, "color": theme.CHANCE}
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": colours, "line": line},
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _hover(row: object, label: str, called: Mapping[str, str]) -> str:
    seen = [
        f"{name}: {formats.number(getattr(row, rater), 1)}"
        for rater, name in called.items()
        if np.isfinite(getattr(row, rater))
    ]
    if np.isfinite(row.gap):
        seen.append(_("Gap {points}", points=formats.number(row.gap, 1, signed=True)))
        seen.append(
            _(
                "Satisfied: superiors {superiors} (n = {n1}), staff {staff} (n = {n2})",
                superiors=formats.value(row.share_superior, "proportion"),
                n1=formats.number(row.n_superior),
                staff=formats.value(row.share_staff, "proportion"),
                n2=formats.number(row.n_staff),
            )
        )
    return "<br>".join([label, *seen])
