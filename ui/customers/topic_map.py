"""Branch by topic as colours: where a branch is weak on one topic, and where on all."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.published import COMPANY
from ui import figures, formats, links, tables, theme, words
from ui.customers.topics import SHARE
from ui.filters import Choice
from ui.heat_map import heat_map
from ui.screen import st
from ui.words import _

LEAST_SPREAD = 0.15  # of shares: a difference less than this does not fill the colours
FRAMED = "#5A2A00"  # a dark brown, seen on every orange
FAINTEST = 0.3  # of the way to full colour, so that a small real difference is not taken for grey
GREY = 4  # the step of the scale that is neither blue nor orange


def by_branch(shown: pd.DataFrame, found: pd.DataFrame, choice: Choice) -> None:
    """Branch by topic as a heat map, a frame around what is weak on that topic alone."""
    asked = choice.chosen if len(choice.chosen) > 1 else choice.organisation.branch_ids
    rows = shown[shown["branch_id"].isin(asked)]
    values, sizes = (
        rows.pivot(index="branch_id", columns="metric", values=name)
        for name in ("value", "answers")
    )
    values = values.loc[values.mean(axis=1).sort_values(ascending=False, na_position="last").index]
    if values.notna().sum().sum() == 0:
        return
    company = shown[shown["branch_id"] == COMPANY].set_index("metric")["value"]
    values = values[company.reindex(values.columns).sort_values(ascending=False).index]
    alone = found[found["alone"]]
    framed = set(zip(alone["branch_id"], alone["metric"], strict=True))
    with st.container(border=True):
        st.markdown(_("**Branch by topic** · share satisfied, percent"))
        named = _named(values, choice)
        figure = heat_map(
            named,
            _named(sizes.loc[values.index, values.columns], choice),
        )
        figure["data"][0] |= _colours(values, found)
        figure["layout"]["xaxis"]["autotickangles"] = [0, -35, -60, -90]
        figure["layout"]["shapes"] = [
            _frame(column, row)
            for row, branch in enumerate(values.index)
            for column, topic in enumerate(values.columns)
            if (branch, topic) in framed
        ]
        alt = _(
            "Share satisfied of {branches} branches on {topics} topics; {count} cells are weak on"
            " their topic alone",
            branches=len(values),
            topics=len(values.columns),
            count=sum(pair[0] in values.index for pair in framed),
        )
        figures.show(figure, alt, key="branch_by_topic")
        st.caption(
            _(
                "Orange is below and blue above the other branches on that topic by more than"
                " chance, grey within chance; a frame marks what is weak on that topic alone. Blank"
                " cells have fewer than ten answers, or would give such a cell away."
            )
        )
        tables.behind(
            lambda: (_table(shown, found, asked, choice), {}), alt, "behind_branch_by_topic"
        )


def _colours(values: pd.DataFrame, found: pd.DataFrame) -> dict:
    """Colours by the difference from the other branches; grey where it is within chance."""
    judged = found.set_index(["branch_id", "metric"])
    difference = judged["difference"].unstack().reindex_like(values)
    differs = judged["differs"].unstack().reindex_like(values).eq(True)
    spread = max(LEAST_SPREAD, float(np.nanmax(np.abs(difference.to_numpy()), initial=0.0)))
    grey = spread * (2 * GREY / (len(theme.SCALE) - 1) - 1)
    plain = np.sign(difference) * difference.abs().clip(lower=FAINTEST * spread)
    z = plain.where(differs, grey).where(values.notna())
    return {"z": z.to_numpy(), "zmin": -spread, "zmax": spread}


def _named(table: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    return table.set_axis(table.index.map(choice.organisation.name), axis=0).set_axis(
        [words.topic(topic) for topic in table.columns], axis=1
    )


def _frame(column: int, row: int) -> dict:
    """A line around one cell, by its place."""
    return {
        "type": "rect",
        "x0": column - 0.48,
        "x1": column + 0.48,
        "y0": row - 0.46,
        "y1": row + 0.46,
        "line": {"color": FRAMED, "width": 3},
    }


def _table(
    shown: pd.DataFrame, found: pd.DataFrame, asked: tuple[str, ...], choice: Choice
) -> pd.DataFrame:
    """Every cell with interval, n and verdict, the furthest below the others first."""
    rows = shown[shown["branch_id"].isin(asked) & (shown["hidden"] | shown["value"].notna())]
    rows = rows.merge(
        found[["metric", "branch_id", "other", "difference", "differs", "alone"]],
        on=["metric", "branch_id"],
        how="left",
    ).sort_values("difference")
    return pd.DataFrame(
        {
            _("Branch"): rows["branch_id"].map(choice.organisation.name),
            _("Topic"): rows["metric"].map(words.topic),
            _("Satisfied"): [formats.value(x, SHARE) for x in rows["value"]],
            _("95 % interval"): [
                "" if r.hidden else formats.interval(r.low, r.high, SHARE)
                for r in rows.itertuples()
            ],
            _("n"): [formats.number(x) for x in rows["answers"]],
            _("Other branches"): [formats.value(x, SHARE) for x in rows["other"]],
            _("Note"): [_verdict(row) for row in rows.itertuples()],
        }
    ).set_index(pd.Index(rows["branch_id"], name=links.BRANCH))


def _verdict(row: object) -> str:
    if row.hidden or np.isnan(row.difference):
        return tables.note(row)
    if not row.differs:
        return _("within chance")
    if row.alone:
        return _("weak on this topic alone")
    return _("below the others") if row.difference < 0 else _("above the others")
