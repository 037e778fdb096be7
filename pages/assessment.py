"""Scores by scheme and band; does our assessment discriminate; how sure are we of ourselves?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.discrimination import bands, discrimination, quantified_share
from data import queries
from data.catalogue import metrics
from data.warehouse import Reader
from pages import inquiry
from ui import filters, frame, panels, schemes, session
from ui.filters import Choice
from ui.measures import of_metric
from ui.words import _

SCORE, GAP = "assessment_score", "self_review_gap"
SHOWN = (SCORE, "assessment_activity", "assessment_effect", GAP)


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Assessment"),
        _("Scores by scheme and band: does our assessment tell branches apart, and is it honest?"),
    )
    choice = inquiry.begin(
        reader,
        _("No assessment is here yet. Fill in the templates for scheme, indicators and scores."),
        tables=("assessment_score",),
    )
    filters.remember(choice)
    known = inquiry.known(reader)
    asked = [metrics()[key] for key in SHOWN if metrics()[key] in known]
    figures = inquiry.company_row(reader, asked, choice)
    scheme = schemes.choose(queries.scores.schemes(reader), choice.period.last // 100)
    _scores(figures, scheme, choice)
    _gap(figures, choice)
    _indicators(reader, scheme, choice)


def _scores(figures: pd.DataFrame, scheme: pd.DataFrame, choice: Choice) -> None:
    frame.section(
        _("Score by branch"),
        _(
            "A full count, without sampling error."
            " Dotted lines are where the bands of the scheme begin."
        ),
    )
    rows = figures[(figures["metric"] == SCORE) & figures["branch_id"].isin(choice.chosen)]
    lowest = schemes.lowest(scheme)
    lines = {name: bound for name, bound in lowest.items() if bound > 0}
    panels.dots(figures, of_metric(metrics()[SCORE]), choice, table=True, lines=lines)
    if len(lowest) and not rows.empty:
        schemes.band_counts(bands(rows["value"], lowest), scheme)


def _gap(figures: pd.DataFrame, choice: Choice) -> None:
    if GAP not in set(figures["metric"]):
        return
    frame.section(
        _("Self-assessment against review"),
        _("Right of zero a branch thinks better of itself than its reviewers do."),
    )
    panels.dots(
        figures, of_metric(metrics()[GAP]), choice, table=True, lines={_("as reviewed"): 0.0}
    )


def _indicators(reader: Reader, scheme: pd.DataFrame, choice: Choice) -> None:
    period = choice.period
    scores = queries.scores.indicator_scores(
        reader, period.first, period.last, choice.organisation.branch_ids
    )
    if not scheme.empty:
        scores = scores[scores["scheme_id"] == scheme["scheme_id"].iloc[0]]
    if scores.empty:
        st.info(_("No scores of this scheme in this period."))
        return
    frame.section(
        _("Does the assessment tell branches apart?"),
        _("An indicator on which nearly everybody has full marks says nothing about anybody."),
    )
    indicators = scores.groupby("indicator_id").first()
    schemes.indicators(indicators, discrimination(scores), quantified_share(indicators))
