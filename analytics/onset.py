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
    found = difference(kind, later, earlier, per).set_axis(tried)
    found = found[(np.sign(found["difference"]) == np.sign(direction)) & found["p"].notna()]
    if found.empty or found["p"].min() * len(tried) >= alpha:
        return None
    surest = found[found["p"] == found["p"].min()]  # several may be so sure that p is zero
    size = surest["difference"].abs() / (surest["high"] - surest["low"])
    return int(size.idxmax())


def _levels(cells: pd.DataFrame, tried: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sums from each month tried on, and of all months before it; one row each, in order."""
    month, months = pd.factorize(cells["month"].to_numpy(), sort=True)
    stratum, strata = pd.factorize(cells["stratum"], sort=True)
    by_month = np.zeros((len(months), len(strata), len(SUMS)))
    np.add.at(by_month, (month, stratum), cells[SUMS].to_numpy(float))
    so_far = by_month.cumsum(axis=0)
    earlier = so_far[np.searchsorted(months, tried) - 1]
    later = so_far[-1] - earlier
    if len(strata) == 1:
        return tuple(pd.DataFrame(sums[:, 0], columns=SUMS) for sums in (later, earlier))
    facts = cells.sort_values("month").groupby("stratum")[["metric", "kind", "per", "weight"]]
    # Both sides at once, month by month: the earlier stand under the same months, made negative.
    both = np.concatenate([later, earlier]).reshape(-1, len(SUMS))
    marks = np.repeat(np.concatenate([tried, -tried]), len(strata))
    cell = pd.DataFrame(both, columns=SUMS).assign(
        month=marks, stratum=np.tile(strata, 2 * len(tried))
    )
    cell = cell.join(facts.last(), "stratum")
    cell[["n", "total_sq"]] = cell[["n", "total_sq"]].clip(lower=0.0)
    combined = combine_strata(cell.assign(branch_id="")).set_index("month")
    return combined.reindex(tried), combined.reindex(-tried)
