"""What tables of many branches hold: side by side, as plain numbers, at a glance, and in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ui import formats, links, tables
from ui.measures import Measure
from ui.organisation import Organisation
from ui.words import _

# What a cell of a wide table is written from.
SHOWN = ["metric", "branch_id", "value", "low", "high", "n", "hidden", "note"]


def side_by_side(
    figures: pd.DataFrame, measures: Mapping[str, Measure], organisation: Organisation
) -> pd.DataFrame:
    """Branch x metric with value, interval and n as text: units may differ from row to row."""
    rows = {
        (measure.key, row.branch_id): {
            _("Branch"): organisation.name(row.branch_id),
            _("Metric"): measure.name,
            _("Value"): tables.note(row)
            if row.hidden
            else formats.value(row.value, measure.quantity),
            _("95 % interval"): ""
            if row.hidden
            else formats.interval(row.low, row.high, measure.quantity),
            _("n"): "" if row.hidden else formats.number(row.answers),
        }
        for measure in measures.values()
        for row in figures[figures["metric"] == measure.key]
        .sort_values("value", ascending=measure.better == "low")
        .itertuples()
    }
    ids = pd.Index([branch_id for _key, branch_id in rows], name=links.BRANCH)
    return pd.DataFrame(list(rows.values()), index=ids)


def raw(
    figures: pd.DataFrame, measures: Mapping[str, Measure], organisation: Organisation
) -> pd.DataFrame:
    """The figures as plain numbers for a file; hidden ones stay hidden."""
    rows = figures[figures["metric"].isin(list(measures))]
    return pd.DataFrame(
        {
            _("Branch code"): rows["branch_id"],
            _("Branch"): rows["branch_id"].map(organisation.name),
            _("Metric"): [measures[m].name for m in rows["metric"]],
            _("Unit"): [measures[m].axis for m in rows["metric"]],
        }
        | {
            label: [
                x * formats.factor(measures[m].quantity)
                for x, m in zip(rows[column], rows["metric"], strict=True)
            ]
            for label, column in (
                (_("Value"), "value"),
                (_("Low"), "low"),
                (_("High"), "high"),
            )
        }
        | {_("n"): rows["answers"], _("Note"): [tables.note(r) for r in rows.itertuples()]}
    )


def overview(
    figures: pd.DataFrame,
    against: pd.DataFrame,
    measures: Sequence[Measure],
    organisation: Organisation,
) -> pd.DataFrame:
    """One row a branch, one column a measure: value, interval and mark; best first by the first.

    `against` holds the signals against the other branches.
    """
    marks = {
        (row.metric, row.branch_id): tables.mark(row.differs, row.difference)
        for row in against[against["differs"]].itertuples()
    }
    asked = {measure.key: measure for measure in measures}
    shown = figures.loc[figures["metric"].isin(list(asked)), SHOWN]
    cells = {
        (row.metric, row.branch_id): cell(row, asked[row.metric], marks)
        for row in shown.itertuples(index=False)
    }
    first = shown[shown["metric"] == measures[0].key].set_index("branch_id")["value"]
    ids = list(dict.fromkeys(figures["branch_id"]))
    order = first.reindex(ids).sort_values(ascending=measures[0].better == "low").index
    return pd.DataFrame(
        {_("Branch"): [organisation.name(b) for b in order]}
        | {m.name: [cells.get((m.key, b), "") for b in order] for m in measures},
        index=pd.Index(order, name=links.BRANCH),
    )


def cell(row: object, measure: Measure, marks: Mapping[tuple[str, str], str]) -> str:
    """Value, interval and mark of one branch in a wide table."""
    if row.hidden:
        return tables.note(row)
    text = formats.value(row.value, measure.quantity)
    if np.isfinite(row.low):
        text += f" ({formats.interval(row.low, row.high, measure.quantity)})"
    arrow = marks.get((row.metric, row.branch_id), "")
    return f"{arrow} {text}".strip()


def pairs(
    compared: pd.DataFrame, measure: Measure, organisation: Organisation, alone: str = ""
) -> pd.DataFrame:
    """Pairwise differences, the surest first, each with its verdict in words.

    The branch `alone` stands first where it is given, else the one with the higher value.
    """
    ordered = _turned(compared, compared["b"] == alone if alone else compared["difference"] < 0)
    ordered = ordered.sort_values(["p_adjusted", "difference"], ascending=[True, False])
    return pd.DataFrame(
        {
            _("Branch"): ordered["a"].map(organisation.name),
            _("Compared with"): ordered["b"].map(organisation.name),
            _("Difference"): [
                formats.difference(x, measure.quantity) for x in ordered["difference"]
            ],
            _("95 % interval"): [
                formats.interval(r.low, r.high, measure.quantity) for r in ordered.itertuples()
            ],
            _("Adjusted p"): [formats.p_value(p) for p in ordered["p_adjusted"]],
            _("Verdict"): [tables.verdict(r.differs, r.p) for r in ordered.itertuples()],
        }
    ).set_index(pd.Index(ordered["a"], name=links.BRANCH))


def _turned(compared: pd.DataFrame, turn: pd.Series) -> pd.DataFrame:
    """The pairs told from the other side where `turn` says so."""
    turned = compared.rename(columns={"a": "b", "b": "a", "low": "high", "high": "low"})
    turned[["difference", "low", "high"]] *= -1
    return compared.where(~turn, turned[compared.columns])
