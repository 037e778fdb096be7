"""What records of service say of customers, beside their answers: feedback, callbacks, promises."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import callbacks, service_targets
from data import queries
from data.catalogue import Metric
from data.kept import kept
from data.reader import Reader
from pages import inquiry
from ui.customers import callbacks as callback_panels
from ui.customers import feedback, surveys
from ui.customers import service_targets as promises
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import of_metric
from ui.words import _

COVERAGE = "feedback_channels"
HANDLED = (
    "feedback_in_time",
    "feedback_closed",
    "callback_satisfaction",
    "callback_reached",
    COVERAGE,
)
CALLED = ["called", "reached", "satisfied"]


def sections(
    reader: Reader, known: Mapping[str, Metric], choice: Choice
) -> dict[str, surveys.Section]:
    """What records of service say; nothing where there are none."""
    handled = [known[key] for key in HANDLED if key in known]
    promised = [m for m in queries.service_targets.metric_of().values() if m.key in known]
    found = {}
    if handled:
        found["feedback"] = surveys.Section(
            _("Feedback and callbacks"), lambda: _feedback(reader, tuple(handled), choice)
        )
    if promised:
        found["promises"] = surveys.Section(
            _("Promises of service"), lambda: _promises(reader, tuple(promised), choice)
        )
    return found


def _feedback(reader: Reader, handled: tuple[Metric, ...], choice: Choice) -> None:
    _handled(reader, handled, choice)
    metric = surveys.choose_metric(handled, "feedback_metric")
    inquiry.dots(reader, of_metric(metric), inquiry.about(choice, handled))


@drawn_once
def _handled(reader: Reader, handled: tuple[Metric, ...], choice: Choice) -> None:
    whole, period = choice.organisation, choice.period
    asked = choice.chosen if choice.narrowed else whole.roots
    counts = queries.feedback.counts(reader, period.first, period.last, asked)
    called = queries.feedback.callbacks(reader, period.first, period.last, asked)
    callback_panels.chains(
        callbacks.chain(counts[["received", "closed", *CALLED]].sum()),
        callbacks.chain(called[CALLED]),
        choice,
    )
    if not counts.empty:
        feedback.handled(callbacks.handled(counts, "channel"), callbacks.handled(counts, "topic"))
    figures = inquiry.figures(reader, handled, period, choice)
    coverage = next((metric for metric in handled if metric.key == COVERAGE), None)
    if coverage:
        feedback.coverage(figures, coverage, choice)


def _promises(reader: Reader, promised: tuple[Metric, ...], choice: Choice) -> None:
    _promised(reader, promised, choice)
    metric = surveys.choose_metric(promised, "promise_metric")
    _one_promise(reader, promised, metric, choice)


@drawn_once
def _promised(reader: Reader, promised: tuple[Metric, ...], choice: Choice) -> None:
    _figures, judged = _against_targets(reader, promised, choice)
    promises.summary(judged, promised, choice)


@drawn_once
def _one_promise(
    reader: Reader, promised: tuple[Metric, ...], metric: Metric, choice: Choice
) -> None:
    figures, judged = _against_targets(reader, promised, choice)
    promises.of_one(figures, judged, metric, choice)
    promises.limits(queries.service_targets.targets(reader, choice.period.last))


@kept
def _against_targets(
    reader: Reader, promised: tuple[Metric, ...], choice: Choice
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of what is promised, and each beside what was promised."""
    figures = inquiry.figures(reader, promised, choice.period, choice)
    targets = queries.service_targets.targets(reader, choice.period.last)
    branches = queries.organisation.branches(reader).set_index("branch_id")
    judged = service_targets.against_targets(
        figures,
        targets.dropna(subset="metric"),
        branches["area"].dropna().to_dict(),
        {metric.key: metric.better for metric in promised},
    )
    return figures, judged
