"""Which periods may be shown of a group, so that no two of them differ by what a few people said.

If a branch has 40 answers up to May and 46 up to June, showing both tells what six people said in
June. So the months of every group are cut into stretches of enough answers, once for all periods:
a period is shown where it begins and ends between two of them. Whatever one adds to or takes from
what is shown, whole stretches come out. A group that has not enough answers for one stretch bars
its months: no period that holds one is shown of it. Both are covered (see `cut_covers`): if one
branch alone is not cut, or barred, the company less the others tells of it.
Source: tables linked by common cells, Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.cut_covers import barred_along, lines_along
from analytics.month_cuts import Division, Order, alike, cuts, so_far
from analytics.suppression import covered
from analytics.withheld import COMPANY, answers_by

BRANCH, STRATUM = 1, 2  # axes of the sizes; the metric is the first and the month the last
YEAR, QUARTER = 12, 3
MOST = 0.5


@dataclass(frozen=True)
class Stretches:
    """Which months of a group may be shown together; `labels` names what stands on the axes."""

    labels: Mapping[str, pd.Index]
    months: NDArray[np.int64]
    whole: Division
    parts: Division

    def hidden(
        self, labels: Mapping[str, pd.Index], periods: Sequence[tuple[int, int]]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """What cannot be shown of these metrics, branches and strata in each of the `periods`.

        A period is its first and last month (yyyymm). Returns flags of all strata together (by
        metric, branch and period), and of each (by stratum as well). What is unknown is not hidden.
        """
        metric, branch, stratum = (
            self.labels[name].get_indexer(labels[name])
            for name in ("metric", "branch_id", "stratum")
        )
        whole = np.zeros((len(metric), len(branch), len(periods)), dtype=bool)
        parts = np.zeros((*whole.shape, len(stratum)), dtype=bool)
        for number, (first, last) in enumerate(periods):
            ends = np.searchsorted(self.months, [first, last + 1])
            whole[:, :, number] = _taken(self.whole.hides(*ends)[..., 0], metric, branch)
            parts[:, :, number] = _taken(self.parts.hides(*ends), metric, branch, stratum)
        return whole, parts


Within = tuple[Stretches, tuple[int, int]]  # stretches, and the period that is looked at


def stretches(
    sizes: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    months: Sequence[int],
    threshold: int,
) -> Stretches:
    """The stretches of every metric, branch and stratum, and of the company (COMPANY).

    `sizes` has metric, branch_id, month (yyyymm), stratum and n, of all months, for `branch_ids`
    (none of which contains another) and `roots`, whose sum is the company; without roots it is the
    sum of the branches. `months` are all that a period may hold, in order, so that a metric is
    always divided alike, whatever is divided beside it; answers of other months are shown nowhere.
    """
    heard = sizes[(sizes["n"] > 0) & sizes["month"].isin(list(months))]
    months = np.asarray(months, dtype=np.int64)
    own = heard[heard["branch_id"].isin(list(branch_ids))]
    total = heard[heard["branch_id"].isin(list(roots))] if len(roots) else own
    labels = {
        "metric": pd.Index(heard["metric"].unique()),
        "branch_id": pd.Index([*own["branch_id"].unique(), COMPANY]),
        "stratum": pd.Index(heard["stratum"].unique()),
    }
    axes = labels | {"month": pd.Index(months)}
    n = answers_by(own, axes)
    company = answers_by(total.assign(branch_id=COMPANY), axes)[:, -1:]
    n[:, -1:] = np.maximum(np.round(company - n.sum(axis=BRANCH, keepdims=True)), 0.0)
    order = _in_order_of_use(months)
    of_company = _whole_and_parts(company, None, threshold, order)
    of_branches = _whole_and_parts(n, of_company, threshold, order)
    # What is beyond the branches was there to cover and to be covered: here stands the company.
    whole, parts = (_last(*pair) for pair in zip(of_branches, of_company, strict=True))
    return Stretches(labels, months, whole, parts)


def thin(sizes: pd.DataFrame, threshold: int) -> set[str]:
    """The metrics of which most months of the branches have answers, but fewer than `threshold`.

    `sizes` as for `stretches`, of the branches alone.
    """
    n = sizes[sizes["n"] > 0].groupby(["metric", "branch_id", "month"])["n"].sum()
    enough = (n >= threshold).groupby("metric").mean()
    return set(enough.index[enough < MOST])


def _whole_and_parts(
    n: NDArray[np.float64],
    totals: tuple[Division, Division] | None,
    threshold: int,
    order: Order,
) -> tuple[Division, Division]:
    """The division of all strata together, and of each; those of a single stratum are the same.

    `totals` are those of the company if `n` is that of its branches.
    """
    of_all, of_each = totals or (None, None)
    lines = {BRANCH: of_all} if of_all else {}
    whole = _divide(n.sum(axis=STRATUM, keepdims=True), lines, threshold, order)
    cut, barred = (
        np.repeat(flags, n.shape[STRATUM], axis=STRATUM) for flags in (whole.cut, whole.barred)
    )
    several = n.any(axis=(BRANCH, -1)).sum(axis=1) > 1
    lines = {BRANCH: of_each.of(several)} if of_each else {}
    lines[STRATUM] = whole.of(several)
    parts = _divide(n[several], lines, threshold, order, lines[STRATUM])
    if of_each:
        of_each.cut[several] = lines[BRANCH].cut
    cut[several], barred[several] = parts.cut, parts.barred
    return whole, Division(cut, barred)


def _last(branches: Division, company: Division) -> Division:
    """The division of the branches with that of the company in the last place."""
    cut, barred = (
        np.concatenate([own[:, :-1], whole], axis=BRANCH)
        for own, whole in ((branches.cut, company.cut), (branches.barred, company.barred))
    )
    return Division(cut, barred)


def _divide(
    n: NDArray[np.float64],
    totals: Mapping[int, Division],
    threshold: int,
    order: Order,
    whole: Division | None = None,
) -> Division:
    """The division of groups of which each line along an axis adds up to one of its `totals`.

    `whole` is that of all strata together: what cannot be shown there cannot of all the strata.
    """
    allowed = np.ones((*n.shape[:-1], n.shape[-1] + 1), dtype=bool)
    barred = np.zeros(n.shape, dtype=bool)
    if whole is not None:
        allowed, barred = allowed & whole.cut, whole.barred & (n > 0)
    barred = _barred(n, totals, threshold, barred | _too_few_before(n, threshold, order.years))
    cut = alike(allowed, so_far(n))
    uneven = ((n > 0) & (n < threshold)).any(axis=-1)  # the others are cut after every month
    cut[uneven] = cuts(n[uneven], threshold, order, allowed[uneven], barred[uneven])
    given = threshold, order, len(totals) > 1
    lines = [
        lines_along(axis, n, cut, barred, total, *given, axis == BRANCH)
        for axis, total in totals.items()
    ]
    changed = bool(lines)
    while changed:  # a cover may have to be covered across, and at the places beside
        changed = sum(each.cover(t) for t in order.places for each in lines) > 0
    return Division(cut, barred)


def _too_few_before(
    n: NDArray[np.float64], threshold: int, years: Sequence[int]
) -> NDArray[np.bool_]:
    """The oldest months of groups that have a usual period, and before it too few answers.

    They are barred rather than joined to it, or the period would not be shown that all look at;
    so it is with the year before, with which it is compared.
    """
    sums, barred = so_far(n), np.zeros(n.shape, dtype=bool)
    end = sums[..., -1]
    for t in years[:2]:
        before, after = sums[..., t], end - sums[..., t]
        few = (after >= threshold) & (before < threshold)
        barred[..., :t] |= few[..., None] & (n[..., :t] > 0)
        end = np.where((after >= threshold) & (before >= threshold), before, end)
    return barred


def _barred(
    n: NDArray[np.float64],
    totals: Mapping[int, Division],
    threshold: int,
    barred: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """The months of groups that between two barred months have not enough answers for a stretch.

    Where all that is barred along a line is not enough, others are barred in the same months, and
    where nobody else answered then, in other months.
    """
    size = np.broadcast_to(n.sum(axis=-1, keepdims=True), n.shape)  # always the same ones cover
    while True:
        found = barred | ((_between(n, barred) < threshold) & (n > 0))
        for axis, total in totals.items():
            rest = barred_along(axis, n, found, total).sum(axis=-1, keepdims=True)
            few = (rest > 0) & (rest < threshold)
            if few.any():
                covers = few & covered(n, (axis,), threshold, found, size)
                found |= covers if (covers & ~found).any() else few & _next(n, axis, found, size)
        if (found == barred).all():
            return barred
        barred = found


def _next(
    n: NDArray[np.float64], axis: int, barred: NDArray[np.bool_], size: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """In each line along the axis the oldest month left of the smallest group that has one."""
    left = (n > 0) & ~barred
    smallest = np.where(left, size, np.inf).min(axis=-1, keepdims=True)
    group = smallest.argmin(axis=axis, keepdims=True)
    places = np.arange(n.shape[axis]).reshape([-1 if a == axis else 1 for a in range(n.ndim)])
    return left & (places == group) & (left.cumsum(axis=-1) == 1)


def _between(n: NDArray[np.float64], barred: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each month the answers from the barred month before it to the one after it."""
    total = np.zeros_like(n)
    for step in (1, -1):
        running = np.zeros(n.shape[:-1])
        for month in range(n.shape[-1])[::step]:
            running = np.where(barred[..., month], 0.0, running + n[..., month])
            total[..., month] += running
    return np.where(barred, np.inf, total - n)


def _in_order_of_use(months: NDArray[np.int64]) -> Order:
    """The places between months, those first where most periods end.

    Those are the usual period of twelve months up to the newest and the same of earlier years; the
    same without the newest month, which may not be over yet; then years, quarters and months.
    """
    count = months // 100 * 12 + months % 100
    newest = count[-1] + 1 if len(count) else 0

    def use(t: int) -> tuple[int, int]:
        back = newest - count[t]
        ends = (back % YEAR == 0, back % YEAR == 1, count[t] % YEAR == 1, count[t] % QUARTER == 1)
        return (ends.index(True) if any(ends) else len(ends)), back

    places = sorted(range(1, len(months)), key=use)
    return Order(places, [t for t in places if use(t)[0] == 0])


def _taken(flags: NDArray[np.bool_], *places: NDArray[np.intp]) -> NDArray[np.bool_]:
    """The flags at these places of each axis, False where a place is -1."""
    padded = np.pad(flags, [(0, 1)] * flags.ndim)  # so that -1 is a place where nothing is flagged
    return padded[np.ix_(*places)]
