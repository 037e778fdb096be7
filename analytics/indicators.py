"""Many figures of the same branches on one scale: turned the same way, in standard deviations."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.arguments import normal_quantile

FEWEST_PEERS = 5  # branches that know an indicator, below which it says nothing of any of them


def oriented(figures: pd.DataFrame, better: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values and standard errors of branches x metrics, turned so that higher is always better.

    `figures` has metric, branch_id, value, low and high (95 %), one row of each metric and branch;
    `better` says "high" or "low" of each metric to take. The standard error is a quarter of the
    interval's width or so (low and high are 1.96 errors away); NaN for a full count.
    """
    rows = figures[figures["metric"].isin(list(better))]
    seen = set(rows["metric"])
    known = pd.Index([metric for metric in better if metric in seen], name="metric")
    branch, branches = pd.factorize(rows["branch_id"], sort=True)
    place = branch, known.get_indexer(rows["metric"])
    error = (rows["high"] - rows["low"]) / (2 * normal_quantile(0.95))
    wide = np.full((2, len(branches), len(known)), np.nan)
    for table, values in zip(wide, (rows["value"], error), strict=True):
        table[place] = values
    signs = [1.0 if better[metric] == "high" else -1.0 for metric in known]
    index = pd.Index(branches, name="branch_id")
    return pd.DataFrame(wide[0] * signs, index, known), pd.DataFrame(wide[1], index, known)


def standardised(values: pd.DataFrame, peers: pd.Series | None = None) -> pd.DataFrame:
    """z of every indicator among the branches: distance from their mean in standard deviations.

    Plain mean and standard deviation (n - 1), not robust ones: shares near 100 % have a median
    deviation of zero, and a branch far out should stand far out. `peers` gives the kind of each
    branch and z is taken within the kind. NaN where fewer than FEWEST_PEERS of the kind, or fewer
    than half of it, know the indicator, and where they do not differ.
    """
    kinds = _kinds(values, peers)
    known = values.astype(float).groupby(kinds, dropna=False)
    size = pd.Series(kinds).groupby(kinds, dropna=False).transform("size").to_numpy()
    enough = known.transform("count").ge(np.maximum(FEWEST_PEERS, size / 2), axis=0)
    return ((values - known.transform("mean")) / spread(values, peers)).where(enough)


def spread(values: pd.DataFrame, peers: pd.Series | None = None) -> pd.DataFrame:
    """Standard deviation (n - 1) of each indicator among branches of a kind; NaN where none."""
    known = values.astype(float).groupby(_kinds(values, peers), dropna=False)
    found = known.transform("std")
    return found.where(found > 1e-9 * values.abs().max())


def _kinds(values: pd.DataFrame, peers: pd.Series | None) -> NDArray:
    kinds = pd.Series("", index=values.index) if peers is None else peers.reindex(values.index)
    return kinds.to_numpy(object)
