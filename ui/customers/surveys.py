"""What the satisfaction page chooses and shows of surveys: audience, questions, comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.published import COMPANY
from data.catalogue import Metric
from ui import choices, figures, formats, tables, words
from ui.filters import Choice
from ui.measures import Measure
from ui.organisation import Organisation
from ui.screen import st
from ui.words import _

ALL_CHANNELS = "all"
SECTION = "satisfaction_section"


@dataclass(frozen=True)
class Section:
    """One part of the page: its title, and the function that asks for it and draws it."""

    title: str
    show: Callable[[], None]


def show_section(sections: Mapping[str, Section]) -> None:
    """Let one section be chosen by its title and draw that one only: the others cost nothing.

    The choice outlives a change of audience, of language and of page where the section exists.
    """
    if not sections:
        return
    chosen = choices.of_one(
        st.segmented_control,
        _("Look closer"),
        SECTION,
        {key: section.title for key, section in sections.items()},
        parameter="section",
        required=True,
    )
    sections[chosen].show()


def choose_group(
    audiences: Sequence[str], channels: Mapping[str, Sequence[str]]
) -> tuple[str, str | None]:
    """The audience, never pooled with another, and one channel (None: all, combined by weight)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        audience = choices.of_one(
            st.segmented_control,
            _("Audience"),
            "audience",
            {key: words.audience(key) for key in audiences},
            required=True,
        )
        offered = {ALL_CHANNELS: _("All, by published weights")} | {
            key: words.channel(key) for key in channels.get(audience, ())
        }
        if len(offered) <= 2:
            return audience, None
        channel = choices.of_one(
            st.selectbox,
            _("Channel"),
            f"channel_{audience}",
            offered,
            parameter="channel",
            width=280,
        )
    return audience, None if channel == ALL_CHANNELS else channel


def choose_measure(measures: Sequence[Measure]) -> Measure:
    """The figure whose branches and months are looked at."""
    by_key = {measure.key: measure for measure in measures}
    names = {key: measure.name for key, measure in by_key.items()}
    key = choices.of_one(
        st.selectbox,
        _("Figure"),
        "satisfaction_measure",
        names,
        parameter="figure",
        width=320,
    )
    return by_key[key]


def choose_metric(metrics: Sequence[Metric], key: str) -> Metric:
    """One figure of several, to look at branch by branch."""
    names = {metric.key: words.metric_name(metric) for metric in metrics}
    chosen = choices.of_one(st.selectbox, _("Figure by branch"), key, names)
    return next(metric for metric in metrics if metric.key == chosen)


def wants_funnel() -> bool:
    return choices.of_switch(
        _("Funnel plot"),
        "funnel",
        _("The share against the number of answers, with the limits chance alone keeps to."),
    )


def choose_branch(choice: Choice) -> str:
    """One branch, or the whole company."""
    names = {branch: choice.organisation.name(branch) for branch in (COMPANY, *choice.chosen)}
    return choices.of_one(st.selectbox, _("Branch"), "control_branch", names)


def choose_survey(asked: pd.DataFrame) -> int:
    """One of the surveys that the questions are of."""
    titles = asked.groupby("survey_id")["title"].first()
    if len(titles) > 1:
        return choices.of_one(st.selectbox, _("Survey"), "survey", titles.to_dict())
    return titles.index[0]


def questions(asked: pd.DataFrame, counts: pd.DataFrame, found: pd.DataFrame) -> None:
    """Distribution, mean and top box of each question; one figure for each scale.

    `asked`, `counts` and `found` (of `question_figures`) are indexed by question.
    """
    for (low, high), same in asked.groupby(["scale_low", "scale_high"], sort=False):
        scores = [score for score in counts.columns if low <= score <= high]
        with st.container(border=True):
            yes_no = same["kind"].eq("yes_no").all()
            scale = _("Scale {low} to {high}", low=f"{low:g}", high=f"{high:g}")
            st.markdown(_("Yes or no") if yes_no else scale)
            figure = figures.stacked(
                counts.loc[same.index, scores],
                list(same["text"]),
                {0.0: _("no"), 1.0: _("yes")} if yes_no else None,
            )
            alt = _("How the answers to {count} questions spread over the scale", count=len(same))
            figures.show(figure, alt, key=f"questions_{low:g}_{high:g}")
    table = pd.DataFrame(
        {
            _("Question"): asked["text"],
            _("Mean"): [formats.number(x, 2) for x in found["mean"]],
            _("95 % interval of the mean"): _intervals(found, "mean", 1, 2),
            _("Satisfied"): [
                _("{number} %", number=formats.number(100 * x, 1)) if x == x else ""
                for x in found["top"]
            ],
            _("95 % interval of the share"): _intervals(found, "top", 100, 1),
            _("n"): [formats.number(x) for x in found["answers"]],
        }
    )
    tables.show(table, _("Mean, share of the satisfied and n of every question"), key="questions")


def _intervals(found: pd.DataFrame, name: str, scale: float, decimals: int) -> list[str]:
    ends = zip(found[f"{name}_low"] * scale, found[f"{name}_high"] * scale, strict=True)
    return [
        f"{formats.number(low, decimals)}–{formats.number(high, decimals)}" if low == low else ""
        for low, high in ends
    ]


def comments(found: pd.DataFrame, organisation: Organisation) -> None:
    """Comments as plain text, whatever they contain."""
    table = pd.DataFrame(
        {
            _("Month"): found["month"].map(formats.month),
            _("Branch"): found["branch_id"].map(organisation.name),
            _("Comment"): found["text"],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height=320,
        row_height=44,
        column_config={_("Comment"): st.column_config.TextColumn(width="large")},
        alt=_("The newest comments with month and branch"),
        key="comments",
    )
