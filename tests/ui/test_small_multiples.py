"""Small pictures of months: one scale for all, the band from low to high."""

import re

import numpy as np
import pandas as pd

from ui import theme
from ui.small_multiples import EDGE, HEIGHT, WIDTH, Scale, drawn

MONTHS = [202601, 202602, 202603]
ROWS = pd.DataFrame(
    {"month": MONTHS, "value": [0.2, 0.5, 0.8], "low": [0.1, 0.4, 0.7], "high": [0.3, 0.6, 1.0]}
)
SCALE = Scale(0.0, 1.0, len(MONTHS))


def places(svg: str, shape: str) -> list[list[float]]:
    (points,) = re.findall(rf'<{shape} points="([^"]+)"', svg)
    return [[float(x) for x in pair.split(",")] for pair in points.split()]


def test_the_highest_value_stands_at_the_top_and_the_first_month_at_the_left() -> None:
    line = places(drawn(ROWS, MONTHS, SCALE, theme.CHANCE, 0.5), "polyline")
    assert [x for x, _y in line] == [EDGE, WIDTH / 2, WIDTH - EDGE]
    assert line[0][1] > line[1][1] > line[2][1]
    assert line[1][1] == HEIGHT / 2


def test_the_band_goes_along_the_upper_ends_and_back_along_the_lower() -> None:
    band = places(drawn(ROWS, MONTHS, SCALE, theme.CHANCE, 0.5), "polygon")
    assert len(band) == 6
    for (x, high), (same, low) in zip(band[:3], band[:2:-1], strict=True):
        assert x == same
        assert high < low, "up is less in a picture"


def test_months_come_in_their_order_whatever_the_order_of_the_rows() -> None:
    turned = drawn(ROWS.iloc[::-1], MONTHS, SCALE, theme.CHANCE, 0.5)
    assert turned == drawn(ROWS, MONTHS, SCALE, theme.CHANCE, 0.5)


def test_a_company_without_a_value_has_no_line() -> None:
    assert "<line" in drawn(ROWS, MONTHS, SCALE, theme.WORSE, 0.5)
    without = drawn(ROWS, MONTHS, SCALE, theme.WORSE, np.nan)
    assert "<line" not in without
    assert "nan" not in without


def test_where_all_is_alike_it_is_still_drawn() -> None:
    alike = ROWS.assign(value=0.5, low=0.5, high=0.5)
    assert "nan" not in drawn(alike, MONTHS, Scale(0.5, 0.5, 3), theme.CHANCE, 0.5)
