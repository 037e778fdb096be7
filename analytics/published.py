"""From cells to the figures a page may show: the whole company beside its branches, and nothing
that would tell what a handful of people answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analytics.key_figures import key_figures
from analytics.stretches import Within
from analytics.withheld import COMPANY, FEWEST_ANSWERS, withheld

__all__ = ["COMPANY", "FEWEST_ANSWERS", "of_every_unit", "published", "shown_counts"]

SEEN = ["value", "low", "high", "answers"]  # what a hidden figure shows nothing of


def published(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    personal: Collection[str] = (),
    stratum: str | None = None,
    within: Within | None = None,
) -> pd.DataFrame:
    """Key figures of `branch_ids` and of the company, small groups of `personal` metrics hidden.

    `cells` as for `key_figures`, of all strata, for every branch (so that hiding is the same
    whichever are looked at) and for `roots`, whose sum is the company. Returns the columns of
    `key_figures`, of one `stratum` only if one is named, and hidden (see `withheld`, which has
    `within` as well); a hidden figure is NaN throughout.
    """
    hidden = withheld(cells, branch_ids, roots, personal, within)
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
    held: Mapping[str, Collection[str]],
    personal: Collection[str] = (),
    within: Within | None = None,
    own_answers: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Figures of the branches as from `published`, and of the units above them, company left out.

    `held` maps each unit to all that it holds, branches and units, and `cells` has them all. A
    unit above is hidden where its total would tell what few people answered (see `_telling`), or
    where one period less another would: a branch in it is hidden `within` its stretches, or the
    unit has `own_answers` (metric, branch_id, month, n: beyond its branches) few in some month.
    """
    figures = published(cells, branch_ids, roots, personal, within=within)
    figures = figures[figures["branch_id"] != COMPANY]
    above = [unit for unit in held if unit not in set(branch_ids)]
    units = key_figures(cells[cells["branch_id"].isin(above)])
    hidden = pd.Series(False, index=units.index)
    for metric, own in units[units["metric"].isin(list(personal))].groupby("metric"):
        shown = figures[(figures["metric"] == metric) & ~figures["hidden"]]
        known = shown.set_index("branch_id")["answers"]
        hidden[own.index] = _telling(own, known, held)
    if within is not None:
        hidden |= _cut_in(units, branch_ids, roots, held, within)
        hidden |= _few_of_its_own(units, roots, own_answers)
    return pd.concat([figures, _without(units, hidden)], ignore_index=True)


def _cut_in(
    units: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    held: Mapping[str, Collection[str]],
    within: Within,
) -> pd.Series:
    """Which units hold a branch of which the period is not shown; the company is not cut itself."""
    stretches, period = within
    labels = {
        "metric": pd.Index(units["metric"].unique()),
        "branch_id": pd.Index([*branch_ids, COMPANY]),
        "stratum": pd.Index([], dtype=object),
    }
    cut = pd.DataFrame(
        stretches.hidden(labels, [period])[0][:, :, 0],
        index=labels["metric"],
        columns=labels["branch_id"],
    )
    company = set(roots) if len(roots) == 1 else set()
    inside = {
        unit: [COMPANY] if unit in company else [b for b in held[unit] if b in cut.columns]
        for unit in units["branch_id"].unique()
    }
    rows = zip(units["metric"], units["branch_id"], strict=True)
    return pd.Series([cut.loc[m, inside[unit]].any() for m, unit in rows], index=units.index)


def _few_of_its_own(
    units: pd.DataFrame, roots: Collection[str], own_answers: pd.DataFrame | None
) -> pd.Series:
    """Which units were answered for by few in some month, beyond their branches."""
    if own_answers is None:
        return pd.Series(False, index=units.index)
    few = own_answers[(own_answers["n"] > 0) & (own_answers["n"] < FEWEST_ANSWERS)]
    if len(roots) == 1:  # what is beyond the branches of the company was covered with them
        few = few[~few["branch_id"].isin(list(roots))]
    told = set(zip(few["metric"], few["branch_id"], strict=True))
    rows = zip(units["metric"], units["branch_id"], strict=True)
    return pd.Series([row in told for row in rows], index=units.index)


def _telling(
    units: pd.DataFrame, shown: pd.Series, held: Mapping[str, Collection[str]]
) -> pd.Series:
    """Which units of one metric would tell what few people answered.

    A unit less the branches `shown` in it (answers by branch_id) leaves what is hidden in it or
    answered in the unit itself. That must be nothing, or enough people; and so must what is then
    left of the unit above it. The largest units are looked at first.
    """
    left: dict[str, float] = {}  # of every unit that is shown, less those shown in it
    hidden = pd.Series(False, index=units.index)
    for row in units.sort_values("answers", ascending=False, kind="stable").itertuples():
        own = round(row.answers - shown[shown.index.isin(list(held[row.branch_id]))].sum())
        above = [unit for unit in left if row.branch_id in set(held[unit])]
        nearest = min(above, key=lambda unit: len(held[unit]), default=None)
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
    within: Within | None = None,
) -> pd.DataFrame:
    """Answers by question and score of the `chosen` branches together, small ones left out.

    `histogram` has question_id, branch_id, channel, score, responses, of all `branch_ids`; answers
    of one `channel` only are counted if one is named. When every branch is chosen none is left out,
    for their sum is the published total; a total that is hidden or small itself is not shown.
    `within` as for `withheld`, with questions as metrics.
    Returns one row per question_id, one column per score, answers in each.
    """
    own = histogram[histogram["branch_id"].isin(list(branch_ids))]
    sizes = own.rename(columns={"question_id": "metric", "channel": "stratum", "responses": "n"})
    hidden = withheld(sizes, branch_ids, (), sizes["metric"].unique(), within)
    seen = sizes if channel is None else sizes[sizes["stratum"] == channel]
    seen = seen[seen["branch_id"].isin(list(chosen))]
    seen = seen[~hidden.of_choice(seen, branch_ids, chosen, channel)]
    counts = seen.pivot_table(
        index="metric", columns="score", values="n", aggfunc="sum", fill_value=0
    ).rename_axis("question_id")
    return counts[counts.sum(axis=1) >= FEWEST_ANSWERS]
