"""A figure of what is used within what there is: a narrow bar on a wide one, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from ui import formats, theme
from ui.figures import text
from ui.theme import Figure

ROW, FRAME = 44, 110


def part_of_whole(
    labels: Sequence[str],
    whole: Sequence[float],
    part: Sequence[float],
    titles: tuple[str, str],
    height: int | None = None,
) -> Figure:
    """Rows from top to bottom in the order given, the share of `part` in `whole` written behind.

    `titles` name the whole and the part; `height` is in pixels.
    """
    rows = [text(label, 24) for label in labels]
    bars = ((titles[0], whole, theme.SCALE[4], 0.75), (titles[1], part, theme.BETTER, 0.42))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": rows,
            "x": list(values),
            "name": title,
            "width": width,
            "marker": {"color": colour},
            "hovertext": [
                f"{row}<br>{title}: {formats.number(x)}"
                for row, x in zip(rows, values, strict=True)
            ],
            "hoverinfo": "text",
        }
        for title, values, colour, width in bars
    ]
    shares = [
        {
            "text": formats.value(k / n, "proportion") if n else formats.DASH,
            "x": n,
            "y": row,
            "xanchor": "left",
            "showarrow": False,
            "font": {"size": 12},
        }
        for row, n, k in zip(rows, whole, part, strict=True)
    ]
    return theme.figure(
        traces,
        height or ROW * len(rows) + FRAME,
        x={"range": [0, 1.22 * max(whole, default=1)]},
        y={"autorange": "reversed"},
        barmode="overlay",
        annotations=shares,
    )
