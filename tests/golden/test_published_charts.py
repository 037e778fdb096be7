"""Funnel limits and control charts, to the digit their sources print."""

import pytest

from analytics.control_chart import assurance, xmr
from analytics.funnel import proportion_limits, rate_limits

SERIES = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("expected", "limits"),
    [
        (15, (0.5596924, 1.649348, 0.3862650, 2.082907)),
        (20, (0.6108260, 1.544419, 0.4479107, 1.902094)),
        (30, (0.6746958, 1.427562, 0.5289724, 1.702771)),
    ],
)
def test_poisson_funnel(expected, limits):
    """Exact Poisson limits of observed/expected (FunnelPlotR, build_limits_lookup)."""
    result = rate_limits(expected, 1).iloc[0]
    assert list(result.index) == ["low_95", "high_95", "low_998", "high_998"]
    low_95, high_95, low_998, high_998 = result
    printed = (round(low_95, 7), round(high_95, 6), round(low_998, 7), round(high_998, 6))
    assert printed == limits


@pytest.mark.parametrize(
    ("n", "limits"),
    [
        (1, (3.204264, 100, 0, 100)),
        (18, (62.390093, 98.894803, 51.864359, 100)),
        (41, (68.548635, 92.736260, 61.574398, 99.710497)),
        (395, (76.746110, 84.538786, 74.499177, 86.785719)),
        (110000, (80.408963, 80.875933, 80.274317, 81.010578)),
    ],
)
def test_proportion_funnel(n, limits):
    """Public Health England, PHEindicatormethods: test data of the funnel of proportions."""
    result = 100 * proportion_limits(n, 0.80642448).iloc[0]
    assert tuple(result) == pytest.approx(limits, abs=1.5e-6)  # the baseline is printed rounded


def test_assurance():
    """NHS Making Data Count (NHSRplotthedots, test of assurance types): the target is 4."""
    lower, upper = [1, 5, 1], [3, 7, 5]
    assert assurance(lower, upper, 4, "high").tolist() == ["fail", "pass", "hit-or-miss"]
    assert assurance(lower, upper, 4, "low").tolist() == ["pass", "fail", "hit-or-miss"]


def test_xmr_screened():
    """NHS Making Data Count (NHSRplotthedots): one outlier, moving ranges screened."""
    chart = xmr(SERIES)
    assert round(chart.mean, 2) == 1.94
    assert (round(chart.lower, 6), round(chart.upper, 6)) == (-0.715556, 4.604444)
    assert [i for i, flag in enumerate(chart.points["flag"]) if flag] == [4]


def test_xmr_unscreened():
    """The same series without screening."""
    chart = xmr(SERIES, screen_moving_ranges=False)
    assert (round(chart.lower, 2), round(chart.upper, 2)) == (-3.06, 6.95)
    assert [i for i, flag in enumerate(chart.points["flag"]) if flag] == [4]
