"""From the cells of many metrics and branches to one estimate for each: what KPI pages show."""

import numpy as np
import pandas as pd

from analytics.cells import SUMS, estimate, stratified_cells

NO_WEIGHTS = "no published weights"
SOME_STRATA = "strata without a weight left out"


def combine_strata(cells: pd.DataFrame) -> pd.DataFrame:
    """One comparable cell per metric, branch and (if present) month.

    `cells` has metric, branch_id, [month,] stratum, n, total, total_sq, kind, per and weight (of
    the stratum in that month or period; NaN if none is published). A branch heard through one
    stratum only is just summed, whatever else is asked for beside it; of several, the strata are
    combined with their weights; without weights they are never pooled, and the cell stays empty
    (n = 0). Returns metric, branch_id, [month,] kind, per, n, total, total_sq (fit
    for `cells.estimate` and `comparison`), answers (the true Σn) and note (empty text, NO_WEIGHTS
    or SOME_STRATA).
    """
    keys = ["metric", "branch_id", *(["month"] if "month" in cells else [])]
    repeated = cells.duplicated(keys, keep=False)
    alone, shared = cells[~repeated], cells[repeated]  # most cells stand alone: nothing to sum
    kept = [*keys, "kind", "per", *SUMS]
    if shared.empty:
        return (
            alone[kept]
            .sort_values(keys, ignore_index=True)
            .assign(answers=lambda rows: rows["n"], note="")
        )
    heard = shared.assign(heard=shared["stratum"].where(shared["n"] > 0))
    several = heard.groupby(keys)["heard"].transform("nunique") > 1
    summed = shared[~several].groupby([*keys, "kind", "per"], as_index=False)[SUMS].sum()
    plain = pd.concat([alone[kept], summed]).sort_values(keys)
    parts = [plain.assign(answers=plain["n"], note="")]
    for kind, strata in shared[several].groupby("kind", sort=False):
        parts.append(_combine(kind, strata, keys))
    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)[[*kept, "answers", "note"]]


def key_figures(cells: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """`combine_strata` with value, low and high of each row, in the unit of its metric."""
    figures = combine_strata(cells)
    parts = []
    for (kind, per), rows in figures.groupby(["kind", "per"]):
        result = estimate(kind, rows["n"], rows["total"], rows["total_sq"], per, level)
        ends = {"value": result.value, "low": result.low, "high": result.high}
        parts.append(pd.DataFrame(ends, index=rows.index, dtype=float))
    ends = pd.concat(parts) if parts else pd.DataFrame(columns=["value", "low", "high"])
    return figures.join(ends.astype(float))


def _combine(kind: str, cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The metrics of one kind where they were seen in several strata."""
    unit = cells.groupby(keys, sort=False).ngroup().to_numpy()
    units = cells[[*keys, "kind", "per"]].drop_duplicates(keys).reset_index(drop=True)
    weight = cells["weight"].to_numpy(float)
    known = np.isfinite(weight)
    # A stratum may weigh differently from one year to the next: each weight is a stratum here.
    which, weights = pd.factorize(weight[known])
    stratum = pd.factorize(cells["stratum"])[0][known] * len(weights) + which
    kept = cells.loc[known, SUMS].assign(unit=unit[known], stratum=stratum)
    weighed = {number: weights[number % len(weights)] for number in set(stratum)}
    combined = stratified_cells(kind, kept, weighed).reindex(units.index, fill_value=0.0)
    heard, published = np.bincount(unit), np.bincount(unit[known], minlength=len(units))
    note = np.select([published == 0, published < heard], [NO_WEIGHTS, SOME_STRATA], "")
    return units.assign(**{name: combined[name] for name in (*SUMS, "answers")}, note=note)
