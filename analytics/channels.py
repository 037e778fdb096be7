"""Is one channel telling another story? Each channel beside the others, never pooled by size."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.cells import SUMS, estimate, stratified_cells
from analytics.comparison import difference, judged
from analytics.stretches import Within
from analytics.suppression import mask_table
from analytics.withheld import COMPANY, FEWEST_ANSWERS, withheld


def against_others(
    kind: str, cells: pd.DataFrame, weights: pd.Series, alpha: float = 0.05
) -> pd.DataFrame:
    """Each channel, and its difference to the other channels combined.

    `cells` has n, total, total_sq, indexed by channel; `weights` are the published ones by channel,
    NaN where there is none. The others count by their weights, those without one not at all; where
    no weight is published, each channel counts alike, however many answers it has. Returns a frame
    indexed like `cells`: answers, value, low, high, other (value of the others), difference,
    low_difference, high_difference, p, p_adjusted (over the channels) and differs.
    Raises ValueError for another kind than proportion or mean.
    """
    own = estimate(kind, cells["n"], cells["total"], cells["total_sq"])
    figures = pd.DataFrame(
        {"answers": cells["n"], "value": own.value, "low": own.low, "high": own.high},
        index=cells.index,
    )
    counted = usable(weights.reindex(cells.index))
    rest = pd.concat(
        [
            cells.loc[cells.index.isin(counted.index) & (cells.index != channel), SUMS]
            .rename_axis("stratum")
            .reset_index()
            .assign(unit=channel)
            for channel in cells.index
        ]
    )
    others = stratified_cells(kind, rest, counted.to_dict()).reindex(cells.index, fill_value=0.0)
    tested = judged(difference(kind, cells, others).set_axis(cells.index), alpha)
    tested = tested.rename(columns={"low": "low_difference", "high": "high_difference"})
    return figures.assign(other=figures["value"] - tested["difference"]).join(tested)


def usable(weights: pd.Series) -> pd.Series:
    """The published weights; if there is none, the same for every channel."""
    known = weights.dropna()
    return known if len(known) else weights.fillna(1.0)


def by_channel(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    chosen: Collection[str],
    within: Within | None = None,
) -> pd.DataFrame:
    """The cells of one metric for the `chosen` branches together, by channel.

    `cells` as for `key_figures`, the channel standing as stratum, of all `branch_ids` and `roots`.
    Returns a frame indexed by channel: n, total, total_sq, weight (NaN if none is published) and
    hidden. The channels add up to a figure that is shown, so small ones are hidden among them as
    branches are, and within each channel branches that are hidden there are left out.
    """
    hidden = withheld(cells, branch_ids, roots, cells["metric"].unique(), within)
    if set(branch_ids) <= set(chosen):
        each = cells[cells["branch_id"].isin(list(roots))]
        cut = set(each["stratum"][hidden.cells(each.assign(branch_id=COMPANY))])
    else:
        each = cells[cells["branch_id"].isin(list(chosen)) & ~hidden.cells(cells)]
        cut = set()
    sums = each.groupby("stratum").agg(dict.fromkeys(SUMS, "sum") | {"weight": "first"})
    sums = sums[sums["n"] > 0].rename_axis("channel")
    return sums.assign(
        hidden=mask_table(sums["n"], (0,), FEWEST_ANSWERS, sums.index.isin(list(cut)))
    )


def pooled(found: pd.DataFrame) -> float:
    """What one would get by throwing all answers together: the channel with the most decides.

    `found` as from `against_others`. It is shown as a warning only; NaN without answers.
    """
    n = found["answers"].sum()
    return float((found["value"] * found["answers"]).sum() / n) if n else float("nan")
