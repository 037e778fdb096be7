"""What several pages ask alike: the figures of some metrics for the choice on the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analytics import signals
from analytics.periods import Period
from analytics.published import COMPANY, published
from data import queries
from data.catalogue import Metric, metrics
from data.kept import kept
from data.reader import Reader
from reporting import protection
from ui import filters, frame, links, organisation, panels, tiles, words
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure
from ui.organisation import Organisation


def begin(
    reader: Reader, missing: str, tables: Collection[str] = (), changes: bool = True
) -> Choice:
    """The choice of period and branches; what to upload where none of `tables` has rows.

    `changes` asks what the period is compared with.
    """
    months = queries.figures.months(reader)
    empty = not months or (
        bool(tables) and not any(queries.bookkeeping.table_size(reader, table) for table in tables)
    )
    whole = _organisation(reader, words.language())
    frame.stop_if_empty(empty or not whole.named, missing, tables)
    choice = filters.choose(months, whole, changes=changes)
    links.to_chosen_branch(choice)
    return choice


def about(choice: Choice, asked: Sequence[Metric]) -> Choice:
    """The choice for a page about these metrics: asked for in parts, they are computed together."""
    return replace(choice, about=tuple(dict.fromkeys(metric.key for metric in asked)))


@kept
def known(reader: Reader) -> list[Metric]:
    """The metrics of the catalogue that have data."""
    found = set(queries.figures.metric_summary(reader)["metric"])
    return [metric for key, metric in metrics().items() if key in found]


def figures(
    reader: Reader,
    asked: Sequence[Metric | Measure],
    period: Period,
    choice: Choice,
    by_month: bool = False,
    stratum: str | None = None,
) -> pd.DataFrame:
    """Figures as from `published`, of one stratum only if one is named; by month of the company."""
    branch_ids = () if by_month else choice.organisation.branch_ids
    return _asked(reader, asked, period, branch_ids, choice, by_month, stratum)


def months_of_branches(
    reader: Reader,
    measure: Measure,
    period: Period,
    choice: Choice,
    stratum: str | None = None,
) -> pd.DataFrame:
    """Figures of every branch and of the company, month by month."""
    key, months = (measure.key,), (period.first, period.last)
    branch_ids, roots = choice.organisation.branch_ids, choice.organisation.roots
    return _figures(reader, key, months, branch_ids, branch_ids, roots, True, stratum)


def company_changes(
    reader: Reader, asked: Sequence[Metric], choice: Choice, stratum: str | None = None
) -> pd.DataFrame:
    """The company's changes on the period compared with, indexed by metric, judged together.

    Columns as from `signals.changes`; a metric that cannot be compared like with like has no row.
    """
    like = choice.compared
    suited = [metric for metric in asked if like and like.suits(metric.grain)]
    if not suited:
        return signals.NO_CHANGES
    now, past = (
        _company(reader, suited, period, choice, stratum) for period in (like.now, like.past)
    )
    return signals.changes(now.set_index("metric", drop=False).rename_axis(None), past)


def _company(
    reader: Reader, asked: Sequence[Metric], period: Period, choice: Choice, stratum: str | None
) -> pd.DataFrame:
    """Figures of the company alone; of the period on the page, they stand with the branches."""
    if period == choice.period:
        found = figures(reader, asked, period, choice, stratum=stratum)
        return found[found["branch_id"] == COMPANY]
    return _asked(reader, asked, period, (), choice, False, stratum)


def _asked(
    reader: Reader,
    asked: Sequence[Metric | Measure],
    period: Period,
    branch_ids: tuple[str, ...],
    choice: Choice,
    by_month: bool,
    stratum: str | None,
) -> pd.DataFrame:
    """Figures of what is asked for, taken from those of all that the page is about."""
    keys = tuple(metric.key for metric in asked)
    among = choice.about if set(keys) <= set(choice.about) else keys
    months, whole = (period.first, period.last), choice.organisation
    everyone, roots = whole.branch_ids, whole.roots
    found = _figures(reader, among, months, branch_ids, everyone, roots, by_month, stratum)
    if among == keys:
        return found
    return found[found["metric"].isin(keys)].reset_index(drop=True)


@kept
def _organisation(reader: Reader, language: str) -> Organisation:  # noqa: ARG001 - of its names
    return organisation.organisation(
        queries.organisation.branches(reader), queries.organisation.named(reader)
    )


@kept
def _figures(
    reader: Reader,
    keys: tuple[str, ...],
    period: tuple[int, int],
    shown: tuple[str, ...],
    branch_ids: tuple[str, ...],
    roots: tuple[str, ...],
    by_month: bool,
    stratum: str | None,
) -> pd.DataFrame:
    """Figures of the branches `shown`, some or none of all `branch_ids`, and of the company."""
    found = queries.figures.cells(reader, keys, *period, dict.fromkeys([*shown, *roots]), by_month)
    within = protection.within(reader, keys, period, branch_ids, roots)
    return published(found, shown, roots, protection.personal(keys), stratum, within)


@drawn_once
def dots(reader: Reader, measure: Measure, choice: Choice) -> None:
    """The branches on one measure, with the table behind."""
    found = figures(reader, [measure], choice.period, choice)
    panels.dots(found, measure, choice, table=True)


def company_row(
    reader: Reader,
    asked: Sequence[Metric],
    choice: Choice,
    stratum: str | None = None,
    captions: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Draw the tiles of the company; return the figures of every branch behind them."""
    _tiles(reader, tuple(asked), choice, stratum, tuple((captions or {}).items()))
    return figures(reader, asked, choice.period, choice, stratum=stratum)


@drawn_once
def _tiles(
    reader: Reader,
    asked: tuple[Metric, ...],
    choice: Choice,
    stratum: str | None,
    captions: tuple[tuple[str, str], ...],
) -> None:
    now = figures(reader, asked, choice.period, choice, stratum=stratum)
    by_month = figures(reader, asked, choice.period, choice, by_month=True, stratum=stratum)
    changes = company_changes(reader, asked, choice, stratum)
    tiles.row(asked, now, changes, by_month, choice, dict(captions))
