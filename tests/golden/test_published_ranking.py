"""Shrinkage, rank sets and composite indices, to the digit their sources print."""

import numpy as np
import pytest

from analytics import composite
from analytics.ranking import rank_sets
from analytics.shrinkage import beta_binomial, normal

# Tumours in 70 groups of rats: Tarone 1982; Bayesian Data Analysis, 3rd ed., table 5.1.
RATS = (
    "0/20 0/20 0/20 0/20 0/20 0/20 0/20 0/19 0/19 0/19 0/19 0/18 0/18 0/17 1/20 1/20 1/20 1/20"
    " 1/19 1/19 1/18 1/18 2/25 2/24 2/23 2/20 2/20 2/20 2/20 2/20 2/20 1/10 5/49 2/19 5/46 3/27"
    " 2/17 7/49 7/47 3/20 3/20 2/13 9/48 10/50 4/20 4/20 4/20 4/20 4/20 4/20 4/20 10/48 4/19 4/19"
    " 4/19 5/22 11/46 12/49 5/20 5/20 6/23 5/19 6/22 6/20 6/20 6/20 16/52 15/47 15/46 9/24"
)
# Vaccinated with and without tuberculosis, the others with and without: Colditz et al. 1994.
BCG = np.array(
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
        (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
        (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    dtype=float,
)  # fmt: skip
INDICATORS = np.array([[10, 20, 30, 40, 50], [5, 4, 3, 2, 1], [1, 2, 4, 8, 16]]).T
WEIGHTS = (0.5, 0.3, 0.2)


def test_rat_tumours():
    """Gelman et al. 2013, section 5.1: α 2.3048, β 14.0797; a 71st group of 4 in 14 → .2075."""
    k, n = np.array([group.split("/") for group in RATS.split()], dtype=float).T
    found = beta_binomial(k, n)
    assert round(found.alpha, 4) == 2.3048
    assert found.beta == pytest.approx(14.0797, abs=2e-4)  # the likelihood's peak is at 14.07981
    assert round((4 + found.alpha) / (14 + found.alpha + found.beta), 4) == 0.2075


def test_bcg_trials():
    """DerSimonian and Laird 1986 on Colditz 1994: μ −0.7141172, SE 0.1787421, τ² 0.3087603."""
    a, b, c, d = BCG.T
    logarithm = np.log((a / (a + b)) / (c / (c + d)))
    found = normal(logarithm, np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)))
    assert round(found.mean, 7) == -0.7141172
    assert round(found.se, 7) == 0.1787421
    assert round(found.tau2, 7) == 0.3087603


def test_rank_sets_of_six():
    found = rank_sets((92, 90, 88, 80, 79, 60), (1, 3, 1, 2, 2, 1))
    assert list(zip(found.low, found.high, strict=True)) == [
        (1, 2), (1, 3), (2, 3), (4, 5), (4, 5), (6, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "printed"),
    [
        ("arithmetic", (30.70, 36.97, 44.56, 54.79, 70.30)),
        ("geometric", (3.981072, 27.829364, 42.290787, 49.690666, 25.118864)),
    ],
)
def test_composite_index(how, printed):
    assert composite.index(INDICATORS, WEIGHTS, how) == pytest.approx(printed, abs=5e-7)
