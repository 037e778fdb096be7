"""Intervals of shrunk figures that do not take the usual figure and its spread for known.

A branch is drawn towards what is usual, and what is usual was estimated from the same few branches:
where chance seems to explain all differences, the plain posterior would be sure of far too much.
Here the spread between branches has every value it may have, each as probable as the data make it,
and the mean between them its own error. The mixture is drawn together to one distribution with its
mean and variance.

Source: Kass and Steffey 1989, JASA 84:717 (variance of a mixture over parameters); Gelman et al.,
Bayesian Data Analysis, 3rd ed. 2013, sections 5.3 and 5.4.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, betaln

from analytics.arguments import normal_quantile, upper_probability

STEP = 0.25  # of the logarithm of α + β…
FLAT, EXTREME = 1.0, 0.05  # …from where branches tend to have all or nothing, if data say so
BELOW = 10  # times smaller than the likeliest
STEPS = 200  # of the standard deviation between branches, up to…
WIDEST = 4.0  # …so many times what it is at most in the data
Ends = tuple[NDArray[np.float64], NDArray[np.float64]]


def of_shares(k: NDArray, n: NDArray, size: float, largest: float, level: float) -> Ends:
    """Ends of the interval of each shrunk share; `size` is the likeliest α + β, `largest` its end.

    α + β has the prior density (α + β)^-5/2 of (α, β), the mean a uniform one. Given α + β, the
    mean is that of Kleinman 1973, JASA 68:46: shares weighted by 1/(their variance).
    """
    smallest = np.clip(size / BELOW, EXTREME, FLAT)
    start = np.log(size) - STEP * np.floor((np.log(size) - np.log(smallest)) / STEP)
    sizes = np.exp(np.arange(start, np.log(largest) + STEP / 2, STEP))[:, None]
    weight = n * (sizes + 1) / (sizes + np.maximum(n, 1))
    share = k / np.maximum(n, 1)
    total = weight.sum(axis=1, keepdims=True)
    mean = ((weight * share).sum(axis=1, keepdims=True) + 0.5) / (total + 1)
    error = mean * (1 - mean) / (total + 2)  # variance of the mean
    alpha, beta = mean * sizes, (1 - mean) * sizes
    loglik = np.sum(betaln(k + alpha, n - k + beta) - betaln(alpha, beta), axis=1, keepdims=True)
    probable = _normed(loglik + 0.5 * np.log(error) - 0.5 * np.log(sizes))
    centre = (k + alpha) / (n + sizes)
    spread = centre * (1 - centre) / (n + sizes + 1) + (sizes / (n + sizes)) ** 2 * error
    value, variance = _mixture(probable, centre, spread)
    size = value * (1 - value) / variance - 1
    upper = upper_probability(level)
    a, b = value * size, (1 - value) * size
    return betaincinv(a, b, 1 - upper), betaincinv(a, b, upper)


def of_figures(y: NDArray, se: NDArray, level: float) -> Ends:
    """Ends of the interval of each shrunk figure; where `se` is inf, of any branch's.

    The standard deviation τ between branches and their mean have uniform priors. One figure alone
    is not drawn anywhere: its interval is its own, and nothing is known of others.
    """
    known = np.isfinite(se)
    own, variance = y[known], se[known] ** 2
    if len(own) < 2:
        half = normal_quantile(level) * np.where(known, se, np.nan)
        return y - half, y + half
    widest = WIDEST * max(float(own.std()), float(np.sqrt(variance.min())))
    tau2 = np.linspace(0, widest, STEPS)[:, None] ** 2
    weight = 1 / (variance + tau2)
    total = weight.sum(axis=1, keepdims=True)
    mean = (weight * own).sum(axis=1, keepdims=True) / total
    squares = (weight * (own - mean) ** 2).sum(axis=1, keepdims=True)
    probable = _normed((np.log(weight).sum(axis=1, keepdims=True) - np.log(total) - squares) / 2)
    drawn = 1 / (1 + tau2 / se**2)  # share of the mean in the figure of each branch
    centre = drawn * mean + (1 - drawn) * np.where(known, y, 0.0)
    value, variance = _mixture(probable, centre, tau2 * drawn + drawn**2 / total)
    half = normal_quantile(level) * np.sqrt(variance)
    return value - half, value + half


def _normed(logarithm: NDArray) -> NDArray[np.float64]:
    """Probabilities, of the sum 1, from their logarithms."""
    probable = np.exp(logarithm - logarithm.max())
    return probable / probable.sum()


def _mixture(probable: NDArray, centre: NDArray, variance: NDArray) -> Ends:
    """Mean and variance of a mixture (rows) in each branch (columns)."""
    mean = (probable * centre).sum(axis=0)
    return mean, (probable * (variance + (centre - mean) ** 2)).sum(axis=0)
