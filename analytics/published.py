"""From cells to the figures a page may show: the whole company beside its branches, and nothing
that would tell what a handful of people answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analytics.key_figures import key_figures
from analytics.suppression import mask

COMPANY = ""  # stands as branch_id of everything together
FEWEST_ANSWERS = 10


def published(
    cells: pd.DataFrame,
    branch_ids: Collection[str],
    roots: Collection[str],
    personal: Collection[str] = (),
) -> pd.DataFrame:
    """Key figures of `branch_ids` and of the company, small groups of `personal` metrics hidden.

    `cells` as for `key_figures`, for every branch (so that hiding is the same whichever are
    looked at) and for `roots`, whose sum is the company. Returns the columns of `key_figures` and
    hidden; a hidden figure is NaN throughout. By month, the months of a branch are the groups
    that add up; otherwise the branches are.
    """
    own = cells[cells["branch_id"].isin(list(branch_ids))]
    whole = cells[cells["branch_id"].isin(list(roots))].assign(branch_id=COMPANY)
    figures = key_figures(pd.concat([own, whole], ignore_index=True))
    figures["hidden"] = small(figures, personal)
    figures.loc[figures["hidden"], ["value", "low", "high", "answers"]] = np.nan
    return figures


def small(figures: pd.DataFrame, personal: Collection[str]) -> pd.Series:
    """Which rows of `personal` metrics are to be hidden, as `suppression.mask` has it.

    `figures` has metric, branch_id, [month,] and answers. The company is the total of its
    branches, and no sibling of theirs; what it holds beyond them (answers of a unit above) is one.
    """
    hidden = pd.Series(False, index=figures.index)
    counted = figures[figures["metric"].isin(list(personal))]
    total = counted["branch_id"] == COMPANY
    if "month" in figures:
        families = counted.groupby(["metric", "branch_id"])
    else:
        alone = counted[total]
        hidden[alone.index] = (alone["answers"] > 0) & (alone["answers"] < FEWEST_ANSWERS)
        families = counted[~total].groupby("metric")
        whole = alone.set_index("metric")["answers"]
    for name, family in families:
        sizes = family["answers"].to_numpy(float)
        if "month" not in figures and name in whole.index:
            beyond = np.round(whole[name] - np.nansum(sizes))
            sizes = np.append(sizes, max(beyond, 0.0))
        hidden[family.index] = mask(sizes, FEWEST_ANSWERS)[: len(family)]
    return hidden


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
    histogram: pd.DataFrame, branch_ids: Collection[str], chosen: Collection[str]
) -> pd.DataFrame:
    """Answers by question and score of the `chosen` branches together, small ones left out.

    `histogram` has question_id, branch_id, score, responses, of all `branch_ids`. When every branch
    is chosen none is left out, for their sum is the published total; a total that is small itself
    is not shown. Returns one row per question_id, one column per score, answers in each.
    """
    own = histogram[histogram["branch_id"].isin(list(branch_ids))]
    sizes = own.groupby(["question_id", "branch_id"])["responses"].sum()
    if set(chosen) < set(branch_ids):
        hidden = (
            sizes.groupby("question_id").transform(lambda n: mask(n, FEWEST_ANSWERS)).astype(bool)
        )
        kept = sizes.index[~hidden & sizes.index.isin(list(chosen), level="branch_id")]
        own = own.set_index(["question_id", "branch_id"]).loc[lambda t: t.index.isin(kept)]
    counts = own.pivot_table(
        index="question_id", columns="score", values="responses", aggfunc="sum", fill_value=0
    )
    return counts[counts.sum(axis=1) >= FEWEST_ANSWERS]
