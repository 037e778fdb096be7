"""Leadership, managers, members, staff: where do superiors and staff disagree?"""

from __future__ import annotations

import pandas as pd

from analytics import rater_gap
from analytics.rater_gap import SELF, STAFF, SUPERIOR
from data import queries
from data.catalogue import Metric, metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import by_branch
from ui import filters, frame, panels, records, session
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import of_metric
from ui.people import rater_gap as raters
from ui.people import teams
from ui.screen import st
from ui.words import _

SCORED = {
    SUPERIOR: "leadership_by_superiors",
    STAFF: "leadership_by_staff",
    SELF: "leadership_by_itself",
}
LEADERSHIP = (*SCORED.values(), "leadership_support")
OTHERS = (
    "managers_rating",
    "managers_on_standard",
    "pioneer_share",
    "lagging_share",
    "hard_task_share",
    "staff_certified",
    "discipline_cases",
    "party_worker_full_time",
    "party_worker_certified",
)


def about() -> dict[str, str]:
    """Whom each figure is about."""
    names = _("Managers"), _("Party members"), _("Staff"), _("Party workers")
    whom = [name for name, count in zip(names, (2, 3, 2, 2), strict=True) for _i in range(count)]
    return dict(zip(OTHERS, whom, strict=True))


def satisfied() -> dict[str, str]:
    return {
        "member_satisfaction": _("Within: Party members"),
        "employee_satisfaction": _("Within: employees"),
        "customer_satisfaction": _("Without: customers"),
    }


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Teams"),
        _("Leadership, managers, members, staff: where do superiors and staff disagree?"),
    )
    choice = inquiry.begin(
        reader,
        _(
            "No team is here yet. Fill in the templates for ratings of teams, members and their"
            " pioneer index, skills of staff, and Party workers."
        ),
        tables=("team_rating", "pioneer", "staff_skill", "party_worker"),
    )
    filters.remember(choice)
    known = {metric.key for metric in inquiry.known(reader)}
    leading, others = (
        [metrics()[key] for key in keys if key in known] for keys in (LEADERSHIP, OTHERS)
    )
    content = [metrics()[key] for key in satisfied() if key in known]
    choice = inquiry.about(choice, [*leading, *others, *content])
    if leading:
        hidden = _leadership(reader, tuple(leading), choice)
        _dimensions(reader, hidden, choice)
    else:
        records.missing("team_rating")
    _others(reader, others, choice)
    _member_classes(reader, choice)
    _satisfied(reader, tuple(content), choice)


def _ratings(reader: Reader, team: str, choice: Choice) -> pd.DataFrame:
    period = choice.period
    return queries.people.team_ratings(
        reader, team, period.first, period.last, choice.organisation.branch_ids
    )


@drawn_once
def _leadership(reader: Reader, asked: tuple[Metric, ...], choice: Choice) -> frozenset[str]:
    """Answer, tiles and dumbbells; returns the branches too few of whose staff voted."""
    found = inquiry.figures(reader, asked, choice.period, choice)
    found = found[found["branch_id"].isin(choice.organisation.branch_ids)]
    hidden = frozenset(found[(found["metric"] == SCORED[STAFF]) & found["hidden"]]["branch_id"])
    ratings = _ratings(reader, teams.LEADERSHIP, choice)
    judged = rater_gap.disagreement(rater_gap.scores(found, SCORED), ratings)
    chosen = judged[judged.index.isin(choice.chosen)]
    raters.answer(chosen, choice.organisation)
    inquiry.company_row(reader, asked, choice)
    frame.section(
        _("Four-good leadership: superiors against staff"),
        _("The gap between the two dots is what superiors do not see, or see alone."),
    )
    shown = judged if len(choice.chosen) == 1 else chosen
    raters.show(shown, len(hidden.intersection(shown.index)), choice)
    return hidden


def _dimensions(reader: Reader, hidden: frozenset[str], choice: Choice) -> None:
    ratings = {team: _ratings(reader, team, choice) for team in (teams.LEADERSHIP, teams.MANAGERS)}
    known = {team: list(rows["rater"].unique()) for team, rows in ratings.items() if len(rows)}
    if not known:
        return
    frame.section(
        _("On which dimension?"), _("Each team on each of its dimensions, through the chosen eyes.")
    )
    _matrix(reader, *teams.choose_view(known), hidden, choice)


@drawn_once
def _matrix(reader: Reader, team: str, view: str, hidden: frozenset[str], choice: Choice) -> None:
    ratings = _ratings(reader, team, choice)
    if view == teams.GAP:
        values, ballots = rater_gap.gap_by_dimension(ratings, hidden)
    else:
        values, ballots = rater_gap.by_dimension(ratings, view, hidden)
    teams.matrix(values, ballots, team, view, choice)


def _others(reader: Reader, asked: list[Metric], choice: Choice) -> None:
    if not asked:
        return
    frame.section(_("Managers, members, staff and Party workers"))
    inquiry.company_row(reader, asked, choice, captions=about())
    explanation = _("Full counts are grey; a rate is coloured where it differs beyond chance.")
    by_branch.section(reader, asked, choice, explanation, key="teams_measure")


@drawn_once
def _member_classes(reader: Reader, choice: Choice) -> None:
    period = choice.period
    classes = queries.people.member_classes(
        reader, period.first, period.last, choice.organisation.branch_ids
    )
    if not classes.empty:
        teams.member_classes(classes, choice)


@drawn_once
def _satisfied(reader: Reader, asked: tuple[Metric, ...], choice: Choice) -> None:
    if not asked:
        return
    frame.section(
        _("Satisfied within and without"),
        _("Party work serves members and staff first, and customers through them; never pooled."),
    )
    found = inquiry.company_row(reader, asked, choice, captions=satisfied())
    with st.grid(3, min_column_width=300, gap="medium"):
        for metric in asked:
            panels.dots(found, of_metric(metric), choice, table=True)
