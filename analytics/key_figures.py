"""From the cells of many metrics and branches to one estimate for each: what KPI pages show."""

import pandas as pd

from analytics.cells import SUMS, estimate, stratified_cells

NO_WEIGHTS = "no published weights"
SOME_STRATA = "strata without a weight left out"


def combine_strata(cells: pd.DataFrame) -> pd.DataFrame:
    """One comparable cell per metric, branch and (if present) month.

    `cells` has metric, branch_id, [month,] stratum, n, total, total_sq, kind, per and weight (of
    the stratum; NaN if none is published). A metric seen in one stratum only is just summed; in
    several, they are combined with their weights; without weights they are never pooled, and the
    cell stays empty (n = 0). Returns metric, branch_id, [month,] kind, per, n, total, total_sq (fit
    for `cells.estimate` and `comparison`), answers (the true Σn) and note (empty text, NO_WEIGHTS
    or SOME_STRATA).
    """
    keys = ["metric", "branch_id", *(["month"] if "month" in cells else [])]
    strata = cells.groupby("metric")["stratum"].transform("nunique")
    plain = cells[strata == 1].groupby([*keys, "kind", "per"], as_index=False)[SUMS].sum()
    parts = [plain.assign(answers=plain["n"], note="")]
    for metric, several in cells[strata > 1].groupby("metric", sort=False):
        parts.append(_combine(metric, several, keys))
    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)[[*keys, "kind", "per", *SUMS, "answers", "note"]]


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


def _combine(metric: str, cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """One metric that was seen in several strata."""
    kind, per = cells["kind"].iloc[0], cells["per"].iloc[0]
    weights = cells.groupby("stratum")["weight"].first()
    published = weights.dropna()
    note = "" if len(published) == len(weights) else SOME_STRATA if len(published) else NO_WEIGHTS
    combined = _weighted(kind, cells, keys, published)
    return combined.assign(metric=metric, kind=kind, per=per, note=note)


def _weighted(kind: str, cells: pd.DataFrame, keys: list[str], weights: pd.Series) -> pd.DataFrame:
    units = cells[keys].drop_duplicates().reset_index(drop=True)
    numbered = cells.merge(units.assign(unit=units.index), on=keys)
    kept = numbered[numbered["stratum"].isin(weights.index)]
    combined = stratified_cells(kind, kept, weights.to_dict()).reindex(units.index, fill_value=0.0)
    return units.assign(**{column: combined[column] for column in (*SUMS, "answers")})
