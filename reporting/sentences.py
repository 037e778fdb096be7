"""Figures and signals as sentences, the same in a briefing and on the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics.signals import REST
from data.catalogue import Metric
from locales import Sentence, both, figures, sentence, translate
from locales.figures import Written
from reporting import document


def name_of(metric: Metric) -> Sentence:
    return both(metric.name["en"], metric.name["zh"])


def number(x: float, decimals: int = 0) -> document.Number:
    return document.Number(x, decimals)


def month(yyyymm: int) -> Written:
    return Written(figures.month, (yyyymm,))


def months(first: int, last: int) -> Written:
    return Written(figures.months, (first, last))


def sample(metric: Metric, n: float) -> Written:
    return Written(figures.sample, (n, metric.kind))


def size(metric: Metric, x: float) -> Written:
    """A difference without its sign."""
    return Written(figures.difference, (abs(x), metric.unit, metric.decimals, False))


def of_figure(metric: Metric, row: Any) -> Sentence:
    """One figure with interval and n; `row` has value, low, high, answers, hidden."""
    if row.hidden:
        return sentence("{metric}: too few answers to show", metric=name_of(metric))
    return sentence(
        "{metric} {value} ({interval}, {sample})",
        metric=name_of(metric),
        value=document.value(metric, row.value),
        interval=document.interval(metric, row.low, row.high),
        sample=sample(metric, row.answers),
    )


def of_value(metric: Metric, row: Any) -> Sentence:
    """The value of a signal with its interval and n."""
    return sentence(
        "{value} ({interval}, {sample})",
        value=document.value(metric, row.value),
        interval=document.interval(metric, row.low_value, row.high_value),
        sample=sample(metric, row.answers),
    )


def of_change(metric: Metric, change: pd.Series | None, against: str) -> Sentence:
    """A change on the period compared with, and whether it is more than chance.

    `change` has difference, p and differs; None where there is nothing to compare with.
    """
    if change is None or np.isnan(change["difference"]):
        return sentence("nothing to compare with")
    by = document.difference(metric, change["difference"])
    known = (
        sentence("{difference} on last year", difference=by)
        if against == "year"
        else sentence("{difference} on the period before", difference=by)
    )
    if np.isnan(change["p"]):
        return known
    return sentence("{change}, {judgement}", change=known, judgement=judgement(metric, change))


def judgement(metric: Metric, tested: Any) -> Sentence:
    """What a test says of a difference; `tested` has difference, p and differs."""
    if np.isnan(tested.p):
        return sentence("not tested")
    if not tested.differs:
        return sentence("within chance")
    good = (tested.difference > 0) == (metric.better == "high")
    return sentence("better") if good else sentence("worse")


def against_others(metric: Metric, tested: Any) -> Sentence:
    """As `judgement`, of a difference from other branches."""
    if np.isnan(tested.p) or not tested.differs:
        return judgement(metric, tested)
    good = (tested.difference > 0) == (metric.better == "high")
    return sentence("better than the others") if good else sentence("worse than the others")


def of_signal(row: Any, metric: Metric, branch: object, value: object | None = None) -> Sentence:
    """Who, what, how much, against what; `row` is one of `signals.signals`.

    `branch` is how the branch is to be called, and `value` how the value is to be said, if not
    plainly.
    """
    values = {
        "branch": branch,
        "metric": name_of(metric),
        "value": value or document.value(metric, row.value),
        "interval": document.interval(metric, row.low_value, row.high_value),
        "sample": sample(metric, row.answers),
        "difference": size(metric, row.difference),
        "other": document.value(metric, row.other),
    }
    if row.against == REST and row.difference > 0:
        return sentence(
            "{branch}: {metric} {value} ({interval}, {sample}), {difference} above the other"
            " branches ({other})",
            **values,
        )
    if row.against == REST:
        return sentence(
            "{branch}: {metric} {value} ({interval}, {sample}), {difference} below the other"
            " branches ({other})",
            **values,
        )
    if row.difference > 0:
        return sentence(
            "{branch}: {metric} rose by {difference}, from {other} to {value}"
            " ({interval}, {sample})",
            **values,
        )
    return sentence(
        "{branch}: {metric} fell by {difference}, from {other} to {value} ({interval}, {sample})",
        **values,
    )


def p_value(p: float) -> Written:
    return Written(figures.p_value, (p,))


def day(when: date) -> Written:
    return Written(figures.day, (when,))


@dataclass(frozen=True)
class Listed:
    """Names one after the other, as a language lists them."""

    names: tuple[Sentence, ...]

    def in_language(self, language: str) -> str:
        return translate(", ", language).join(name.in_language(language) for name in self.names)
