"""Intervals of single figures and differences, to the digit their sources print."""

import numpy as np
import pytest
from scipy.special import ndtri

from analytics.cells import stratified
from analytics.estimates import nps, proportion_difference, rate


def test_newcombe_1998_table_ii_example_a():
    """Newcombe 1998, Statistics in Medicine 17:873, method 10: 56/70 against 48/80."""
    result = proportion_difference(56, 70, 48, 80)
    assert round(result.low, 4) == 0.0524
    assert round(result.high, 4) == 0.3339


@pytest.mark.parametrize(
    ("events", "level", "low", "high"),
    [
        (65, 0.95, 50.1631877105, 82.8491385459),
        (1045, 0.95, 982.5932018073, 1110.3312129856),
        (65, 0.998, 42.8802614715, 94.0002908443),
    ],
)
def test_byar(events, level, low, high):
    """Public Health England, PHEindicatormethods: test data of byars_lower and byars_upper."""
    result = rate(events, 1, level=level)
    assert round(result.low, 10) == low
    assert round(result.high, 10) == high


def test_exact_interval_of_one_event():
    """Garwood 1936: one event, 95 %: 0.0253 to 5.5716."""
    result = rate(1, 1)
    assert (round(result.low, 4), round(result.high, 4)) == (0.0253, 5.5716)


def test_net_promoter_score_rocks_2016():
    """Rocks 2016: shares ½, ⅓, ⅙ have NPS 33.3 and variance 5/9; n = 324 gives SE .0414087.

    The printed error is unadjusted: the counts are taken so that adding ¾, 1½, ¾ gives them.
    """
    assert round(nps(162, 108, 54).value, 1) == 33.3
    result = nps(161.25, 106.5, 53.25)
    error = (result.high - result.low) / (2 * ndtri(0.975) * 100)
    assert round(error, 7) == 0.0414087
    assert error**2 * 324 == pytest.approx(5 / 9)


def test_jingmen_three_channels():
    """Jingmen 3·15 survey (jingmen.cjyun.org/p/158910): weights 40/30/30 give about 83 %."""
    import pandas as pd

    cells = pd.DataFrame(
        {
            "unit": "Jingmen",
            "stratum": ["paper", "online", "site"],
            "n": [916, 15844, 76],
            "total": [649, 14949, 61],
            "total_sq": np.nan,
        }
    )
    result = stratified("proportion", cells, {"online": 0.4, "paper": 0.3, "site": 0.3})
    assert round(100 * result["value"].item()) == 83
