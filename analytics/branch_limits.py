"""Funnel limits for branches that differ by more than chance: what is usual stays within.

Limits of chance alone put almost every large branch outside, for no two branches are quite alike;
so the spread that is usual between the branches of the company is added to that of chance.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from analytics import funnel
from analytics.arguments import normal_quantile

WINSORISED = 0.1  # of the branches at either end are pulled in before their spread is measured
_END = -ndtri(WINSORISED)
# What is left of the variance of normal z whose tails are so pulled in: 0.68.
LEFT = 1 - 2 * WINSORISED - 2 * _END * np.exp(-(_END**2) / 2) / np.sqrt(2 * np.pi)
LEFT += 2 * WINSORISED * _END**2


def standard_errors(figures: pd.DataFrame) -> NDArray[np.float64]:
    """Half the 95 % interval of each figure in normal standard errors, in the unit of its value."""
    width = (figures["high"] - figures["low"]).to_numpy(float)
    return width / (2 * normal_quantile(0.95))


def usual_spread(figures: pd.DataFrame, baseline: float) -> float:
    """Variance τ² between branches beyond chance, 0 where chance explains how they differ.

    `figures` are rows of `published` of one metric (a proportion, mean, nps or rate), one per
    branch, and `baseline` is the company's value. The z of each branch against the baseline is
    pulled in to the WINSORISED quantiles, so that who stands out does not widen the limits that
    should show it; τ² = (Σz²/LEFT - (I-1))/(Σw - Σw²/Σw), w = 1/s². Shares are measured as arcsin√p
    with s² = 1/4n, rates as √r with s² = 1/4E, others as they are.

    Source: Spiegelhalter 2005, Quality and Safety in Health Care 14:347, who does without LEFT
    (`funnel.overdispersion`): by simulation his 95 % limits then leave 12 % of ordinary branches
    outside, and these 5 to 6 %.
    """
    if len(figures) < 2:
        return 0.0
    kind = figures["kind"].iloc[0]
    size = figures["n"].to_numpy(float)
    if kind == "proportion":
        weight = 4 * size
        away = funnel.angle(figures["total"].to_numpy(float) / size) - funnel.angle(baseline)
    elif kind == "rate":
        weight = 4 * size
        base = np.sqrt(baseline / figures["per"].iloc[0])
        away = np.sqrt(figures["total"].to_numpy(float) / size) - base
    else:
        error = standard_errors(figures)
        known = np.isfinite(error) & (error > 0)
        if known.sum() < 2:
            return 0.0
        weight = 1 / error[known] ** 2
        away = figures["value"].to_numpy(float)[known] - baseline
    z = away * np.sqrt(weight)
    z = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    excess = max(float(np.sum(z**2)) / LEFT - (len(z) - 1), 0.0)
    return excess / float(weight.sum() - np.sum(weight**2) / weight.sum())


def limits(figures: pd.DataFrame, baseline: float, tau2: float) -> pd.DataFrame:
    """Limits of each figure around the company's, chance and the usual spread `tau2` together.

    `figures`, `baseline` and `tau2` as in `usual_spread`; a share needs no more than kind and n.
    Columns as `funnel.proportion_limits`, in the unit of the figures, with their index.
    With τ² = 0 the limits are those of chance: exact for rates.
    """
    kind = figures["kind"].iloc[0]
    if kind == "proportion":
        if tau2 > 0:
            return funnel.adjusted_limits(figures["n"], baseline, tau2)
        return funnel.proportion_limits(figures["n"], baseline)
    if kind == "rate":
        per = figures["per"].iloc[0]
        if tau2 > 0:
            return _widened_rates(figures["n"], baseline / per, tau2) * per
        return funnel.rate_limits(figures["n"], baseline / per) * per
    error = np.sqrt(standard_errors(figures) ** 2 + tau2)
    halves = {level: normal_quantile(level) * error for level in funnel.LEVELS}
    bounds = {level: (baseline - half, baseline + half) for level, half in halves.items()}
    return funnel.limit_table(figures["n"], bounds)


def _widened_rates(exposure: pd.Series, rate: float, tau2: float) -> pd.DataFrame:
    """Limits (√r ± z√(1/4E + τ²))² of a rate."""
    error = np.sqrt(funnel.standard_error(exposure) ** 2 / 4 + tau2)
    bounds = {}
    for level in funnel.LEVELS:
        half = normal_quantile(level) * error
        bounds[level] = np.maximum(np.sqrt(rate) - half, 0) ** 2, (np.sqrt(rate) + half) ** 2
    return funnel.limit_table(exposure, bounds)
