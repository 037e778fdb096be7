"""What customers raised, by channel and by topic, and whether it was closed in time."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.published import COMPANY
from data.catalogue import Metric
from ui import formats, tables, words
from ui.filters import Choice
from ui.screen import st
from ui.words import _

SHARE = "proportion"
FEWEST = 3  # branches named that use the fewest channels


def handled(by_channel: pd.DataFrame, by_topic: pd.DataFrame) -> None:
    """Who is served late, in words, and the two tables; as from `callbacks.handled`."""
    late = [*_late(by_channel, words.channel), *_late(by_topic, words.topic)]
    if late:
        st.markdown(
            _(
                "Closed in time less often than the rest, by more than chance: {names}.",
                names=_(", ").join(late),
            )
        )
    else:
        st.markdown(
            _("No channel and no topic is closed in time less often than the rest beyond chance.")
        )
    _handled(by_channel, _("Channel"), words.channel, "feedback_channels")
    _handled(by_topic, _("Topic"), words.topic, "feedback_topics")
    st.caption(_("In time is of what had a date; each table is tested for itself."))


def coverage(found: pd.DataFrame, metric: Metric, choice: Choice) -> None:
    """How many of the four channels are in use, and who uses fewest, in one line.

    `found` are figures as from `published`; a full count, so nothing is tested.
    """
    rows = found[(found["metric"] == metric.key) & found["value"].notna()]
    company = rows[rows["branch_id"] == COMPANY]
    own = rows[rows["branch_id"].isin(choice.chosen)].sort_values("value")
    if company.empty or own.empty:
        return
    fewest = [
        f"{words.plain(choice.organisation.name(row.branch_id))} {formats.value(row.value, metric)}"
        for row in own[:FEWEST].itertuples()
    ]
    st.markdown(
        _(
            "Channels in use: **{value}** of the four (questionnaire, symposium, interview,"
            " suggestion box) in a month, over the whole company; the fewest: {names}.",
            value=formats.value(company["value"].iloc[0], metric),
            names=_(", ").join(fewest),
        )
    )


def _handled(found: pd.DataFrame, heading: str, name: Callable[[str], str], key: str) -> None:
    """Feedback by channel or topic: number, closed, closed in time."""
    table = pd.DataFrame(
        {
            heading: [name(row) for row in found.index],
            _("Received"): [formats.number(x) for x in found["received"]],
            _("Closed"): _shares(found, "closed"),
            _("Closed in time"): _shares(found, "in_time"),
            _("with a date (n)"): [formats.number(x) for x in found["due"]],
            _("In time, against the rest"): [_verdict(row) for row in found.itertuples()],
        }
    )
    tables.show(
        table,
        _("Feedback received, closed and closed in time, by {what}", what=heading),
        key,
        texts=[_("In time, against the rest")],
    )


def _shares(found: pd.DataFrame, name: str) -> list[str]:
    return [
        f"{formats.value(value, SHARE)} ({formats.interval(low, high, SHARE)})"
        if value == value
        else formats.DASH
        for value, low, high in zip(
            found[f"{name}_share"], found[f"{name}_low"], found[f"{name}_high"], strict=True
        )
    ]


def _verdict(row: object) -> str:
    if row.difference != row.difference:
        return formats.DASH
    if not row.differs:
        return _("within chance")
    return _("later than the others") if row.difference < 0 else _("quicker than the others")


def _late(found: pd.DataFrame, name: Callable[[str], str]) -> list[str]:
    """Who is later than the others by more than chance, with the share in time."""
    rows = found[found["differs"] & (found["difference"] < 0)]
    return [
        f"**{words.plain(name(key))}** {formats.value(row['in_time_share'], SHARE)}"
        for key, row in rows.iterrows()
    ]
