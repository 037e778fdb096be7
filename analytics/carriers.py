"""Which of the digital carriers is alive, and which is a shell.

The rule is our own, published nowhere, and stated wherever a verdict is shown: a carrier is alive
when in an average month ALIVE_FROM of its registered users or more are active. It is a shell when
fewer than SHELL_BELOW of them are, though it registers many: LARGE of the users of the largest
carrier or more. What is neither is faint. It is the average that counts and not the best month, for
in a small branch three users of thirty in one month are no sign of life. All counts are full counts
without sampling error, so a verdict hangs on the thresholds and not on chance.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.published import COMPANY

ALIVE_FROM = 0.30
SHELL_BELOW = 0.10
LARGE = 0.50
ALIVE, FAINT, SHELL = "alive", "faint", "shell"
COUNTS = ["registered", "active", "posts", "minutes", "pushed", "opened"]


def carrier_figures(usage: pd.DataFrame) -> pd.DataFrame:
    """What each carrier is worth, the liveliest first; `usage` has month, carrier and COUNTS.

    Returns a frame indexed by carrier: registered, active (users in an average month), share
    (active ÷ registered over all months), lowest, highest (share of a month), minutes (per active
    user and month), posts (per 100 registered and month), opened (÷ pushed), verdict (ALIVE, FAINT
    or SHELL). A quotient without denominator is NaN.
    """
    months = usage.groupby("carrier")["month"].nunique()
    sums = usage.groupby("carrier")[COUNTS].sum().astype(float)
    by_month = active_by_month(usage)
    result = pd.DataFrame(
        {
            "registered": sums["registered"] / months,
            "active": sums["active"] / months,
            "share": _over(sums["active"], sums["registered"]),
            "lowest": by_month.min(),
            "highest": by_month.max(),
            "minutes": _over(sums["minutes"], sums["active"]),
            "posts": 100 * _over(sums["posts"], sums["registered"]),
            "opened": _over(sums["opened"], sums["pushed"]),
        }
    )
    result["verdict"] = verdicts(result)
    return result.sort_values("share", ascending=False)


def verdicts(figures: pd.DataFrame) -> pd.Series:
    """ALIVE, SHELL or FAINT of each carrier, from its registered users and its share."""
    large = figures["registered"] >= LARGE * figures["registered"].max()
    shell = large & (figures["share"] < SHELL_BELOW)
    verdict = np.select([shell, figures["share"] >= ALIVE_FROM], [SHELL, ALIVE], FAINT)
    return pd.Series(verdict, index=figures.index, dtype=object)


def active_by_month(usage: pd.DataFrame) -> pd.DataFrame:
    """Share of registered users active: one row a month, one column a carrier."""
    sums = usage.groupby(["month", "carrier"])[["registered", "active"]].sum()
    return _over(sums["active"], sums["registered"]).unstack("carrier")


def matrix(
    counts: pd.DataFrame, column: str, total: str, n: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of `total` in `n`, and `n` itself: one row a branch, one column each of `column`.

    The first row, labelled COMPANY, is that of all branches in `counts` together.
    """
    together = counts.assign(branch_id=COMPANY)
    sums = pd.concat([together, counts]).groupby(["branch_id", column], sort=False)
    sums = sums[[total, n]].sum()
    shares = _over(sums[total], sums[n])
    return tuple(
        x.unstack(column).sort_index(key=lambda b: b != COMPANY) for x in (shares, sums[n])
    )


def _over(total: pd.Series, n: pd.Series) -> pd.Series:
    return total.astype(float) / n.astype(float).replace(0, np.nan)
