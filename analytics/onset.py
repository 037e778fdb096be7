"""Since when: the month in which the level of a branch changed, if it did."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.cells import SUMS
from analytics.comparison import difference
from analytics.key_figures import combine_strata

FEWEST_MONTHS = 3  # on either side of a change
ALPHA = 0.01


def onset(cells: pd.DataFrame, direction: float, alpha: float = ALPHA) -> int | None:
    """The first month (yyyymm) of a new level, or None if none stands out.

    `cells` are those of one metric and one branch by month, as for `key_figures`; `direction` is
    the sign of the change looked for. Every month from the fourth to the third but last is tried
    as the first of the new level: all months before it are compared with all from it on, and the
    month with the smallest p is taken, if that p times the number of months tried is below
    `alpha` (Bonferroni: with as many looks, the smallest p of pure noise is small as well).
    Source: the maximally selected statistic of Hinkley 1970, Biometrika 57:1, and of Miller and
    Siegmund 1982, Biometrics 38:1011, with Bonferroni's bound instead of its limit distribution.
    Cells must be of a kind with sampling error. Raises ValueError for several branches or metrics.
    """
    if cells["metric"].nunique() > 1 or cells["branch_id"].nunique() > 1:
        raise ValueError("the cells must be those of one metric and one branch")
    heard = cells[cells["n"] > 0]
    months = np.sort(heard["month"].unique())
    tried = months[FEWEST_MONTHS : len(months) - FEWEST_MONTHS + 1]
    if not len(tried):
        return None
    later, earlier = _levels(heard, tried)
    kind, per = heard["kind"].iloc[0], heard["per"].iloc[0]
    found = difference(kind, later, earlier, per).set_index(tried)
    found = found[(np.sign(found["difference"]) == np.sign(direction)) & found["p"].notna()]
    if found.empty:
        return None
    size = found["difference"].abs() / (found["high"] - found["low"])
    month = found["p"].where(found["p"] > found["p"].min()).isna()
    best = size[month].idxmax()  # several may be so sure that p is zero: the clearest of them
    return int(best) if found["p"].min() * len(tried) < alpha else None


def _levels(cells: pd.DataFrame, tried: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sums from each month tried on, and of all months before it; one row each, in order."""
    by_month = cells.pivot_table(
        index="month", columns="stratum", values=SUMS, aggfunc="sum", fill_value=0.0
    )
    so_far = by_month.cumsum()
    earlier = so_far.shift(1).loc[tried]
    later = so_far.iloc[-1] - earlier
    if cells["stratum"].nunique() == 1:
        return later.droplevel("stratum", axis=1), earlier.droplevel("stratum", axis=1)
    facts = cells.sort_values("month").groupby("stratum")[["metric", "kind", "per", "weight"]]
    # Both sides at once, month by month: the earlier stand under the same months, made negative.
    both = pd.concat([later, earlier.set_axis(-tried)]).rename_axis("month")
    cell = both.stack("stratum").reset_index().join(facts.last(), "stratum")
    cell[["n", "total_sq"]] = cell[["n", "total_sq"]].clip(lower=0.0)
    combined = combine_strata(cell.assign(branch_id="")).set_index("month")
    return combined.reindex(tried), combined.reindex(-tried)
