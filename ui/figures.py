"""Figures pages share. Each describes one; `show` draws it with its text alternative.

Names come from users and Plotly reads some HTML, so they are escaped. Values arrive as estimated;
shares are shown in percent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import numpy as np
import pandas as pd

from ui import formats, links, theme
from ui.formats import Quantity
from ui.labels import place
from ui.screen import live, st
from ui.theme import Figure
from ui.words import _

ROW, FRAME = 22, 74  # height of a row of a figure, and of what stands around the rows


def show(figure: Figure, alt: str, key: str) -> None:
    """Draw a figure; `alt` says in words what it shows."""
    st.plotly_chart(theme.Described(figure), config=theme.CONFIG, alt=alt, key=key)


@live
def show_branches(figure: Figure, alt: str, key: str) -> None:
    """Draw a figure whose points carry branches as `customdata`: a click leads to the branch."""
    found = st.plotly_chart(
        theme.Described(figure),
        config=theme.CONFIG,
        alt=alt,
        key=key,
        on_select="rerun",
        selection_mode="points",
    )
    for point in found["selection"]["points"]:
        links.turn_to_branch(point.get("customdata", ""))


def text(label: object, longest: int = 40) -> str:
    """A user's text as Plotly shows it literally, cut where it is very long."""
    label = " ".join(str(label).split())
    return escape(label if len(label) <= longest else label[: longest - 1] + "…", quote=False)


