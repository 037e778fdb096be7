"""Where one branch stands among those like it, figure by figure."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd

from analytics.cells import SUMS, estimate
from analytics.comparison import difference, judged


def standing(
    figures: pd.DataFrame, branch_id: str, peers: Collection[str], alpha: float = 0.05
) -> pd.DataFrame:
    """Every figure of a branch beside the same figure of its `peers` taken together.

    `figures` as from `published`, not by month. Peers whose figure is hidden are left out, so that
    what a small group said cannot be worked out from the others; so are peers whose spread is not
    known (a stratum with one answer), which cannot be added up. All metrics of the branch are
    tested together (Benjamini-Hochberg); a full count is not tested, and a hidden figure neither.

    Returns a frame indexed by metric, in the order of `figures`: value, low, high, answers, n,
    hidden, note, kind, others (value of the peers), peers (how many know it), difference,
    difference_low, difference_high, p, p_adjusted, differs and strength (difference in half-widths
    of its interval).
    """
    own = figures[figures["branch_id"] == branch_id].set_index("metric")
    own = own[own["n"] > 0]
    among = figures["branch_id"].isin(set(peers) - {branch_id})
    shown = figures[among & ~figures["hidden"].astype(bool) & (figures["n"] > 0)]
    grouped = shown[shown["total_sq"].notna()].groupby("metric")
    others = grouped[SUMS].sum().reindex(own.index).fillna(0.0)
    parts = []
    for (kind, per), rows in own.groupby(["kind", "per"]):
        together = others.loc[rows.index]
        tested = difference(kind, rows, together, per).set_axis(rows.index)
        tested["others"] = estimate(kind, *(together[name] for name in SUMS), per=per).value
        parts.append(tested)
    empty = pd.DataFrame(columns=["difference", "low", "high", "p", "others"], dtype=float)
    found = pd.concat(parts).reindex(own.index) if parts else empty
    found.loc[own["hidden"].astype(bool), ["difference", "low", "high", "p"]] = np.nan
    found = judged(found, alpha).rename(
        columns={"low": "difference_low", "high": "difference_high"}
    )
    width = found["difference_high"] - found["difference_low"]
    found["strength"] = found["difference"].abs() / (width / 2)
    found["peers"] = grouped.size().reindex(own.index).fillna(0).astype(int)
    kept = ["value", "low", "high", "answers", "n", "hidden", "note", "kind"]
    return own[kept].join(found)


def first_of_each(rows: pd.DataFrame, groups: Mapping[str, Hashable]) -> pd.DataFrame:
    """The first row of every group: figures of one group, such as a concept, say much the same.

    `rows` is indexed by metric, and `groups` gives the group of each.
    """
    return rows[~pd.Series([groups[key] for key in rows.index], index=rows.index).duplicated()]
