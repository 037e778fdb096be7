"""What teams are rated on, by dimension; and members by the class of their pioneer index."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ui import choices, figures, formats, links, tables, theme
from ui.filters import Choice
from ui.heat_map import heat_map
from ui.people.dumbbell import raters
from ui.screen import st
from ui.theme import Figure
from ui.words import _

LEADERSHIP, MANAGERS = "leadership", "managers"
GAP = "gap"
SCORES, GAPS = (60.0, 100.0), (-20.0, 20.0)  # ends of the colour scale, points
ROW, FRAME = 22, 90
CLASSES = ("lagging", "warned", "qualified", "pioneer")  # worst to best


def dimensions(team: str) -> dict[str, str]:
    """What a team is rated on, in the order of the source paper."""
    if team == MANAGERS:
        return {
            "politics": _("Politically strong"),
            "business": _("Good at business"),
            "management": _("Good at managing"),
        }
    return {
        "politics": _("Politics"),
        "performance": _("Results"),
        "unity": _("Unity"),
        "conduct": _("Conduct"),
    }


def classes() -> dict[str, str]:
    return {
        "lagging": _("Lagging"),
        "warned": _("Warned"),
        "qualified": _("Qualified"),
        "pioneer": _("Pioneer"),
    }


def choose_view(known: dict[str, Sequence[str]]) -> tuple[str, str]:
    """Which team, and through whose eyes; `known` has the raters of each team."""
    names = {LEADERSHIP: _("Four-good leadership"), MANAGERS: _("Managers")}
    teams = {team: name for team, name in names.items() if known.get(team)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        team = choices.of_one(st.segmented_control, _("Team"), "team", teams, required=True)
        views = {rater: name for rater, name in raters().items() if rater in known[team]}
        if {"superior", "staff"} <= set(views):
            views[GAP] = _("Staff minus superiors")
        view = choices.of_one(
            st.segmented_control,
            _("Seen by"),
            f"rater_{team}",
            views,
            GAP if GAP in views else None,
            parameter="rater",
            required=True,
        )
    return team, view


def matrix(
    values: pd.DataFrame, ballots: pd.DataFrame, team: str, view: str, choice: Choice
) -> None:
    """Dimensions by branch as colours; `values` and `ballots` as from `by_dimension`."""
    called = dimensions(team)
    columns = [key for key in called if key in values.columns]
    ids = [b for b in choice.chosen if b in values.index]
    if not values.loc[ids, columns].notna().any(axis=None):
        st.info(_("No figures in this period."))
        return
    ids = values.loc[ids, columns].mean(axis=1).sort_values().index  # what is lowest at the top
    names = {b: choice.organisation.name(b) for b in ids}
    shown, n = (
        part.reindex(index=ids, columns=columns).rename(index=names, columns=called)
        for part in (values, ballots)
    )
    lowest = shown.stack().idxmin()
    text = formats.number(shown.loc[lowest], 1, signed=view == GAP)
    alt = _(
        "{count} branches by dimension, in points; the lowest is {branch}, {dimension}, {value}",
        count=len(ids),
        branch=lowest[0],
        dimension=lowest[1],
        value=text,
    )
    low, high = GAPS if view == GAP else SCORES
    with st.container(border=True):
        figures.show(heat_map(shown, n, low, high, percent=False), alt, key="dimensions")
        st.caption(
            _(
                "Points. A full count of the ballots, without an interval: orange is low, blue is"
                " high; the number of ballots shows on hover and in the table."
            )
        )
        tables.folded(
            lambda: tables.show(_scores(shown, n, ids, view), alt, "behind_dimensions"),
            "behind_dimensions",
        )


def _scores(shown: pd.DataFrame, n: pd.DataFrame, ids: pd.Index, view: str) -> pd.DataFrame:
    """The scores of the matrix with the ballots behind each, indexed by branch."""
    written = shown.map(lambda x: formats.number(x, 1, signed=view == GAP))
    written += " · " + n.map(lambda x: formats.sample(x, "proportion"))
    table = written.where(shown.notna(), _("too few answers"))
    table.insert(0, _("Branch"), table.index)
    return table.set_axis(ids.rename(links.BRANCH))


def member_classes(counts: pd.DataFrame, choice: Choice) -> None:
    """Shares of the four classes in each branch; `counts` has branch_id, class, members."""
    wide = counts.pivot_table(
        index="branch_id", columns="class", values="members", aggfunc="sum", fill_value=0
    ).reindex(columns=list(CLASSES), fill_value=0)
    wide = wide[wide.index.isin(choice.chosen)]
    if wide.empty:
        st.info(_("No figures in this period."))
        return
    total = wide.sum(axis=1)
    share = wide.div(total, axis=0)
    order = share.sort_values(["pioneer", "qualified"], ascending=False).index
    share, total = share.loc[order], total.loc[order]
    alt = _(
        "Classes of members in {count} branches: pioneers from {low} to {high}",
        count=len(share),
        low=formats.value(share["pioneer"].min(), "proportion"),
        high=formats.value(share["pioneer"].max(), "proportion"),
    )
    with st.container(border=True):
        st.markdown(_("Members by class of the pioneer index"))
        figures.show_branches(_stack(share, total, choice), alt, key="member_classes")
        st.caption(
            _(
                "Every member assessed in every quarter of the period: a full count, no interval."
                " Ordered by the share of pioneers; small branches move a lot with one member."
            )
        )
        columns = {name: 100 * share[key] for key, name in classes().items()}
        table = pd.DataFrame(
            {_("Branch"): share.index.map(choice.organisation.name)} | columns
        ).assign(**{_("n"): total.to_numpy()})
        table.index = share.index.rename(links.BRANCH)
        numbers = dict.fromkeys(columns, "%.1f %%") | {_("n"): "%.0f"}
        tables.behind(lambda: (table, numbers), alt, "behind_member_classes")


def _stack(share: pd.DataFrame, total: pd.Series, choice: Choice) -> Figure:
    """One bar of 100 % a branch, from the worst class to the best."""
    labels = [figures.text(choice.organisation.name(b), 28) for b in share.index]
    called = classes()
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": 100 * share[key],
            "y": labels,
            "name": called[key],
            "marker": {"color": colour, "line": {"width": 0}},
            "text": [f"{100 * x:.0f}" if x >= 0.06 else "" for x in share[key]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "insidetextfont": {"size": 11, "color": theme.ink_on(colour)},
            "customdata": share.index.tolist(),
            "hovertext": [
                f"{label}<br>{called[key]}: {formats.value(x, 'proportion')}"
                f"<br>{formats.sample(n, 'proportion')}"
                for label, x, n in zip(labels, share[key], total, strict=True)
            ],
            "hoverinfo": "text",
        }
        for key, colour in zip(CLASSES, theme.scale_colours(len(CLASSES)), strict=True)
    ]
    return theme.figure(
        traces,
        ROW * len(labels) + FRAME,
        x=theme.axis_title(_("percent of members")) | {"range": [0, 100]},
        y={"autorange": "reversed", "type": "category", "showgrid": False},
        barmode="stack",
        bargap=0.25,
    )
