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
# Mathematics in the countries of the OECD, score and standard error: PISA 2018, as in the data of
# the R package csranks by the authors of the method.
PISA = {
    "Australia": (491.3600252, 1.939833031), "Austria": (498.9423138, 2.970998694),
    "Belgium": (508.0703063, 2.262662011), "Canada": (512.0169429, 2.357475749),
    "Chile": (417.4065563, 2.41588757), "Colombia": (390.9322732, 2.989559274),
    "Czech Republic": (499.4676508, 2.460661531), "Denmark": (509.3983746, 1.735002337),
    "Estonia": (523.4145802, 1.743602224), "Finland": (507.3013618, 1.967920411),
    "France": (495.4075794, 2.320214487), "Germany": (500.0437805, 2.647083096),
    "Greece": (451.3703438, 3.091228197), "Hungary": (481.0826364, 2.319596741),
    "Iceland": (495.1873762, 1.953082603), "Ireland": (499.632894, 2.198621128),
    "Israel": (463.0345488, 3.498563228), "Italy": (486.5898573, 2.780045867),
    "Japan": (526.9732502, 2.471475318), "Korea": (525.933002, 3.121394315),
    "Latvia": (496.1263306, 1.962766789), "Lithuania": (481.1911884, 1.953282039),
    "Luxembourg": (483.421485, 1.097632409), "Mexico": (408.8014734, 2.493225544),
    "Netherlands": (519.2309824, 2.632277885), "New Zealand": (494.489676, 1.705942856),
    "Norway": (500.9637885, 2.219044878), "Poland": (515.6478747, 2.602085176),
    "Portugal": (492.4874062, 2.684570081), "Slovak Republic": (486.1648542, 2.555595707),
    "Slovenia": (508.8975441, 1.363877596), "Spain": (481.3926126, 1.462417763),
    "Sweden": (502.3877022, 2.654250935), "Switzerland": (515.3147131, 2.908003898),
    "Turkey": (453.5077774, 2.260406789), "United Kingdom": (501.7698992, 2.564428111),
    "United States": (478.2447174, 3.235444099),
}  # fmt: skip
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


def test_rank_of_the_united_kingdom():
    """csranks, "Inference for Ranks": rank 13, its own 95 % set is 8 to 23."""
    score, error = np.array(list(PISA.values())).T
    found = rank_sets(score, error, joint=False, draws=4000)
    place = list(PISA).index("United Kingdom")
    assert 1 + (score > score[place]).sum() == 13
    assert (found.low[place], found.high[place]) == (8, 23)


def test_ranks_of_all_countries_together():
    """The same: Chile, Mexico and Colombia are surely last; Germany and Korea share rank 7."""
    score, error = np.array(list(PISA.values())).T
    found = rank_sets(score, error, draws=4000)
    sets = dict(zip(PISA, zip(found.low, found.high, strict=True), strict=True))
    last = [sets.pop(country) for country in ("Chile", "Mexico", "Colombia")]
    assert min(low for low, _ in last) > max(high for _, high in sets.values())
    assert sets["Germany"][0] == sets["Korea"][1] == 7


def test_two_digit_shares_of_baseball_players():
    """Efron and Morris 1975, JASA 70:311: 18 players with 45 times at bat have the mean .2654."""
    hits = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
    error = np.full(18, np.sqrt(0.2654 * 0.7346 / 45))
    assert round(normal(hits / 45, error).mean, 4) == 0.2654
    found = beta_binomial(hits, 45)
    assert round(found.alpha / (found.alpha + found.beta), 4) == 0.2654


@pytest.mark.parametrize(
    ("how", "printed"),
    [
        ("arithmetic", (30.70, 36.97, 44.56, 54.79, 70.30)),
        ("geometric", (3.981072, 27.829364, 42.290787, 49.690666, 25.118864)),
    ],
)
def test_composite_index(how, printed):
    assert composite.index(INDICATORS, WEIGHTS, how) == pytest.approx(printed, abs=5e-7)
