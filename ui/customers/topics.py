"""What people are satisfied with: topics together, and branch by topic."""

from __future__ import annotations

import pandas as pd

from analytics.topics import weak_throughout
from ui import figures, formats, tables, theme, words
from ui.filters import Choice
from ui.screen import st
from ui.words import _

SHARE = "proportion"
WARNING = ":orange[:material/priority_high:]"


def weak(found: pd.DataFrame, choice: Choice) -> None:
    """The weak topics of the chosen branches in words; `found` as from `topics.against_others`."""
    own = found[found["branch_id"].isin(choice.chosen)]
    alone = own[own["alone"]].sort_values("difference")
    if len(alone):
        listed = [
            _(
                "**{branch}: {topic} {value}** (n = {n}); the other branches {other}",
                branch=words.plain(choice.organisation.name(row.branch_id)),
                topic=words.plain(words.topic(row.metric)),
                value=formats.value(row.value, SHARE),
                n=formats.number(row.answers),
                other=formats.value(row.other, SHARE),
            )
            for row in alone.itertuples()
        ]
        heading = _("Weak on one topic, while its other topics do not fall behind as far:")
        st.markdown(f"{WARNING} {heading}\n" + "\n".join(f"- {text}" for text in listed))
    throughout = weak_throughout(own)
    if throughout:
        names = [f"**{words.plain(choice.organisation.name(b))}**" for b in throughout]
        st.markdown(
            f"{WARNING} "
            + _(
                "Below the other branches on every topic, so not a matter of one topic: {names}.",
                names=_(", ").join(names),
            )
        )
    if alone.empty and not throughout:
        st.markdown(_("No topic of these branches stands out as weak by more than chance."))
    st.caption(
        _(
            "Tested: {count} pairs of branch and topic together, each against the other branches,"
            " and against the same branch's other topics (Benjamini–Hochberg).",
            count=len(found),
        )
    )


def together(shown: pd.DataFrame, choice: Choice) -> None:
    """Each topic with its interval for the chosen branches together, the best at the top.

    `shown` are figures as from `published`, the topic standing as metric, of COMPANY only.
    """
    rows = shown[shown["value"].notna()].assign(branch_id=lambda t: t["metric"])
    with st.container(border=True):
        st.markdown(_("**Satisfied by topic** · {who}", who=whom(choice)))
        if rows.empty:
            st.info(_("No figures in this period."))
            return
        names = {topic: words.topic(topic) for topic in rows["metric"]}
        colours = dict.fromkeys(names, theme.CHANCE)
        figure = figures.dots(rows, names, colours, SHARE, axis=_("percent"))
        ordered = rows.sort_values("value")
        alt = _(
            "Satisfied by topic with 95 % intervals, from {first} ({first_value}) to {last}"
            " ({last_value})",
            first=names[ordered.iloc[0]["metric"]],
            first_value=formats.value(ordered.iloc[0]["value"], SHARE),
            last=names[ordered.iloc[-1]["metric"]],
            last_value=formats.value(ordered.iloc[-1]["value"], SHARE),
        )
        figures.show(figure, alt, key="topics")
        table = pd.DataFrame(
            {
                _("Topic"): [names[topic] for topic in ordered["metric"]],
                _("Satisfied"): [formats.value(x, SHARE) for x in ordered["value"]],
                _("95 % interval"): [
                    formats.interval(r.low, r.high, SHARE) for r in ordered.itertuples()
                ],
                _("n"): [formats.number(x) for x in ordered["answers"]],
            }
        )
        tables.behind(lambda: (table, {}), alt, "behind_topics")


def whom(choice: Choice) -> str:
    """Whose answers are taken together."""
    if not choice.narrowed:
        return _("Whole company")
    names = [words.plain(choice.organisation.name(b)) for b in choice.chosen]
    if len(names) > 4:
        return _("{count} chosen branches together", count=len(names))
    return _(", ").join(names)


def explain() -> None:
    """How a topic is counted."""
    st.caption(
        _(
            "A respondent counts once for a topic: where a form asks several items on one topic,"
            " the first of them counts. Items on satisfaction as a whole are no topic. Channels are"
            " combined by their published weights."
        )
    )
