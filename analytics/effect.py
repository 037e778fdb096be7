"""Busy without effect, or quietly effective; and does the assessment measure what customers feel?

What a branch does and what comes of it are each the mean of many indicators. None of them alone
would name a branch: an interval over the indicators says whether they agree.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
from scipy.special import stdtr

from analytics.arguments import t_quantile
from analytics.comparison import judged
from analytics.indicators import spread, standardised
from analytics.multiplicity import adjust
from analytics.rank_correlation import rank_correlation

BUSY, QUIET = "busy without effect", "quietly effective"
BOTH, NEITHER = "busy and effective", "neither"
PLACES = {(True, False): BUSY, (False, True): QUIET, (True, True): BOTH, (False, False): NEITHER}
HIGH_SCORE, LOW_SCORE = "high score, customers below", "low score, customers above"
Groups = Mapping[Hashable, Hashable]


def quadrant(
    activity: pd.DataFrame,
    effect: pd.DataFrame,
    activity_error: pd.DataFrame | None = None,
    effect_error: pd.DataFrame | None = None,
    groups: Groups | None = None,
    peers: pd.Series | None = None,
    level: float = 0.95,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Mean z of the activity and of the effect of every branch, and which branches can be named.

    `activity` and `effect` are branches x indicators, turned so that higher is more or better, NaN
    where unknown; the frames of errors hold standard errors in the same units, NaN for a full
    count. Indicators of one of the `groups` are answers to the same question and have one voice
    together (their mean z), or what is measured often would count often. `peers` gives the kind
    of each branch: z is taken among branches of its kind (see `standardised`).

    An axis is the mean of the voices with Student's t interval over them, k - 1 degrees of
    freedom: the sampling error of an indicator is part of that spread, and so is that indicators
    disagree. Where the spread is by luck smaller than the sampling errors alone would make it,
    these are used instead. p of a branch is the larger of its two axes' p (intersection-union
    test, Berger 1982, Technometrics 24:295), adjusted over all branches (Benjamini-Hochberg). It is
    named only when both intervals clear zero and the adjusted p is below `alpha`.

    Returns a frame indexed by branch: for each axis `activity`, `effect` its mean z (standard
    deviations between branches), `_low`, `_high`, `_voices`, `_indicators` and `_p`; p_adjusted;
    place (BUSY, QUIET, BOTH, NEITHER or empty); gap = activity - effect with gap_low, gap_high
    (Welch), gap_p (adjusted) and gap_differs. Raises ValueError unless both have the same branches.
    """
    activity, effect = pd.DataFrame(activity), pd.DataFrame(effect)
    if not activity.index.equals(effect.index):
        raise ValueError("activity and effect must have the same branches")
    sides = {
        "activity": axis(activity, activity_error, groups, peers, level),
        "effect": axis(effect, effect_error, groups, peers, level),
    }
    joined = pd.concat([side.add_prefix(f"{name}_") for name, side in sides.items()], axis=1)
    result = joined.rename(columns={f"{name}_value": name for name in sides})
    both = result[["activity_p", "effect_p"]].max(axis=1, skipna=False)
    clear = pd.Series(True, index=result.index)
    for name in sides:
        clear &= (result[f"{name}_low"] > 0) | (result[f"{name}_high"] < 0)
    result["p_adjusted"] = adjust(both)
    signs = zip(result["activity"] > 0, result["effect"] > 0, strict=True)
    named = clear & (result["p_adjusted"] < alpha)
    result["place"] = [PLACES[s] if n else "" for s, n in zip(signs, named, strict=True)]
    return result.join(_gap(sides["activity"], sides["effect"], level, alpha)).drop(
        columns=[f"{name}_{column}" for name in sides for column in ("error", "freedom")]
    )


