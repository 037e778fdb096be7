"""How far a branch's figure is drawn towards the others' before it is believed: empirical Bayes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize, root
from scipy.special import betaln, digamma, expit, logit

from analytics import shrunk_intervals
from analytics.arguments import (
    aligned,
    require_not_negative,
    require_positive,
    upper_probability,
)
from analytics.estimates import ROUNDING

WEAKEST = 1e6  # α + β above which branches are the same but for chance
SMALLEST = 1e-3  # α + β below which a branch has all or nothing
FEWEST = 1e-6  # common share where nothing ever happened
NEARBY = 0.1  # how far the logarithms of α and β may move in their last digits


@dataclass(frozen=True)
class BetaBinomial:
    """`alpha` and `beta` of the shares of all branches; the rest in the order of the input.

    `reliability` is the share of a branch's own figure in its shrunk one, n/(n + α + β), 0 to 1.
    """

    alpha: float
    beta: float
    shrunk: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    reliability: NDArray[np.float64]


@dataclass(frozen=True)
class Normal:
    """`mean` with its standard error `se`, and the variance `tau2` between branches.

    `shrunk`, `low`, `high` and `reliability` stand in the order of the input.
    """

    mean: float
    se: float
    tau2: float
    shrunk: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    reliability: NDArray[np.float64]


def beta_binomial(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> BetaBinomial:
    """Shares k/n (0 to 1) of branches, drawn towards what is usual among them.

    The true shares are taken as drawn from one beta distribution, whose α and β maximise the
    beta-binomial likelihood; `shrunk` is the posterior mean (k + α)/(n + α + β). Where chance alone
    explains the differences, α + β reaches WEAKEST and every branch has the common share. A branch
    with n = 0, or whose counts are missing, has the common share too. The interval does not take α
    and β for known: see `shrunk_intervals`.

    Source: Robbins 1956; Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 5.1.
    Raises ValueError when k or n is negative, k exceeds n, lengths differ, or nobody answered.
    """
    k, n = aligned(successes=k, trials=n)
    upper_probability(level)
    require_not_negative(successes=k, trials=n)
    if np.any(k > n * (1 + ROUNDING)):
        raise ValueError("successes must not exceed trials")
    known = ~(np.isnan(k) | np.isnan(n))
    n = np.where(known, n, 0.0)
    k = np.minimum(np.where(known, k, 0.0), n)
    if not n.sum() > 0:
        raise ValueError("at least one branch must have trials")
    alpha, beta = _maximum_likelihood(k.ravel(), n.ravel())
    size = alpha + beta
    shrunk = (k + alpha) / (n + size)
    ends = shrunk_intervals.of_shares(k.ravel(), n.ravel(), size, WEAKEST, level)
    low, high = (end.reshape(k.shape) for end in ends)
    low, high = np.minimum(low, shrunk), np.maximum(high, shrunk)
    return BetaBinomial(alpha, beta, shrunk, low[()], high[()], n / (n + size))


def _maximum_likelihood(k: NDArray, n: NDArray) -> tuple[float, float]:
    """α and β, found over the logit of the mean and the logarithm of α + β."""
    common = np.clip(k.sum() / n.sum(), FEWEST, 1 - FEWEST)
    if k.sum() in (0, n.sum()):  # nothing ever happened, or always: all branches are alike
        return float(common * WEAKEST), float((1 - common) * WEAKEST)

    def loss(point: NDArray) -> tuple[float, NDArray]:
        mean, size = expit(point[0]), np.exp(point[1])
        alpha, beta = mean * size, (1 - mean) * size
        value = -float(np.sum(betaln(k + alpha, n - k + beta) - betaln(alpha, beta)))
        by_alpha, by_beta = _slopes(k, n, alpha, beta)
        turned = by_alpha * alpha * (1 - mean) - by_beta * beta * mean
        return value, -np.array([turned, by_alpha * alpha + by_beta * beta])

    bounds = [(-14, 14), (np.log(SMALLEST), np.log(WEAKEST))]
    starts = [(logit(common), np.log(size)) for size in (2.0, 20.0, 200.0, WEAKEST)]
    found = [
        minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-14})
        for start in starts
    ]
    best = min(found, key=lambda result: result.fun).x
    mean, size = expit(best[0]), np.exp(best[1])
    alpha, beta = float(mean * size), float((1 - mean) * size)
    if not 2 * SMALLEST < size < WEAKEST / 2:  # at the edge the slope is not zero
        return alpha, beta
    return _polished(k, n, alpha, beta)


def _slopes(k: NDArray, n: NDArray, alpha: float, beta: float) -> tuple[float, float]:
    """Derivatives of the log-likelihood by α and β."""
    size = digamma(alpha + beta) - digamma(n + alpha + beta)
    by_alpha = np.sum(digamma(k + alpha) - digamma(alpha) + size)
    return by_alpha, np.sum(digamma(n - k + beta) - digamma(beta) + size)


def _polished(k: NDArray, n: NDArray, alpha: float, beta: float) -> tuple[float, float]:
    """α and β where the derivatives of the likelihood vanish, to the last digits."""
    start = np.log([alpha, beta])
    found = root(lambda point: _slopes(k, n, *np.exp(np.clip(point, -30, 30))), start, tol=1e-12)
    if not found.success or np.abs(found.x - start).max() > NEARBY:
        return alpha, beta
    return tuple(map(float, np.exp(found.x)))


def normal(y: ArrayLike, se: ArrayLike, level: float = 0.95) -> Normal:
    """Figures `y` with standard errors `se` (the same unit), drawn towards their common mean.

    τ² is the moment estimate of DerSimonian and Laird 1986 (Controlled Clinical Trials 7:177);
    `mean` weighs by 1/(se² + τ²); `shrunk` is mean + τ²/(τ² + se²)·(y − mean) (Morris 1983, JASA
    78:47). The interval does not take mean and τ² for known: see `shrunk_intervals`. A branch
    without a figure (NaN) has the mean.

    Raises ValueError when an se is not positive, lengths differ, or no branch has a figure.
    """
    upper_probability(level)
    y, se = aligned(y=y, se=se)
    known = np.isfinite(y) & np.isfinite(se)
    if not known.any():
        raise ValueError("at least one branch must have a figure")
    require_positive(se=se[known])
    own, variance = y[known], se[known] ** 2
    w = 1 / variance
    fixed = np.sum(w * own) / w.sum()
    q = np.sum(w * (own - fixed) ** 2)
    scale = w.sum() - np.sum(w**2) / w.sum()
    tau2 = max(float((q - (len(own) - 1)) / scale), 0.0) if len(own) > 1 else 0.0
    weight = 1 / (variance + tau2)
    mean = float(np.sum(weight * own) / weight.sum())
    spread = np.where(known, se**2, np.inf)
    reliability = tau2 / (tau2 + spread)
    shrunk = mean + reliability * np.where(known, y - mean, 0.0)
    errors = np.where(known, se, np.inf)
    ends = shrunk_intervals.of_figures(np.where(known, y, mean).ravel(), errors.ravel(), level)
    low, high = (end.reshape(y.shape) for end in ends)
    low, high = np.minimum(low, shrunk), np.maximum(high, shrunk)
    return Normal(mean, float(weight.sum() ** -0.5), tau2, shrunk, low[()], high[()], reliability)
