"""The command that prints estimates: the figures of the pages, small groups hidden as there."""

from __future__ import annotations

import argparse
import math

import pandas as pd

from analytics.organisation import compared
from analytics.published import of_every_unit
from data import queries
from data.catalogue import metrics as catalogue
from data.reader import Reader
from data.terminal import dashed, month_of, print_json
from data.terminal import reader as opened
from locales import BadInput, sentence
from reporting import protection

HIDDEN = sentence("hidden to protect a small group")


def metrics(chosen: argparse.Namespace) -> None:
    reader = opened(chosen)
    known = queries.figures.months(reader)
    first = month_of(chosen.first) or (known[0] if known else 0)
    last = month_of(chosen.last) or (known[-1] if known else 0)
    if first > last:
        raise BadInput(
            "The period ends before it begins: from {first} to {last}.",
            first=dashed(first),
            last=dashed(last),
        )
    figures = _figures(reader, first, last, chosen.branch)
    reader.warehouse.note(reader.viewer, "export", f"metrics {dashed(first)} {dashed(last)}")
    shown = [
        {
            "metric": row.metric,
            "branch_id": row.branch_id,
            "from": dashed(first),
            "to": dashed(last),
            "n": row.answers,
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "kind": row.kind,
            "unit": catalogue()[row.metric].unit,
            "hidden": bool(row.hidden),
        }
        for row in figures.sort_values(["metric", "branch_id"]).itertuples()
    ]
    if chosen.json:
        print_json(shown)
        return
    for entry in shown:
        print(f"{entry['metric']:<30} {entry['branch_id']:<20} {_written(entry, chosen.language)}")


def _figures(reader: Reader, first: int, last: int, asked: list[str] | None) -> pd.DataFrame:
    """Figures of the units asked for. All are looked at, so that hiding is always the same."""
    branches = queries.organisation.branches(reader)
    codes = list(branches["branch_id"])
    unknown = [branch for branch in asked or () if branch not in codes]
    if unknown:
        raise BadInput("There is no branch {branch}. Choose one from the list.", branch=unknown[0])
    cells = queries.figures.metric_cells(reader, list(catalogue()), first, last, codes)
    branch_ids, roots = compared(branches)
    held = queries.organisation.held(reader)
    personal = protection.personal(catalogue())
    within = protection.within(reader, personal, (first, last), branch_ids, roots)
    guarded = within[0].labels["metric"] if within else ()
    own = protection.own_answers(reader, guarded, branch_ids, held)
    figures = of_every_unit(cells, branch_ids, roots, held, personal, within, own)
    return figures[figures["branch_id"].isin(asked or codes)]


def _written(entry: dict, language: str) -> str:
    if entry["hidden"]:
        return HIDDEN.in_language(language)
    low, high = ("–" if math.isnan(entry[end]) else f"{entry[end]:.4g}" for end in ("low", "high"))
    return f"{entry['value']:>10.4g}  [{low}, {high}]  n={entry['n']:g}  {entry['unit']}"
