"""Cells of all months in memory, from which any period is summed without a query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

GROUP = ["metric", "branch_id", "stratum"]
PART = ["metric", "stratum"]
SUMS = ["n", "total", "total_sq"]
DIGITS = 13  # of a sum that do not depend on the order in which it was added up


@dataclass(frozen=True)
class MonthlyCells:
    """Cells by month and group; `group` is the row of `groups` that a cell belongs to.

    `groups` has metric, branch_id, stratum and what else is known of each; `coded` the metric and
    branch_id of each as numbers, and what the numbers stand for; `part` is the row of `parts`
    (metric, stratum) that a group belongs to. `weight` is that of the cell's month.
    """

    groups: pd.DataFrame
    coded: tuple[tuple[NDArray[np.intp], pd.Index], ...]
    parts: pd.DataFrame
    part: NDArray[np.intp]
    group: NDArray[np.intp]
    month: NDArray[np.int32]
    sums: dict[str, NDArray[np.float64]]
    weight: NDArray[np.float64]

    def months(
        self, first: int, last: int, metrics: Collection[str], branch_ids: Collection[str]
    ) -> pd.DataFrame:
        """The cells of each month between two, both included."""
        between = self._between(first, last)
        asked = self._asked(metrics, branch_ids)[self.group[between]]
        cells = self.groups.take(self.group[between][asked]).reset_index(drop=True)
        sums = {name: values[between][asked] for name, values in self.sums.items()}
        month, weight = (values[between][asked] for values in (self.month, self.weight))
        return cells.assign(month=month, **sums, weight=weight)

    def period(
        self,
        first: int,
        last: int,
        metrics: Collection[str],
        branch_ids: Collection[str],
        weights: pd.DataFrame,
    ) -> pd.DataFrame:
        """The cells of all these months together; `weights` has metric, stratum and weight."""
        between, count = self._between(first, last), len(self.groups)
        group = self.group[between]
        there = np.bincount(group, minlength=count) > 0
        there = np.flatnonzero(there & self._asked(metrics, branch_ids))
        cells = self.groups.take(there).reset_index(drop=True)
        for name, values in self.sums.items():
            cells[name] = settled(np.bincount(group, values[between], count)[there])
        weight = self.parts.merge(weights, how="left", on=PART)["weight"].to_numpy()
        return cells.assign(weight=weight[self.part[there]])

    def _between(self, first: int, last: int) -> slice:
        return slice(*np.searchsorted(self.month, [first, last + 1]))

    def _asked(self, metrics: Collection[str], branch_ids: Collection[str]) -> NDArray[np.bool_]:
        """Which groups are of these metrics and branches."""
        asked = np.ones(len(self.groups), dtype=bool)
        for (code, labels), wanted in zip(self.coded, (metrics, branch_ids), strict=True):
            asked &= labels.isin(list(wanted))[code]
        return asked


def settled(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums to DIGITS significant digits, so that a figure is written alike wherever it was summed.

    The last bits come out differently each time DuckDB adds, which shows where a figure stands on
    the edge between two roundings.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.abs(sums))))
        return np.where(sums == 0, 0.0, np.round(sums * scale) / scale)


def monthly_cells(cells: pd.DataFrame, known: Mapping[str, Mapping[str, object]]) -> MonthlyCells:
    """From cells by month (GROUP, SUMS, month and weight) and what is `known` of their metrics."""
    number, first = _numbered(cells, GROUP)
    order = np.lexsort((number, cells["month"].to_numpy()))
    groups = cells[GROUP].take(first).reset_index(drop=True)
    part, of_part = _numbered(groups, PART)
    return MonthlyCells(
        groups.assign(**{name: groups["metric"].map(each) for name, each in known.items()}),
        (pd.factorize(groups["metric"]), pd.factorize(groups["branch_id"])),
        groups[PART].take(of_part).reset_index(drop=True),
        part,
        number[order],
        cells["month"].to_numpy()[order],
        {name: cells[name].to_numpy()[order] for name in SUMS},
        cells["weight"].to_numpy()[order],
    )


def _numbered(rows: pd.DataFrame, keys: list[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The number of each row's group, in the order of the keys, and the first row of each group."""
    number = rows.groupby(keys).ngroup().to_numpy()
    return number, np.unique(number, return_index=True)[1]
