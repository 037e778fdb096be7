"""How far a branch's figure is drawn towards the others' before it is believed: empirical Bayes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize, root
from scipy.special import betaincinv, betaln, digamma, expit, logit

from analytics.arguments import (
    floats,
    normal_quantile,
    require_not_negative,
    require_positive,
    upper_probability,
)

WEAKEST = 1e6  # α + β above which branches are the same but for chance


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
    beta-binomial likelihood; `shrunk` is the posterior mean (k + α)/(n + α + β), the interval holds
    `level` of the posterior. Where chance alone explains the differences, α + β reaches WEAKEST
    and every branch has the common share. A branch with n = 0 has the common share too.

    Source: Robbins 1956; Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 5.1.
    Raises ValueError when k or n is negative, k exceeds n, or nobody answered anywhere.
    """
    k, n = floats(k), floats(n)
    require_not_negative(successes=k, trials=n)
    if np.any(k > n):
        raise ValueError("successes must not exceed trials")
    if not n.sum() > 0:
        raise ValueError("at least one branch must have trials")
    alpha, beta = _maximum_likelihood(k, n)
    upper = upper_probability(level)
    a, b = k + alpha, n - k + beta
    return BetaBinomial(
        alpha,
        beta,
        a / (a + b),
        betaincinv(a, b, 1 - upper),
        betaincinv(a, b, upper),
        n / (n + alpha + beta),
    )


def _maximum_likelihood(k: NDArray, n: NDArray) -> tuple[float, float]:
    """α and β, found over the logit of the mean and the logarithm of α + β."""
    common = np.clip(k.sum() / n.sum(), 1e-6, 1 - 1e-6)

    def loss(point: NDArray) -> float:
        mean, size = expit(point[0]), np.exp(point[1])
        alpha, beta = mean * size, (1 - mean) * size
        return -float(np.sum(betaln(k + alpha, n - k + beta) - betaln(alpha, beta)))

    bounds = [(-14, 14), (np.log(1e-3), np.log(WEAKEST))]
    starts = [(logit(common), np.log(size)) for size in (2.0, 20.0, 200.0, WEAKEST)]
    found = [
        minimize(loss, start, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-14})
        for start in starts
    ]
    best = min(found, key=lambda result: result.fun).x
    mean, size = expit(best[0]), np.exp(best[1])
    if size > WEAKEST / 2:
        return float(mean * size), float((1 - mean) * size)
    return _polished(k, n, mean * size, (1 - mean) * size)


def _polished(k: NDArray, n: NDArray, alpha: float, beta: float) -> tuple[float, float]:
    """α and β where the derivatives of the likelihood vanish, to the last digits."""

    def slopes(point: NDArray) -> NDArray:
        a, b = np.exp(point)
        size = digamma(a + b) - digamma(n + a + b)
        return np.array(
            [
                np.sum(digamma(k + a) - digamma(a) + size),
                np.sum(digamma(n - k + b) - digamma(b) + size),
            ]
        )

    found = root(slopes, np.log([alpha, beta]), tol=1e-12)
    return tuple(map(float, np.exp(found.x))) if found.success else (alpha, beta)


def normal(y: ArrayLike, se: ArrayLike, level: float = 0.95) -> Normal:
    """Figures `y` with standard errors `se` (the same unit), drawn towards their common mean.

    τ² is the moment estimate of DerSimonian and Laird 1986 (Controlled Clinical Trials 7:177);
    `mean` weighs by 1/(se² + τ²); `shrunk` is mean + τ²/(τ² + se²)·(y − mean) with the normal
    interval of the posterior (Morris 1983), the uncertainty of `mean` and τ² left aside. A branch
    without a figure (NaN) has the mean.

    Raises ValueError when an se is not positive or no branch has a figure.
    """
    y, se = np.broadcast_arrays(floats(y), floats(se))
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
    half = normal_quantile(level) * np.sqrt(tau2 * (1 - reliability))
    return Normal(
        mean, float(weight.sum() ** -0.5), tau2, shrunk, shrunk - half, shrunk + half, reliability
    )
