"""Cells of all months in memory, from which any period is summed without a query."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

GROUP = ["metric", "branch_id", "stratum"]
SUMS = ["n", "total", "total_sq"]
DIGITS = 13  # of a sum that do not depend on the order in which it was added up


@dataclass(frozen=True)
class MonthlyCells:
    """Cells by group and month; `group` is the row of `groups` that a cell belongs to.

    `groups` has metric, branch_id, stratum, kind and per; `weight` is that of the cell's month.
    """

    groups: pd.DataFrame
    group: NDArray[np.intp]
    month: NDArray[np.int32]
    sums: dict[str, NDArray[np.float64]]
    weight: NDArray[np.float64]

    def months(self, first: int, last: int) -> pd.DataFrame:
        """The cells of each month between two, both included."""
        asked = self._between(first, last)
        cells = self.groups.take(self.group[asked]).reset_index(drop=True)
        sums = {name: values[asked] for name, values in self.sums.items()}
        return cells.assign(month=self.month[asked], **sums, weight=self.weight[asked])

    def period(self, first: int, last: int, weights: pd.DataFrame) -> pd.DataFrame:
        """The cells of all these months together; `weights` has metric, stratum and weight."""
        asked = self._between(first, last)
        group = self.group[asked]
        there = np.flatnonzero(np.bincount(group, minlength=len(self.groups)))
        cells = self.groups.take(there).reset_index(drop=True)
        for name, values in self.sums.items():
            cells[name] = settled(np.bincount(group, values[asked], len(self.groups))[there])
        return cells.merge(weights, how="left", on=["metric", "stratum"])

    def _between(self, first: int, last: int) -> NDArray[np.intp]:
        return np.flatnonzero((self.month >= first) & (self.month <= last))


def settled(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums to DIGITS significant digits, so that a figure is written alike wherever it was summed.

    The last bits come out differently each time DuckDB adds, which shows where a figure stands on
    the edge between two roundings.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.abs(sums))))
        return np.where(sums == 0, 0.0, np.round(sums * scale) / scale)


def monthly_cells(cells: pd.DataFrame) -> MonthlyCells:
    """From cells by month, as `figures.metric_cells` describes them."""
    cells = cells.sort_values([*GROUP, "month"], ignore_index=True)
    return MonthlyCells(
        cells[[*GROUP, "kind", "per"]].drop_duplicates(GROUP, ignore_index=True),
        cells.groupby(GROUP, sort=False).ngroup().to_numpy(),
        cells["month"].to_numpy(),
        {name: cells[name].to_numpy() for name in SUMS},
        cells["weight"].to_numpy(),
    )
