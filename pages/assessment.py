"""Scores by scheme, bands, vetoes; does our assessment discriminate; which lines are neglected?"""

from __future__ import annotations

import pandas as pd

from analytics.discrimination import discrimination, quantified_share
from analytics.grading import Separation, band_counts, grades, over_periods, separation
from analytics.neglect import balance, lines_done
from analytics.periods import Period
from data import queries
from data.catalogue import Metric, metrics
from data.kept import kept
from data.reader import Reader
from pages import inquiry
from pages.sections import ranking
from ui import filters, frame, panels, session
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import of_metric
from ui.quality import grade_list, index_table, nine_lines, schemes
from ui.quality.schemes import Scoring
from ui.screen import st
from ui.words import _

INDEX, GAP, LINES = "assessment_index", "self_review_gap", "platform_done"
SHOWN = (INDEX, "assessment_score", "assessment_activity", "assessment_effect", GAP, LINES)


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Assessment"),
        _("Scores by scheme and band: does our assessment tell branches apart, and is it honest?"),
    )
    choice = inquiry.begin(
        reader,
        _("No assessment is here yet. Fill in the templates for scheme, indicators and scores."),
        tables=("assessment_score", "platform_item"),
    )
    filters.remember(choice)
    scored = _scored(reader, choice)
    if scored.empty:
        st.info(_("No scores in this period."), icon=":material/inbox:")
        _tiles(reader, choice)
    else:
        scoring = schemes.choose_scored(scored)
        _graded(reader, scoring, choice)
        ladder = queries.scores.schemes(reader)
        scheme = schemes.choose_scheme(ladder, scoring.of(scored)["scheme_id"].unique())
        _one_scheme(reader, scoring, scheme, choice)
    _others(reader, choice)


def _scored(reader: Reader, choice: Choice) -> pd.DataFrame:
    period = choice.period
    return queries.scores.scored_index(
        reader, period.first, period.last, choice.organisation.branch_ids
    )


def _adjusted(reader: Reader, choice: Choice) -> pd.DataFrame:
    period = choice.period
    return queries.scores.adjustments(
        reader, period.first, period.last, choice.organisation.branch_ids
    )


@kept
def _judged(
    reader: Reader, scoring: Scoring, choice: Choice
) -> tuple[pd.DataFrame, pd.DataFrame, Separation]:
    """The branches with their grades, how many have each, and how far the grades tell apart."""
    ladder = queries.scores.schemes(reader)
    rows = scoring.of(_scored(reader, choice))
    graded = grades(over_periods(rows), ladder)
    counts = band_counts(graded, ladder)
    return graded, counts, separation(rows, graded, counts, ladder)


@drawn_once
def _graded(reader: Reader, scoring: Scoring, choice: Choice) -> None:
    """Who has which grade, the tiles, and the index of every branch."""
    ladder = queries.scores.schemes(reader)
    graded, counts, separated = _judged(reader, scoring, choice)
    found = _adjusted(reader, choice)
    then = found[found["scored_month"].isin(scoring.months)]
    grade_list.answer(counts, ladder, scoring.label, len(graded))
    grade_list.vetoes(graded, then, ladder, choice.organisation)
    grade_list.chosen(graded, ladder, choice)
    grade_list.separates(separated, len(graded))
    _tiles(reader, choice)
    span = Period(min(scoring.months), max(scoring.months))
    _by_branch(reader, span, graded, scoring.label, ladder, choice)


@drawn_once
def _one_scheme(reader: Reader, scoring: Scoring, scheme: str, choice: Choice) -> None:
    """How sure the ranking of one scheme is, what the scores are made of, and what they tell."""
    graded, _counts, separated = _judged(reader, scoring, choice)
    scored = _scored(reader, choice)
    own = scoring.of(scored)
    own = own[own["scheme_id"] == scheme]
    asked = scheme, int(own["month"].min()), int(own["month"].max()), tuple(own["branch_id"])
    ranked = graded[graded["scheme_id"] == scheme]
    ranking.section(reader, ranked, asked, separated.steady, scoring.label, choice)
    index_table.composition(graded, scoring.label, queries.scores.schemes(reader), choice)
    index_table.adjustments(
        *(
            rows[rows["branch_id"].isin(choice.chosen)]
            for rows in (_adjusted(reader, choice), scored)
        ),
        choice.organisation,
    )
    _indicators(ranking.scores(reader, *asked))


@drawn_once
def _others(reader: Reader, choice: Choice) -> None:
    _gap(reader, choice)
    _lines(reader, choice)


def _tiles(reader: Reader, choice: Choice) -> None:
    inquiry.company_row(reader, _metrics(reader), choice)


def _metrics(reader: Reader) -> list[Metric]:
    known = inquiry.known(reader)
    return [metrics()[key] for key in SHOWN if metrics()[key] in known]


def _by_branch(
    reader: Reader,
    span: Period,
    graded: pd.DataFrame,
    label: str,
    ladder: pd.DataFrame,
    choice: Choice,
) -> None:
    index = of_metric(metrics()[INDEX])
    figures = inquiry.figures(reader, [index.metric], span, choice)
    bands = schemes.band_lines(ladder, graded["scheme_id"].unique())
    frame.section(
        _("Index by branch"),
        _(
            "{period}. {bands} A full count, without sampling error.",
            period=label,
            bands=schemes.in_words(bands),
        ),
    )
    lines = schemes.in_sight(bands, figures["value"])
    panels.dots(figures, index, choice, table=True, lines=lines)


def _indicators(scores: pd.DataFrame) -> None:
    frame.section(
        _("Does the assessment tell branches apart?"),
        _("An indicator on which nearly everybody has full marks says nothing about anybody."),
    )
    indicators = scores.groupby("indicator_id").first()
    schemes.indicators(indicators, discrimination(scores), quantified_share(indicators))


def _gap(reader: Reader, choice: Choice) -> None:
    figures = inquiry.figures(reader, _metrics(reader), choice.period, choice)
    if GAP not in set(figures["metric"]):
        return
    frame.section(
        _("Self-assessment against review"),
        _("Right of zero a branch thinks better of itself than its reviewers do."),
    )
    zero = {_("as reviewed"): 0.0}
    panels.dots(figures, of_metric(metrics()[GAP]), choice, table=True, lines=zero)


def _lines(reader: Reader, choice: Choice) -> None:
    period, organisation = choice.period, choice.organisation
    counts = queries.platform.lines(reader, period.first, period.last, organisation.branch_ids)
    if counts.empty:
        return
    frame.section(
        _("The nine lines of work"), _("Which line of the joint platform is neglected where?")
    )
    cells = lines_done(counts)
    chosen = cells[cells["branch_id"].isin(choice.chosen)]
    nine_lines.answer(chosen, len(cells), organisation)
    shown = chosen if len(choice.chosen) > 1 else cells
    nine_lines.matrix(shown, organisation)
    nine_lines.evenness(balance(shown), organisation)
