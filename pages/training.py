"""Is the plan delivered, the money used, everyone reached, and did people learn?"""

from __future__ import annotations

import streamlit as st

from data.catalogue import metrics
from pages import inquiry
from ui import filters, frame, panels, session
from ui.measures import of_metric
from ui.words import _

DELIVERED = (
    "training_plan_completion",
    "training_budget_used",
    "training_attendance_rate",
    "training_hours_per_head",
    "training_cost_per_head",
)


def learned() -> dict[str, str]:
    """What people took from it, on the levels of Kirkpatrick, never added up."""
    return {
        "training_reaction": _("Level 1, reaction"),
        "exam_pass_rate": _("Level 2, learning"),
        "learning_gain": _("Level 2, learning"),
        "behaviour_change": _("Level 3, behaviour"),
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
        tables=("training_plan", "training_session"),
    )
    filters.remember(choice)
    known = {metric.key for metric in inquiry.known(reader)}
    shown = {}
    for title, keys, captions in (
        (_("Delivered: plan, money and attendance"), DELIVERED, {}),
        (_("Learned: each level for itself"), tuple(learned()), learned()),
    ):
        asked = [metrics()[key] for key in keys if key in known]
        if asked:
            frame.section(title)
            inquiry.company_row(reader, asked, choice, captions=captions)
            shown |= {metric.key: of_metric(metric) for metric in asked}

    frame.section(
        _("By branch and by month"),
        _("Blue is better and orange worse than the other branches by more than chance."),
    )
    key = st.selectbox(
        _("Figure"), list(shown), format_func=lambda k: shown[k].name, key="training_measure"
    )
    measure = shown[key]
    figures, months = (
        inquiry.figures(reader, [measure.metric], choice.period, choice, by_month)
        for by_month in (False, True)
    )
    with st.grid(2, min_column_width=340, gap="medium"):
        panels.dots(figures, measure, choice, table=True)
        panels.by_month(months, measure, choice)
