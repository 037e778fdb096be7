"""What answers to surveys say, section by section; each asks for what it needs and shows it."""

from __future__ import annotations

import pandas as pd

from analytics import control_chart
from analytics.channels import against_others, by_channel
from analytics.periods import Period
from analytics.published import COMPANY, published, shown_counts
from analytics.questions import question_figures
from analytics.selection import together
from data import queries
from data.catalogue import Metric
from data.reader import Reader
from pages import inquiry
from pages.sections import satisfaction_answers, satisfaction_topics, standings
from reporting import protection
from ui import panels, small_multiples
from ui.customers import channels as channel_panels
from ui.customers import surveys
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.screen import st
from ui.words import _

NEWEST = 200


def of_surveys(
    reader: Reader,
    main: Metric,
    measure: Measure,
    audience: str,
    channel: str | None,
    figures: pd.DataFrame,
    choice: Choice,
) -> dict[str, surveys.Section]:
    """What answers to surveys say; `main` is the first figure of the audience."""
    section = surveys.Section
    found = {
        "channels": section(_("By channel"), lambda: _channels(reader, main, choice)),
        "months": section(_("By month"), lambda: _by_month(reader, measure, choice, channel)),
        "questions": section(_("Questions"), lambda: _questions(reader, audience, choice, channel)),
        "comments": section(
            _("What they say"), lambda: _comments(reader, audience, _few(figures), choice)
        ),
    }
    if not main.stratified:
        del found["channels"]
    period = choice.period.first, choice.period.last
    asked = audience, period, main.key if main.stratified else "", channel
    cells = satisfaction_topics.cells_of(reader, *asked[:3], choice)
    if cells.empty or not (channel is None or (cells["stratum"] == channel).any()):
        return found
    about = {
        "topics": section(_("By topic"), lambda: satisfaction_topics.show(reader, asked, choice)),
        "drivers": section(
            _("What moves it"),
            lambda: satisfaction_answers.moves(reader, audience, channel, choice),
        ),
    }
    return about | found


@drawn_once
def _channels(reader: Reader, main: Metric, choice: Choice) -> None:
    whole, period = choice.organisation, choice.period
    cells = queries.figures.cells(reader, [main.key], period.first, period.last, whole.everyone)
    months = period.first, period.last
    within = protection.within(reader, [main.key], months, whole.branch_ids, whole.roots)
    each = by_channel(cells, whole.branch_ids, whole.roots, choice.chosen, within)
    shown = each[~each["hidden"]]
    if shown.empty:
        st.info(_("No figures in this period."))
        return
    both = together(cells, whole.branch_ids, whole.roots, choice.chosen, within=within)
    combined = published(both, (), (COMPANY,), [main.key], within=within).iloc[0]
    found = against_others(main.kind, shown, shown["weight"])
    channel_panels.story(found, shown["weight"], of_metric(main), combined)
    channel_panels.side_by_side(found, shown["weight"], of_metric(main), combined, choice)
    channel_panels.explain_hidden(each.index[each["hidden"]])


def _by_month(reader: Reader, measure: Measure, choice: Choice, channel: str | None) -> None:
    """The months of one branch closely, and of every branch."""
    st.caption(
        _("A month outside the limits, or a run of seven, is more than the usual variation.")
    )
    _months(reader, surveys.choose_branch(choice), measure, choice, channel)


@drawn_once
def _months(
    reader: Reader, branch_id: str, measure: Measure, choice: Choice, channel: str | None
) -> None:
    whole = choice.organisation
    span = Period(queries.figures.months(reader)[0], choice.period.last)
    figures = inquiry.months_of_branches(reader, measure, span, choice, channel)
    own = figures[figures["branch_id"] == branch_id]
    values = own.set_index("month")["value"].reindex(span.months)
    known = values.loc[values.first_valid_index() :] if values.notna().any() else values.dropna()
    if measure.metric.grain != "month" or known.isna().mean() > 0.5:
        known = known.dropna()
    panels.control(control_chart.xmr(known), measure, whole.name(branch_id))
    found = inquiry.figures(reader, [measure], choice.period, choice, stratum=channel)
    company = float(found.loc[found["branch_id"] == COMPANY, "value"].mean())
    changed = standings.level_changes(figures)
    small_multiples.show(figures, span.months, changed, measure, company, choice)


def _questions(reader: Reader, audience: str, choice: Choice, channel: str | None) -> None:
    st.caption(_("Every question of a survey: who answered, and how the answers spread."))
    every = queries.surveys.questions(reader)
    asked = every[every["audience"] == audience]
    if asked.empty:
        st.info(_("No figures in this period."))
        return
    _answers(reader, audience, surveys.choose_survey(asked), choice, channel)


@drawn_once
def _answers(
    reader: Reader, audience: str, survey_id: int, choice: Choice, channel: str | None
) -> None:
    every = queries.surveys.questions(reader)
    asked = every[(every["audience"] == audience) & (every["survey_id"] == survey_id)]
    whole, period = choice.organisation, choice.period
    counts = queries.surveys.histogram(
        reader, asked["question_id"], period.first, period.last, whole.branch_ids
    )
    within = protection.within_questions(
        reader, audience, asked["question_id"], (period.first, period.last), whole.branch_ids
    )
    shown = shown_counts(counts, whole.branch_ids, choice.chosen, channel, within)
    asked = asked.set_index("question_id").loc[lambda t: t.index.isin(shown.index)]
    if asked.empty:
        st.info(_("No figures in this period."))
        return
    figures = question_figures(shown.loc[asked.index], asked["satisfied_from"])
    surveys.questions(asked, shown.loc[asked.index], figures)


def _few(figures: pd.DataFrame) -> frozenset[str]:
    """The branches of which a figure is hidden."""
    return frozenset(figures[figures["hidden"]]["branch_id"])


@drawn_once
def _comments(reader: Reader, audience: str, few: frozenset[str], choice: Choice) -> None:
    satisfaction_answers.words(reader, audience, few, choice)
    asked = [b for b in choice.chosen if b not in few]
    period = choice.period
    found = queries.surveys.comments(reader, period.first, period.last, asked, audience, NEWEST)
    if found.empty:
        st.info(_("No comments in this period."))
        return
    st.caption(_("The newest {count} comments, as written.", count=len(found)))
    surveys.comments(found, choice.organisation)
