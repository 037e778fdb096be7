"""On which topic is a branch weak; and is it the topic, or the branch on everything?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtr

from analytics import signals
from analytics.arguments import normal_quantile
from analytics.comparison import judged
from analytics.multiplicity import adjust

LEVEL = 0.95
FEWEST_TOPICS = 2  # a branch judged on fewer is neither weak throughout nor on one topic alone


def against_others(cells: pd.DataFrame, shown: pd.DataFrame, alpha: float = 0.05) -> pd.DataFrame:
    """Every branch on every topic against all other branches on the same topic.

    `cells` as for `key_figures`, the topic standing as metric, of branches none of which contains
    another; `shown` are figures as from `published`, and what is hidden in them is not judged.
    Returns one row per branch and topic: metric, branch_id, answers, value, other (value of the
    others), difference, low, high, p, p_adjusted and differs (adjusted over all rows), own (the
    difference beyond the mean difference of the branch on its other topics), own_adjusted, and
    alone: it is below the others, and by more than chance further below than the branch's other
    topics. Topics are answered by the same people, whose answers go together; `own` is
    judged as if they did not, which calls fewer topics weak, never more.
    """
    topics = cells["metric"].unique()
    tested = signals.signals(cells, personal=topics)
    seen = shown.loc[shown["value"].notna() & ~shown["hidden"], ["metric", "branch_id"]]
    found = judged(tested.merge(seen, on=["metric", "branch_id"]), alpha)
    columns = ["metric", "branch_id", "answers", "value", "other", "difference", "low", "high"]
    return _beyond_own(found[[*columns, "p", "p_adjusted", "differs"]], alpha)


def weak_throughout(found: pd.DataFrame) -> list[str]:
    """The branches below the others, by more than chance, on every topic; worst first.

    `found` as from `against_others`; a branch judged on fewer than FEWEST_TOPICS is not named.
    """
    below = found["differs"] & (found["difference"] < 0)
    by_branch = below.groupby(found["branch_id"])
    every = by_branch.all() & (by_branch.size() >= FEWEST_TOPICS)
    mean = found.groupby("branch_id")["difference"].mean()
    return mean[every[every].index].sort_values().index.tolist()


def _beyond_own(found: pd.DataFrame, alpha: float) -> pd.DataFrame:
    """Add own, own_adjusted and alone."""
    difference = found["difference"]
    half = (found["high"] - found["low"]) / 2
    variance = (half / normal_quantile(LEVEL)) ** 2
    branch = found["branch_id"]
    others = difference.groupby(branch).transform("size") - 1
    several = others >= FEWEST_TOPICS - 1
    sum_of_others = difference.groupby(branch).transform("sum") - difference
    variance_of_others = variance.groupby(branch).transform("sum") - variance
    with np.errstate(divide="ignore", invalid="ignore"):
        own = (difference - sum_of_others / others).where(several)
        error = np.sqrt(variance + variance_of_others / others**2)
        p = 2 * ndtr(-np.abs(own / error))
    adjusted = pd.Series(adjust(p), index=found.index)
    return found.assign(
        own=own,
        own_adjusted=adjusted,
        alone=found["differs"] & (difference < 0) & (adjusted < alpha) & (own < 0),
    )
