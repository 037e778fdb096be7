"""Several chosen branches taken together, without giving away those too small to show."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.published import COMPANY, FEWEST_ANSWERS
from analytics.suppression import mask


def together(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    chosen: Collection[str],
) -> pd.DataFrame:
    """The cells of the `chosen` branches, under the name of COMPANY.

    `cells` as for `key_figures`, of all `branch_ids` and of `roots`. When every branch is chosen
    these are the cells of the roots, the published total. Otherwise a branch that would be hidden
    in a metric is left out of it, or the sum of the others would follow from the total.
    """
    if set(branch_ids) <= set(chosen):
        return cells[cells["branch_id"].isin(list(roots))].assign(branch_id=COMPANY)
    own = cells[cells["branch_id"].isin(list(branch_ids))]
    sizes = own.groupby(["metric", "branch_id"])["n"].sum()
    hidden = sizes.groupby("metric").transform(lambda n: mask(n, FEWEST_ANSWERS)).astype(bool)
    kept = sizes.index[~hidden & sizes.index.isin(list(chosen), level="branch_id")]
    return (
        own.set_index(["metric", "branch_id"])
        .loc[lambda t: t.index.isin(kept)]
        .reset_index()
        .assign(branch_id=COMPANY)
    )
