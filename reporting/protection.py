"""What figures of people may be shown of a period, so that no two periods tell of a few.

The company's own people are protected so, whose superiors read this. What customers say is known of
them to nobody here, and comes unevenly: to cut it into stretches would take most periods from a
survey that a few answer each month. Whoever holds the data may have it done all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

import pandas as pd

from analytics.stretches import Stretches, Within, stretches
from analytics.withheld import FEWEST_ANSWERS
from data import queries
from data.catalogue import metrics
from data.queries.surveys import QUESTION
from data.warehouse import Reader

CUSTOMER = "customer"  # the audience that is not the company's own


def personal(keys: Collection[str]) -> list[str]:
    """Those of the metrics and questions of which small groups are hidden."""
    known = metrics()
    return [key for key in keys if key not in known or queries.figures.personal(known[key])]


def everybody() -> bool:
    """Whether overlapping periods are to be safe for customers too: `MINGJIAN_STRETCHES`."""
    return os.environ.get("MINGJIAN_STRETCHES") == "everybody"


def guarded(reader: Reader, keys: Collection[str]) -> list[str]:
    """Those of the metrics and questions that are safe from one period less another."""
    asked, known = personal(keys), metrics()
    if everybody():
        return asked
    questions = queries.surveys.questions(reader)
    of_customers = {
        key for key in asked if key in known and queries.figures.of_customers(known[key])
    }
    of_customers |= {
        f"{QUESTION}{number}"
        for number in questions.loc[questions["audience"] == CUSTOMER, "question_id"]
    }
    return [key for key in asked if key not in of_customers]


def within(
    reader: Reader,
    keys: Collection[str],
    period: tuple[int, int],
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> Within | None:
    """What `withheld` is to know of a period (first and last month) of these metrics or questions.

    None where none of them is guarded. All metrics are divided together, whichever are asked for.
    """
    asked = guarded(reader, keys)
    if not asked:
        return None
    divided = tuple(guarded(reader, metrics()) if set(asked) <= set(metrics()) else asked)
    everyone = dict.fromkeys([*branch_ids, *roots])

    def sizes() -> pd.DataFrame:
        return queries.figures.cells(reader, divided, *queries.figures.EVER, everyone, True)

    return _divided(reader, divided, sizes, branch_ids, roots), period


def within_topics(
    reader: Reader,
    audience: str,
    weights_of: str,
    period: tuple[int, int],
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> Within | None:
    """The same of the topics that an audience is asked about, as from `topic_cells`."""
    if audience == CUSTOMER and not everybody():
        return None
    everyone = dict.fromkeys([*branch_ids, *roots])

    def sizes() -> pd.DataFrame:
        ever = queries.figures.EVER
        return queries.surveys.topic_cells(reader, audience, *ever, everyone, weights_of, True)

    return _divided(reader, ("topics", audience, weights_of), sizes, branch_ids, roots), period


def within_questions(
    reader: Reader,
    audience: str,
    question_ids: Collection[int],
    period: tuple[int, int],
    branch_ids: Sequence[str],
) -> Within | None:
    """The same of questions by channel, as from `histogram`; the branches are the company."""
    if audience == CUSTOMER and not everybody():
        return None
    asked = tuple(sorted(int(number) for number in question_ids))

    def sizes() -> pd.DataFrame:
        counts = queries.surveys.histogram(reader, asked, *queries.figures.EVER, branch_ids, True)
        keys = ["question_id", "branch_id", "month", "channel"]
        answers = counts.groupby(keys, as_index=False)["responses"].sum()
        return answers.set_axis(["metric", "branch_id", "month", "stratum", "n"], axis=1)

    return _divided(reader, ("questions", asked), sizes, branch_ids, ()), period


def own_answers(
    reader: Reader,
    keys: Collection[str],
    branch_ids: Sequence[str],
    held: Mapping[str, Collection[str]],
) -> pd.DataFrame:
    """What units hold beyond their branches, by month: metric, branch_id, month, n."""
    cells = queries.figures.metric_cells(reader, list(keys), *queries.figures.EVER, held, True)
    sizes = cells.groupby(["metric", "month", "branch_id"])["n"].sum().unstack(fill_value=0.0)
    branches = sizes.columns.intersection(branch_ids)
    beyond = pd.DataFrame(
        {
            unit: sizes[unit] - sizes[branches.intersection(list(below))].sum(axis=1)
            for unit, below in held.items()
            if unit in sizes and unit not in branches
        },
        index=sizes.index,
    )
    return beyond.round().rename_axis(columns="branch_id").stack().rename("n").reset_index()


def _divided(
    reader: Reader,
    what: Hashable,
    sizes: Callable[[], pd.DataFrame],
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> Stretches:
    """The stretches of what `sizes` gives, once for a version of the data."""

    def divide() -> Stretches:
        months = queries.figures.months(reader)
        return stretches(sizes(), branch_ids, roots, months, FEWEST_ANSWERS)

    return reader.kept(("stretches", what, tuple(branch_ids), tuple(roots)), divide)
