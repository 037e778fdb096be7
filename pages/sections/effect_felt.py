"""Does the assessment measure what customers feel? The second half of the page `effect`."""

from __future__ import annotations

import pandas as pd

from analytics import comparison, effect, periods
from analytics.periods import Period
from analytics.rank_correlation import rank_correlation
from data import queries
from data.catalogue import metrics
from data.reader import Reader
from pages import inquiry
from ui import frame
from ui.drawn import drawn_once
from ui.effect import indicator_validity
from ui.effect import score_and_customers as score_figures
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.screen import st
from ui.words import _

CUSTOMERS = "customer_satisfaction"
SCORES = ("assessment_score", "assessment_activity", "assessment_effect")
QUARTER = 3  # months


def score_and_customers(reader: Reader, choice: Choice) -> None:
    measures = _known(reader)
    offered = [measures[key] for key in SCORES if key in measures]
    if not offered or CUSTOMERS not in measures:
        return
    frame.section(
        _("Does a high score go with satisfied customers?"),
        _("Each dot is a branch. Named is who contradicts its score by more than chance."),
    )
    _felt(reader, score_figures.choose(offered), measures[CUSTOMERS], choice)


def _known(reader: Reader) -> dict[str, Measure]:
    return {metric.key: of_metric(metric) for metric in inquiry.known(reader)}


@drawn_once
def _felt(reader: Reader, chosen: Measure, customers: Measure, choice: Choice) -> None:
    pair = chosen, customers
    found = inquiry.figures(reader, inquiry.known(reader), choice.period, choice)
    own = found[found["branch_id"].isin(choice.organisation.branch_ids) & ~found["hidden"]]
    own = own[own["value"].notna()]
    score, said = (own[own["metric"] == m.key].set_index("branch_id") for m in pair)
    agreement = rank_correlation(score["value"], said["value"])
    st.markdown(score_figures.correlation(agreement, *pair))
    if len(said) < 2:
        return
    judged = comparison.against_rest(said["kind"].iloc[0], said, said["per"].iloc[0])
    against = effect.mismatches(score["value"], judged)
    shown = against[against.index.isin(choice.chosen)]
    score_figures.show(score, said, shown, pair, choice)


@drawn_once
def validity(reader: Reader, choice: Choice) -> None:
    """Every indicator of the assessment against what customers say a quarter later."""
    period = choice.period
    scores = queries.profile.scores_by_month(
        reader, period.first, period.last, choice.organisation.branch_ids
    )
    if scores.empty or CUSTOMERS not in _known(reader):
        return
    found = reader.kept(("validity", period), lambda: _validity(reader, scores, choice))
    if not found.empty:
        indicator_validity.show(found, scores)


def _validity(reader: Reader, scores: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    after = Period(choice.period.first, periods.shift(choice.period.last, QUARTER))
    asked = [of_metric(metrics()[CUSTOMERS])]
    said = [
        inquiry.figures(reader, asked, quarter, choice).assign(period=number)
        for number, quarter in _quarters(after, queries.figures.months(reader)[-1]).items()
    ]
    if not said:
        return pd.DataFrame()
    quarterly = pd.concat(said)
    quarterly = quarterly[quarterly["branch_id"].isin(choice.organisation.branch_ids)]
    scored = scores.assign(
        indicator=scores["name"],
        period=scores["month"].map(_quarter),
        value=scores["share"],
    )
    return effect.indicator_validity(
        scored[["indicator", "branch_id", "period", "value"]],
        quarterly[["branch_id", "period", "value"]],
    )


def _quarter(month: int) -> int:
    """The number of the quarter in which a month lies; one more for the next quarter."""
    return month // 100 * 4 + (month % 100 - 1) // QUARTER


def _quarters(period: Period, last: int) -> dict[int, Period]:
    """The quarters that lie wholly in the period, and not after `last`, by their number."""
    found: dict[int, list[int]] = {}
    for month in period.months:
        if month <= last:
            found.setdefault(_quarter(month), []).append(month)
    return {
        number: Period(months[0], months[-1])
        for number, months in found.items()
        if len(months) == QUARTER
    }