def labels(names: Iterable[object], longest: int = 28) -> list[str]:
    """Names for the rows of a figure: cut where long, numbered where the cut makes two alike."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        label = text(name, longest)
        seen[label] += 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found


def dots(
    figures: pd.DataFrame,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    quantity: Quantity,
    better: str = "high",
    company: float | None = None,
    axis: str = "",
    lines: Mapping[str, float] | None = None,
) -> Figure:
    """Dot and interval of each branch, the best at the top, the company and other `lines` across.

    `figures` has branch_id, value, low, high, answers, no hidden rows; `lines` are named values.
    """
    ordered = figures.sort_values("value", ascending=better == "high")
    scale = formats.factor(quantity)
    trace = {
        "type": "scatter",
        "x": ordered["value"] * scale,
        "y": labels(names.get(b, b) for b in ordered["branch_id"]),
        "mode": "markers",
        "marker": {
            "size": 9,
            "color": [colours.get(b, theme.CHANCE) for b in ordered["branch_id"]],
        },
        "customdata": ordered["branch_id"].tolist(),
        "error_x": interval(ordered, scale),
        "hovertext": [
            hover(names.get(row.branch_id, row.branch_id), row, quantity)
            for row in ordered.itertuples()
        ],
        "hoverinfo": "text",
    }
    marks = [(text(label), x, "dot") for label, x in (lines or {}).items()]
    if company is not None and np.isfinite(company):
        label = _("Company {value}", value=formats.value(company, quantity))
        marks.append((label, company, "dash"))
    return theme.figure(
        [trace],
        ROW * len(ordered) + FRAME,
        x=theme.axis_title(axis),
        showlegend=False,
        shapes=[theme.down(x * scale, dash) for _label, x, dash in marks],
        annotations=[
            named_line(label, x * scale, dash == "dot", row)
            for row, (label, x, dash) in enumerate(marks)
        ],
    )


def interval(figures: pd.DataFrame, scale: float) -> dict:
    """Error bars from low to high; none where there is no interval."""
    value, low, high = (figures[column].to_numpy(float) for column in ("value", "low", "high"))
    return {
        "type": "data",
        "symmetric": False,
        "array": np.nan_to_num(high - value) * scale,
        "arrayminus": np.nan_to_num(value - low) * scale,
        "color": theme.LINE,
        "thickness": 1.4,
        "width": 0,
    }


def named_line(label: str, x: float, inside: bool, row: int) -> dict:
    """The name of a line down a figure: above it, or at its foot in a row of its own."""
    return {
        "text": label,
        "x": x,
        "yref": "paper",
        "y": 0 if inside else 1,
        "yanchor": "bottom",
        "yshift": 14 * row if inside else 0,
        "xanchor": "left" if inside else "center",
        "showarrow": False,
        "font": {"size": 11},
    }


def hover(name: str, row: object, quantity: Quantity) -> str:
    """Name, value, interval and n of one figure."""
    return "<br>".join(
        (
            text(name),
            formats.value(row.value, quantity),
            formats.interval(row.low, row.high, quantity),
            formats.sample(row.answers, quantity),
        )
    )


def funnel(
    figures: pd.DataFrame,
    limits: pd.DataFrame,
    baseline: float,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    quantity: Quantity,
    axis: str,
) -> Figure:
    """Value against n, with limits that narrow as n grows.

    `limits` is indexed by n, ascending, with low_95, high_95, low_998, high_998.
    """
    scale = formats.factor(quantity)
    names_of = {"95": _("95 % limits"), "998": _("99.8 % limits")}
    traces = [
        {
            "type": "scatter",
            "x": limits.index,
            "y": limits[f"{side}_{level}"] * scale,
            "mode": "lines",
            "line": {"color": theme.LINE, "dash": dash, "width": 1},
            "name": names_of[level],
            "showlegend": side == "low",
            "hoverinfo": "skip",
        }
        for level, dash in (("95", "dot"), ("998", "solid"))
        for side in ("low", "high")
    ]
    colour = [colours.get(b, theme.CHANCE) for b in figures["branch_id"]]
    called = [
        "" if shade == theme.CHANCE else text(names.get(b, b), 18)
        for b, shade in zip(figures["branch_id"], colour, strict=True)
    ]
    drawn = [*limits.to_numpy(float).ravel(), *figures["value"]]
    reach = float(limits.index.max()), min(drawn), max(drawn)
    called, sides = place(figures["n"], figures["value"], called, reach)
    traces.append(
        {
            "type": "scatter",
            "x": figures["n"],
            "y": figures["value"] * scale,
            "mode": "markers+text",
            "marker": {"size": 9, "color": colour},
            "text": called,
            "textposition": sides,
            "textfont": {"size": 11},
            "customdata": figures["branch_id"].tolist(),
            "hovertext": [
                hover(names.get(row.branch_id, row.branch_id), row, quantity)
                for row in figures.itertuples()
            ],
            "hoverinfo": "text",
            "showlegend": False,
            "cliponaxis": False,
        }
    )
    return theme.figure(
        traces,
        420,
        x=theme.axis_title(_("Answers (n)")) | {"rangemode": "tozero"},
        y=theme.axis_title(axis),
        shapes=[theme.across(baseline * scale, "dash")],
    )


def stacked(
    counts: pd.DataFrame, names: Sequence[str], score_names: Mapping[float, str] | None = None
) -> Figure:
    """One bar of 100 % a row, its name above it: the share of each score.

    Rows are questions, columns scores, worst to best; `score_names` where a score has a name.
    """
    share = counts.div(counts.sum(axis=1), axis=0).fillna(0.0) * 100
    labels = [text(name, 60) for name in names]
    rows = list(range(len(labels)))
    colours = theme.scale_colours(len(counts.columns))
    called = {score: f"{score:g}" for score in counts.columns} | dict(score_names or {})
    traces = [
        {
            "type": "bar",
            "x": share[score],
            "y": rows,
            "orientation": "h",
            "name": called[score],
            "marker": {"color": colour, "line": {"width": 0}},
            "text": [f"{x:.0f}" if x >= 6 else "" for x in share[score]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "insidetextfont": {"size": 11, "color": theme.ink_on(colour)},
            "hovertext": [
                f"{label}<br>{called[score]}: {formats.number(x, 1)} %"
                for label, x in zip(labels, share[score], strict=True)
            ],
            "hoverinfo": "text",
        }
        for score, colour in zip(counts.columns, colours, strict=True)
    ]
    above = {"x": 0, "showarrow": False, "xanchor": "left", "yanchor": "bottom"}
    return theme.figure(
        traces,
        48 * len(rows) + 120,
        x=theme.axis_title(_("percent of answers")) | {"range": [0, 100]},
        y={"range": [len(rows) - 0.4, -0.9], "showticklabels": False, "showgrid": False},
        barmode="stack",
        bargap=0.55,
        annotations=[
            above | {"y": row - 0.25, "text": label, "font": {"size": 12}}
            for row, label in zip(rows, labels, strict=True)
        ],
    )
