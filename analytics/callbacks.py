"""Handled, called back, reached, satisfied: each step a share of the step before it."""

from __future__ import annotations

import pandas as pd

from analytics import estimates
from analytics.comparison import against_rest


def chain(counts: pd.Series) -> pd.DataFrame:
    """Counts of steps that follow one another, each with its share of the step before.

    Returns a frame indexed like `counts`: count, of (count of the step before; NaN for the first),
    share, low, high (Wilson). The denominator of satisfaction is who was reached, not who was
    called. Raises ValueError when a step counts more than the one before it.
    """
    before = counts.shift()
    share = estimates.proportion(counts[1:], before[1:])
    result = pd.DataFrame({"count": counts, "of": before})
    ends = {"share": share.value, "low": share.low, "high": share.high}
    return result.join(pd.DataFrame(ends, index=counts.index[1:]))


def handled(counts: pd.DataFrame, by: str) -> pd.DataFrame:
    """What became of feedback, by channel or by topic; the most frequent first.

    `counts` has the column `by` and received, closed, due, in_time. Returns a frame indexed by
    `by`: received, closed, due, in_time, each share with its Wilson interval (closed_share,
    closed_low, closed_high, in_time_share, in_time_low, in_time_high; in time is of what had a
    date), and differs and difference of in_time against all others together (Benjamini-Hochberg).
    """
    sums = counts.groupby(by)[["received", "closed", "due", "in_time"]].sum()
    sums = sums.sort_values("received", ascending=False)
    for name, of in (("closed", "received"), ("in_time", "due")):
        share = estimates.proportion(sums[name], sums[of])
        sums[f"{name}_share"] = share.value
        sums[f"{name}_low"], sums[f"{name}_high"] = share.low, share.high
    cells = pd.DataFrame({"n": sums["due"], "total": sums["in_time"], "total_sq": 0.0})
    return sums.join(against_rest("proportion", cells)[["difference", "differs"]])
