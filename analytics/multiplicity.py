"""Many comparisons at once: keeping the share of false alarms among the alarms in check."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.arguments import floats, require_share


def adjust(p: ArrayLike) -> NDArray[np.float64]:
    """p-values adjusted for the false discovery rate, in the shape of the input.

    The adjusted p of the i-th smallest of m is min over j ≥ i of m·p(j)/j, at most 1. A NaN
    stands for a comparison not made: it stays NaN and does not count in m. Source: Benjamini and
    Hochberg 1995, JRSS B 57:289. Raises ValueError when a p-value lies outside 0..1.
    """
    p = floats(p)
    require_share(**{"p-values": p})
    adjusted = np.full(p.shape, np.nan)
    made = ~np.isnan(p)
    tested = p[made]
    order = np.argsort(tested)[::-1]
    rank = np.arange(tested.size, 0, -1)
    stepped = np.empty_like(tested)
    stepped[order] = np.minimum.accumulate(tested[order] * tested.size / rank)
    adjusted[made] = np.minimum(stepped, 1.0)
    return adjusted
