"""From cells to the figures a page may show: the whole company beside its branches, and nothing
that would tell what a handful of people answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analytics.key_figures import key_figures
from analytics.withheld import COMPANY, FEWEST_ANSWERS, withheld

__all__ = ["COMPANY", "FEWEST_ANSWERS", "of_every_unit", "published", "shown_counts"]


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
    figures["hidden"] = few | hidden.rows(figures, stratum)
    figures.loc[figures["hidden"], ["value", "low", "high", "answers"]] = np.nan
    return figures


def of_every_unit(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    within: Mapping[str, Collection[str]],
    personal: Collection[str] = (),
) -> pd.DataFrame:
    """Figures of the branches as from `published`, and of the units above them, company left out.

    `within` maps each unit to the branches it holds, and `cells` has them all. A unit above is
    shown only if it holds none or all of the hidden branches and is not small itself, nor what it
    holds beyond them: else its total would tell what the branches hidden in it answered.
    """
    figures = published(cells, branch_ids, roots, personal)
    figures = figures[figures["branch_id"] != COMPANY]
    above = [unit for unit in within if unit not in set(branch_ids)]
    units = key_figures(cells[cells["branch_id"].isin(above)])
    units["hidden"] = [
        row.metric in set(personal) and _tells(row, figures, set(within[row.branch_id]))
        for row in units.itertuples()
    ]
    units.loc[units["hidden"], ["value", "low", "high", "answers"]] = np.nan
    return pd.concat([figures, units], ignore_index=True)


def _tells(unit: object, figures: pd.DataFrame, held: set[str]) -> bool:
    """Whether the total of a unit would tell what few people answered."""
    own = figures[figures["metric"] == unit.metric]
    hidden = set(own[own["hidden"]]["branch_id"])
    if 0 < unit.answers < FEWEST_ANSWERS or hidden & held not in (set(), hidden):
        return True
    shown = own[own["branch_id"].isin(held) & ~own["hidden"]]["answers"].sum()
    return not hidden & held and 0.5 < unit.answers - shown < FEWEST_ANSWERS


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
