"""The tables at the end of a briefing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.published import COMPANY, FEWEST_ANSWERS
from analytics.side_by_side import CENSUS, possible_ranks
from analytics.signals import REST
from data.catalogue import Metric
from locales import Sentence, both, sentence, terms
from reporting import sentences
from reporting.document import (
    NOTHING,
    Cell,
    Number,
    Table,
    difference,
    interval,
    value,
)
from reporting.facts import Facts

FEW = sentence("too few answers")
COVER = sentence("hidden to protect a small group")
MARKS = {True: "▲", False: "▼"}


def of_company(facts: Facts) -> Table:
    """Every figure of the whole company with its change."""
    company = facts.figures[facts.figures["branch_id"] == COMPANY].set_index("metric")
    rows = []
    for key, metric in facts.metrics.items():
        if key in company.index and company.loc[key, "n"] > 0:
            change = facts.changes.loc[key] if key in facts.changes.index else None
            rows.append(_company_row(metric, company.loc[key], change))
    return Table(
        sentence("Whole company"),
        sentence("All figures of the whole company"),
        (
            sentence("Metric"),
            sentence("Area of work"),
            sentence("Value"),
            sentence("95 % interval"),
            sentence("n"),
            sentence("Change"),
            sentence("Judgement"),
        ),
        rows,
        words=(0, 1, 6),
    )


def _company_row(metric: Metric, figure: pd.Series, change: pd.Series | None) -> list[Cell]:
    changed = change is not None and np.isfinite(change["difference"])
    return [
        sentences.name_of(metric),
        terms.DOMAINS[metric.domain],
        *_figure(metric, figure),
        difference(metric, change["difference"]) if changed else NOTHING,
        sentences.judgement(metric, change) if changed else NOTHING,
    ]


def _figure(metric: Metric, figure: pd.Series, mark: str = "") -> list[Cell]:
    """Value, interval and n; of a small group only that it is one."""
    if figure["hidden"]:
        return [FEW if figure["n"] < FEWEST_ANSWERS else COVER, NOTHING, NOTHING]
    return [
        value(metric, figure["value"], mark),
        interval(metric, figure["low"], figure["high"]),
        Number(figure["answers"]),
    ]


def by_branch(facts: Facts, metric: Metric) -> Table | None:
    """One figure of the chosen branches, best first, with all ranks that are possible for each."""
    own = facts.figures[facts.figures["metric"] == metric.key]
    branches = own[own["branch_id"].isin(facts.branch_ids) & (own["n"] > 0)]
    shown = branches[~branches["hidden"] & branches["value"].notna()]
    if shown.empty:
        return None
    ranks = possible_ranks(shown, metric.better)
    ordered = branches.sort_values("value", ascending=metric.better == "low")
    ordered = ordered[ordered["branch_id"].isin(facts.chosen)].set_index("branch_id")
    marks = _marks(facts, metric)
    rows = [
        [
            facts.name(branch_id),
            *_figure(metric, figure, marks.get(branch_id, "")),
            _ranks(ranks.loc[branch_id]) if branch_id in ranks.index else NOTHING,
        ]
        for branch_id, figure in ordered.iterrows()
    ]
    note = (
        sentence(
            "A full count, best first. ▲ and ▼ are not given: without sampling nothing is tested."
        )
        if metric.kind in CENSUS
        else sentence(
            "Best first; which order is certain tell only the possible ranks (95 %, all branches"
            " together). ▲ above and ▼ below the other branches by more than chance."
        )
    )
    columns = (
        sentence("Branch"),
        sentence("Value"),
        sentence("95 % interval"),
        sentence("n"),
        sentence("Possible ranks"),
    )
    name = sentences.name_of(metric)
    title = sentence("{metric} by branch ({unit})", metric=name, unit=terms.UNITS[metric.unit])
    drawn = None if metric.kind in CENSUS else (1, 2)
    return Table(name, title, columns, rows, note=note, drawn=drawn)


def _ranks(row: pd.Series) -> Sentence:
    first, last = int(row["first"]), int(row["last"])
    text = f"{first}" if first == last else f"{first}–{last}"
    return both(text, text)


def _marks(facts: Facts, metric: Metric) -> Mapping[str, str]:
    """▲ or ▼ of the branches that differ from the others."""
    found = facts.found
    own = found[(found["metric"] == metric.key) & (found["against"] == REST) & found["differs"]]
    return dict(zip(own["branch_id"], (own["difference"] > 0).map(MARKS), strict=True))


def of_signals(facts: Facts, branch_ids: tuple[str, ...]) -> Table | None:
    """Everything of these branches that differs by more than chance, the strongest first."""
    found = facts.found[facts.found["differs"] & facts.found["branch_id"].isin(branch_ids)]
    if found.empty:
        return None
    return Table(
        sentence("Signals"),
        sentence("Everything that differs by more than chance"),
        (
            sentence("Branch"),
            sentence("Metric"),
            sentence("Value"),
            sentence("95 % interval"),
            sentence("n"),
            sentence("Compared with"),
            sentence("Difference"),
            sentence("Adjusted p"),
            sentence("Judgement"),
        ),
        [_signal_row(facts, row) for row in found.itertuples()],
        words=(0, 1, 5, 8),
        note=sentence(
            "p is adjusted for all comparisons together (Benjamini–Hochberg); the strongest first:"
            " by the end of the interval nearer to no difference."
        ),
    )


def _signal_row(facts: Facts, row: object) -> list[Cell]:
    metric = facts.metrics[row.metric]
    against = {
        REST: sentence("the other branches"),
        "year": sentence("itself a year before"),
        "before": sentence("itself before"),
    }[REST if row.against == REST else facts.against]
    return [
        facts.name(row.branch_id),
        sentences.name_of(metric),
        value(metric, row.value),
        interval(metric, row.low_value, row.high_value),
        Number(row.answers),
        against,
        difference(metric, row.difference),
        sentences.p_value(row.p_adjusted),
        (sentences.against_others if row.against == REST else sentences.judgement)(metric, row),
    ]


def of_standing(facts: Facts, found: pd.DataFrame) -> Table:
    """Every figure of a branch beside that of its like; `found` as from `standing`."""
    rows = []
    for key, metric in facts.metrics.items():
        if key in found.index:
            row = found.loc[key]
            mark = MARKS[row["difference"] > 0] if row["differs"] else ""
            rows.append(
                [
                    sentences.name_of(metric),
                    terms.DOMAINS[metric.domain],
                    *_figure(metric, row, mark),
                    value(metric, row["others"]),
                    NOTHING if row["hidden"] else sentences.against_others(metric, row),
                ]
            )
    return Table(
        sentence("All figures"),
        sentence("All figures of the branch beside those of the others"),
        (
            sentence("Metric"),
            sentence("Area of work"),
            sentence("Value"),
            sentence("95 % interval"),
            sentence("n"),
            sentence("Others"),
            sentence("Judgement"),
        ),
        rows,
        words=(0, 1, 6),
        note=sentence(
            "The others are all branches of its kind together, small groups left out. All figures"
            " of the branch are tested together (Benjamini–Hochberg)."
        ),
    )


def of_debts(owed: pd.DataFrame) -> Table | None:
    """What a branch owes; `owed` as from `facts.owed`."""
    due = owed[owed["owed"] > 0].set_index("kind")
    rows = [
        [
            terms.OWED[key],
            Number(due.loc[key, "owed"]),
            Number(due.loc[key, "of"]),
            sentences.day(due.loc[key, "since"].date()),
        ]
        for key in terms.OWED
        if key in due.index
    ]
    if not rows:
        return None
    return Table(
        sentence("Owed"),
        sentence("What the branch owes at the end of the period"),
        (sentence("Owed"), sentence("Count"), sentence("Of"), sentence("Oldest")),
        rows,
        words=(0, 3),
    )
