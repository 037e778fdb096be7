"""How sure the order of an assessment is: possible ranks, other weights, and who can lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from ui import figures, formats, links, tables, theme, words
from ui.organisation import Organisation
from ui.screen import st
from ui.theme import Figure
from ui.words import _

FEW = 3  # branches that are named one by one
ROW, FRAME = 24, 96


def answer(found: pd.DataFrame, organisation: Organisation) -> None:
    """Who stands first, and who else may.

    `found` has points, rank, first, last, low, high and can_lead; `first` and `last` are NaN where
    the scores of one period say nothing of how they waver.
    """
    top = found[found["rank"] == 1]
    said = [
        _(
            "**First: {names}, with {index} of 100.**",
            names=_named(top.index, organisation),
            index=formats.number(top["points"].iloc[0], 1),
        )
    ]
    if found["first"].notna().any():
        said.append(
            _(
                "As far as scores waver from one scoring period to the next, the first may truly"
                " be: {names}.",
                names=_named(found.index[found["first"] == 1], organisation),
            )
        )
    else:
        said.append(_("One scoring period does not tell how much the scores waver."))
    if found["low"].notna().any():
        said.append(
            _(
                "With each weight up to a quarter higher or lower, the first on indicators could"
                " be: {names}; under any weights at all, {count} of {all} branches.",
                names=_named(found.index[found["low"] == 1], organisation),
                count=int(found["can_lead"].eq(True).sum()),
                all=int(found["can_lead"].notna().sum()),
            )
        )
    st.markdown(" ".join(said))


def _named(branch_ids: Collection[str], organisation: Organisation) -> str:
    """The names of a few branches; of many, how many they are."""
    if len(branch_ids) > FEW:
        return _("one of {count} branches", count=len(branch_ids))
    return _(", ").join(words.plain(organisation.name(b)) for b in branch_ids)


def show(found: pd.DataFrame, chosen: Collection[str], organisation: Organisation) -> None:
    """The figure of ranks and the table behind it; the `chosen` branches stand out."""
    alt = _(
        "Rank of {count} branches with the ranks each may truly have, and its ranks under other"
        " weights",
        count=len(found),
    )
    with st.container(border=True):
        bold = chosen if len(chosen) < len(found) else ()
        figures.show_branches(ranks(found, organisation.names, bold), alt, key="ranking")
        tables.folded(
            lambda: tables.show(_table(found, organisation), alt, key="ranking_table"), "ranking"
        )


def ranks(found: pd.DataFrame, names: Mapping[str, str], bold: Collection[str] = ()) -> Figure:
    """One row a branch, the first at the top: dot, possible ranks, ranks under other weights."""
    labels = [
        f"<b>{label}</b>" if b in bold else label
        for b, label in zip(
            found.index, figures.labels(names.get(b, b) for b in found.index), strict=True
        )
    ]
    traces = [
        _bars(found["first"], found["last"], labels, _("Possible ranks"), theme.CHANCE, 9, 0.35),
        _bars(found["low"], found["high"], labels, _("Under other weights"), theme.BETTER, 2.5, 1),
        {
            "type": "scatter",
            "mode": "markers",
            "name": _("Rank"),
            "x": found["rank"],
            "y": labels,
            "marker": {"size": 9, "color": theme.WORSE},
            "customdata": found.index.tolist(),
            "hovertext": [
                _hover(row, label) for row, label in zip(found.itertuples(), labels, strict=True)
            ],
            "hoverinfo": "text",
        },
    ]
    return theme.figure(
        [trace for trace in traces if trace],
        ROW * len(found) + FRAME,
        x=theme.axis_title(_("rank")) | {"range": [0.4, len(found) + 0.6], "tick0": 1},
        y={"autorange": "reversed", "categoryorder": "array", "categoryarray": labels},
    )


def _bars(
    low: pd.Series,
    high: pd.Series,
    labels: list[str],
    name: str,
    colour: str,
    width: float,
    opacity: float,
) -> dict:
    """A bar from rank to rank in each row; nothing where none is known."""
    known = low.notna().to_numpy()
    if not known.any():
        return {}
    x, y = [], []
    for start, end, label in zip(low[known], high[known], np.array(labels)[known], strict=True):
        x += [start - 0.25, end + 0.25, None]
        y += [label, label, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width},
        "opacity": opacity,
        "hoverinfo": "skip",
    }


def _hover(row: object, label: str) -> str:
    lines = [
        label,
        _("Rank {rank}, index {index}", rank=int(row.rank), index=formats.number(row.points, 1)),
    ]
    if np.isfinite(row.first):
        lines.append(_("Possible ranks: {ranks}", ranks=_span(row.first, row.last)))
    if np.isfinite(row.low):
        lines.append(_("Under other weights: {ranks}", ranks=_span(row.low, row.high)))
    return "<br>".join(lines)


def _table(found: pd.DataFrame, organisation: Organisation) -> pd.DataFrame:
    yes = {True: _("yes"), False: _("no")}
    return pd.DataFrame(
        {
            _("Branch"): found.index.map(organisation.name),
            _("Index of 100"): [formats.number(x, 1) for x in found["points"]],
            _("Rank"): [formats.number(x) for x in found["rank"]],
            _("Possible ranks"): [
                _span(*ends) for ends in zip(found["first"], found["last"], strict=True)
            ],
            _("Under other weights"): [
                _span(*ends) for ends in zip(found["low"], found["high"], strict=True)
            ],
            _("Some weights make it first"): [yes.get(x, formats.DASH) for x in found["can_lead"]],
        }
    ).set_index(pd.Index(found.index, name=links.BRANCH))


def _span(low: float, high: float) -> str:
    if not np.isfinite(low):
        return formats.DASH
    return formats.number(low) if low == high else f"{low:.0f}–{high:.0f}"
