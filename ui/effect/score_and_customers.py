"""Does a high score go with satisfied customers: the two side by side, and who contradicts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import effect
from analytics.rank_correlation import Correlation
from ui import choices, figures, formats, tables, words
from ui.effect import score_scatter
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import st
from ui.words import _


def correlation(found: Correlation, score: Measure, customers: Measure) -> str:
    """Whether the two orders go together, in one sentence; Markdown."""
    values = {
        "score": words.plain(score.name),
        "customers": words.plain(customers.name),
        "rho": rho(found.value),
        "interval": interval(found.low, found.high),
        "n": found.n,
    }
    if np.isnan(found.value):
        return _("Too few branches have both {score} and {customers}.", **values)
    if found.low > 0:
        text = _("**Where {score} is higher, {customers} tends to be higher.**", **values)
    elif found.high < 0:
        text = _("**Where {score} is higher, {customers} tends to be lower.**", **values)
    else:
        text = _("**{score} does not show how content customers are.**", **values)
    return text + " " + _("Spearman ρ = {rho} ({interval}), n = {n} branches.", **values)


def mismatches(
    found: pd.Series,
    score: pd.DataFrame,
    said: pd.DataFrame,
    measures: tuple[Measure, Measure],
    choice: Choice,
) -> None:
    """The branches whose score and whose customers say opposite things, one line each."""
    if found.empty:
        st.markdown(_("No branch has customers that contradict its score by more than chance."))
        return
    lines = []
    for b, key in found.items():
        values = {
            "branch": words.plain(choice.organisation.name(b)),
            "score": formats.value(score.loc[b, "value"], measures[0].quantity),
            "customers": formats.value(said.loc[b, "value"], measures[1].quantity),
            "interval": formats.interval(
                said.loc[b, "low"], said.loc[b, "high"], measures[1].quantity
            ),
            "sample": formats.sample(said.loc[b, "answers"], measures[1].quantity),
            "name": words.plain(measures[1].name),
        }
        if key == effect.HIGH_SCORE:
            text = _(
                ":orange[**High score, discontented customers**] {branch}: score {score},"
                " {name} {customers} ({interval}, {sample}), below the others.",
                **values,
            )
        else:
            text = _(
                ":blue[**Low score, content customers**] {branch}: score {score},"
                " {name} {customers} ({interval}, {sample}), above the others.",
                **values,
            )
        lines.append(f"- {text}")
    st.markdown("\n".join(lines))


def table(
    score: pd.DataFrame,
    said: pd.DataFrame,
    found: pd.Series,
    measures: tuple[Measure, Measure],
    choice: Choice,
) -> None:
    """The table behind the scatter, the highest score first."""
    both = [b for b in score.sort_values("value", ascending=False).index if b in said.index]
    rows = said.loc[both]
    shown = pd.DataFrame(
        {
            _("Branch"): [choice.organisation.name(b) for b in both],
            measures[0].name: [
                formats.value(score.loc[b, "value"], measures[0].quantity) for b in both
            ],
            measures[1].name: [formats.value(x, measures[1].quantity) for x in rows["value"]],
            _("95 % interval"): [
                formats.interval(r.low, r.high, measures[1].quantity) for r in rows.itertuples()
            ],
            _("n"): [formats.number(x) for x in rows["answers"]],
            _("Judgement"): [_said(found.get(b, "")) for b in both],
        },
        index=pd.Index(both, name="branch_id"),
    )
    tables.show(shown, _("Score and satisfaction"), "scores_said", texts=[_("Judgement")])


def _said(key: str) -> str:
    return {
        effect.HIGH_SCORE: _("high score, customers below the others"),
        effect.LOW_SCORE: _("low score, customers above the others"),
    }.get(key, "")


def choose(offered: list[Measure]) -> Measure:
    """Which score is looked at."""
    names = {measure.key: measure.name for measure in offered}
    key = choices.of_one(st.segmented_control, _("Score"), "score_of", names, required=True)
    return next(measure for measure in offered if measure.key == key)


def show(
    score: pd.DataFrame,
    said: pd.DataFrame,
    found: pd.Series,
    measures: tuple[Measure, Measure],
    choice: Choice,
) -> None:
    """The figure, who contradicts, and the table; frames indexed by branch."""
    mismatches(found, score, said, measures, choice)
    with st.container(border=True):
        alt = _(
            "{score} against {customers} of {count} branches; {contrary} contradict their score",
            score=measures[0].name,
            customers=measures[1].name,
            count=len(score.index.intersection(said.index)),
            contrary=len(found),
        )
        figures.show_branches(
            score_scatter.scatter(score, said, found, measures, choice), alt, "score_said"
        )
        tables.folded(lambda: table(score, said, found, measures, choice), "scores_said")


def rho(value: float) -> str:
    """A rank correlation with its sign."""
    return formats.number(value, 2, signed=True) or formats.DASH


def interval(low: float, high: float) -> str:
    """The interval of a rank correlation."""
    if np.isnan(low):
        return formats.DASH
    return _(
        "{low} to {high}",
        low=formats.number(low, 2, signed=True),
        high=formats.number(high, 2, signed=True),
    )
