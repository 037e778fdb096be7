"""Funnel limits and control charts, to the digit their sources print."""

import pytest

from analytics.control_chart import xmr
from analytics.funnel import rate_limits

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
