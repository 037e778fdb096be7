"""Several chosen branches taken together, without giving away those too small to show."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.stretches import Within
from analytics.withheld import COMPANY, withheld


def together(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    chosen: Collection[str],
    stratum: str | None = None,
    within: Within | None = None,
) -> pd.DataFrame:
    """The cells of the `chosen` branches, under the name of COMPANY; of one `stratum` if named.

    `cells` as for `key_figures`, of all strata, of all `branch_ids` and of `roots`. When every
    branch is chosen these are the cells of the roots, the published total. Otherwise a branch that
    is hidden in a metric is left out of it, or the sum of the others would follow from the total.
    `within` as for `withheld`.
    """
    hidden = withheld(cells, branch_ids, roots, cells["metric"].unique(), within)
    own = cells if stratum is None else cells[cells["stratum"] == stratum]
    if set(branch_ids) <= set(chosen):
        whole = own[own["branch_id"].isin(list(roots))].assign(branch_id=COMPANY)
        return whole if stratum is None else whole[~hidden.rows(whole, stratum)]
    own = own[own["branch_id"].isin(list(chosen))]
    return own[~hidden.rows(own, stratum)].assign(branch_id=COMPANY)
