"""All other branches together: the yardstick of a branch, which it is no part of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.cells import SUMS
from analytics.key_figures import numbered

SIGNED = {"total"}  # sums that may be negative


def rest(cells: pd.DataFrame) -> pd.DataFrame:
    """For each branch the cells of all the others, one row per stratum of the metric.

    `cells` as for `key_figures`, not by month, of branches none of which contains another. Where a
    branch was not heard in a stratum, the others are everybody in it.
    """
    metric = pd.factorize(cells["metric"], sort=True)[0]
    unit, of_unit = numbered(cells, ["metric", "branch_id"])
    part, of_part = numbered(cells, ["metric", "stratum"])
    strata = np.bincount(metric[of_part])  # of each metric, whose parts stand together
    begin = strata.cumsum() - strata
    rows = strata[metric[of_unit]]  # of each unit
    offset = rows.cumsum() - rows
    whose = np.repeat(np.arange(len(rows)), rows)
    which = np.arange(rows.sum()) - offset[whose] + begin[metric[of_unit]][whose]
    facts = cells[["metric", "stratum", "weight", "kind", "per"]].iloc[of_part[which]]
    branch = cells["branch_id"].to_numpy()[of_unit[whose]]
    place = offset[unit] + part - begin[metric]
    sums = {}
    for name in SUMS:
        own = np.bincount(place, cells[name], len(whose))
        others = np.bincount(part, cells[name], len(of_part))[which] - own
        sums[name] = others if name in SIGNED else np.maximum(others, 0.0)
    return facts.reset_index(drop=True).assign(branch_id=branch, **sums)