def axis(
    values: pd.DataFrame,
    error: pd.DataFrame | None = None,
    groups: Groups | None = None,
    peers: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """One axis of `quadrant`: value, low, high, p, voices, indicators, error, freedom by branch."""
    z = standardised(values, peers)
    voice = [(groups or {}).get(column, column) for column in z.columns]
    voices = z.T.groupby(voice).mean().T
    k = voices.notna().sum(axis=1)
    variance = voices.var(axis=1, ddof=1) / k
    if error is not None:
        own = (error.reindex_like(values).fillna(0.0) / spread(values, peers)).where(z.notna())
        sampling = own.T.groupby(voice).mean().T  # errors within a voice may all be the same one
        variance = np.maximum(variance, (sampling**2).sum(axis=1) / k**2)
    # Voices that agree exactly are copies of one another: they tell nothing of the error.
    se = np.sqrt(variance.where(variance > 0))
    value = voices.mean(axis=1)
    half = t_quantile(k - 1, level) * se
    return pd.DataFrame(
        {
            "value": value,
            "low": value - half,
            "high": value + half,
            "p": 2 * stdtr(np.maximum(k - 1, 1), -np.abs(value / se)),
            "voices": k,
            "indicators": z.notna().sum(axis=1),
            "error": se,
            "freedom": k - 1,
        }
    )


def _gap(a: pd.DataFrame, b: pd.DataFrame, level: float, alpha: float) -> pd.DataFrame:
    """Activity less effect with Welch's interval (1947, Biometrika 34:28), adjusted over all."""
    gap = a["value"] - b["value"]
    squares = a["error"] ** 2, b["error"] ** 2
    se = np.sqrt(squares[0] + squares[1])
    freedom = se**4 / (squares[0] ** 2 / a["freedom"] + squares[1] ** 2 / b["freedom"])
    half = t_quantile(freedom, level) * se
    p = 2 * stdtr(freedom, -np.abs(gap / se))
    found = judged(pd.DataFrame({"gap": gap, "low": gap - half, "high": gap + half, "p": p}), alpha)
    names = {"p_adjusted": "gap_p", "differs": "gap_differs"}
    names |= {column: f"gap_{column}" for column in ("low", "high")}
    return found.drop(columns="p").rename(columns=names)


def indicator_validity(
    indicator: pd.DataFrame,
    satisfaction: pd.DataFrame,
    lag: int = 1,
    level: float = 0.95,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Does a branch that scores high on an indicator have contented customers `lag` periods later?

    `indicator` has indicator, branch_id, period, value, and `satisfaction` branch_id, period,
    value; periods are consecutive whole numbers. The quarters of one branch are not independent
    of one another, so each branch counts once: its mean over the periods that have a score and
    satisfaction `lag` periods later. ρ, interval and p over branches as `rank_correlation`,
    adjusted over all indicators (Benjamini-Hochberg).

    Returns a frame indexed by indicator: n (branches), periods, value (ρ), low, high, p,
    p_adjusted, differs.
    """
    later = satisfaction.assign(period=satisfaction["period"] - lag)
    paired = indicator.merge(later, on=["branch_id", "period"], suffixes=("", "_later")).dropna()
    means = paired.groupby(["indicator", "branch_id"])[["value", "value_later"]].mean().round(12)
    of_each = {name: own.droplevel(0) for name, own in means.groupby(level=0)}
    periods = paired.groupby("indicator")["period"].nunique()
    rows = {}
    for name in dict.fromkeys(indicator["indicator"]):
        own = of_each.get(name, means.iloc[:0])
        found = rank_correlation(own["value"], own["value_later"], level)
        rows[name] = {"n": found.n, "periods": int(periods.get(name, 0))} | {
            field: getattr(found, field) for field in ("value", "low", "high", "p")
        }
    columns = ["n", "periods", "value", "low", "high", "p"]
    result = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return judged(result.astype(dict.fromkeys(columns[2:], float)), alpha)


def mismatches(score: pd.Series, customers: pd.DataFrame) -> pd.Series:
    """Branches whose score and whose customers say opposite things, and what.

    `score` by branch; `customers` by branch with difference and differs, as `against_rest`. A score
    is high in the upper third and low in the lower third of the branches with both; customers are
    above or below the others only where it is more than chance. Returns HIGH_SCORE or LOW_SCORE,
    the former first.
    """
    both = score.dropna().index.intersection(customers["difference"].dropna().index)
    own, said = score[both], customers.loc[both]
    above = said["differs"] & (said["difference"] > 0)
    below = said["differs"] & (said["difference"] < 0)
    found = pd.Series("", index=both)
    found[(own > own.quantile(2 / 3)) & below] = HIGH_SCORE
    found[(own < own.quantile(1 / 3)) & above] = LOW_SCORE
    return found[found != ""].sort_values(kind="stable")
