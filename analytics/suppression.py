"""Hiding groups so small that their figures would tell what single people answered.

One rule for screens, exports and the command line: a small group is hidden, and so is whatever
would let it be reckoned back from the totals it belongs to. Source: complementary suppression,
Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import floats, require_not_negative, require_positive


def mask(n: ArrayLike, threshold: int = 10) -> NDArray[np.bool_]:
    """Which of the groups that add up to one published total are to be hidden (True).

    Groups of 1 to `threshold` - 1 are hidden. The total minus the groups shown would still give
    them away if one is hidden alone, or if all hidden together are fewer than `threshold`: then
    the next smallest group is hidden too, the first of equals. An empty group has nothing to
    hide and hides nothing. When all are small and together below the threshold, or the only
    group is small, nothing covers them: hide the total as well. Missing sizes are not hidden.

    `n` is 1-d, and so is the result. Raises ValueError when it is not, when a size is negative
    or the threshold not positive.
    """
    n = floats(n)
    if n.ndim != 1:
        raise ValueError("group sizes must be one list of siblings")
    return mask_table(n, (0,), threshold)


def mask_table(
    n: ArrayLike, axes: Sequence[int], threshold: int = 10, hidden: ArrayLike = False
) -> NDArray[np.bool_]:
    """Which groups of a table are to be hidden when it adds up to published totals along `axes`.

    What `mask` does for one list holds for every line along each of the `axes`: branches add up to
    the company, months to a period, channels to all answers. A group hidden to cover another one
    has to be covered itself in the lines that cross there. `hidden` marks groups (shape of `n`, or
    broadcast to it) that are hidden for another reason. Raises ValueError when a size is negative
    or the threshold not positive.
    """
    n = floats(n)
    require_not_negative(**{"group sizes": n})
    require_positive(threshold=threshold)
    small = (n < threshold) | np.asarray(hidden, dtype=bool)
    return covered(n, axes, threshold, small)


def covered(
    n: NDArray[np.float64],
    axes: Sequence[int],
    threshold: int,
    hidden: NDArray[np.bool_],
    size: NDArray[np.float64] | None = None,
) -> NDArray[np.bool_]:
    """The groups marked as `hidden` that are not empty, and those hidden to cover them.

    The smallest cover first, by `size` (by `n` unless it is given), the first of equals.
    """
    size = n if size is None else size
    found = hidden & (n > 0)
    more = found.any()
    while more:
        more = False
        for axis in axes:
            covers = _covers(n, found, threshold, axis, size)
            if covers.any():
                found |= covers
                more = True
    return found


def _covers(
    n: NDArray, hidden: NDArray[np.bool_], threshold: int, axis: int, size: NDArray
) -> NDArray[np.bool_]:
    """The next smallest group shown in each line whose total would give a hidden one away."""
    alone = hidden.sum(axis=axis, keepdims=True) == 1
    few = np.where(hidden, n, 0.0).sum(axis=axis, keepdims=True) < threshold
    exposed = hidden.any(axis=axis, keepdims=True) & (alone | few)
    covers = np.zeros(n.shape, dtype=bool)
    if not exposed.any():
        return covers
    shown = np.where(~hidden & (n > 0), size, np.inf)
    smallest = shown.argmin(axis=axis, keepdims=True)
    there = np.isfinite(shown.min(axis=axis, keepdims=True))
    np.put_along_axis(covers, smallest, exposed & there, axis=axis)
    return covers
