"""What several pages ask alike: the figures of some metrics for the choice on the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import streamlit as st

from analytics import signals
from analytics.published import published
from data import queries
from data.catalogue import Metric, metrics
from data.warehouse import Reader
from ui import filters, frame, links, organisation, tiles
from ui.filters import Choice
from ui.measures import Measure
from ui.periods import Period


def begin(reader: Reader, missing: str, tables: Collection[str] = ()) -> Choice:
    """The choice of period and branches; what to upload where none of `tables` has rows."""
    months = queries.figures.months(reader)
    empty = not months or (
        bool(tables) and not any(queries.bookkeeping.table_size(reader, table) for table in tables)
    )
    frame.stop_if_empty(empty, missing)
    whole = organisation.organisation(queries.organisation.branches(reader))
    choice = filters.choose(months, whole)
    links.to_chosen_branch(choice)
    return choice


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
    return _figures(
        reader,
        frame.same_data(reader),
        tuple(metric.key for metric in asked),
        (period.first, period.last),
        () if by_month else choice.organisation.branch_ids,
        choice.organisation.roots,
        by_month,
        stratum,
    )


def by_month(
    reader: Reader,
    measure: Measure,
    period: Period,
    branch_ids: Sequence[str],
    stratum: str | None = None,
) -> pd.DataFrame:
    """Figures of these branches together, month by month; they stand as the company."""
    key, months = (measure.key,), (period.first, period.last)
    together = tuple(branch_ids)
    return _figures(reader, frame.same_data(reader), key, months, (), together, True, stratum)


def found_signals(reader: Reader, choice: Choice) -> pd.DataFrame:
    """Everything tested over all metrics, as from `signals`."""
    now, before = choice.period, choice.period.before
    return _signals(
        reader,
        frame.same_data(reader),
        tuple(metric.key for metric in known(reader)),
        ((now.first, now.last), (before.first, before.last)),
        choice.organisation.branch_ids,
    )


@st.cache_data(max_entries=512, show_spinner=False)
def _figures(
    _reader: Reader,
    same_data: tuple,  # noqa: ARG001 - part of the key
    keys: tuple[str, ...],
    period: tuple[int, int],
    branch_ids: tuple[str, ...],
    roots: tuple[str, ...],
    by_month: bool,
    stratum: str | None,
) -> pd.DataFrame:
    everyone = dict.fromkeys([*branch_ids, *roots])
    found = queries.figures.cells(_reader, keys, *period, everyone, by_month)
    if stratum is not None:
        found = found[found["stratum"] == stratum]
    return published(found, branch_ids, roots, [key for key in keys if _is_personal(key)])


@st.cache_data(max_entries=64, show_spinner=False)
def _signals(
    _reader: Reader,
    same_data: tuple,  # noqa: ARG001 - part of the key
    keys: tuple[str, ...],
    periods: tuple[tuple[int, int], ...],
    branch_ids: tuple[str, ...],
) -> pd.DataFrame:
    now, before = (queries.figures.cells(_reader, keys, *period, branch_ids) for period in periods)
    return signals.signals(now, before, [key for key in keys if _is_personal(key)])


def _is_personal(key: str) -> bool:
    return key not in metrics() or queries.figures.personal(metrics()[key])


def company_row(
    reader: Reader,
    asked: Sequence[Metric],
    choice: Choice,
    stratum: str | None = None,
    captions: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Draw the tiles of the company; return the figures of every branch behind them."""
    period = choice.period
    now, before = (
        figures(reader, asked, p, choice, stratum=stratum) for p in (period, period.before)
    )
    by_month = figures(reader, asked, period, choice, by_month=True, stratum=stratum)
    tiles.row(asked, now, before, by_month, choice, captions)
    return now
