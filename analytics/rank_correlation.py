"""Do two orders of the same branches go together?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtr
from scipy.stats import rankdata

from analytics.arguments import normal_quantile

FEWEST_PAIRS = 4  # below, there is no interval


@dataclass(frozen=True)
class Correlation:
    """Spearman's ρ of `n` pairs with its interval and p; NaN where undetermined."""

    value: float
    low: float
    high: float
    p: float
    n: int


def rank_correlation(x: pd.Series, y: pd.Series, level: float = 0.95) -> Correlation:
    """Spearman's ρ over the labels both series know.

    Interval: Fisher's z with the standard error √((1 + ρ²/2)/(n - 3)) of Bonett and Wright 2000,
    Psychometrika 65:23, eq. 3; where the orders agree wholly, as for the next best order. p from
    Student's t. Undetermined for fewer than FEWEST_PAIRS pairs, or where one does not vary.
    """
    labels = x.index.intersection(y.index)
    pairs = np.array([x[labels], y[labels]], dtype=float)
    pairs = pairs[:, ~np.isnan(pairs).any(axis=0)]
    n, unknown = pairs.shape[1], float("nan")
    if n < FEWEST_PAIRS or (pairs == pairs[:, :1]).all(axis=1).any():
        return Correlation(unknown, unknown, unknown, unknown, n)
    rho = float(np.clip(np.corrcoef(rankdata(pairs, axis=1))[0, 1], -1.0, 1.0))
    p = 0.0 if abs(rho) == 1 else 2 * stdtr(n - 2, -abs(rho) * np.sqrt((n - 2) / (1 - rho**2)))
    most = 1 - 12 / (n**3 - n)
    z, half = np.arctanh(np.clip(rho, -most, most)), normal_quantile(level)
    half *= np.sqrt((1 + np.clip(rho, -most, most) ** 2 / 2) / (n - 3))
    low, high = min(float(np.tanh(z - half)), rho), max(float(np.tanh(z + half)), rho)
    return Correlation(rho, low, high, float(p), n)
