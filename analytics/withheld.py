"""What may not be shown of a set of cells, whichever way a page cuts them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.suppression import mask_table

COMPANY = ""  # stands as branch_id of everything together
FEWEST_ANSWERS = 10
BRANCH, MONTH, STRATUM = 1, 2, 3  # axes of the sizes; the metric is the first


@dataclass(frozen=True)
class Withheld:
    """Hidden figures: `whole` by metric, branch_id [and month], `parts` also by stratum."""

    whole: pd.MultiIndex
    parts: pd.MultiIndex

    def rows(self, frame: pd.DataFrame, stratum: str | None = None) -> NDArray[np.bool_]:
        """Which rows of a frame with metric, branch_id [and month] are hidden.

        They are figures of all strata together, or of one `stratum`.
        """
        if stratum is None:
            return _among(frame, self.whole)
        return _among(frame.assign(stratum=stratum), self.parts)

    def cells(self, cells: pd.DataFrame) -> NDArray[np.bool_]:
        """Which cells are hidden parts."""
        return _among(cells, self.parts)


def withheld(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    personal: Collection[str],
) -> Withheld:
    """What is hidden of the `personal` metrics of `cells`, the company (COMPANY) included.

    `cells` has metric, branch_id, [month,] stratum and n, for every branch (so that hiding is the
    same whichever are looked at) and for `roots`, whose sum is the company; without roots it is the
    sum of the branches. Branches add up to the company in each month and stratum, months to the
    period, strata to all answers, and each of these totals can be seen somewhere. What the company
    holds beyond its branches (answers of a unit above) is a group like a branch. Who is hidden in
    the period is hidden in every month, and who is hidden in all strata together is so in each.
    """
    names = ["metric", "branch_id", *(["month"] if "month" in cells else []), "stratum"]
    counted = cells[cells["metric"].isin(list(personal)) & (cells["n"] > 0)]
    own = counted[counted["branch_id"].isin(list(branch_ids))]
    total = counted[counted["branch_id"].isin(list(roots))] if len(roots) else own
    labels = [
        pd.Index(counted["metric"].unique()),
        pd.Index(own["branch_id"].unique()),
        pd.Index(counted["month"].unique() if "month" in counted else [0]),
        pd.Index(counted["stratum"].unique()),
    ]
    company = _sizes(total.assign(branch_id=COMPANY), [labels[0], pd.Index([COMPANY]), *labels[2:]])
    branches = _sizes(own, labels)
    beyond = np.maximum(np.round(company - branches.sum(axis=BRANCH, keepdims=True)), 0.0)
    lines = (MONTH,) if "month" in cells else ()
    whole, parts = _hidden(np.concatenate([branches, beyond], axis=BRANCH), (BRANCH, *lines))
    company_whole, company_parts = _hidden(company, lines)
    labels[1] = pd.Index([*labels[1], COMPANY])
    whole = np.concatenate([whole[:, :-1], company_whole], axis=BRANCH)
    parts = np.concatenate([parts[:, :-1], company_parts], axis=BRANCH)
    return Withheld(
        _keys(whole[..., None], labels, names).droplevel("stratum"), _keys(parts, labels, names)
    )


def _hidden(n: NDArray, lines: tuple[int, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is hidden of all strata together, and of each; `lines` are the axes with totals."""
    together = n.sum(axis=STRATUM)
    if MONTH in lines:
        across = tuple(axis for axis in lines if axis != MONTH)
        period = mask_table(together.sum(axis=MONTH), across, FEWEST_ANSWERS)
        whole = mask_table(together, lines, FEWEST_ANSWERS, period[:, :, None])
    else:
        whole = mask_table(together, lines, FEWEST_ANSWERS)
    return whole, mask_table(n, (*lines, STRATUM), FEWEST_ANSWERS, whole[..., None])


def _sizes(cells: pd.DataFrame, labels: list[pd.Index]) -> NDArray[np.float64]:
    """Answers as an array over metrics, branches, months and strata."""
    months = cells["month"] if "month" in cells else pd.Series(0, index=cells.index)
    columns = (cells["metric"], cells["branch_id"], months, cells["stratum"])
    places = tuple(index.get_indexer(column) for index, column in zip(labels, columns, strict=True))
    found = np.zeros([len(index) for index in labels])
    np.add.at(found, places, cells["n"].to_numpy(float))
    return found


def _among(frame: pd.DataFrame, keys: pd.MultiIndex) -> NDArray[np.bool_]:
    """Which rows have one of the keys."""
    if keys.empty:  # as a rule
        return np.zeros(len(frame), dtype=bool)
    return pd.MultiIndex.from_frame(frame[list(keys.names)]).isin(keys)


def _keys(hidden: NDArray[np.bool_], labels: list[pd.Index], names: list[str]) -> pd.MultiIndex:
    """The names of the groups marked as hidden."""
    every = ("metric", "branch_id", "month", "stratum")
    places = zip(every, labels, np.nonzero(hidden), strict=True)
    marked = {name: index.take(place) for name, index, place in places}
    return pd.MultiIndex.from_arrays([marked[name] for name in names], names=names)
