"""Cells of metrics and questions, and what is known of each metric.

Columns of cells: metric, branch_id, [month,] stratum, n, total, total_sq, kind, per, weight (of the
stratum in its month, or in the last month asked for; of weights valid at once the newest; NaN if
none is published).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import pandas as pd

from data.catalogue import Metric, metrics
from data.cells import sources, views_behind
from data.kept import MOST
from data.queries.monthly_cells import SUMS, MonthlyCells, monthly_cells, settled
from data.queries.surveys import QUESTION, question_cells
from data.reader import Reader

# Answers, ballots and test results of single people; a table of official counts is none.
PERSONAL = {"survey_cell", "training_attendance", "team_rating", "ability_eval"}
EVER = 0, 999912  # months between which all lie
AT_MOST = MOST // 12  # cells to add up by unit that are worth keeping, for all months


def months(reader: Reader) -> list[int]:
    """The months (YYYYMM) for which any metric is known, oldest first."""
    found = reader.distribution("SELECT DISTINCT month FROM metric_cell ORDER BY month")
    return found["month"].tolist()


def metric_cells(
    reader: Reader,
    keys: Sequence[str],
    first: int,
    last: int,
    branch_ids: Collection[str],
    by_month: bool = False,
) -> pd.DataFrame:
    """Cells of the metrics `keys` for `branch_ids` between two months, both included."""
    asked = tuple(keys), tuple(branch_ids)
    found = _of_all_months(reader, *asked)
    if found is None:
        cells = _read_cells(reader, asked[0], first, last, asked[1], by_month)
        return cells.assign(**{name: cells["metric"].map(of) for name, of in _known().items()})
    if by_month:
        return found.months(first, last, *asked)
    return found.period(first, last, *asked, _weights(reader, last))


@cache
def _known() -> dict[str, dict[str, object]]:
    """The kind and the `per` of every metric."""
    return {
        name: {key: getattr(metric, name) for key, metric in metrics().items()}
        for name in ("kind", "per")
    }


def _of_all_months(
    reader: Reader, keys: tuple[str, ...], branch_ids: tuple[str, ...]
) -> MonthlyCells | None:
    """What is asked for, of all months: all there is if that is few enough to keep, or it alone."""
    counted = reader.distribution(
        "SELECT metric, count(*) AS cells FROM metric_cell JOIN branch_descendant USING (branch_id)"
        " GROUP BY ALL"
    )
    units = reader.distribution("SELECT DISTINCT ancestor_id FROM branch_descendant")
    everything = tuple(counted["metric"]), tuple(units["ancestor_id"])
    for scope in (everything, (keys, branch_ids)):
        if counted.loc[counted["metric"].isin(scope[0]), "cells"].sum() <= AT_MOST:
            return _all_months(reader, *scope)
    return None


def _all_months(reader: Reader, keys: Collection[str], branch_ids: Collection[str]) -> MonthlyCells:
    asked = tuple(keys), tuple(branch_ids)
    return reader.kept(
        ("cells of all months", *asked),
        lambda: monthly_cells(
            _read_cells(reader, asked[0], *EVER, asked[1], by_month=True), _known()
        ),
    )


def _weights(reader: Reader, month: int) -> pd.DataFrame:
    """The weights valid in a month, of those valid at once the newest: metric, stratum, weight."""
    return reader.distribution(
        "SELECT metric, stratum, arg_max(weight, valid_from) AS weight FROM stratum_weight"
        " WHERE $month BETWEEN valid_from AND valid_to GROUP BY metric, stratum",
        {"month": month},
    )


def _read_cells(
    reader: Reader,
    keys: tuple[str, ...],
    first: int,
    last: int,
    branch_ids: tuple[str, ...],
    by_month: bool,
) -> pd.DataFrame:
    month = "month," if by_month else ""
    valid_in = "asked.month" if by_month else "$last"
    cells = reader.distribution(
        f"""
        WITH asked AS (
            SELECT metric, ancestor_id AS branch_id, {month} stratum,
                   sum(n) AS n, sum(total) AS total, sum(total_sq) AS total_sq
            FROM metric_cell
            JOIN branch_descendant USING (branch_id)
            WHERE list_contains($keys, metric)
              AND month BETWEEN $first AND $last
              AND list_contains($branches, ancestor_id)
            GROUP BY metric, ancestor_id, {month} stratum
        )
        SELECT asked.*,
               (SELECT arg_max(weight, valid_from) FROM stratum_weight
                WHERE stratum_weight.metric = asked.metric
                  AND stratum_weight.stratum = asked.stratum
                  AND {valid_in} BETWEEN valid_from AND valid_to) AS weight
        FROM asked
        """,
        {"keys": list(keys), "first": first, "last": last, "branches": list(branch_ids)},
    )
    cells[SUMS] = settled(cells[SUMS].to_numpy(float))
    return cells


def cells(
    reader: Reader,
    keys: Collection[str],
    first: int,
    last: int,
    branch_ids: Collection[str],
    by_month: bool = False,
) -> pd.DataFrame:
    """Cells of metrics and of survey questions (`question:<id>`) together."""
    asked = [key for key in keys if not key.startswith(QUESTION)]
    ids = [int(key.removeprefix(QUESTION)) for key in keys if key.startswith(QUESTION)]
    parts = []
    if asked or not ids:
        parts.append(metric_cells(reader, asked, first, last, branch_ids, by_month))
    if ids:
        parts.append(question_cells(reader, ids, first, last, branch_ids, by_month))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def personal(metric: Metric) -> bool:
    """Whether the figure counts what single people answered, so that small groups are hidden."""
    return bool(sources(metric.sql) & PERSONAL)


def of_customers(metric: Metric) -> bool:
    """Whether the figure counts what customers answered, and not the company's own people."""
    return "audience = 'customer'" in metric.sql


def metric_sources(reader: Reader, metric: Metric) -> pd.DataFrame:
    """The batches behind a metric: table_name, batch_id, file_name, rows, committed_at."""
    parts = [
        f"SELECT '{name}' AS table_name, batch_id, count(*) AS rows FROM {name} GROUP BY batch_id"
        for name in sorted(sources(metric.sql))
    ]
    return reader.frame(
        f"SELECT source.table_name, batch_id, file_name, rows::BIGINT AS rows, committed_at"
        f" FROM ({' UNION ALL '.join(parts)}) AS source JOIN batch USING (batch_id)"
        " ORDER BY source.table_name, batch_id"
    )


def metric_summary(reader: Reader) -> pd.DataFrame:
    """What is known of each metric: metric, cells, branches, first, last, n."""
    return reader.distribution(
        "SELECT metric, count(*) AS cells, count(DISTINCT branch_id) AS branches,"
        " min(month) AS first, max(month) AS last, sum(n) AS n FROM metric_cell GROUP BY metric"
    )


def metric_views(metric: Metric) -> dict[str, str]:
    """The views that a metric's SQL reads, with the SELECT of each."""
    return views_behind(metric.sql)
