"""What can be compared: metrics of the catalogue and questions of surveys, named alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from data.catalogue import Metric
from ui import formats, words
from ui.formats import Quantity

QUESTION_KINDS = {"nps": "nps", "yes_no": "proportion"}


@dataclass(frozen=True)
class Measure:
    """One thing that has a value for every branch. `metric` is None for a survey question."""

    key: str
    name: str
    group: str
    quantity: Quantity
    better: str
    metric: Metric | None = None

    @property
    def label(self) -> str:
        return f"{self.group} · {self.name}"

    @property
    def axis(self) -> str:
        """The unit, as the axis of a figure says it."""
        return words.unit(formats.unit_of(self.quantity)[0])


def of_metric(metric: Metric) -> Measure:
    return Measure(
        metric.key,
        words.metric_name(metric),
        words.domain(metric.domain),
        metric,
        metric.better,
        metric,
    )


def measures(metrics: Collection[Metric], questions: pd.DataFrame) -> Mapping[str, Measure]:
    """By key, in the order of the catalogue, then the questions of each survey.

    `questions` as from `data.queries.surveys.questions`; keys are `question:<id>`.
    """
    found = {metric.key: of_metric(metric) for metric in metrics}
    for row in questions.itertuples():
        key = f"question:{row.question_id}"
        kind = QUESTION_KINDS.get(row.kind, "mean")
        found[key] = Measure(key, row.text, row.title, kind, "high")
    return found
