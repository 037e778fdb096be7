"""A line of months small enough for a tile, as SVG: Plotly would be heavy for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ui import theme


def sparkline(values: Sequence[float], width: int = 160, height: int = 34) -> str:
    """A line through the known months, the last one a dot; empty if fewer than two are known."""
    y = np.asarray(values, float)
    known = np.isfinite(y)
    if known.sum() < 2:
        return ""
    low, high = np.nanmin(y), np.nanmax(y)
    xs = np.linspace(3, width - 5, y.size)[known]
    ys = (height - 5 - (y - low) / (high - low or 1.0) * (height - 10))[known]
    points = " ".join(f"{x:.1f},{point:.1f}" for x, point in zip(xs, ys, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}"><polyline points="{points}" fill="none" stroke="{theme.CHANCE}"'
        f' stroke-width="1.8" stroke-linejoin="round"/>'
        f'<circle cx="{xs[-1]:.1f}" cy="{ys[-1]:.1f}" r="3" fill="{theme.CHANCE}"/></svg>'
    )
