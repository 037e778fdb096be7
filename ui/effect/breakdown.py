"""One branch, figure by figure: how far each is from the branches like it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import figures, formats, tables, theme
from ui.branch import standing_table
from ui.figures import ROW
from ui.measures import Measure
from ui.screen import st
from ui.theme import Figure
from ui.words import _

MOST = 30  # bars; of more figures those farthest from the others are drawn


def bars(z: pd.Series, found: pd.DataFrame, measures: Mapping[str, Measure]) -> Figure:
    """z of the metrics of a branch, the best at the top; coloured only beyond chance.

    `z` is indexed by metric and turned so that right is better or more; `found` as from `standing`.
    """
    known = z.dropna().sort_values()
    ordered = known if len(known) <= MOST else pd.concat([known[: MOST // 2], known[-MOST // 2 :]])
    rows = dict(zip(found.index, found.itertuples(), strict=True))
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": ordered,
        "y": [figures.text(measures[key].name, 26) for key in ordered.index],
        "marker": {"color": [_colour(rows[key], measures[key]) for key in ordered.index]},
        "hovertext": [_hover(x, rows[key], measures[key]) for key, x in ordered.items()],
        "hoverinfo": "text",
    }
    mean = known.mean()
    return theme.figure(
        [trace],
        ROW * len(ordered) + 64,
        x=theme.axis_title(_("standard deviations from the branches of its kind")),
        y={"tickfont": {"size": 11}},
        shapes=[theme.down(0, "solid"), theme.down(mean, "dash")] if len(ordered) else [],
        showlegend=False,
        bargap=0.35,
    )


def _colour(row: object, measure: Measure) -> str:
    if not row.differs:
        return theme.CHANCE
    good = (row.difference > 0) == (measure.better == "high")
    return theme.BETTER if good else theme.WORSE


def _hover(z: float, row: object, measure: Measure) -> str:
    return "<br>".join(
        (
            figures.text(measure.name),
            f"z {formats.number(z, 2, signed=True)}",
            f"{formats.value(row.value, measure.quantity)}"
            f" ({formats.interval(row.low, row.high, measure.quantity)},"
            f" {formats.sample(row.answers, measure.quantity)})",
            _("others {value}", value=formats.value(row.others, measure.quantity)),
        )
    )


def alt(z: pd.Series, measures: Mapping[str, Measure], name: str, side: str) -> str:
    """What the bars of one side show, in one sentence."""
    ordered = z.dropna().sort_values()
    if ordered.empty:
        return _("{name}: no figures", name=name)
    return _(
        "{name}, {side}: {count} figures, from {worst} ({low}) to {best} ({high})",
        name=name,
        side=side,
        count=len(ordered),
        worst=measures[ordered.index[0]].name,
        low=formats.number(ordered.iloc[0], 1, signed=True),
        best=measures[ordered.index[-1]].name,
        high=formats.number(ordered.iloc[-1], 1, signed=True),
    )


def side(
    z: pd.Series,
    found: pd.DataFrame,
    measures: Mapping[str, Measure],
    name: str,
    facet: str,
    title: str,
) -> None:
    """The bars of one side with their table; `facet` tells the two sides' widgets apart."""
    with st.container(border=True):
        st.markdown(f"**{title}**")
        if z.dropna().empty:
            st.info(_("No figures in this period."))
            return
        figures.show(bars(z, found, measures), alt(z, measures, name, title), f"bars_{facet}")
        if z.count() > MOST:
            st.caption(
                _(
                    "Drawn are the {half} highest and the {half} lowest of {count} figures; the"
                    " table has all.",
                    half=MOST // 2,
                    count=int(z.count()),
                )
            )
        known = set(z.index[z.notna()])
        shown = {key: m for key, m in measures.items() if key in known}
        tables.folded(
            lambda: standing_table.every(found, shown, f"behind_{facet}"), f"behind_{facet}"
        )
