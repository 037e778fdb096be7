"""One channel beside the other: is one of them telling another story?"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analytics.channels import pooled
from ui import figures, formats, tables, theme, words
from ui.customers.topics import whom
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import st
from ui.words import _


def story(
    found: pd.DataFrame, weights: pd.Series, measure: Measure, combined: pd.Series | None
) -> None:
    """Which channels differ from the others combined, in sentences.

    `found` as from `channels.against_others`; `weights` are the published ones by channel, NaN
    where none is; `combined` is the figure of all channels, None where it cannot be shown.
    """
    differing = found[found["differs"]].sort_values("difference", key=abs, ascending=False)
    for channel, row in differing.iterrows():
        values = {
            "channel": words.channel(channel),
            "value": formats.value(row["value"], measure.quantity),
            "difference": formats.difference(abs(row["difference"]), measure.quantity).lstrip("+"),
            "other": formats.value(row["other"], measure.quantity),
        }
        text = (
            _(
                "**{channel}: {value}**, {difference} below the other channels together ({other}),"
                " more than chance.",
                **values,
            )
            if row["difference"] < 0
            else _(
                "**{channel}: {value}**, {difference} above the other channels together ({other}),"
                " more than chance.",
                **values,
            )
        )
        st.markdown(text)
    if differing.empty:
        st.markdown(
            _("The channels tell the same story: none differs from the others beyond chance.")
        )
    st.caption(_weighting(found, weights, measure, combined))


def _weighting(
    found: pd.DataFrame, weights: pd.Series, measure: Measure, combined: pd.Series | None
) -> str:
    """How the channels make one figure, or why they do not."""
    known = weights.dropna()
    if known.empty or combined is None or np.isnan(combined["value"]):
        return _(
            "No weights are published for this period, so the channels are not combined; each is"
            " set against the others with every channel counting alike."
        )
    named = [
        f"{words.channel(channel)} {formats.number(100 * weight / known.sum())} %"
        for channel, weight in known.sort_values(ascending=False).items()
    ]
    return _(
        "Combined {combined} by the published weights ({weights}). Channels are never pooled by"
        " their number of answers, which would give {pooled} and let the largest speak for all.",
        combined=formats.value(combined["value"], measure.quantity),
        weights=_(", ").join(named),
        pooled=formats.value(pooled(found), measure.quantity),
    )


def side_by_side(
    found: pd.DataFrame,
    weights: pd.Series,
    measure: Measure,
    combined: pd.Series | None,
    choice: Choice,
) -> None:
    """Dot and interval of every channel, the combined figure as a line, and the table."""
    rows = found.rename_axis("branch_id").reset_index()
    names = {channel: words.channel(channel) for channel in found.index}
    colours = {
        channel: theme.CHANCE
        if not row["differs"]
        else (theme.BETTER if row["difference"] > 0 else theme.WORSE)
        for channel, row in found.iterrows()
    }
    lines = {}
    if combined is not None and np.isfinite(combined["value"]):
        value = formats.value(combined["value"], measure.quantity)
        lines[_("combined {value}", value=value)] = float(combined["value"])
    with st.container(border=True):
        st.markdown(
            _(
                "**{metric} by channel** · {who}",
                metric=words.plain(measure.name),
                who=whom(choice),
            )
        )
        figure = figures.dots(
            rows, names, colours, measure.quantity, axis=measure.axis, lines=lines
        )
        alt = _(
            "{metric} of {count} channels with 95 % intervals; {differing} differ from the others"
            " by more than chance",
            metric=measure.name,
            count=len(found),
            differing=int(found["differs"].sum()),
        )
        figures.show(figure, alt, key="channels")
        tables.show(_table(found, weights, measure), alt, "channel_table", texts=[_("Verdict")])


def _table(found: pd.DataFrame, weights: pd.Series, measure: Measure) -> pd.DataFrame:
    ordered = found.sort_values("value", ascending=False)
    return pd.DataFrame(
        {
            _("Channel"): ordered.index.map(words.channel),
            _("Satisfied"): [formats.value(x, measure.quantity) for x in ordered["value"]],
            _("95 % interval"): [
                formats.interval(r.low, r.high, measure.quantity) for r in ordered.itertuples()
            ],
            _("n"): [formats.number(x) for x in ordered["answers"]],
            _("Published weight"): [
                formats.number(w, 2) or formats.DASH for w in weights.reindex(ordered.index)
            ],
            _("Other channels"): [formats.value(x, measure.quantity) for x in ordered["other"]],
            _("Difference"): [
                formats.difference(x, measure.quantity) for x in ordered["difference"]
            ],
            _("95 % interval of the difference"): [
                _points(r.low_difference, r.high_difference, measure) for r in ordered.itertuples()
            ],
            _("Adjusted p"): [formats.p_value(p) for p in ordered["p_adjusted"]],
            _("Verdict"): [tables.verdict(r.differs, r.p) for r in ordered.itertuples()],
        }
    )


def _points(low: float, high: float, measure: Measure) -> str:
    if np.isnan(low):
        return formats.DASH
    return formats.interval(low, high, measure.quantity)


def explain_hidden(channels: Collection[str]) -> None:
    """Name the channels that are hidden, with the reason."""
    if len(channels):
        names = _(", ").join(words.channel(channel) for channel in channels)
        st.caption(
            _(
                "Hidden, for too few answers or so as not to give such a channel away: {names}"
            ).format(names=names)
        )
