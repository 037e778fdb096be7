"""Where the superiors, the staff and a team itself see the same team differently.

`ratings` below has one row per branch, month, dimension and rater: branch_id, month, dimension,
rater (SUPERIOR, STAFF or SELF), ballots, satisfied (of the ballots), score (their mean, 0 to 100).
A rater votes on every dimension, so ballots of several dimensions are the same people again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analytics.comparison import difference, judged
from analytics.published import FEWEST_ANSWERS
from analytics.suppression import mask

SUPERIOR, STAFF, SELF = "superior", "staff", "self"
RATERS = (SUPERIOR, STAFF, SELF)


def scores(figures: pd.DataFrame, of_rater: Mapping[str, str]) -> pd.DataFrame:
    """The scores side by side: one row per branch_id, one column per rater of `of_rater`.

    `figures` as from `published`, of which `of_rater` names the metric of each rater. A hidden or
    missing score is NaN.
    """
    rows = figures[figures["metric"].isin(list(of_rater.values()))]
    wide = rows.pivot(index="branch_id", columns="metric", values="value")
    wide = wide.reindex(columns=list(of_rater.values()))
    return wide.set_axis(list(of_rater), axis=1).rename_axis(columns=None).astype(float)


def satisfied(ratings: pd.DataFrame) -> pd.DataFrame:
    """Satisfied raters as cells of a share: n, total, total_sq by branch_id and rater.

    Each month, n is the mean number of ballots of a dimension and total that of the satisfied ones,
    so that one person counts once however many dimensions there are; months add up.
    """
    monthly = ratings.groupby(["branch_id", "rater", "month"])[["ballots", "satisfied"]].mean()
    cells = monthly.groupby(["branch_id", "rater"]).sum()
    return cells.set_axis(["n", "total"], axis=1).assign(total_sq=0.0).astype(float)


def disagreement(scored: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """How far superiors and staff are apart on each branch, and whether that exceeds chance.

    `scored` as from `scores`. Scores are means without their spread, so their gap is a plain
    difference; chance is judged on the shares of satisfied raters (`satisfied`), whose difference
    has Newcombe's interval and a test, adjusted over the branches (`comparison.judged`). A branch
    that lacks a score is not tested.

    Returns a frame indexed as `scored` with its columns and gap (superior - staff, points),
    n_superior, n_staff (people times periods), share_superior, share_staff, difference (of the
    shares), low, high, p, p_adjusted, differs (more than chance, and both differences have the same
    sign); sorted by gap, the largest first, branches without one last.
    """
    found = scored.assign(gap=scored[SUPERIOR] - scored[STAFF]).sort_values("gap", ascending=False)
    cells = satisfied(ratings)
    both = found["gap"].notna()
    sides = {}
    for rater in (SUPERIOR, STAFF):
        own = cells[cells.index.get_level_values("rater") == rater].droplevel("rater")
        own = own.reindex(found.index).fillna(0.0).where(both, 0.0)
        sides[rater] = own
        found[f"n_{rater}"] = own["n"].where(both)
        with np.errstate(divide="ignore", invalid="ignore"):
            found[f"share_{rater}"] = (own["total"] / own["n"]).where(both)
    tested = difference("proportion", sides[SUPERIOR], sides[STAFF]).set_axis(found.index)
    tested = judged(tested, alpha=0.05)
    tested["differs"] &= tested["difference"] * found["gap"] > 0
    return found.join(tested)


def by_dimension(
    ratings: pd.DataFrame, rater: str, hidden: Collection[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mean score by ballots, and the ballots: branches as rows, dimensions as columns.

    Of the staff, branches in `hidden` are NaN, and so is every cell of fewer than FEWEST_ANSWERS
    ballots, with one more of its dimension where the total would give it away.
    """
    own = ratings[ratings["rater"] == rater]
    sums = (
        own.assign(points=own["ballots"] * own["score"])
        .groupby(["branch_id", "dimension"])[["ballots", "points"]]
        .sum()
        .unstack("dimension")
    )
    if sums.empty:
        return pd.DataFrame(), pd.DataFrame()
    ballots = sums["ballots"].astype(float)
    values = sums["points"].astype(float) / ballots
    if rater == STAFF:
        small = ballots.fillna(0).apply(lambda n: mask(n, FEWEST_ANSWERS))
        kept = ~small & ~ballots.index.isin(list(hidden))[:, None]
        values, ballots = values.where(kept), ballots.where(kept)
    return values, ballots


def gap_by_dimension(
    ratings: pd.DataFrame, hidden: Collection[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Staff minus superiors in points, and the staff's ballots, as `by_dimension`."""
    seen, ballots = by_dimension(ratings, STAFF, hidden)
    return seen - by_dimension(ratings, SUPERIOR)[0], ballots
