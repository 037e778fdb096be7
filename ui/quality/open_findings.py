"""How long findings stay open: the curve of the chosen branches, and the median of each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.survival import KaplanMeier
from ui import figures, formats, tables, theme, words
from ui.filters import Choice
from ui.screen import st
from ui.theme import Figure
from ui.words import _

SHARE = "proportion"


def days(x: float) -> str:
    """A time in days; "not reached" where more than half are still open."""
    if np.isinf(x):
        return _("not reached")
    return _("{number} days", number=formats.number(x)) if np.isfinite(x) else formats.DASH


def span(low: float, high: float) -> str:
    """12–19; open-ended where the upper limit is not reached."""
    if np.isinf(high):
        return _("from {low}", low=formats.number(low)) if np.isfinite(low) else formats.DASH
    return f"{formats.number(low)}–{formats.number(high)}"


def still_open(curve: KaplanMeier, snapshot: pd.Timestamp) -> None:
    """The share still open against days since it was found, with its median in words."""
    alt = _(
        "Half of the findings are resolved after {median} ({interval}); {n} findings, {open} of"
        " them still open on {day}",
        median=days(curve.median),
        interval=span(curve.median_low, curve.median_high),
        n=formats.number(curve.n),
        open=formats.number(curve.n - curve.closed),
        day=formats.day(snapshot),
    )
    with st.container(border=True):
        st.markdown(alt)
        figures.show(_curve(curve), alt, key="still_open")
        at = curve.curve[curve.curve["closed"] > 0]
        table = pd.DataFrame(
            {
                _("Days"): [formats.number(x) for x in at["time"]],
                _("Open until then"): [formats.number(x) for x in at["at_risk"]],
                _("Resolved that day"): [formats.number(x) for x in at["closed"]],
                _("Still open"): [formats.value(x, SHARE) for x in at["survival"]],
                _("95 % interval"): [
                    formats.interval(row.low, row.high, SHARE) for row in at.itertuples()
                ],
            }
        )
        tables.behind(lambda: (table, {}), alt, "behind_still_open")


def _curve(curve: KaplanMeier) -> Figure:
    steps = curve.curve[["time", "survival", "low", "high"]]
    start = pd.DataFrame([(0.0, 1.0, 1.0, 1.0)], columns=steps.columns)
    steps = pd.concat([start, steps]).assign(
        low=lambda t: t["low"].ffill(), high=lambda t: t["high"].ffill()
    )
    usual = {"type": "scatter", "x": steps["time"], "mode": "lines", "hoverinfo": "skip"}
    limits = [
        usual
        | {
            "y": 100 * steps[side],
            "line": {"shape": "hv", "width": 0},
            "fill": fill,
            "fillcolor": "rgba(138,147,156,0.28)",
        }
        for side, fill in (("low", "none"), ("high", "tonexty"))
    ]
    share = usual | {
        "y": 100 * steps["survival"],
        "line": {"shape": "hv", "width": 2, "color": theme.BETTER},
        "hoverinfo": "text",
        "hovertext": [
            _("{days}: {share} still open", days=days(t), share=formats.value(s, SHARE))
            for t, s in zip(steps["time"], steps["survival"], strict=True)
        ],
    }
    reached = np.isfinite(curve.median)
    last_closing = curve.curve["time"].where(curve.curve["closed"] > 0).max()
    longest = np.fmin(1.5 * last_closing, steps["time"].max())  # beyond it is a flat line only
    note = figures.named_line(
        _("Median {days}", days=days(curve.median)), curve.median, inside=False, row=0
    )
    return theme.figure(
        [*limits, share],
        460,
        x=theme.axis_title(_("days since found")) | {"range": [0, max(float(longest), 1.0)]},
        y=theme.axis_title(_("percent still open")) | {"range": [0, 101]},
        showlegend=False,
        shapes=[theme.down(curve.median, "dash")] if reached else [],
        annotations=[note] if reached else [],
    )


def medians(rows: pd.DataFrame, choice: Choice) -> None:
    """Median days of every branch with its interval; `rows` as from `time_to_close.by_branch`."""
    shown = choice.chosen if len(choice.chosen) > 1 else choice.organisation.branch_ids
    rows = rows[rows.index.isin(list(shown))].sort_values("median")
    never = rows[~np.isfinite(rows["median"])]
    seen = rows.drop(index=never.index)
    alt = _(
        "Median days to resolve of {count} branches; {differing} differ from the others by more"
        " than chance",
        count=len(rows),
        differing=int(rows["differs"].sum()),
    )
    with st.container(border=True):
        st.markdown(alt)
        if not seen.empty:
            figures.show_branches(_median_dots(seen, choice), alt, key="median_days")
        if not never.empty:
            names = [words.plain(choice.organisation.name(b)) for b in never.index]
            st.caption(_("More than half still open: {names}", names=_(", ").join(names)))
        table = pd.DataFrame(
            {
                _("Branch"): [choice.organisation.name(b) for b in rows.index],
                _("Median"): [days(x) for x in rows["median"]],
                _("95 % interval"): [span(r.low, r.high) for r in rows.itertuples()],
                _("Found"): [formats.number(x) for x in rows["n"]],
                _("Still open"): [formats.number(x) for x in rows["n"] - rows["closed"]],
                _("Adjusted p"): [formats.p_value(p) for p in rows["p_adjusted"]],
                _("Verdict"): [_pace(r) for r in rows.itertuples()],
            },
            index=rows.index,
        )
        tables.behind(lambda: (table, {}), alt, "behind_median_days")


def _pace(row: object) -> str:
    if not row.differs:
        return _("within chance")
    return _("quicker") if row.quicker else _("slower")


def _median_dots(rows: pd.DataFrame, choice: Choice) -> Figure:
    longest = rows[["median", "low", "high"]].replace(np.inf, np.nan).max(axis=None)
    ends = rows.assign(value=rows["median"], high=rows["high"].replace(np.inf, 1.1 * longest))
    labels = [choice.organisation.name(b) for b in rows.index]
    trace = {
        "type": "scatter",
        "x": rows["median"],
        "y": figures.labels(labels),
        "mode": "markers",
        "marker": {
            "size": 9,
            "color": [
                (theme.BETTER if row.quicker else theme.WORSE) if row.differs else theme.CHANCE
                for row in rows.itertuples()
            ],
        },
        "customdata": rows.index.tolist(),
        "error_x": figures.interval(ends, 1.0),
        "hovertext": [
            "<br>".join(
                (
                    figures.text(name),
                    f"{days(row.median)} ({span(row.low, row.high)})",
                    formats.sample(row.n, SHARE),
                )
            )
            for name, row in zip(labels, rows.itertuples(), strict=True)
        ],
        "hoverinfo": "text",
    }
    return theme.figure(
        [trace],
        figures.ROW * len(rows) + figures.FRAME,
        x=theme.axis_title(_("median days to resolve")) | {"rangemode": "tozero"},
        y={"autorange": "reversed"},
        showlegend=False,
    )
