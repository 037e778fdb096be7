"""The chain of the seven musts (七必) as a funnel, and what the musts are called."""

from __future__ import annotations

import pandas as pd

from analytics.seven_steps import STEPS, Chain
from ui import figures, formats, tables, theme
from ui.screen import st
from ui.theme import Figure
from ui.words import _

SHARE = "proportion"


def names() -> dict[str, str]:
    """What the seven musts are called, in their order."""
    return {
        "ruled": _("Regulated"),
        "executed": _("Executed"),
        "recorded": _("Recorded"),
        "assessed": _("Assessed"),
        "effective": _("Effective"),
        "verified": _("Verified"),
        "improved": _("Improved"),
    }


def funnel(chain: Chain, break_at: str) -> None:
    """What passed each must and what was lost there, with its table; the loss at `break_at` stands
    out."""
    steps = chain.steps.loc[list(STEPS)]
    alt = _(
        "Funnel of the seven musts: {due} items due, {done} went through all seven",
        due=formats.number(steps["entered"].iloc[0]),
        done=formats.number(steps["passed"].iloc[-1]),
    )
    with st.container(border=True):
        st.markdown(alt)
        figures.show(_bars(chain, break_at), alt, key="seven_steps")
        table = pd.DataFrame(
            {
                _("Must"): [names()[step] for step in steps.index],
                _("Came to it"): [formats.number(x) for x in steps["entered"]],
                _("Passed"): [formats.number(x) for x in steps["passed"]],
                _("Share that passed"): [formats.value(x, SHARE) for x in steps["share"]],
                _("95 % interval"): intervals(steps),
            }
        )
        tables.behind(lambda: (table, {}), alt, "behind_seven_steps")


def _bars(chain: Chain, break_at: str) -> Figure:
    """One bar a must: what passed and what was lost of all that came to it; its name above."""
    steps = chain.steps.loc[list(STEPS)]
    rows = list(range(len(steps)))
    labels = [
        _(
            "{step}: {passed} of {entered} · {share} ({interval})",
            step=names()[step],
            passed=formats.number(row["passed"]),
            entered=formats.number(row["entered"]),
            share=formats.value(row["share"], SHARE),
            interval=interval,
        )
        for (step, row), interval in zip(steps.iterrows(), intervals(steps), strict=True)
    ]
    broken = [step == break_at for step in steps.index]
    lost = [theme.WORSE if at else theme.FAINT for at in broken]
    bars = [
        {
            "type": "bar",
            "x": share,
            "y": rows,
            "orientation": "h",
            "name": name,
            "marker": {"color": colours, "line": {"width": 0}},
            "hovertext": labels,
            "hoverinfo": "text",
        }
        for name, share, colours in (
            (_("passed"), steps["passed"], theme.CHANCE),
            (_("lost at this must"), steps["entered"] - steps["passed"], lost),
        )
    ]
    above = {"x": 0, "showarrow": False, "xanchor": "left", "yanchor": "bottom"}
    return theme.figure(
        bars,
        46 * len(rows) + 60,
        x=theme.axis_title(_("items")) | {"rangemode": "tozero"},
        y={"range": [len(rows) - 0.5, -0.9], "showticklabels": False, "showgrid": False},
        barmode="stack",
        bargap=0.55,
        showlegend=False,
        annotations=[
            above
            | {
                "y": row - 0.24,
                "text": f"<b>{label}</b>" if at else label,
                "font": {"size": 12},
            }
            for row, label, at in zip(rows, labels, broken, strict=True)
        ],
    )


def intervals(rows: pd.DataFrame) -> list[str]:
    """The interval of each row's share in words."""
    ends = zip(rows["low"], rows["high"], strict=True)
    return [formats.interval(low, high, SHARE) for low, high in ends]
