"""Exact tests of two counts, for all pairs at once: shares (Fisher) and rates (binomial).

Both are two-sided by likelihood: the p-value is the probability, under no difference, of every
outcome no more likely than the one observed, as in R's fisher.test and poisson.test.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, gammaln, xlog1py, xlogy

from analytics.arguments import floats

TIE = 1 + 1e-7  # outcomes this close in likelihood count as equally likely
SUPPORT = 100  # Fisher: with an expected count below 5, more than this has probability < 1e-80


def fisher(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike) -> NDArray[np.float64]:
    """p of the same share in two samples, k1 of n1 and k2 of n2; 1-d arrays of equal length.

    Meant for tables whose smallest expected count is below 5. Fractional counts are rounded; a
    sample without trials gives NaN. Source: Fisher 1935, JRSS 98:39.
    """
    k1, n1, k2, n2 = (np.round(np.atleast_1d(floats(x))) for x in (k1, n1, k2, n2))
    size, successes = n1 + n2, k1 + k2
    # Name rows and columns so that the first of each is the smaller: counts run from 0.
    first_row, rare = n1 <= n2, successes <= size - successes
    row, column = np.minimum(n1, n2), np.minimum(successes, size - successes)
    trials, hits = np.where(first_row, n1, n2), np.where(first_row, k1, k2)
    observed = np.where(rare, hits, trials - hits)

    tested = (n1 > 0) & (n2 > 0)
    result = np.full(size.shape, np.nan)
    if tested.any():
        row, column, size, observed = (x[tested] for x in (row, column, size, observed))
        result[tested] = hypergeometric_p(observed, row, column, size)
    return result


def hypergeometric_p(observed: NDArray, row: NDArray, column: NDArray, size: NDArray) -> NDArray:
    """Two-sided p of the corner count of 2 x 2 tables with these margins, each ≤ size/2."""
    length = np.minimum(np.minimum(row, column), SUPPORT).astype(int) + 1
    start = np.cumsum(length) - length
    table = np.repeat(np.arange(length.size), length)
    count = np.arange(length.sum()) - start[table]
    constant = log_choose(size, row)
    rest = size - column

    def probability(x: NDArray, which: NDArray | slice) -> NDArray:
        ways = log_choose(column[which], x) + log_choose(rest[which], row[which] - x)
        return np.exp(ways - constant[which])

    likelihood = probability(observed, slice(None))
    outcome = probability(count, table)
    outcome[outcome > likelihood[table] * TIE] = 0.0
    return np.clip(np.add.reduceat(outcome, start), likelihood, 1.0)


def poisson_ratio(
    events1: ArrayLike, exposure1: ArrayLike, events2: ArrayLike, exposure2: ArrayLike
) -> NDArray[np.float64]:
    """p of the same rate in two samples; 1-d arrays of equal length.

    Given the sum of events, those of the first sample are binomial with probability
    exposure1/(exposure1 + exposure2). Fractional counts are rounded; no exposure gives NaN.
    Source: Przyborowski and Wilenski 1940, Biometrika 31:313.
    """
    events1, events2 = (np.round(np.atleast_1d(floats(x))) for x in (events1, events2))
    exposure1, exposure2 = (np.atleast_1d(floats(x)) for x in (exposure1, exposure2))
    n = events1 + events2
    exposed = (exposure1 > 0) & (exposure2 > 0)
    share = exposure1 / np.where(exposed, exposure1 + exposure2, np.nan)
    # Count on the side where the observed number falls short of the expected.
    short = events1 <= n * share
    k = np.where(short, events1, events2)
    share = np.where(short, share, 1 - share)
    result = binomial_p(k, n, share)
    return np.where(np.isnan(n * share), np.nan, result)


def binomial_p(k: NDArray, n: NDArray, share: NDArray) -> NDArray:
    """Two-sided p of k successes in n trials, where k is at most the expected n·share."""
    likelihood = log_binomial(k, n, share) + np.log(TIE)
    # Beyond the mode likelihood only falls: bisect for the first count as unlikely as k.
    inside, beyond = np.floor(n * share), n + 1
    for _ in range(int(np.nanmax(n, initial=1)).bit_length() + 1):
        middle = np.floor((inside + beyond) / 2)
        unlikely = log_binomial(middle, n, share) <= likelihood
        inside = np.where(unlikely, inside, middle)
        beyond = np.where(unlikely, middle, beyond)
    tails = binomial_at_least(n - k, n, 1 - share) + binomial_at_least(beyond, n, share)
    return np.where(k < n * share, np.minimum(tails, 1.0), 1.0)


def log_choose(n: NDArray, k: NDArray) -> NDArray:
    """Logarithm of the binomial coefficient."""
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)


def log_binomial(k: NDArray, n: NDArray, share: NDArray) -> NDArray:
    """Logarithm of the binomial probability of k successes in n trials."""
    return log_choose(n, k) + xlogy(k, share) + xlog1py(n - k, -share)


def binomial_at_least(k: NDArray, n: NDArray, share: NDArray) -> NDArray:
    """Binomial probability of at least k successes in n trials."""
    return np.where(k > n, 0.0, betainc(k, np.maximum(n - k + 1, 1.0), share))
