"""Whether findings come back less with every cycle: verdicts, a figure by cycle, a table."""

from __future__ import annotations

import pandas as pd

from analytics.spiral import ALPHA, CIRCLE, OPEN, SOLVED, SPIRAL, by_cycle
from ui import choices, figures, formats, tables, theme, words
from ui.filters import Choice
from ui.screen import st
from ui.theme import Figure
from ui.words import _

SHARE = "proportion"
WINDOWS = (30, 60, 90, 180)
FEWEST = 5  # findings of one branch and cycle below which no point is drawn
LINES = 8  # branches that have a line of their own, at most
LAST_CYCLE = 4  # this cycle and later ones stand together in the table


def names() -> dict[str, str]:
    return {
        SPIRAL: _("Spirals upwards"),
        CIRCLE: _("Goes in circles"),
        SOLVED: _("Few come back"),
        OPEN: _("Cannot be told yet"),
    }


def choose_window(default: int) -> int:
    """Days after resolution for which a finding is watched."""
    return choices.of_one(
        st.segmented_control,
        _("Watched for, days after it was resolved"),
        "watched_days",
        {days: f"{days}" for days in WINDOWS},
        default,
        required=True,
    )


def said(found: pd.DataFrame, trend: tuple[float, float], choice: Choice) -> None:
    """Who spirals upwards and who goes in circles; `found` as from `spiral.verdicts`."""
    rows = found[found.index.isin(list(choice.chosen))]
    for verdict, icon in (
        (SPIRAL, ":blue[:material/trending_up:]"),
        (CIRCLE, ":orange[:material/sync_problem:]"),
        (SOLVED, ":blue[:material/check_circle:]"),
    ):
        own = rows[rows["verdict"] == verdict].sort_values("watched", ascending=False)
        if len(own):
            branches = _("; ").join(_of_branch(b, row, choice) for b, row in own.iterrows())
            st.markdown(f"{icon} **{names()[verdict]}**{_(': ')}{branches}")
    undecided = _(
        "Cannot be told yet: {count} of {all} branches.",
        count=int((rows["verdict"] == OPEN).sum()),
        all=len(rows),
    )
    st.markdown(f":gray[{undecided} {_of_trend(*trend)}]")


def _of_trend(z: float, p: float) -> str:
    """What the cycles say within branches, so that long chains of a few do not tip the scale."""
    if p != p:
        return _("Nothing can be said yet of the trend over the cycles.")
    if p >= ALPHA:
        text = _("Within branches the share neither falls nor rises with the cycle (p {p}).")
    elif z < 0:
        text = _("Within branches the share falls from cycle to cycle (p {p}).")
    else:
        text = _("Within branches the share rises from cycle to cycle (p {p}).")
    shown = formats.p_value(p)
    return text.format(p=shown if shown.startswith("<") else f"= {shown}")


def _of_branch(branch_id: str, row: pd.Series, choice: Choice) -> str:
    known = {
        "branch": words.plain(choice.organisation.name(branch_id)),
        "share": formats.value(row["share"], SHARE),
        "n": formats.number(row["watched"]),
        "first": formats.value(row["first"], SHARE),
        "later": formats.value(row["later"], SHARE),
    }
    if row["verdict"] == SOLVED or row["later"] != row["later"]:
        return _("{branch} ({share} of {n} came back)", **known)
    return _("{branch} ({share} of {n} came back: first cycle {first}, later {later})", **known)


def cycles(counts: pd.DataFrame, found: pd.DataFrame, choice: Choice) -> None:
    """Share that came back by cycle: the chosen branches together, and those with a verdict.

    `counts` as from `spiral.recurrence`, of all branches.
    """
    chosen = counts[counts["branch_id"].isin(list(choice.chosen))]
    whole = by_cycle(chosen)
    drawn = whole[whole["watched"] >= FEWEST]
    alt = _(
        "Share of the resolved findings that came back, by cycle: {shares}",
        shares=_(", ").join(
            _("cycle {cycle} {share}", cycle=cycle, share=formats.value(row["share"], SHARE))
            for cycle, row in drawn.iterrows()
        ),
    )
    with st.container(border=True):
        st.markdown(_("Share that came back, by cycle"))
        if drawn.empty:
            st.info(_("Too few findings were watched long enough."))
        else:
            figures.show(_lines(drawn, chosen, found, choice), alt, key="cycles")
            st.caption(
                _("Points of fewer than {fewest} findings are in the table only.", fewest=FEWEST)
            )
        tables.behind(lambda: (_table(chosen, found, choice), {}), alt, "behind_cycles")


