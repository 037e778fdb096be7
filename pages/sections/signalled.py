"""What differs by more than chance, over all metrics, and since when."""

from __future__ import annotations

import pandas as pd

from analytics import signals
from analytics.onset import onset
from analytics.periods import Period
from data import queries
from data.kept import kept
from data.reader import Reader
from pages import inquiry
from reporting import protection
from ui.filters import Choice


def found(reader: Reader, choice: Choice) -> pd.DataFrame:
    """Everything tested over all metrics, as from `signals`."""
    like = choice.compared
    return _signals(
        reader,
        tuple(metric.key for metric in inquiry.known(reader)),
        tuple(metric.key for metric in inquiry.known(reader) if like and like.suits(metric.grain)),
        tuple((p.first, p.last) for p in (choice.period, *((like.now, like.past) if like else ()))),
        choice.organisation.branch_ids,
        choice.organisation.roots,
    )


def since(reader: Reader, leading: pd.DataFrame, span: Period) -> dict[int, int | None]:
    """The month in which each of the `leading` signals began, by index; None if none did."""
    rose = leading["difference"] > 0
    asked = tuple(zip(leading["metric"], leading["branch_id"], rose, strict=True))
    months = _onsets(reader, asked, (span.first, span.last))
    return dict(zip(leading.index, months, strict=True))


@kept
def _signals(
    reader: Reader,
    keys: tuple[str, ...],
    suited: tuple[str, ...],
    periods: tuple[tuple[int, int], ...],
    branch_ids: tuple[str, ...],
    roots: tuple[str, ...],
) -> pd.DataFrame:
    everyone = dict.fromkeys([*branch_ids, *roots])
    shown, *compared = periods
    asked = dict.fromkeys([(keys, shown), *((suited, period) for period in compared)])
    cells = {(k, p): queries.figures.cells(reader, k, *p, everyone) for k, p in asked}
    now, pasts = cells[keys, shown], [cells[suited, period] for period in compared]
    within = [protection.within(reader, keys, period, branch_ids, roots) for period in periods]
    return signals.to_be_shown(now, pasts, branch_ids, roots, protection.personal(keys), within)


@kept
def _onsets(
    reader: Reader,
    asked: tuple[tuple[str, str, bool], ...],
    span: tuple[int, int],
) -> list[int | None]:
    keys, branch_ids = ({row[i] for row in asked} for i in (0, 1))
    cells = queries.figures.cells(reader, sorted(keys), *span, sorted(branch_ids), by_month=True)
    each = dict(tuple(cells.groupby(["metric", "branch_id"])))
    return [onset(each[key, branch], 1 if rose else -1) for key, branch, rose in asked]
