"""Published targets of power service, and the metric that each of them is a promise about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pandas as pd

from data.catalogue import Metric, metrics
from data.cells import sources
from data.reader import Reader

READS = re.compile(r"\bkpi\s*=\s*'(\w+)'")


@cache
def metric_of() -> Mapping[str, Metric]:
    """The metric that counts each figure of `service_kpi`, as its SQL says.

    A target of `kpi_target` for that figure stands in the unit of the metric's value: a share from
    0 to 1, or complaints per thousand customers and year. A figure no metric counts (minutes to
    arrive, say) is a limit within which another metric counts a case as kept.
    """
    found = {}
    for metric in metrics().values():
        if "service_kpi" in sources(metric.sql):
            named = READS.findall(metric.sql)
            if len(named) == 1:
                found[named[0]] = metric
    return found


def targets(reader: Reader, month: int) -> pd.DataFrame:
    """The targets that hold in a month: kpi, metric (None for a bare limit), area, target.

    Of targets of one figure and area that overlap, the one valid from later holds.
    """
    found = reader.frame(
        "SELECT kpi, area, arg_max(value, valid_from) AS target FROM kpi_target"
        " WHERE $month BETWEEN valid_from AND valid_to GROUP BY kpi, area ORDER BY kpi, area",
        {"month": month},
    )
    keys = {kpi: metric.key for kpi, metric in metric_of().items()}
    return found.assign(metric=[keys.get(kpi) for kpi in found["kpi"]])
