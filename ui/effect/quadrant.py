"""Activity against effect: the figure in which only who can be named stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analytics import effect
from ui import figures, theme
from ui.effect import placement
from ui.organisation import Organisation
from ui.theme import Figure
from ui.words import _

MOST_LABELS = 8
FAINT = "rgba(138,147,156,0.35)"  # intervals of those who are not named
LINE, CHARACTER = 0.045, 0.022  # of a narrow figure: height of a label, width of a character


def figure(found: pd.DataFrame, organisation: Organisation, chosen: Sequence[str]) -> Figure:
    """Activity to the right, effect upwards; only who is named has a colour and a label."""
    seen = found[found["activity"].notna() & found["effect"].notna()]
    few = chosen if len(chosen) <= MOST_LABELS else ()
    labelled = seen[seen["place"].isin(list(placement.MARK)) | seen.index.isin(list(few))]
    ends = seen[[f"{axis}_{end}" for axis in ("activity", "effect") for end in ("low", "high")]]
    reach = 1.08 * max(np.nan_to_num(ends.abs().to_numpy()).max(initial=1.0), 1.0)
    names = {b: figures.text(organisation.name(b), 24) for b in labelled.index}
    spots = label_spots(labelled["activity"] / reach, labelled["effect"] / reach, names)
    traces = []
    for colour in (theme.CHANCE, *placement.MARK.values()):
        rows = seen[seen["place"].map(placement.MARK).fillna(theme.CHANCE) == colour]
        faint = FAINT if colour == theme.CHANCE else colour
        traces.append(
            {
                "type": "scatter",
                "x": rows["activity"],
                "y": rows["effect"],
                "mode": "markers+text",
                "marker": {"size": 10, "color": colour},
                "error_x": _bars(rows, "activity", faint),
                "error_y": _bars(rows, "effect", faint),
                "text": [names.get(b, "") for b in rows.index],
                "textposition": [spots.get(b, "top right") for b in rows.index],
                "textfont": {"size": 12, "color": colour},
                "customdata": rows.index.tolist(),
                "hovertext": [_hover(row, organisation.name(b)) for b, row in rows.iterrows()],
                "hoverinfo": "text",
                "cliponaxis": False,
            }
        )
    corners = [
        _corner(placement.place(key), x, y)
        for key, x, y in (
            (effect.QUIET, 0, 1),
            (effect.BOTH, 1, 1),
            (effect.NEITHER, 0, 0),
            (effect.BUSY, 1, 0),
        )
    ]
    axis = {"range": [-reach, reach], "nticks": 7}
    return theme.figure(
        traces,
        480,
        x=axis | theme.axis_title(_("Activity: much is done →")),
        y=axis | theme.axis_title(_("Effect: much comes of it →")),
        shapes=[theme.across(0, "solid"), theme.down(0, "solid")],
        annotations=corners,
        showlegend=False,
    )


def label_spots(x: pd.Series, y: pd.Series, names: Mapping[str, str]) -> dict[str, str]:
    """Where each label stands beside its point so that none covers another; inwards if it can.

    `x` and `y` lie between -1 and 1. The first free spot is taken, in the order of the points.
    """
    spots, taken = {}, []
    for key in names:
        width = CHARACTER * sum(1 + (mark > "\u2e7f") for mark in names[key])
        sides = ("left", "right") if x[key] > 0 else ("right", "left")
        for spot in [f"{level} {side}" for side in sides for level in ("top", "bottom")]:
            level, side = spot.split()
            box = (
                x[key] - (2 * width if side == "left" else 0),
                y[key] - (2 * LINE if level == "bottom" else 0),
                2 * width,
                2 * LINE,
            )
            if not any(_overlap(box, other) for other in taken):
                break
        spots[key] = spot
        taken.append(box)
    return spots


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return all(a[i] < b[i] + b[i + 2] and b[i] < a[i] + a[i + 2] for i in (0, 1))


def _bars(rows: pd.DataFrame, axis: str, colour: str) -> dict:
    return {
        "type": "data",
        "array": np.nan_to_num(rows[f"{axis}_high"] - rows[axis]),
        "color": colour,
        "thickness": 1.2,
        "width": 0,
    }


def _corner(label: str, x: int, y: int) -> dict:
    return {
        "text": label,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": "right" if x else "left",
        "yanchor": "top" if y else "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": theme.CHANCE},
    }


def _hover(row: pd.Series, name: str) -> str:
    lines = [
        _(
            "Activity {value} ({interval})",
            value=placement.z(row["activity"]),
            interval=placement.ends(row, "activity"),
        ),
        _(
            "Effect {value} ({interval})",
            value=placement.z(row["effect"]),
            interval=placement.ends(row, "effect"),
        ),
        _(
            "{activity} and {effect} figures",
            activity=int(row["activity_indicators"]),
            effect=int(row["effect_indicators"]),
        ),
    ]
    return "<br>".join([figures.text(name), *lines])
