"""Scores by scheme, bands, vetoes; does our assessment discriminate; which lines are neglected?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.discrimination import Repeatability, discrimination, quantified_share
from analytics.grading import band_counts, grades, over_periods, separation
from analytics.neglect import balance, lines_done
from analytics.periods import Period
from data import queries
from data.catalogue import metrics
from data.warehouse import Reader
from pages import inquiry
from pages.sections import ranking
from ui import filters, frame, panels, session
from ui.filters import Choice
from ui.measures import of_metric
from ui.quality import grade_list, index_table, nine_lines, schemes
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
    asked = choice.period.first, choice.period.last, choice.organisation.branch_ids
    ladder = queries.scores.schemes(reader)
    scored = queries.scores.scored_index(reader, *asked)
    found = queries.scores.adjustments(reader, *asked)
    if scored.empty:
        st.info(_("No scores in this period."), icon=":material/inbox:")
        figures = _tiles(reader, choice)
    else:
        rows, label = schemes.choose_scored(scored)
        months = rows["month"].unique().tolist()
        then = found[found["scored_month"].isin(months)]
        graded, steady = _answer(rows, label, then, ladder, choice)
        figures = _tiles(reader, choice)
        _by_branch(reader, Period(min(months), max(months)), graded, label, ladder, choice)
        scheme = schemes.choose_scheme(ladder, rows["scheme_id"].unique())
        scores = _scores(reader, rows[rows["scheme_id"] == scheme], scheme)
        ranking.section(graded[graded["scheme_id"] == scheme], scores, steady, label, choice)
        index_table.composition(graded, label, ladder, choice)
        own = (part[part["branch_id"].isin(choice.chosen)] for part in (found, scored))
        index_table.adjustments(*own, choice.organisation)
        _indicators(scores)
    _gap(figures, choice)
    _lines(reader, choice)


def _answer(
    rows: pd.DataFrame, label: str, found: pd.DataFrame, ladder: pd.DataFrame, choice: Choice
) -> tuple[pd.DataFrame, Repeatability | None]:
    """Say who has which grade; return the branches with their grades, and how steady these are."""
    graded = grades(over_periods(rows), ladder)
    counts = band_counts(graded, ladder)
    grade_list.answer(counts, ladder, label, len(graded))
    grade_list.vetoes(graded, found, ladder, choice.organisation)
    grade_list.chosen(graded, ladder, choice)
    separated = separation(rows, graded, counts, ladder)
    grade_list.separates(separated, len(graded))
    return graded, separated.steady


def _tiles(reader: Reader, choice: Choice) -> pd.DataFrame:
    known = inquiry.known(reader)
    shown = [metrics()[key] for key in SHOWN if metrics()[key] in known]
    return inquiry.company_row(reader, shown, choice)


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


def _scores(reader: Reader, own: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """The mean indicator scores of the branches and scoring periods of `own`, under one scheme."""
    scores = queries.scores.indicator_scores(
        reader, int(own["month"].min()), int(own["month"].max()), own["branch_id"].tolist()
    )
    return scores[scores["scheme_id"] == scheme]


def _indicators(scores: pd.DataFrame) -> None:
    frame.section(
        _("Does the assessment tell branches apart?"),
        _("An indicator on which nearly everybody has full marks says nothing about anybody."),
    )
    indicators = scores.groupby("indicator_id").first()
    schemes.indicators(indicators, discrimination(scores), quantified_share(indicators))


def _gap(figures: pd.DataFrame, choice: Choice) -> None:
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
