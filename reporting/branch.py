"""The briefing of one branch, in the same order as that of the company."""

from __future__ import annotations

import pandas as pd

from analytics.organisation import peers_of
from analytics.signals import BEFORE, is_better
from analytics.standing import first_of_each, standing
from locales import Sentence, sentence, terms
from reporting import ending, sentences, tables
from reporting.document import Document, Section, value
from reporting.facts import Facts

MOST_POINTS = 8


def briefing(facts: Facts, branch_id: str, owed: pd.DataFrame) -> Document:
    """What the secretary of a branch is told of the period; `owed` as from `facts.owed`."""
    alike = peers_of(facts.kinds, branch_id, facts.branch_ids)
    found = standing(facts.figures, branch_id, alike)
    found = found[found.index.isin(list(facts.metrics))]
    better = is_better(found.assign(metric=found.index), _directions(facts))
    sides = [
        found[found["differs"] & side].sort_values("strength", ascending=False)
        for side in (better, ~better)
    ]
    used = [facts.metrics[key] for side in sides for key in side.index[:MOST_POINTS]]
    return Document(
        title=sentence("Briefing on {branch}", branch=facts.name(branch_id)),
        subtitle=ending.subtitle(facts),
        warning=ending.warning(facts),
        sections=(
            _situation(facts, branch_id, found, len(alike), sides),
            _points(facts, sentence("Highlights"), sides[0], good=True),
            _points(facts, sentence("Problems"), sides[1], good=False),
            _watched(facts, branch_id, owed),
        ),
        tables=ending.present(
            [
                tables.of_standing(facts, found),
                tables.of_debts(owed),
                tables.of_signals(facts, (branch_id,)),
            ]
        ),
        definitions=ending.defined([*facts.foremost, *used]),
        provenance=ending.provenance(facts),
    )


def _directions(facts: Facts) -> dict[str, str]:
    return {key: metric.better for key, metric in facts.metrics.items()}


def _situation(
    facts: Facts, branch_id: str, found: pd.DataFrame, others: int, sides: list[pd.DataFrame]
) -> Section:
    first = sentence(
        "{kind}, {period}. Of {tested} figures compared with those of {others} others of its kind,"
        " {better} are better and {worse} worse by more than chance; the others are within chance.",
        kind=terms.UNIT_KINDS[facts.kinds[branch_id]],
        period=sentences.months(facts.period.first, facts.period.last),
        tested=sentences.number(int(found["p"].notna().sum())),
        others=sentences.number(others),
        better=sentences.number(len(sides[0])),
        worse=sentences.number(len(sides[1])),
    )
    points = [
        _beside(facts, metric.key, found.loc[metric.key])
        for metric in facts.foremost
        if metric.key in found.index
    ]
    return Section(sentence("Overall situation"), (first,), points)


def _beside(facts: Facts, key: str, row: pd.Series) -> Sentence:
    """One figure, that of the others, and what the test says."""
    metric = facts.metrics[key]
    figure = sentences.of_figure(metric, row)
    if row["hidden"]:
        return sentence("{figure}.", figure=figure)
    return sentence(
        "{figure}; others {others}: {judgement}.",
        figure=figure,
        others=value(metric, row["others"]),
        judgement=sentences.against_others(metric, row),
    )


def _points(facts: Facts, heading: Sentence, rows: pd.DataFrame, good: bool) -> Section:
    if rows.empty:
        nothing = (
            sentence("Nothing is better by more than chance in this period.")
            if good
            else sentence("Nothing is worse by more than chance in this period.")
        )
        return Section(heading, (nothing,))
    first = first_of_each(rows, {key: metric.concept for key, metric in facts.metrics.items()})
    points = [_beside(facts, key, row) for key, row in first[:MOST_POINTS].iterrows()]
    remark = sentence(
        "{shown} of {all}, the surest first, one of each concept; all of them stand in the tables.",
        shown=sentences.number(len(points)),
        all=sentences.number(len(rows)),
    )
    return Section(heading, (), points, remark)


def _watched(facts: Facts, branch_id: str, owed: pd.DataFrame) -> Section:
    """What changed in the branch itself, and what it owes."""
    changed = facts.found[
        (facts.found["branch_id"] == branch_id)
        & (facts.found["against"] == BEFORE)
        & facts.found["differs"]
    ]
    points = [
        sentence(
            "{sentence}.",
            sentence=sentences.of_signal(row, facts.metrics[row.metric], facts.name(branch_id)),
        )
        for row in changed.head(MOST_POINTS).itertuples()
    ]
    due = owed[owed["owed"] > 0].set_index("kind")
    points += [
        sentence(
            "{what}: {owed} of {of}, the oldest since {day}.",
            what=name,
            owed=sentences.number(due.loc[key, "owed"]),
            of=sentences.number(due.loc[key, "of"]),
            day=sentences.day(due.loc[key, "since"].date()),
        )
        for key, name in terms.OWED.items()
        if key in due.index
    ]
    heading = sentence("To watch: own changes, and what is owed")
    if not points:
        nothing = sentence("Nothing changed by more than chance, and nothing is owed.")
        return Section(heading, (nothing,))
    return Section(heading, (), points, ending.compared_with(facts))
