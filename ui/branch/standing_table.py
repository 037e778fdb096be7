"""Every figure of one branch beside those of the branches like it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ui import choices, formats, tables, words
from ui.measures import Measure
from ui.screen import st
from ui.words import _

AREA = "branch_area"


def by_area(found: pd.DataFrame, measures: Mapping[str, Measure]) -> None:
    """All figures of the branch: of one area of work, or of all."""
    areas = list(dict.fromkeys(m.metric.domain for k, m in measures.items() if k in found.index))
    names = {"": _("All areas of work")} | {key: words.domain(key) for key in areas}
    chosen = choices.of_one(
        st.pills,
        _("Area of work"),
        AREA,
        names,
        parameter="area",
        required=True,
        label_visibility="collapsed",
    )
    shown = {k: m for k, m in measures.items() if chosen in ("", m.metric.domain)}
    every(found, shown, "profile")


def every(found: pd.DataFrame, measures: Mapping[str, Measure], key: str) -> None:
    """All figures of the branch with those of the others, in the order of the catalogue."""
    by_metric = dict(zip(found.index, found.itertuples(), strict=True))
    rows = [(m, by_metric[metric]) for metric, m in measures.items() if metric in by_metric]
    table = pd.DataFrame(
        {
            _("Metric"): [measure.name for measure, _row in rows],
            _("Area of work"): [measure.group for measure, _row in rows],
            _("Value"): [_value(row, measure) for measure, row in rows],
            _("95 % interval"): [
                formats.interval(row.low, row.high, measure.quantity) for measure, row in rows
            ],
            _("n"): [formats.number(row.answers) for _measure, row in rows],
            _("Others"): [formats.value(row.others, m.quantity) for m, row in rows],
            _("Branches compared"): [int(row.peers) for _measure, row in rows],
            _("Judgement"): [_judgement(row, measure) for measure, row in rows],
        }
    )
    tables.show(
        table,
        _("All figures of the branch beside those of the others"),
        key,
        numbers={_("Branches compared"): "%d"},
        texts=[_("Area of work"), _("Judgement")],
    )


def _value(row: object, measure: Measure) -> str:
    if row.hidden:
        return tables.note(row)
    arrow = tables.mark(bool(row.differs), row.difference)
    return f"{arrow} {formats.value(row.value, measure.quantity)}".strip()


def _judgement(row: object, measure: Measure) -> str:
    if np.isnan(row.p):
        return _("not tested")
    if not row.differs:
        return _("within chance")
    return (
        _("better than the others")
        if (row.difference > 0) == (measure.better == "high")
        else _("worse than the others")
    )
