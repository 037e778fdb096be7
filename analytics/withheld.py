"""What may not be shown of a set of cells, whichever way a page cuts them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.suppression import mask_table

if TYPE_CHECKING:
    from analytics.stretches import Within

COMPANY = ""  # stands as branch_id of everything together
FEWEST_ANSWERS = 10
BRANCH, MONTH, STRATUM = 1, 2, 3  # axes of the sizes; the metric is the first


@dataclass(frozen=True)
class Withheld:
    """Which figures are hidden: by metric, branch_id and month, `parts` also by stratum.

    `labels` names what each axis of `parts` counts; cells without months count as one month.
    """

    labels: Mapping[str, pd.Index]
    whole: NDArray[np.bool_]
    parts: NDArray[np.bool_]

    def rows(self, frame: pd.DataFrame, stratum: str | None = None) -> NDArray[np.bool_]:
        """Which rows of a frame with metric, branch_id [and month] are hidden.

        They are figures of all strata together, or of one `stratum`.
        """
        if stratum is None:
            return self._among(frame, self.whole)
        if stratum not in self.labels["stratum"]:
            return np.zeros(len(frame), dtype=bool)
        return self._among(frame, self.parts[..., self.labels["stratum"].get_loc(stratum)])

    def of_choice(
        self,
        frame: pd.DataFrame,
        branch_ids: Collection[str],
        chosen: Collection[str],
        stratum: str | None = None,
    ) -> NDArray[np.bool_]:
        """Which rows, as for `rows`, are left out where the `chosen` branches are summed.

        When all of `branch_ids` are chosen none is left out by itself, for their sum is the
        published total: it is shown or hidden as one.
        """
        everything = set(branch_ids) <= set(chosen)
        return self.rows(frame.assign(branch_id=COMPANY) if everything else frame, stratum)

    def cells(self, cells: pd.DataFrame) -> NDArray[np.bool_]:
        """Which cells are hidden parts."""
        return self._among(cells, self.parts)

    def _among(self, frame: pd.DataFrame, hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which rows lie at a hidden place; what is not counted here is not hidden."""
        if not hidden.any():  # as a rule
            return np.zeros(len(frame), dtype=bool)
        places = _places(frame, dict(list(self.labels.items())[: hidden.ndim]))
        return hidden[tuple(places)] & (places >= 0).all(axis=0)


def withheld(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    personal: Collection[str],
    within: Within | None = None,
) -> Withheld:
    """What is hidden of the `personal` metrics of `cells`, the company (COMPANY) included.

    `cells` has metric, branch_id, [month,] stratum and n, for every branch (so that hiding is the
    same whichever are looked at) and for `roots`, whose sum is the company; without roots it is the
    sum of the branches. Branches add up to the company in each month and stratum, months to the
    period, strata to all answers, and each of these totals can be seen somewhere. What the company
    holds beyond its branches (answers of a unit above) is a group like a branch. Who is hidden in
    the period is hidden in every month, and who is hidden in all strata together is so in each.
    `within` are the stretches of the same metrics and the period of the cells: what would cut a
    stretch is hidden too (see `stretches`).
    """
    counted = cells[cells["metric"].isin(list(personal)) & (cells["n"] > 0)]
    own = counted[counted["branch_id"].isin(list(branch_ids))]
    total = counted[counted["branch_id"].isin(list(roots))] if len(roots) else own
    by_month = "month" in cells
    labels = {
        "metric": pd.Index(counted["metric"].unique()),
        "branch_id": pd.Index([*own["branch_id"].unique(), COMPANY]),
        "month" if by_month else "period": pd.Index(counted["month"].unique() if by_month else [0]),
        "stratum": pd.Index(counted["stratum"].unique()),
    }
    branches = answers_by(own, labels)[:, :-1]
    company = answers_by(total.assign(branch_id=COMPANY), labels)[:, -1:]
    beyond = np.maximum(np.round(company - branches.sum(axis=BRANCH, keepdims=True)), 0.0)
    lines = (MONTH,) if by_month else ()
    cut = _cut(labels, within)
    own_cut, company_cut = [x[:, :-1] for x in cut], [x[:, -1:] for x in cut]
    own_cut = [np.pad(x, [(0, 0), (0, 1), *[(0, 0)] * (x.ndim - 2)]) for x in own_cut]  # beyond
    together = np.concatenate([branches, beyond], axis=BRANCH)
    whole, parts = _hidden(together, (BRANCH, *lines), *own_cut)
    company_whole, company_parts = _hidden(company, lines, *company_cut)
    whole[:, -1:], parts[:, -1:] = company_whole, company_parts
    return Withheld(labels, whole, parts)


def _cut(
    labels: Mapping[str, pd.Index], within: Within | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What would cut a stretch: of all strata together, and of each."""
    shape = [len(index) for index in labels.values()]
    if within is None:
        return np.zeros(shape[:STRATUM], dtype=bool), np.zeros(shape, dtype=bool)
    stretches, period = within
    months = [(month, month) for month in labels["month"]] if "month" in labels else [period]
    return stretches.hidden(labels, months)


def _hidden(
    n: NDArray[np.float64],
    lines: tuple[int, ...],
    cut_whole: NDArray[np.bool_],
    cut_parts: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is hidden of all strata together, and of each; `lines` are the axes with totals."""
    together = n.sum(axis=STRATUM)
    whole = cut_whole
    if MONTH in lines:
        across = tuple(axis for axis in lines if axis != MONTH)
        period = mask_table(together.sum(axis=MONTH), across, FEWEST_ANSWERS)
        whole = whole | period[:, :, None]
    whole = mask_table(together, lines, FEWEST_ANSWERS, whole)
    hidden = cut_parts | whole[..., None]
    return whole, mask_table(n, (*lines, STRATUM), FEWEST_ANSWERS, hidden)


def answers_by(cells: pd.DataFrame, labels: Mapping[str, pd.Index]) -> NDArray[np.float64]:
    """Answers as an array with an axis for each of the labels."""
    shape = [len(index) for index in labels.values()]
    if cells.empty:
        return np.zeros(shape)
    places = np.ravel_multi_index(tuple(_places(cells, labels)), shape)
    return np.bincount(places, cells["n"].to_numpy(float), np.prod(shape)).reshape(shape)


def _places(frame: pd.DataFrame, labels: Mapping[str, pd.Index]) -> NDArray[np.intp]:
    """Where each row stands on each axis, -1 where nowhere; one row of the result an axis."""
    return np.array(
        [
            index.get_indexer(frame[name]) if name in frame else np.zeros(len(frame), np.intp)
            for name, index in labels.items()
        ]
    )
