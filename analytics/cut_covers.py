"""Groups that are not cut where the total they belong to is, and others that have to cover them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.month_cuts import Division, Order, beside, cuts, sides, so_far

Places = tuple[NDArray[np.intp], ...]  # of lines: metric, and where on the other axis


@dataclass(frozen=True)
class Lines:
    """Groups in lines that add up to totals, and in each line the rest: what is barred in it.

    Nothing is shown of the rest, but the total less the groups tells of it. `sums` are the answers
    before each place, of the groups and last of the rest; `cut`, `rest_cut` and, where the totals
    are those of the company, `total_cut` are changed. All by metric, line, group and place.
    """

    sums: NDArray[np.float64]
    cut: NDArray[np.bool_]
    rest_cut: NDArray[np.bool_]
    total_cut: NDArray[np.bool_]
    threshold: int
    use: NDArray[np.int64]  # of each place, how late it is cut; -1 of the first and last
    crossed: bool  # whether the groups stand in other lines as well
    of_company: bool

    def cover(self, t: int) -> bool:
        """Cover in each line the groups that are not cut at the place `t`; whether any had to be.

        Whoever takes what is shown of the groups from a total that begins or ends there, is left
        with the answers of each group not cut there on at least one side: between it and the places
        beside it where it or the total is cut. The lesser sides together must be enough. Otherwise
        the next smallest group is not cut there either; where none is left, the company is not.
        """
        all_cut = self.cut[..., t].all(axis=-1) & self.rest_cut[..., t].all(axis=-1)
        at = np.nonzero(self.total_cut[..., 0, t] & ~all_cut)
        if not len(at[0]):
            return False
        cut = np.concatenate([self.cut[at], self.rest_cut[at]], axis=1)
        sums, uncut = self.sums[at], ~cut[..., t]
        elsewhere = sums != sums[..., t, None]
        lesser = np.minimum(*sides(sums, (cut & elsewhere) | self._other_cuts(at, t), t))
        joined, few = self._joined(uncut, lesser, sums[..., -1])
        unhelped = np.flatnonzero(few) if self.of_company else ()
        if len(unhelped):
            self._join_totals(tuple(place[unhelped] for place in at), t)
        still = ~joined[..., None] | elsewhere
        self.cut[at] &= still[:, :-1]
        self.rest_cut[at] &= still[:, -1:]
        return len(unhelped) > 0 or bool((joined != uncut).any())

    def _joined(
        self, uncut: NDArray[np.bool_], lesser: NDArray[np.float64], size: NDArray[np.float64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """The groups of each line not cut, with those that cover them; where they are too few."""
        joined, size = uncut.copy(), size.copy()
        size[:, -1] = 0.0  # the rest covers first: nothing of it is lost
        while True:
            heard = np.where(joined, lesser, 0.0)
            # Of groups in two lines one may follow from the other line: the others must be enough.
            enough = heard.sum(axis=-1) - (heard.max(axis=-1) if self.crossed else 0.0)
            few = enough < self.threshold
            others = np.where((lesser > 0) & ~joined, size, np.inf)
            cover = np.flatnonzero(few & np.isfinite(others.min(axis=-1)))
            if not len(cover):
                return joined, few
            joined[cover, others[cover].argmin(axis=-1)] = True

    def _other_cuts(self, at: Places, t: int) -> NDArray[np.bool_]:
        """Where totals are cut, without places between which and `t` nobody said anything."""
        answers = self.sums[at].sum(axis=1, keepdims=True)
        return self.total_cut[at] & (answers != answers[..., t, None])

    def _join_totals(self, at: Places, t: int) -> None:
        """Cut totals no more at the place `t` or beside it, whichever is of least use."""
        total_cut = self._other_cuts(at, t)[:, 0]
        before, after = beside(total_cut, t)
        places = np.stack([np.full_like(before, t), before, after], axis=-1)
        place = np.take_along_axis(places, self.use[places].argmax(axis=-1)[:, None], axis=-1)
        answers = self.sums[at].sum(axis=1)
        alike = answers == np.take_along_axis(answers, place, axis=-1)
        self.total_cut[(*at, 0)] &= ~alike


def lines_along(
    axis: int,
    n: NDArray[np.float64],
    cut: NDArray[np.bool_],
    barred: NDArray[np.bool_],
    total: Division,
    threshold: int,
    order: Order,
    crossed: bool,
    of_company: bool,
) -> Lines:
    """The lines of groups along an axis; they share `cut` and that of the total."""
    rest = barred_along(axis, n, barred, total)
    rest_cut = cuts(rest, threshold, order)
    sums = so_far(np.concatenate([np.where(barred, 0.0, n), rest], axis=axis))
    turned = (np.moveaxis(x, axis, -2) for x in (sums, cut, rest_cut, total.cut))
    use = np.full(sums.shape[-1], -1)
    use[list(order.places)] = np.arange(len(order.places))
    return Lines(*turned, threshold, use, crossed, of_company)


def barred_along(
    axis: int, n: NDArray[np.float64], barred: NDArray[np.bool_], total: Division
) -> NDArray[np.float64]:
    """The answers along an axis that are barred where the total is not."""
    return np.where(barred & ~total.barred, n, 0.0).sum(axis=axis, keepdims=True)
