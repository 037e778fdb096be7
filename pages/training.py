"""Is the plan delivered, the money used, everyone reached, and did people learn?"""

from __future__ import annotations

import pandas as pd

from analytics import coverage, periods
from analytics.learning import by_subject
from data import queries
from data.catalogue import Metric, metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import by_branch
from ui import filters, frame, panels, session
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import of_metric
from ui.people import learned
from ui.people import training as show
from ui.screen import st
from ui.words import _

PLAN = (
    "training_plan_completion",
    "training_unplanned",
    "training_budget_used",
    "training_cost_per_head",
)
ATTENDED = ("training_attendance_rate", "training_hours_per_head", "member_hours_met")
SCHOOL = ("elearning_active", "elearning_completed")


def levels() -> dict[str, str]:
    """What came of it, on the levels of Kirkpatrick, never added up."""
    return {
        "training_reaction": _("Level 1, reaction"),
        "exam_pass_rate": _("Level 2, learning"),
        "learning_gain": _("Level 2, learning"),
        "ability_gain": _("Level 2, learning"),
        "behaviour_change": _("Level 3, behaviour"),
        "customer_satisfaction": _("Level 4, results: customers"),
        "complaint_rate": _("Level 4, results: customers"),
    }


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Training"),
        _("Is the plan delivered, the money used, everyone reached, and did people learn?"),
    )
    choice = inquiry.begin(
        reader,
        _(
            "No training is here yet."
            " Fill in the templates for training plan, sessions and results."
        ),
        tables=("training_plan", "training_session", "dual_duty_leader", "elearning_month"),
    )
    filters.remember(choice)
    known = {metric.key for metric in inquiry.known(reader)}
    plan, attended, school, came, yearly = (
        [metrics()[key] for key in keys if key in known]
        for keys in (PLAN, ATTENDED, SCHOOL, levels(), ("dual_duty_coverage",))
    )
    choice = inquiry.about(choice, [*plan, *attended, *school, *came, *yearly])
    _delivered(reader, tuple(plan), tuple(attended), tuple(school), tuple(came), choice)
    _learned(reader, choice)
    explanation = _("Blue is better and orange worse than the other branches by more than chance.")
    asked = [*plan, *attended, *yearly, *came]
    by_branch.section(reader, asked, choice, explanation, key="training_measure")


@drawn_once
def _delivered(
    reader: Reader,
    plan: tuple[Metric, ...],
    attended: tuple[Metric, ...],
    school: tuple[Metric, ...],
    came: tuple[Metric, ...],
    choice: Choice,
) -> None:
    """The answer, and what was delivered to whom, with what came of it."""
    share, size, lacking = _contents_had(reader, choice.period.last, choice.chosen)
    everything = inquiry.figures(reader, [*plan, *attended, *came], choice.period, choice)
    show.answer(everything, share, size, choice)

    if plan or attended:
        frame.section(_("Delivered: plan, money and attendance"))
        for row in filter(None, (plan, attended)):
            inquiry.company_row(reader, row, choice)
    _contents(share, size, lacking, choice)
    _school(reader, school, choice)
    if came:
        frame.section(
            _("Learned: each level for itself"),
            _("The four levels of Kirkpatrick answer four questions; they are never added up."),
        )
        inquiry.company_row(reader, came, choice, captions=levels())


def _contents_had(
    reader: Reader, last: int, branch_ids: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
    """Of the leaders of dual duty: who had which content within twelve months, and who lacks one.

    Shares and numbers as from `coverage.covered`, then those of `coverage.missing`.
    """
    leaders = queries.training.leaders(reader, branch_ids)
    had = queries.training.contents_had(reader, periods.shift(last, 1 - periods.YEAR), last)
    contents = list(show.contents())
    lacking = coverage.missing(leaders, had, contents)
    return *coverage.covered(leaders, had, contents), lacking


def _contents(share: pd.DataFrame, size: pd.Series, lacking: pd.DataFrame, choice: Choice) -> None:
    """Which of the five contents the leaders of dual duty had within twelve months."""
    if size.empty:
        return
    frame.section(
        _("Dual duty: five contents for every leader"),
        _("How many of the leaders of each branch had each content within twelve months."),
    )
    show.coverage(share, size, lacking, choice.period.last, choice)


def _school(reader: Reader, asked: tuple[Metric, ...], choice: Choice) -> None:
    """Whether all staff take part in the online school, not only members."""
    if not asked:
        return
    period = choice.period
    counts = queries.training.online_school(reader, period.first, period.last, choice.chosen)
    frame.section(
        _("Online school: everyone, not only members"),
        _("Of all staff on the books, who takes part, and who completes a course."),
    )
    inquiry.company_row(reader, asked, choice)
    months = inquiry.figures(reader, asked, period, choice, by_month=True)
    with st.grid(2, min_column_width=340, gap="medium"):
        if not counts.empty:
            show.reach(coverage.reached(counts), choice)
        with st.container():
            for metric in asked:
                panels.by_month(months, of_metric(metric), choice)


def _learned(reader: Reader, choice: Choice) -> None:
    """The gain from before to after, by topic or audience."""
    frame.section(
        _("What was learned, and where not"),
        _("The same people tested before and after, in the branches chosen."),
    )
    _gains(reader, learned.choose_subject(), choice)


@drawn_once
def _gains(reader: Reader, by: str, choice: Choice) -> None:
    """The gain of the chosen branches by subject, small groups among all of them hidden."""
    period, branch_ids = choice.period, choice.organisation.branch_ids
    tests = queries.training.tests_before_and_after(
        reader, by, period.first, period.last, branch_ids
    )
    learned.show(by_subject(tests, branch_ids, choice.chosen))
