"""From the cells of many metrics and branches to one estimate for each: what KPI pages show."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.cells import STRATIFIED_KINDS, SUMS, combined, estimate, require_kind

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
    unit, first = numbered(cells, keys)
    figures = cells.iloc[first][[*keys, "kind", "per"]].reset_index(drop=True)
    sums = {name: np.bincount(unit, cells[name], len(first)) for name in SUMS}
    sums["answers"] = sums["n"].copy()
    note = np.full(len(first), "", dtype=object)
    several = _strata_heard(unit, cells, len(first)) > 1
    for kind in figures["kind"][several].unique():
        chosen = np.flatnonzero(several & (figures["kind"] == kind).to_numpy())
        found = _combine(kind, cells, unit, chosen)
        note[chosen] = found.pop("note")
        for name, values in found.items():
            sums[name][chosen] = values
    return figures.assign(**sums, note=note)


def _strata_heard(unit: NDArray[np.intp], cells: pd.DataFrame, units: int) -> NDArray[np.intp]:
    """In how many strata anybody answered, by unit."""
    stratum, strata = pd.factorize(cells["stratum"])
    heard = cells["n"].to_numpy() > 0
    pairs = np.unique(unit[heard] * max(len(strata), 1) + stratum[heard])
    return np.bincount(pairs // max(len(strata), 1), minlength=units)


def numbered(cells: pd.DataFrame, keys: list[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The number of each row's unit, in the order of the keys, and the first row of each unit."""
    number = np.zeros(len(cells), dtype=np.int64)
    for name in keys:
        code, labels = pd.factorize(cells[name], sort=True)
        number = number * max(len(labels), 1) + code
    _numbers, first, unit = np.unique(number, return_index=True, return_inverse=True)
    return unit, first


def key_figures(cells: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """`combine_strata` with value, low and high of each row, in the unit of its metric."""
    figures = combine_strata(cells)
    ends = np.full((3, len(figures)), np.nan)
    sums = [figures[name].to_numpy() for name in SUMS]
    for (kind, per), rows in figures.groupby(["kind", "per"]).indices.items():
        found = estimate(kind, *(values[rows] for values in sums), per, level)
        ends[:, rows] = found.value, found.low, found.high
    return figures.assign(**dict(zip(("value", "low", "high"), ends, strict=True)))


def _combine(
    kind: str, cells: pd.DataFrame, unit: NDArray[np.intp], chosen: NDArray[np.intp]
) -> dict[str, NDArray]:
    """The sums, answers and note of the `chosen` units, all of one kind, seen in several strata."""
    require_kind(kind, STRATIFIED_KINDS)
    place = np.full(unit.max() + 1, -1)
    place[chosen] = np.arange(len(chosen))
    cells, of = cells[place[unit] >= 0], place[unit][place[unit] >= 0]
    weight = cells["weight"].to_numpy(float)
    known = np.isfinite(weight)
    # A stratum may weigh differently from one year to the next: each weight is a stratum here.
    which, weights = pd.factorize(weight[known])
    stratum, strata = pd.factorize(cells["stratum"])
    found = combined(
        kind,
        of[known],
        len(chosen),
        stratum[known] * len(weights) + which,
        np.tile(weights, len(strata)),
        *(cells[name].to_numpy(float)[known] for name in SUMS),
    )
    heard, published = (np.bincount(x, minlength=len(chosen)) for x in (of, of[known]))
    note = np.select([published == 0, published < heard], [NO_WEIGHTS, SOME_STRATA], "")
    return {name: found[name] for name in (*SUMS, "answers")} | {"note": note}
