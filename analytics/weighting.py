"""Weights that give a sample the margins of its population, and what weighting costs in answers."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analytics.arguments import floats, require_not_negative

CLOSE = 1e-10  # relative difference from every margin at which raking ends
MOST_ROUNDS = 1000


def rake(table: pd.DataFrame, margins: Mapping[str, Mapping[object, float]]) -> pd.Series:
    """The weight of one response in each cell, so that the weighted cells have these margins.

    `table` has one row a cell: a column for each margin and `n`, its responses (≥ 0). `margins`
    maps each column to the total of each of its categories; all have one sum. Returns weights
    indexed like `table`. Raises ValueError for a missing column or number, a category without a
    total, a total without responses, margins of different sums, or where no weights can meet all
    margins.

    Iterative proportional fitting: Deming and Stephan 1940, Annals of Mathematical Statistics
    11:427.
    """
    missing = [column for column in ("n", *margins) if column not in table]
    if missing:
        raise ValueError(f"the table must have a column {missing[0]}")
    n = floats(table["n"])
    require_not_negative(responses=n)
    if np.isnan(n).any():
        raise ValueError("responses must be complete")
    margins = {column: dict(totals) for column, totals in margins.items()}
    sums = [sum(totals.values()) for totals in margins.values()]
    if sums and not np.allclose(sums, sums[0], rtol=1e-9, atol=0):
        raise ValueError("all margins must have the same sum")
    rows = {column: _rows_of(table, column, totals) for column, totals in margins.items()}
    weight = np.ones(len(table))
    for _ in range(MOST_ROUNDS):
        furthest = 0.0
        for column, totals in margins.items():
            for category, total in totals.items():
                members = rows[column][category]
                factor = total / np.sum(weight[members] * n[members])
                weight[members] *= factor
                furthest = max(furthest, abs(factor - 1))
        if furthest < CLOSE:
            return pd.Series(weight, index=table.index, name="weight")
    raise ValueError("no weights can meet all margins at once")


def _rows_of(
    table: pd.DataFrame, column: str, totals: Mapping[object, float]
) -> dict[object, np.ndarray]:
    """Which rows belong to each category of a margin."""
    used = set(table.loc[table["n"] > 0, column])
    if used - set(totals):
        raise ValueError(f"every category of {column} must have a total")
    found = {}
    for category, total in totals.items():
        members = (table[column] == category).to_numpy()
        if not total > 0:
            raise ValueError(f"every total of {column} must be positive")
        if category not in used:
            raise ValueError(f"every category of {column} that has a total must have responses")
        found[category] = members
    return found


def effective_n(w: ArrayLike) -> float:
    """How many unweighted answers the weighted ones are worth: (Σw)² / Σw².

    Source: Kish 1965, Survey Sampling, section 11.7. Raises ValueError when a weight is negative
    or missing; 0.0 where no weight is above zero.
    """
    w = floats(w)
    require_not_negative(weights=w)
    if not np.isfinite(w).all():
        raise ValueError("weights must be finite numbers")
    largest = np.max(w, initial=0.0)
    if largest == 0:
        return 0.0
    relative = w / largest
    return float(np.sum(relative) ** 2 / np.sum(relative**2))