def _lines(
    whole: pd.DataFrame, counts: pd.DataFrame, found: pd.DataFrame, choice: Choice
) -> Figure:
    told = found[found.index.isin(list(choice.chosen)) & found["verdict"].isin((SPIRAL, CIRCLE))]
    told = told.sort_values("watched", ascending=False).head(LINES if len(choice.chosen) > 1 else 0)
    lines = [(_("chosen branches together"), whole, theme.CHANCE, "dot")]
    for branch_id, row in told.iterrows():
        own = by_cycle(counts[counts["branch_id"] == branch_id])
        colour = theme.BETTER if row["verdict"] == SPIRAL else theme.WORSE
        lines.append((choice.organisation.name(branch_id), own, colour, "solid"))
    symbols = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "x")
    shift = {i: 0.05 * (i - (len(lines) - 1) / 2) for i in range(len(lines))}
    traces = []
    for i, (name, rows, colour, dash) in enumerate(lines):
        rows = rows[rows["watched"] >= FEWEST]
        shown = rows.rename(columns={"share": "value", "watched": "answers"})
        traces.append(
            {
                "type": "scatter",
                "x": rows.index.to_numpy(float) + shift[i],
                "y": 100 * rows["share"],
                "mode": "lines+markers",
                "name": figures.text(name, 28),
                "line": {"color": colour, "width": 2, "dash": dash},
                "marker": {"size": 9, "symbol": symbols[i % len(symbols)], "color": colour},
                "error_y": figures.interval(shown, 100.0),
                "hovertext": [figures.hover(name, row, SHARE) for row in shown.itertuples()],
                "hoverinfo": "text",
                "cliponaxis": False,
            }
        )
    return theme.figure(
        traces,
        400,
        x=theme.axis_title(_("cycle")) | {"dtick": 1},
        y=theme.axis_title(_("percent that came back")) | {"range": [0, 101]},
        margin={"l": 8, "r": 12, "t": 48, "b": 8},
    )


def _table(counts: pd.DataFrame, found: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    rows = found[found.index.isin(list(choice.chosen))]
    order = [SPIRAL, CIRCLE, SOLVED, OPEN]
    rows = rows.assign(place=rows["verdict"].map(order.index)).sort_values(
        ["place", "watched"], ascending=[True, False]
    )
    cycle = counts["cycle_no"].clip(upper=LAST_CYCLE)
    sums = counts.groupby(["branch_id", cycle])[["returned", "watched"]].sum()
    by_branch = (
        (sums["returned"].astype(str) + "/" + sums["watched"].astype(str)).unstack().fillna("")
    )
    heads = {
        c: _("Cycle {cycle}", cycle=f"{c}+" if c == LAST_CYCLE else c) for c in by_branch.columns
    }
    return pd.DataFrame(
        {
            _("Branch"): [choice.organisation.name(b) for b in rows.index],
            _("Verdict"): [names()[v] for v in rows["verdict"]],
            _("Came back"): [formats.value(x, SHARE) for x in rows["share"]],
            _("95 % interval"): [formats.interval(r.low, r.high, SHARE) for r in rows.itertuples()],
            _("n"): [formats.number(x) for x in rows["watched"]],
        }
        | {head: by_branch[c].reindex(rows.index).fillna("").to_list() for c, head in heads.items()}
        | {
            _("Adjusted p, against the others"): [formats.p_value(p) for p in rows["p_rest"]],
            _("Adjusted p, trend"): [formats.p_value(p) for p in rows["p_trend"]],
        },
        index=rows.index,
    )
