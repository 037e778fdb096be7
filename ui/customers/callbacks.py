"""What became of what customers raised, and what they said when called back."""

from __future__ import annotations

import pandas as pd

from ui import figures, formats, tables, theme
from ui.customers.topics import whom
from ui.filters import Choice
from ui.screen import st
from ui.words import _

SHARE = "proportion"
ROW, FRAME = 34, 16  # height of a step, and of what stands around the steps
MARGIN = {"l": 8, "r": 12, "t": 4, "b": 4}


def step(key: str) -> str:
    return {
        "received": _("Received"),
        "closed": _("Closed"),
        "called": _("Called back"),
        "reached": _("Got through"),
        "satisfied": _("Said to be satisfied"),
    }[key]


def share(key: str) -> str:
    """What the share of a step in the step before it is called."""
    return {
        "closed": _("closed ÷ received"),
        "called": _("called back ÷ closed"),
        "reached": _("reached ÷ called back"),
        "satisfied": _("satisfied ÷ reached"),
    }.get(key, "")


def chain(title: str, found: pd.DataFrame, key: str) -> None:
    """Steps as bars, each with its count and its share of the step before.

    `found` as from `callbacks.chain`, indexed by step.
    """
    rows = found[::-1]
    with st.container(border=True):
        st.markdown(f"**{title}**")
        if not found["count"].iloc[0]:
            st.info(_("No figures in this period."))
            return
        trace = {
            "type": "bar",
            "orientation": "h",
            "x": rows["count"],
            "y": [step(name) for name in rows.index],
            "marker": {"color": theme.BRANCHES[0]},
            "text": [_label(row) for row in rows.itertuples()],
            "textposition": "auto",
            "insidetextanchor": "start",
            "textangle": 0,
            "hovertext": [_hover(row) for row in rows.itertuples()],
            "hoverinfo": "text",
        }
        height = ROW * len(rows) + FRAME
        figure = theme.figure(
            [trace],
            height,
            x={"showticklabels": False, "showgrid": False},
            bargap=0.25,
            margin=MARGIN,
        )
        alt = _("; ").join(f"{step(row.Index)} {_label(row)}" for row in found.itertuples())
        figures.show(figure, alt, key=key)
        st.markdown(_denominators(found))
        table = pd.DataFrame(
            {
                _("Step"): [step(name) for name in found.index],
                _("Cases"): [formats.number(x) for x in found["count"]],
                _("Share"): [formats.value(x, SHARE) for x in found["share"]],
                _("of (n)"): [formats.number(x) or formats.DASH for x in found["of"]],
                _("95 % interval"): [_interval(row) for row in found.itertuples()],
                _("Reckoned as"): [
                    share(row.Index) if row.share == row.share else formats.DASH
                    for row in found.itertuples()
                ],
            }
        )
        tables.behind(lambda: (table, {}), title, f"behind_{key}")


def _label(row: object) -> str:
    count = formats.number(row.count)
    return count if row.share != row.share else f"{count} · {formats.value(row.share, SHARE)}"


def _hover(row: object) -> str:
    parts = [step(row.Index), _label(row)]
    if row.share == row.share:
        parts += [f"{share(row.Index)} = {formats.number(row.count)} ÷ {formats.number(row.of)}"]
        parts += [_interval(row)]
    return "<br>".join(parts)


def _interval(row: object) -> str:
    if row.share != row.share:
        return formats.DASH
    return formats.interval(row.low, row.high, SHARE)


def _denominators(found: pd.DataFrame) -> str:
    """Both shares with their counts, and what the wrong denominator would have given."""
    called, reached, satisfied = (found.loc[k, "count"] for k in ("called", "reached", "satisfied"))
    if not reached:
        return _("Nobody was reached in this period.")
    values = {
        "called": formats.number(called),
        "reached": formats.number(reached),
        "satisfied": formats.number(satisfied),
        "success": formats.value(reached / called, SHARE),
        "happy": formats.value(satisfied / reached, SHARE),
        "wrong": formats.value(satisfied / called, SHARE),
    }
    return _(
        "Reached **{success}** = {reached} ÷ {called} called. Satisfied **{happy}** = {satisfied}"
        " ÷ {reached} reached; over all called it would be {wrong}.",
        **values,
    )


def chains(feedback: pd.DataFrame, monthly: pd.DataFrame, choice: Choice) -> None:
    """The steps of feedback that was recorded, and those of callbacks counted by month."""
    st.caption(
        _(
            "{who}. Each bar shows its count and its share of the step before; who was not reached"
            " says nothing of satisfaction.",
            who=whom(choice),
        )
    )
    with st.grid(2, min_column_width=340, gap="medium"):
        chain(_("Feedback recorded one by one"), feedback, "feedback_chain")
        chain(
            _("Callbacks after repairs and requests, counted by month"), monthly, "callback_chain"
        )
