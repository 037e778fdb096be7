"""Hiding groups so small that their figures would tell what single people answered."""

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
    Source: complementary suppression, Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.

    `n` is 1-d, and so is the result. Raises ValueError when it is not, when a size is negative
    or the threshold not positive.
    """
    n = floats(n)
    if n.ndim != 1:
        raise ValueError("group sizes must be one list of siblings")
    require_not_negative(**{"group sizes": n})
    require_positive(threshold=threshold)
    hidden = (n > 0) & (n < threshold)
    exposed = hidden.any() and (hidden.sum() == 1 or n[hidden].sum() < threshold)
    covers = np.flatnonzero(n >= threshold)
    if exposed and covers.size:
        hidden[covers[np.argmin(n[covers])]] = True
    return hidden
