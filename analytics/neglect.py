"""Which lines of work a branch neglects: what it did of what it planned, against the others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import comparison
from analytics.cells import SUMS
from analytics.estimates import proportion

HARDLY = 0.5  # below this share of what the others do of a line, it is hardly done at all


def lines_done(counts: pd.DataFrame, alpha: float = 0.05) -> pd.DataFrame:
    """Every branch on every line against the other branches on the same line.

    `counts` has branch_id, line, planned, done (items). Each planned item counts as a trial.
    Returns `counts` with share, low, high (Wilson, 95 %), rest (share of the other branches; NaN
    if there are none), p_adjusted (pooled score z, Fisher where few; Benjamini-Hochberg over all
    cells), below (less than the others by more than chance) and neglected (below, and less than
    HARDLY of what the others do).
    """
    own = pd.DataFrame(dict(zip(SUMS, (counts["planned"], counts["done"], 0.0), strict=True)))
    own = own.astype(float)
    rest = own.groupby(counts["line"]).transform("sum") - own
    judged = comparison.judged(comparison.difference("proportion", own, rest), alpha)
    judged = judged.set_axis(counts.index)
    share = proportion(own["total"], own["n"])
    others = rest["total"] / rest["n"].where(rest["n"] > 0)
    below = judged["differs"] & (judged["difference"] < 0)
    return counts.assign(
        share=share.value,
        low=share.low,
        high=share.high,
        rest=others,
        p_adjusted=judged["p_adjusted"],
        below=below,
        neglected=below & (share.value < HARDLY * others),
    )


def balance(cells: pd.DataFrame) -> pd.DataFrame:
    """The weakest line of each branch: how even its work is.

    `cells` as from `lines_done`. Returns a frame indexed by branch_id, the most uneven first:
    line, planned, done, share, low, high, below, neglected of the line with the lowest share, and
    overall (share of all the branch's lines together).
    """
    known = cells[cells["share"].notna()]
    lowest = known.loc[known.groupby("branch_id")["share"].idxmin()].set_index("branch_id")
    sums = known.groupby("branch_id")[["planned", "done"]].sum()
    columns = ["line", "planned", "done", "share", "low", "high", "below", "neglected"]
    result = lowest[columns].assign(overall=np.divide(sums["done"], sums["planned"]))
    return result.sort_values("share")
