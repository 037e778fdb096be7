"""What moves the overall judgement: the share of each topic, and how it is judged."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.drivers import FEWEST, Drivers
from ui import choices, figures, formats, tables, theme, words
from ui.filters import Choice
from ui.screen import st
from ui.theme import Figure
from ui.words import _

SHARE = "proportion"


def choose_survey(pairs: pd.DataFrame) -> int:
    """One survey of the pairs, that with most answers unless another is chosen."""
    sizes = pairs.groupby(["survey_id", "title"])["n"].sum().sort_values(ascending=False)
    titles = dict(sizes.index.to_list())
    survey = next(iter(titles))
    if len(titles) > 1:
        survey = choices.of_one(st.selectbox, _("Survey"), "driver_survey", titles)
    return survey


def too_few() -> None:
    st.info(
        _(
            "Fewer than {count} people judged two topics and the whole: too few to say what moves"
            " the overall judgement.",
            count=FEWEST,
        )
    )


def answer(found: Drivers) -> None:
    """What goes with the overall judgement most, and where most is to be gained."""
    topics = found.topics
    first, rest = topics.iloc[0], topics.iloc[1:]
    if first["low"] > rest["high"].max():
        said = _(
            "**{topic} moves the overall judgement most**: {share} of what the topics explain"
            " ({interval}).",
            topic=_topic(topics.index[0]),
            share=formats.value(first["share"], SHARE),
            interval=formats.interval(first["low"], first["high"], SHARE),
        )
    else:
        said = _(
            "**No topic surely moves the overall judgement more than the others**: their shares lie"
            " between {least} and {most}.",
            least=formats.value(topics["share"].min(), SHARE),
            most=formats.value(topics["share"].max(), SHARE),
        )
    room = (topics["share"] * (100 - topics["mean"])).sort_values(ascending=False)
    gain = _(
        "Most is to be gained at {topic}: it weighs {share} and scores {mean} of 100.",
        topic=_topic(room.index[0]),
        share=formats.value(topics.loc[room.index[0], "share"], SHARE),
        mean=formats.number(topics.loc[room.index[0], "mean"], 1),
    )
    st.markdown(f"{said} {gain}")
    st.caption(
        _(
            "Relative weights (Johnson 2000) of the topics within branches; together they explain"
            " {explained} of the overall judgement, n = {n} for the rarest pair. What goes together"
            " need not be the cause.",
            explained=formats.value(found.explained, SHARE),
            n=formats.number(found.respondents),
        )
    )


def show(found: Drivers) -> None:
    """Each topic with its share and interval, the largest at the top; the table behind it."""
    topics = found.topics
    alt = _(
        "Share of {count} topics in the overall judgement, from {most} ({share}) to {least}",
        count=len(topics),
        most=_topic(topics.index[0]),
        share=formats.value(topics["share"].iloc[0], SHARE),
        least=_topic(topics.index[-1]),
    )
    with st.container(border=True):
        figures.show(_dots(topics), alt, key="drivers")
        tables.folded(lambda: tables.show(_table(topics), alt, key="drivers_table"), "drivers")


def explain_left_out(branch_ids: Collection[str], choice: Choice) -> None:
    """Name the branches that do not count for every topic, with the reason."""
    if branch_ids:
        names = _(", ").join(words.plain(choice.organisation.name(b)) for b in branch_ids)
        st.caption(
            _(
                "Left out of a topic that few judged, or so as not to give such a branch away:"
                " {names}",
                names=names,
            )
        )


def _dots(topics: pd.DataFrame) -> Figure:
    rows = topics.iloc[::-1].rename(columns={"share": "value"})
    names = [_topic(topic) for topic in rows.index]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": rows["value"] * 100,
        "y": figures.labels(names),
        "marker": {"size": 9, "color": theme.CHANCE},
        "error_x": figures.interval(rows, 100),
        "text": [_("scores {mean}", mean=formats.number(mean)) for mean in rows["mean"]],
        "textposition": "top center",
        "textfont": {"size": 11},
        "hovertext": [
            f"{figures.text(name)}<br>{formats.value(row.value, SHARE)}"
            f" ({formats.interval(row.low, row.high, SHARE)})"
            f"<br>n = {formats.number(row.respondents)}"
            for name, row in zip(names, rows.itertuples(), strict=True)
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    axis = theme.axis_title(_("percent of what the topics explain"))
    axis |= {"rangemode": "tozero"}
    return theme.figure([trace], 34 * len(rows) + figures.FRAME, x=axis, showlegend=False)


def _table(topics: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Topic"): [_topic(topic) for topic in topics.index],
            _("Share"): [formats.value(x, SHARE) for x in topics["share"]],
            _("95 % interval"): [
                formats.interval(row.low, row.high, SHARE) for row in topics.itertuples()
            ],
            _("Score of 100"): [formats.number(x, 1) for x in topics["mean"]],
            _("n"): [formats.number(x) for x in topics["respondents"]],
        }
    )


def _topic(key: str) -> str:
    return words.plain(words.topic(key))
