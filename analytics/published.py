"""From cells to the figures a page may show: the whole company beside its branches, and nothing
that would tell what a handful of people answered.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analytics.cells import SUMS, estimate
from analytics.key_figures import combine_strata
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
    figures = estimated(combined(pd.concat([own, whole], ignore_index=True)))
    figures["hidden"] = small(figures, personal)
    figures.loc[figures["hidden"], ["value", "low", "high", "answers"]] = np.nan
    return figures


def combined(cells: pd.DataFrame) -> pd.DataFrame:
    """What `key_figures.combine_strata` gives, with the metrics of one stratum summed in one go."""
    keys = ["metric", "branch_id", *(["month"] if "month" in cells else [])]
    strata = cells.groupby("metric")["stratum"].transform("nunique")
    plain = cells[strata == 1].groupby([*keys, "kind", "per"], as_index=False)[SUMS].sum()
    plain = plain.assign(answers=plain["n"], note="")
    several = cells[strata > 1]
    if several.empty:
        return plain
    return pd.concat([plain, combine_strata(several)], ignore_index=True)[list(plain.columns)]


def estimated(figures: pd.DataFrame) -> pd.DataFrame:
    """Combined cells with value, low and high, in the unit of each metric."""
    parts = []
    for (kind, per), rows in figures.groupby(["kind", "per"]):
        result = estimate(kind, rows["n"], rows["total"], rows["total_sq"], per)
        ends = {"value": result.value, "low": result.low, "high": result.high}
        parts.append(pd.DataFrame(ends, index=rows.index, dtype=float))
    ends = pd.concat(parts) if parts else pd.DataFrame(columns=["value", "low", "high"])
    return figures.join(ends.astype(float))


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
