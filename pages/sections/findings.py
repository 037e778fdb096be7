"""Findings in the quality loop: how long they stay open, and whether they come back."""

from __future__ import annotations

import pandas as pd

from analytics import spiral, time_to_close
from analytics.survival import kaplan_meier
from data import queries
from data.kept import kept
from data.reader import Reader
from ui import formats, frame
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.quality import open_findings
from ui.quality import spiral as spiral_shown
from ui.screen import st
from ui.words import _


def sections(reader: Reader, choice: Choice) -> None:
    """How long the findings of the period stay open, and whether resolved ones come back."""
    frame.section(_("How long until a finding is resolved"))
    snapshot = queries.loop.snapshot(reader, choice.period.last)
    if snapshot is None:
        st.info(_("No findings are here yet. Fill in the template for findings."))
        return
    _time_to_close(reader, snapshot, choice)
    _spiral(reader, snapshot, choice)


@drawn_once
def _time_to_close(reader: Reader, snapshot: pd.Timestamp, choice: Choice) -> None:
    st.caption(
        _(
            "Findings of the period; what is open on {day} counts as lasting at least until then."
            " Blue is quicker, orange slower than the other branches by more than chance (log-rank"
            " test, Benjamini-Hochberg adjusted).",
            day=formats.day(snapshot),
        )
    )
    found, medians = _days_open(reader, *_asked(choice), choice.period.first, snapshot)
    own = found[found["branch_id"].isin(list(choice.chosen))]
    if own.empty:
        st.info(_("No findings in this period."))
        return
    with st.grid(2, min_column_width=340, gap="medium"):
        open_findings.still_open(kaplan_meier(own["days"], own["closed"]), snapshot)
        open_findings.medians(medians, choice)


def _spiral(reader: Reader, snapshot: pd.Timestamp, choice: Choice) -> None:
    frame.section(
        _("Spiral or circle: do resolved findings come back?"),
        _(
            "A finding counts when it was watched for the whole window after it was resolved, and"
            " as come back when it was found again within it. Cycles outlast a period: everything"
            " known until {day} counts. All tests are Benjamini-Hochberg adjusted.",
            day=formats.day(snapshot),
        ),
    )
    window = spiral_shown.choose_window(spiral.WATCHED)
    _cycles(reader, snapshot, window, choice)


@drawn_once
def _cycles(reader: Reader, snapshot: pd.Timestamp, window: int, choice: Choice) -> None:
    counts, verdicts = _came_back(reader, *_asked(choice), snapshot, window)
    chosen = counts[counts["branch_id"].isin(list(choice.chosen))]
    if chosen.empty:
        st.info(_("Too few findings were watched long enough."))
        return
    spiral_shown.said(verdicts, spiral.trend(chosen), choice)
    spiral_shown.cycles(counts, verdicts, choice)


def _asked(choice: Choice) -> tuple[int, tuple[str, ...]]:
    """What findings are asked for: up to which month, of which branches."""
    return choice.period.last, choice.organisation.branch_ids


@kept
def _days_open(
    reader: Reader,
    last: int,
    branch_ids: tuple[str, ...],
    first: int,
    snapshot: pd.Timestamp,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The findings of the period (branch_id, days, closed), and the median of every branch."""
    every = queries.loop.findings(reader, last, branch_ids)
    own = every[every["found_at"].dt.year * 100 + every["found_at"].dt.month >= first]
    days, closed = time_to_close.observed(own["found_at"], own["resolved_at"], snapshot)
    medians = time_to_close.by_branch(own["branch_id"], days, closed)
    return own[["branch_id"]].assign(days=days, closed=closed), medians


@kept
def _came_back(
    reader: Reader,
    last: int,
    branch_ids: tuple[str, ...],
    snapshot: pd.Timestamp,
    window: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What came back within the window, by branch and cycle, and the verdict on every branch."""
    every = queries.loop.findings(reader, last, branch_ids)
    counts = spiral.recurrence(every, snapshot, window)
    return counts, spiral.verdicts(counts)
