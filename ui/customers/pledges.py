"""Posts and pledges as the service page shows them: who holds one, what was kept and verified."""

from __future__ import annotations

import pandas as pd

from analytics.service_work import with_share, with_total
from ui import figures, formats, records, tables, theme
from ui.filters import Choice
from ui.links import BRANCH
from ui.measures import Measure
from ui.screen import st
from ui.words import _

ROW, FRAME = 24, 96


def post_measures() -> tuple[Measure, Measure]:
    """Posts on target and posts whose figure rose, as measures drawn like a metric."""
    group = _("posts at the end of the period")
    return (
        Measure("posts_on_target", _("Posts on target"), group, "proportion", "high"),
        Measure("posts_risen", _("Posts whose figure rose"), group, "proportion", "high"),
    )


def posts(held: pd.DataFrame, rose: pd.DataFrame) -> None:
    """Who holds a post and whether its figure rose, of the chosen branches, in one sentence.

    `held` as from `posts_held`, `rose` as from `improved`.
    """
    whole = held.sum()
    text = _(
        "**{holders} of {members} Party members ({share}) hold a post;** {on_target} of"
        " {with_target} posts with a target meet it ({reached}).",
        holders=formats.number(whole["holders"]),
        members=formats.number(whole["members"]),
        share=records.whole(whole["holders"], whole["members"]),
        on_target=formats.number(whole["on_target"]),
        with_target=formats.number(whole["with_target"]),
        reached=records.share(whole["on_target"], whole["with_target"]),
    )
    if rose["n"].sum():
        text += " " + _(
            "Of {n} posts with a figure before and now, {k} rose ({share}).",
            n=formats.number(rose["n"].sum()),
            k=formats.number(rose["total"].sum()),
            share=records.share(rose["total"].sum(), rose["n"].sum()),
        )
    st.markdown(text)
    st.caption(
        _(
            "All posts that stand at the end of the period; the tile above counts those that began"
            " in it. Each post has its own unit, so what is counted is whether its figure rose."
        )
    )


def posts_table(held: pd.DataFrame, rose: pd.DataFrame, choice: Choice) -> None:
    """Members, posts, targets met and figures that rose, of each branch under those of all."""
    counts = held.join(rose.rename(columns={"n": "known", "total": "rose"})).fillna(0).astype(int)
    rows = with_total(counts)
    table = pd.DataFrame(
        {
            _("Branch"): records.names(rows.index, choice),
            _("Party members"): rows["members"],
            _("With a post"): rows["holders"],
            _("Post coverage"): 100 * rows["holders"] / rows["members"],
            _("Posts with a target"): rows["with_target"],
            _("On target"): rows["on_target"],
            _("Figure known"): rows["known"],
            _("Figure rose"): rows["rose"],
        }
    ).rename_axis(BRANCH)
    whole = dict.fromkeys(table.columns.drop([_("Branch"), _("Post coverage")]), "%.0f")
    tables.show(
        table,
        _("Members, posts, targets met and figures that rose, by branch"),
        key="posts",
        numbers=whole | {_("Post coverage"): "%.1f %%"},
    )


def steps(found: pd.DataFrame, choice: Choice) -> None:
    """Pledges due, done and verified: the sentence, a bar for each branch, the table.

    `found` as from `pledge_steps`.
    """
    whole = found.sum()
    st.markdown(
        _(
            "**{due} due → {done} done → {verified} verified ({share}).** {unverified} were done"
            " and verified by nobody, {open} were not done.",
            due=formats.number(whole["due"]),
            done=formats.number(whole["done"]),
            verified=formats.number(whole["verified"]),
            share=records.share(whole["verified"], whole["due"]),
            unverified=formats.number(whole["unverified"]),
            open=formats.number(whole["open"]),
        )
    )
    rows = with_share(with_total(found), "verified", "due")
    ordered = pd.concat([rows.iloc[:1], rows.iloc[1:].sort_values("value", ascending=False)])
    with st.container(border=True):
        alt = _(
            "Pledges of {count} branches in three steps: {done} of {due} done, {verified} verified",
            count=len(found),
            done=formats.number(whole["done"]),
            due=formats.number(whole["due"]),
            verified=formats.number(whole["verified"]),
        )
        figures.show_branches(_bars(ordered, choice), alt, key="pledge_steps")
        table = pd.DataFrame(
            {
                _("Branch"): records.names(ordered.index, choice),
                _("Due"): ordered["due"],
                _("Done"): ordered["done"],
                _("Verified pledges"): ordered["verified"],
                _("Kept"): 100 * ordered["value"],
                _("Low"): 100 * ordered["low"],
                _("High"): 100 * ordered["high"],
            }
        ).rename_axis(BRANCH)
        counts = dict.fromkeys((_("Due"), _("Done"), _("Verified pledges")), "%.0f")
        shares = dict.fromkeys((_("Kept"), _("Low"), _("High")), "%.1f %%")
        tables.behind(lambda: (table, counts | shares), alt, "behind_pledge_steps")


def _bars(rows: pd.DataFrame, choice: Choice) -> object:
    """Shares of what was due: verified, done only, not done; the best at the top."""
    labels = [figures.text(name, 24) for name in records.names(rows.index, choice)]
    parts = {
        "verified": (_("verified"), theme.BETTER, "#FFFFFF"),
        "unverified": (_("done, not verified"), theme.SCALE[3], theme.ink_on(theme.SCALE[3])),
        "open": (_("not done"), theme.WORSE, "#FFFFFF"),
    }
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": labels,
            "x": 100 * rows[key] / rows["due"],
            "name": title,
            "marker": {"color": colour},
            "text": [formats.number(k) if k else "" for k in rows[key]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "insidetextfont": {"size": 11, "color": ink},
            "customdata": list(rows.index),
            "hovertext": [
                f"{label}<br>"
                + _(
                    "{title}: {k} of {n} due",
                    title=title,
                    k=formats.number(k),
                    n=formats.number(n),
                )
                for label, k, n in zip(labels, rows[key], rows["due"], strict=True)
            ],
            "hoverinfo": "text",
        }
        for key, (title, colour, ink) in parts.items()
    ]
    return theme.figure(
        traces,
        ROW * len(rows) + FRAME,
        x=theme.axis_title(_("percent of pledges due")) | {"range": [0, 100]},
        y={"autorange": "reversed"},
        barmode="stack",
        bargap=0.25,
    )


def waiting(found: pd.DataFrame, choice: Choice) -> None:
    """The pledges nobody verified, each by its code; `found` as from `unverified`."""
    if found.empty:
        return
    st.markdown(
        _("**Done, but verified by nobody ({count}), the longest ago first**", count=len(found))
    )
    table = pd.DataFrame(
        {
            _("Pledge"): found["pledge_id"].to_numpy(),
            _("Branch"): records.names(found["branch_id"], choice),
            _("Member"): found["member_id"].to_numpy(),
            _("Due on"): records.days(found["due"]),
            _("Done on"): records.days(found["done_at"]),
        },
    )
    tables.show(
        table,
        _("Pledges that were done and never verified"),
        key="pledges_waiting",
        texts=[_("Branch"), _("Member")],
    )
