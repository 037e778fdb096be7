"""From cells to the figures a page may show: the whole company beside its branches, and nothing
that would tell what a handful of people answered.
"""

from __future__ import annotations

from collections.abc import Collection

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
    branches, and no sibling of theirs.
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
    for _, family in families:
        hidden[family.index] = mask(family["answers"], FEWEST_ANSWERS)
    return hidden


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
