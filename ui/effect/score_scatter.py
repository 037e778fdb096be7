"""The figure of assessment score against what customers say."""

from __future__ import annotations

import pandas as pd

from analytics import effect
from ui import figures, formats, theme
from ui.filters import Choice
from ui.measures import Measure
from ui.theme import Figure

MARK = {effect.HIGH_SCORE: theme.WORSE, effect.LOW_SCORE: theme.BETTER}


def scatter(
    score: pd.DataFrame,
    said: pd.DataFrame,
    mismatches: pd.Series,
    measures: tuple[Measure, Measure],
    choice: Choice,
) -> Figure:
    """Score to the right, satisfaction upwards with its interval; both indexed by branch."""
    both = [b for b in score.index if b in said.index]
    scale = formats.factor(measures[1].quantity)
    names, named = choice.organisation, figures.text(measures[0].name)
    middle = score["value"].loc[both].median()
    traces = []
    for colour in (theme.CHANCE, *MARK.values()):
        ids = [b for b in both if MARK.get(mismatches.get(b, ""), theme.CHANCE) == colour]
        rows = said.loc[ids]
        right = score["value"].loc[ids]
        traces.append(
            {
                "type": "scatter",
                "x": right,
                "y": rows["value"] * scale,
                "mode": "markers+text",
                "marker": {"size": 10, "color": colour},
                "error_y": figures.interval(rows, scale),
                "text": [
                    "" if colour == theme.CHANCE else figures.text(names.name(b), 24) for b in ids
                ],
                "textposition": ["top left" if x > middle else "top right" for x in right],
                "textfont": {"size": 12, "color": colour},
                "customdata": ids,
                "hovertext": [
                    figures.hover(names.name(b), row, measures[1].quantity)
                    + f"<br>{named} {formats.value(x, measures[0].quantity)}"
                    for b, row, x in zip(ids, rows.itertuples(), right, strict=True)
                ],
                "hoverinfo": "text",
                "cliponaxis": False,
            }
        )
    return theme.figure(
        traces,
        400,
        x=theme.axis_title(measures[0].name),
        y=theme.axis_title(f"{measures[1].name} ({measures[1].axis})"),
        showlegend=False,
    )
