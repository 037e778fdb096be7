"""What figures of people may be shown of a period, so that no two periods tell of a few.

The company's own people are always protected so, whose superiors read this. Customers are where
their answers come evenly: to cut a survey into stretches that a few answer each month would take
most of its periods away. Whoever holds the data may have it done all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

import pandas as pd

from analytics.periods import Period
from analytics.stretches import Stretches, Within, stretches, thin
from analytics.withheld import FEWEST_ANSWERS
from data import queries
from data.catalogue import metrics
from data.queries.surveys import QUESTION
from data.reader import Reader

CUSTOMER = "customer"  # the audience that is not the company's own


def personal(keys: Collection[str]) -> list[str]:
    """Those of the metrics and questions of which small groups are hidden."""
    known = metrics()
    return [key for key in keys if key not in known or queries.figures.personal(known[key])]


def everybody() -> bool:
    """Whether customers are to be protected however few answer: `MINGJIAN_STRETCHES`."""
    return os.environ.get("MINGJIAN_STRETCHES") == "everybody"


def within(
    reader: Reader,
    keys: Collection[str],
    period: tuple[int, int],
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> Within | None:
    """What `withheld` is to know of a period (first and last month) of these metrics or questions.

    None where they are of nobody. All metrics are divided together, whichever are asked for.
    """
    asked = personal(keys)
    if not asked:
        return None
    divided = tuple(personal(metrics()) if set(asked) <= set(metrics()) else asked)
    everyone = dict.fromkeys([*branch_ids, *roots])

    def sizes() -> pd.DataFrame:
        return queries.figures.cells(reader, divided, *queries.figures.EVER, everyone, True)

    customers = _of_customers(reader, divided)
    return _divided(reader, divided, sizes, customers, branch_ids, roots), period


def within_topics(
    reader: Reader,
    audience: str,
    weights_of: str,
    period: tuple[int, int],
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> Within:
    """The same of the topics that an audience is asked about, as from `topic_cells`."""
    everyone = dict.fromkeys([*branch_ids, *roots])

    def sizes() -> pd.DataFrame:
        ever = queries.figures.EVER
        return queries.surveys.topic_cells(reader, audience, *ever, everyone, weights_of, True)

    customers = _customers_among(audience)
    what = "topics", audience, weights_of
    return _divided(reader, what, sizes, customers, branch_ids, roots), period


def within_questions(
    reader: Reader,
    audience: str,
    question_ids: Collection[int],
    period: tuple[int, int],
    branch_ids: Sequence[str],
) -> Within:
    """The same of questions by channel, as from `histogram`; the branches are the company."""
    asked = tuple(sorted(int(number) for number in question_ids))

    def sizes() -> pd.DataFrame:
        counts = queries.surveys.histogram(reader, asked, *queries.figures.EVER, branch_ids, True)
        keys = ["question_id", "branch_id", "month", "channel"]
        answers = counts.groupby(keys, as_index=False)["responses"].sum()
        return answers.set_axis(["metric", "branch_id", "month", "stratum", "n"], axis=1)

    customers = _customers_among(audience)
    return _divided(reader, ("questions", asked), sizes, customers, branch_ids, ()), period


def within_drivers(
    reader: Reader,
    audience: str,
    survey_id: int,
    period: tuple[int, int],
    branch_ids: Sequence[str],
) -> Within:
    """The same of the topics judged together with the whole, as from `judged_together`."""

    def sizes() -> pd.DataFrame:
        ever = queries.figures.EVER
        together = queries.answers_together.judged_together
        return together(reader, audience, survey_id, *ever, branch_ids, by_month=True)

    customers = _customers_among(audience)
    return _divided(reader, ("drivers", survey_id), sizes, customers, branch_ids, ()), period


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


def _customers_among(audience: str) -> Collection[str] | None:
    """What an audience was asked about that customers answered, as `_divided` asks: all or none."""
    return None if audience == CUSTOMER else ()


def _of_customers(reader: Reader, keys: Collection[str]) -> list[str]:
    """Those of the metrics and questions that customers answered."""
    known = metrics()
    questions = queries.surveys.questions(reader)
    of_customers = questions.loc[questions["audience"] == CUSTOMER, "question_id"]
    asked = {f"{QUESTION}{number}" for number in of_customers}
    return [
        key
        for key in keys
        if (queries.figures.of_customers(known[key]) if key in known else key in asked)
    ]


def _divided(
    reader: Reader,
    what: Hashable,
    sizes: Callable[[], pd.DataFrame],
    customers: Collection[str] | None,
    branch_ids: Sequence[str],
    roots: Sequence[str],
) -> Stretches:
    """The stretches of what `sizes` gives, once for a version of the data.

    `customers` are the metrics that customers answered, None if they answered all.
    """

    def divide() -> Stretches:
        found, known = sizes(), queries.figures.months(reader)
        months = Period(known[0], known[-1]).months if known else []
        if not everybody():
            few = thin(found[found["branch_id"].isin(list(branch_ids))], FEWEST_ANSWERS)
            few = few if customers is None else few & set(customers)
            found = found[~found["metric"].isin(few)]
        return stretches(found, branch_ids, roots, months, FEWEST_ANSWERS)

    return reader.kept(("stretches", what, tuple(branch_ids), tuple(roots)), divide)
