"""Promises kept or not: a figure with its interval against the target of the branch's area."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

MET, NOT_MET, CANNOT_TELL, NO_TARGET = "met", "not met", "cannot tell", ""
EVERYWHERE = "all"  # the area of a target that holds wherever no other does


def against_targets(
    figures: pd.DataFrame,
    targets: pd.DataFrame,
    areas: Mapping[str, str],
    better: Mapping[str, str],
) -> pd.DataFrame:
    """Every figure against the target published for its metric and for the area of its branch.

    `figures` has metric, branch_id, value, low, high (NaN for a full count); `targets` has metric,
    area and target, in the unit of the metric's value; `areas` gives the area of each branch, a
    target for EVERYWHERE holds where its area has none; `better` says for each metric whether high
    or low is good. Returns the figures with area, target (NaN without one) and verdict.
    """
    area = figures["branch_id"].map(areas)
    promised = targets.set_index(["metric", "area"])["target"]
    own = promised.reindex(pd.MultiIndex.from_arrays([figures["metric"], area]))
    general = promised.reindex(
        pd.MultiIndex.from_arrays([figures["metric"], [EVERYWHERE] * len(figures)])
    )
    target = np.where(np.isnan(own.to_numpy(float)), general, own).astype(float)
    high_is_good = figures["metric"].map(better).eq("high").to_numpy(bool)
    verdict = verdicts(figures["value"], figures["low"], figures["high"], target, high_is_good)
    return figures.assign(area=area, target=target, verdict=verdict)


def verdicts(
    value: pd.Series,
    low: pd.Series,
    high: pd.Series,
    target: np.ndarray,
    high_is_good: np.ndarray,
) -> np.ndarray:
    """MET or NOT_MET where the whole interval is on one side of the target, else CANNOT_TELL.

    A figure exactly on its target meets it, and so does an interval that ends there. A full count
    has no interval and its value decides. Without value or target the verdict is NO_TARGET.
    """
    value, low, high = (x.to_numpy(float) for x in (value, low, high))
    low, high = np.where(np.isnan(low), value, low), np.where(np.isnan(high), value, high)
    worst, best = np.where(high_is_good, low, -high), np.where(high_is_good, high, -low)
    promise = np.where(high_is_good, target, -target)
    return np.select(
        [np.isnan(value) | np.isnan(promise), worst >= promise, best < promise],
        [NO_TARGET, MET, NOT_MET],
        default=CANNOT_TELL,
    )
