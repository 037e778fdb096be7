"""Where the months of a group may be cut, so that enough answers lie between two cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Division:
    """Where groups may be cut, and which of their months are barred.

    By metric, branch, stratum and place: before each of the months and after the last; `barred` by
    month. Of all strata together there is one stratum.
    """

    cut: NDArray[np.bool_]
    barred: NDArray[np.bool_]

    def of(self, metrics: NDArray[np.bool_]) -> Division:
        """The same of some of the metrics."""
        return Division(self.cut[metrics], self.barred[metrics])

    def hides(self, begin: int, end: int) -> NDArray[np.bool_]:
        """What cannot be shown of the months from one place to another."""
        cut = self.cut[..., begin] & self.cut[..., end]
        return ~cut | self.barred[..., begin:end].any(axis=-1)


@dataclass(frozen=True)
class Order:
    """The places between months in which cuts are tried, and those a number of years back."""

    places: Sequence[int]
    years: Sequence[int]


def cuts(
    n: NDArray[np.float64],
    threshold: int,
    order: Order,
    allowed: NDArray[np.bool_] | None = None,
    barred: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Where each group by itself is cut: both sides have enough answers, or none.

    Anywhere unless only some places are `allowed`; on both sides of a month that is `barred`.
    """
    sums = so_far(n)
    allowed = np.ones(sums.shape, dtype=bool) if allowed is None else allowed
    cut = np.zeros(sums.shape, dtype=bool)
    cut[..., 0] = cut[..., -1] = True
    if barred is not None:
        cut[..., :-1] |= barred
        cut[..., 1:] |= barred
    cut &= allowed
    for t in order.places:
        both = sides(sums, cut, t)
        enough = np.all([(side >= threshold) | (side <= 0) for side in both], axis=0)
        cut[..., t] |= enough & allowed[..., t]
    return alike(cut, sums)


def alike(cut: NDArray[np.bool_], sums: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The cuts, and every place between which and a cut nobody said anything."""
    cut, end = cut.copy(), cut.shape[-1]
    for t in range(1, end):
        cut[..., t] |= cut[..., t - 1] & (sums[..., t] == sums[..., t - 1])
    for t in range(end - 2, -1, -1):
        cut[..., t] |= cut[..., t + 1] & (sums[..., t] == sums[..., t + 1])
    return cut


def so_far(n: NDArray[np.float64]) -> NDArray[np.float64]:
    """The answers before each place, and in the end all."""
    return np.concatenate([np.zeros((*n.shape[:-1], 1)), n.cumsum(axis=-1)], axis=-1)


def sides(
    sums: NDArray[np.float64], cut: NDArray[np.bool_], t: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The answers from the cut before the place `t` to it, and from it to the cut after it."""
    begin, end = (
        np.take_along_axis(sums, place[..., None], axis=-1)[..., 0] for place in beside(cut, t)
    )
    return sums[..., t] - begin, end - sums[..., t]


def beside(cut: NDArray[np.bool_], t: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The cut before the place `t` and that after it; the first and the last place are cuts."""
    number = np.arange(cut.shape[-1])
    before = np.where(cut[..., :t], number[:t], 0).max(axis=-1)
    after = np.where(cut[..., t + 1 :], number[t + 1 :], number[-1]).min(axis=-1)
    return before, after
