"""From cells to the figures a page may show: the whole company beside its branches, and nothing
that would tell what a handful of people answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analytics.key_figures import key_figures
from analytics.withheld import COMPANY, FEWEST_ANSWERS, withheld

__all__ = ["COMPANY", "FEWEST_ANSWERS", "of_every_unit", "published", "shown_counts"]

SEEN = ["value", "low", "high", "answers"]  # what a hidden figure shows nothing of


def published(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    personal: Collection[str] = (),
    stratum: str | None = None,
) -> pd.DataFrame:
    """Key figures of `branch_ids` and of the company, small groups of `personal` metrics hidden.

    `cells` as for `key_figures`, of all strata, for every branch (so that hiding is the same
    whichever are looked at) and for `roots`, whose sum is the company. Returns the columns of
    `key_figures`, of one `stratum` only if one is named, and hidden (see `withheld`); a hidden
    figure is NaN throughout.
    """
    hidden = withheld(cells, branch_ids, roots, personal)
    if stratum is not None:
        cells = cells[cells["stratum"] == stratum]
    own = cells[cells["branch_id"].isin(list(branch_ids))]
    whole = cells[cells["branch_id"].isin(list(roots))].assign(branch_id=COMPANY)
    figures = key_figures(pd.concat([own, whole], ignore_index=True))
    few = (figures["answers"] > 0) & (figures["answers"] < FEWEST_ANSWERS)
    few &= figures["metric"].isin(list(personal))
    return _without(figures, few | hidden.rows(figures, stratum))


def _without(figures: pd.DataFrame, hidden: ArrayLike) -> pd.DataFrame:
    """The figures with a column `hidden`, and nothing to be seen of those that are."""
    hidden = np.asarray(hidden, dtype=bool)
    seen = {name: np.where(hidden, np.nan, figures[name]) for name in SEEN}
    return figures.assign(hidden=hidden, **seen)


def of_every_unit(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    within: Mapping[str, Collection[str]],
    personal: Collection[str] = (),
) -> pd.DataFrame:
    """Figures of the branches as from `published`, and of the units above them, company left out.

    `within` maps each unit to all that it holds, branches and units, and `cells` has them all. A
    unit above is hidden where its total would tell what few people answered (see `_telling`).
    """
    figures = published(cells, branch_ids, roots, personal)
    figures = figures[figures["branch_id"] != COMPANY]
    above = [unit for unit in within if unit not in set(branch_ids)]
    units = key_figures(cells[cells["branch_id"].isin(above)])
    hidden = pd.Series(False, index=units.index)
    for metric, own in units[units["metric"].isin(list(personal))].groupby("metric"):
        shown = figures[(figures["metric"] == metric) & ~figures["hidden"]]
        known = shown.set_index("branch_id")["answers"]
        hidden[own.index] = _telling(own, known, within)
    return pd.concat([figures, _without(units, hidden)], ignore_index=True)


def _telling(
    units: pd.DataFrame, shown: pd.Series, within: Mapping[str, Collection[str]]
) -> pd.Series:
    """Which units of one metric would tell what few people answered.

    A unit less the branches `shown` in it (answers by branch_id) leaves what is hidden in it or
    answered in the unit itself. That must be nothing, or enough people; and so must what is then
    left of the unit above it. The largest units are looked at first.
    """
    left: dict[str, float] = {}  # of every unit that is shown, less those shown in it
    hidden = pd.Series(False, index=units.index)
    for row in units.sort_values("answers", ascending=False, kind="stable").itertuples():
        own = round(row.answers - shown[shown.index.isin(list(within[row.branch_id]))].sum())
        above = [unit for unit in left if row.branch_id in set(within[unit])]
        nearest = min(above, key=lambda unit: len(within[unit]), default=None)
        rest = 0.0 if nearest is None else left[nearest] - own
        if 0 < row.answers < FEWEST_ANSWERS or any(0 < n < FEWEST_ANSWERS for n in (own, rest)):
            hidden[row.Index] = True
            continue
        left[row.branch_id] = own
        if nearest is not None:
            left[nearest] = rest
    return hidden


def shown_counts(
    histogram: pd.DataFrame,
    branch_ids: Collection[str],
    chosen: Collection[str],
    channel: str | None = None,
) -> pd.DataFrame:
    """Answers by question and score of the `chosen` branches together, small ones left out.

    `histogram` has question_id, branch_id, channel, score, responses, of all `branch_ids`; answers
    of one `channel` only are counted if one is named. When every branch is chosen none is left out,
    for their sum is the published total; a total that is hidden or small itself is not shown.
    Returns one row per question_id, one column per score, answers in each.
    """
    own = histogram[histogram["branch_id"].isin(list(branch_ids))]
    sizes = own.rename(columns={"question_id": "metric", "channel": "stratum", "responses": "n"})
    hidden = withheld(sizes, branch_ids, (), sizes["metric"].unique())
    seen = sizes if channel is None else sizes[sizes["stratum"] == channel]
    if set(branch_ids) <= set(chosen):
        seen = seen[~hidden.rows(seen.assign(branch_id=COMPANY), channel)]
    else:
        seen = seen[seen["branch_id"].isin(list(chosen)) & ~hidden.rows(seen, channel)]
    counts = seen.pivot_table(
        index="metric", columns="score", values="n", aggfunc="sum", fill_value=0
    ).rename_axis("question_id")
    return counts[counts.sum(axis=1) >= FEWEST_ANSWERS]
