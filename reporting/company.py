"""The briefing of the whole company: situation, highlights, problems, branches to watch, tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import signals
from analytics.published import COMPANY
from data.catalogue import Metric
from locales import Sentence, sentence
from reporting import ending, sentences, tables
from reporting.document import Document, Section
from reporting.facts import Facts
from reporting.sentences import Listed

MOST_POINTS = 8  # highlights and problems that are told one by one
FEWEST_WORSE = 2  # figures that make a branch one to watch
MOST_WATCHED = 6
MOST_NAMED = 4  # figures of such a branch that are named


def briefing(facts: Facts) -> Document:
    """What a leader of the company is told of the period."""
    found = _of_chosen(facts)
    better = signals.is_better(found, {key: m.better for key, m in facts.metrics.items()})
    good, bad = (found[found["differs"] & side] for side in (better, ~better))
    highlights, problems = (signals.leading(rows, MOST_POINTS) for rows in (good, bad))
    used = [
        *facts.foremost,
        *(facts.metrics[key] for key in (*highlights["metric"], *problems["metric"])),
    ]
    return Document(
        title=_title(facts),
        subtitle=ending.subtitle(facts),
        warning=ending.warning(facts),
        sections=(
            _situation(facts, good, bad),
            _points(facts, sentence("Highlights"), highlights, len(good), good=True),
            _points(facts, sentence("Problems"), problems, len(bad), good=False),
            _watched(facts, bad, good),
        ),
        tables=ending.present(
            [
                tables.of_company(facts),
                *(tables.by_branch(facts, metric) for metric in facts.foremost),
                tables.of_signals(facts, facts.chosen),
            ]
        ),
        definitions=ending.defined(used),
        provenance=ending.provenance(facts),
    )


def _title(facts: Facts) -> Sentence:
    if len(facts.chosen) < len(facts.branch_ids):
        return sentence("Briefing on {count} branches", count=len(facts.chosen))
    return sentence("Briefing on the whole company")


def _of_chosen(facts: Facts) -> pd.DataFrame:
    return facts.found[facts.found["branch_id"].isin(facts.chosen)]


def _situation(facts: Facts, good: pd.DataFrame, bad: pd.DataFrame) -> Section:
    tested = int(facts.found["p"].notna().sum())
    first = sentence(
        "{branches} branches, {period}. {tested} comparisons were tested together; among what is"
        " reported, fewer than 5 % are expected to be false alarms. {better} figures of these"
        " branches are better and {worse} worse by more than chance; the others are within chance.",
        branches=sentences.number(len(facts.chosen)),
        period=sentences.months(facts.period.first, facts.period.last),
        tested=sentences.number(tested),
        better=sentences.number(_figures(good)),
        worse=sentences.number(_figures(bad)),
    )
    company = facts.figures[facts.figures["branch_id"] == COMPANY]
    rows = {row.metric: row for row in company.itertuples()}
    points = [_of_company(facts, m, rows[m.key]) for m in facts.foremost if m.key in rows]
    heading = sentence("Overall situation")
    return Section(heading, (first,), points, ending.compared_with(facts))


def _figures(found: pd.DataFrame) -> int:
    """A figure that differs from the others and from its past is one figure."""
    return len(found.drop_duplicates(["metric", "branch_id"]))


def _of_company(facts: Facts, metric: Metric, row: object) -> Sentence:
    figure = sentences.of_figure(metric, row)
    change = facts.changes.loc[metric.key] if metric.key in facts.changes.index else None
    if row.hidden or change is None:
        return sentence("{figure}.", figure=figure)
    return sentence(
        "{figure}: {change}.",
        figure=figure,
        change=sentences.of_change(metric, change, facts.against),
    )


def _points(facts: Facts, heading: Sentence, leading: pd.DataFrame, of: int, good: bool) -> Section:
    """The strongest signals on one side, company first."""
    company = [
        sentence(
            "Whole company: {figure}, {change}.",
            figure=sentences.of_figure(facts.metrics[key], row),
            change=sentences.of_change(facts.metrics[key], facts.changes.loc[key], facts.against),
        )
        for key, row in _changed(facts, good)
    ]
    told = [
        sentence(
            "{sentence}.",
            sentence=sentences.of_signal(row, facts.metrics[row.metric], facts.name(row.branch_id)),
        )
        for row in leading.itertuples()
    ]
    if not company and not told:
        nothing = (
            sentence("Nothing is better by more than chance in this period.")
            if good
            else sentence("Nothing is worse by more than chance in this period.")
        )
        return Section(heading, (nothing,))
    remark = sentence(
        "{shown} of {all} signals, the strongest first (the end of the interval nearer to no"
        " difference, in standard deviations of the branches); at most two of a branch, and two of"
        " a metric. All of them stand in the tables.",
        shown=sentences.number(len(told)),
        all=sentences.number(of),
    )
    return Section(heading, (), [*company, *told], remark if told else None)


def _changed(facts: Facts, good: bool) -> list[tuple[str, object]]:
    """The foremost figures of the company that changed for the better (or worse) beyond chance."""
    company = facts.figures[facts.figures["branch_id"] == COMPANY].set_index("metric")
    keys = [
        m.key
        for m in facts.foremost
        if m.key in facts.changes.index
        and facts.changes.loc[m.key, "differs"]
        and ((facts.changes.loc[m.key, "difference"] > 0) == (m.better == "high")) == good
    ]
    return [(key, company.loc[key]) for key in keys]


def _watched(facts: Facts, bad: pd.DataFrame, good: pd.DataFrame) -> Section:
    """Branches of which several figures are worse by more than chance."""
    heading = sentence("Branches to watch")
    worse = bad.drop_duplicates(["metric", "branch_id"])
    counted = worse.groupby("branch_id").size()
    counted = counted[counted >= FEWEST_WORSE].sort_values(ascending=False, kind="stable")
    if counted.empty:
        return Section(
            heading,
            (sentence("No branch has two or more figures that are worse by more than chance."),),
        )
    points = [
        _watch(facts, branch_id, worse[worse["branch_id"] == branch_id], good)
        for branch_id in counted.index[:MOST_WATCHED]
    ]
    remark = sentence(
        "Listed is who has at least {fewest} figures worse than the other branches', or than its"
        " own before, by more than chance: {shown} of {all}. Their order is that of the number of"
        " such figures, and no rank.",
        fewest=FEWEST_WORSE,
        shown=sentences.number(len(points)),
        all=sentences.number(len(counted)),
    )
    return Section(heading, (), points, remark)


def _watch(facts: Facts, branch_id: str, worse: pd.DataFrame, good: pd.DataFrame) -> Sentence:
    names: Sequence[Sentence] = [
        sentence(
            "{metric} {value}",
            metric=sentences.name_of(facts.metrics[row.metric]),
            value=sentences.of_value(facts.metrics[row.metric], row),
        )
        for row in worse.head(MOST_NAMED).itertuples()
    ]
    values = {
        "branch": facts.name(branch_id),
        "worse": sentences.number(len(worse)),
        "better": sentences.number(_figures(good[good["branch_id"] == branch_id])),
        "names": Listed(tuple(names)),
    }
    if len(worse) > len(names):
        return sentence(
            "{branch}: {worse} figures worse and {better} better by more than chance; the surest of"
            " the worse: {names}.",
            **values,
        )
    return sentence(
        "{branch}: {worse} figures worse and {better} better by more than chance; the worse:"
        " {names}.",
        **values,
    )
