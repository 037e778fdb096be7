"""Where the name of a point stands, so that names of near points do not cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

WIDE, HIGH = 800, 300  # pixels of the plotting area for which names are placed
LINE, GAP = 14, 6  # height of a name, and how far it stands from its point
SIDES = ("top center", "bottom center", "middle right", "middle left")


class Box(NamedTuple):
    """What a name covers, in pixels from the lower left corner."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: Box) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.high <= other.low or other.high <= self.low)


def place(
    x: ArrayLike, y: ArrayLike, names: Sequence[str], reach: tuple[float, float, float]
) -> tuple[list[str], list[str]]:
    """The names that have room, and the side of its point on which each of them stands.

    A name stands on the first side where it covers neither a point nor another name; where there is
    none it is left out (an empty text). Points without a name only are in the way. `reach` is the
    end of the x-axis, which begins at 0, and both ends of the y-axis.
    """
    right, low, high = reach
    across = np.asarray(x, float) / (right or 1) * WIDE
    up = (np.asarray(y, float) - low) / ((high - low) or 1) * HIGH
    points = [Box(a - 4, a + 4, b - 4, b + 4) for a, b in zip(across, up, strict=True)]
    named: list[Box] = []
    shown, sides = [], []
    for i, name in enumerate(names):
        others = [*points[:i], *points[i + 1 :], *named]
        boxes = {side: _box(across[i], up[i], width(name), side) for side in SIDES if name}
        free = [side for side, box in boxes.items() if not any(box.meets(o) for o in others)]
        named += [boxes[side] for side in free[:1]]
        shown.append(name if free else "")
        sides.append(free[0] if free else SIDES[0])
    return shown, sides


def width(name: str) -> float:
    """Pixels of a name in small print; a Chinese character is as wide as two letters."""
    return sum(11 if mark > "\u2e7f" else 6 for mark in name)


def _box(across: float, up: float, wide: float, side: str) -> Box:
    if side == "middle right":
        return Box(across + GAP, across + GAP + wide, up - LINE / 2, up + LINE / 2)
    if side == "middle left":
        return Box(across - GAP - wide, across - GAP, up - LINE / 2, up + LINE / 2)
    low = up + GAP if side == "top center" else up - GAP - LINE
    return Box(across - wide / 2, across + wide / 2, low, low + LINE)
