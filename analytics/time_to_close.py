"""How long findings take to be resolved: as known on one day, by branch, against the others."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.multiplicity import adjust
from analytics.survival import compare, kaplan_meier

ALPHA = 0.05


def observed(
    began: pd.Series, ended: pd.Series, snapshot: pd.Timestamp
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Days open, and whether closed, as they were known at the end of the day `snapshot`.

    `began` and `ended` are dates (`ended` missing while open). What ended later was open then.
    Raises ValueError when something began after the snapshot or ended before it began.
    """
    began, ended = pd.to_datetime(began), pd.to_datetime(ended)
    if (began > snapshot).any():
        raise ValueError("nothing may begin after the snapshot")
    if (ended < began).any():
        raise ValueError("nothing may end before it began")
    closed = (ended <= snapshot).to_numpy()
    until = ended.where(closed, snapshot)
    return (until - began).dt.days.to_numpy(float), closed


def by_branch(
    branch_ids: pd.Series, days: NDArray[np.float64], closed: NDArray[np.bool_]
) -> pd.DataFrame:
    """Median days open of every branch, and who differs from all the others together.

    `branch_ids`, `days` and `closed` (as from `observed`) are of equal length, one finding each.
    Returns a frame indexed by branch_id: n, closed, median, low, high (days; inf where more than
    half are still open), p_adjusted (log-rank against the others, Benjamini-Hochberg over the
    branches), differs (more than chance) and quicker (more were closed than expected).
    """
    places = pd.Series(np.arange(len(days))).groupby(branch_ids.to_numpy()).indices
    groups = {branch: (days[at], closed[at]) for branch, at in places.items()}
    curves = {branch: kaplan_meier(*group) for branch, group in groups.items()}
    rows = pd.DataFrame(
        [(c.n, c.closed, c.median, c.median_low, c.median_high) for c in curves.values()],
        index=pd.Index(list(curves), name="branch_id"),
        columns=["n", "closed", "median", "low", "high"],
    )
    if len(groups) < 2:
        return rows.assign(p_adjusted=np.nan, differs=False, quicker=False)
    tested = compare(groups).groups
    p = adjust(tested["p"])
    quicker = (tested["observed"] > tested["expected"]).to_numpy()
    return rows.assign(p_adjusted=p, differs=p < ALPHA, quicker=quicker)
