"""Intervals of single figures and differences, to the digit their sources print."""

import numpy as np
import pytest
from scipy.special import ndtri, stdtrit

from analytics.cells import stratified
from analytics.estimates import mean, nps, proportion, proportion_difference, rate


def test_newcombe_1998_table_ii():
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10, examples a to h."""
    k1, n1, k2, n2, low, high = np.array(
        [
            (56, 70, 48, 80, 0.0524, 0.3339),
            (9, 10, 3, 10, 0.1705, 0.8090),
            (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926),
            (0, 10, 0, 20, -0.1611, 0.2775),
            (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1.0000),
            (10, 10, 0, 10, 0.6075, 1.0000),
        ]
    ).T
    result = proportion_difference(k1, n1, k2, n2)
    assert result.low.round(4).tolist() == low.tolist()
    assert result.high.round(4).tolist() == high.tolist()


def test_newcombe_1998_single_shares():
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 (Wilson)."""
    result = proportion([81, 15, 0, 1], [263, 148, 20, 29])
    assert result.low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert result.high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_nist_numerical_accuracy_1():
    """NIST, Statistical Reference Datasets, NumAcc1: mean 10000002, standard deviation 1."""
    values = np.array([10_000_001, 10_000_003, 10_000_002])
    result = mean(3, values.sum(), (values**2).sum())
    assert result.value == 10_000_002
    assert result.high - result.value == pytest.approx(stdtrit(2, 0.975) / np.sqrt(3), rel=1e-8)


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


def test_exact_intervals_of_few_events():
    """Public Health England, PHEindicatormethods, test data of the funnel of ratios: 1 to 9."""
    low, high = rate(np.arange(1, 10), 1).low, rate(np.arange(1, 10), 1).high
    assert low.round(4).tolist() == [
        0.0253, 0.2422, 0.6187, 1.0899, 1.6235, 2.2019, 2.8144, 3.4538, 4.1154,
    ]  # fmt: skip
    assert high.round(4).tolist() == [
        5.5716, 7.2247, 8.7673, 10.2416, 11.6683, 13.0595, 14.4227, 15.7632, 17.0848,
    ]  # fmt: skip
    wider = rate(4, 1, level=0.998)
    assert (round(wider.low, 5), round(wider.high, 5)) == (0.42855, 14.79415)


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
