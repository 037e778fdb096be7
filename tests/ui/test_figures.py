"""Figures show what they were given: order, interval, scale, gaps."""

import numpy as np
import pandas as pd

from analytics.control_chart import xmr
from data.catalogue import metrics
from ui import figures, series
from ui.sparkline import sparkline
from ui.theme import ink_on, scale_colours

SHARE, COMPLAINTS = metrics()["customer_satisfaction"], metrics()["complaint_rate"]
FIGURES = pd.DataFrame(
    {
        "branch_id": ["A", "B", "C"],
        "value": [0.8, 0.9, 0.7],
        "low": [0.75, 0.8, np.nan],
        "high": [0.85, 0.95, np.nan],
        "answers": [100, 50, 20],
    }
)
NAMES = {"A": "<b>A</b>", "B": "B", "C": "C"}


def test_dots_stand_best_at_the_top_in_percent() -> None:
    (trace,) = figures.dots(FIGURES, NAMES, {}, SHARE)["data"]
    assert list(trace["y"]) == ["C", "&lt;b&gt;A&lt;/b&gt;", "B"], "Plotly draws upwards"
    assert np.allclose(trace["x"], [70, 80, 90])
    assert np.allclose(trace["error_x"]["array"], [0, 5, 5])


def test_where_low_is_good_the_lowest_stands_at_the_top() -> None:
    (trace,) = figures.dots(FIGURES, NAMES, {}, COMPLAINTS, better="low")["data"]
    assert trace["y"][-1] == "C"


def test_bars_of_a_question_add_up_to_a_hundred() -> None:
    counts = pd.DataFrame([[1, 3, 6], [0, 0, 5]], columns=[1.0, 2.0, 3.0])
    bars = figures.stacked(counts, ["first", "second"])["data"]
    assert np.allclose(sum(np.asarray(bar["x"]) for bar in bars), 100)
    assert [bar["name"] for bar in bars] == ["1", "2", "3"]


def test_a_control_chart_without_limits_draws_none() -> None:
    chart = xmr(pd.Series([0.5], index=[202601]))
    assert len(series.control([202601], chart, SHARE)["layout"]["shapes"]) == 1  # the mean


def test_a_sparkline_needs_two_known_months() -> None:
    assert sparkline([np.nan, 1.0, np.nan]) == ""
    line = sparkline([1.0, np.nan, 3.0])
    assert line.startswith("<svg")
    assert line.count(",") == 2, "the unknown month has no point"


def test_a_flat_sparkline_is_drawn() -> None:
    assert "nan" not in sparkline([2.0, 2.0, 2.0])


def test_ink_is_readable_on_every_colour_of_a_scale() -> None:
    for colour in scale_colours(11):
        assert contrast(colour, ink_on(colour)) >= 3.5


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(first), light(second)))
    return (bright + 0.05) / (dark + 0.05)
