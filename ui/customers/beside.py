"""Service work of the branches beside what their customers say: values, n, and who differs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.catalogue import metrics
from ui import branch_tables, figures, formats, tables, theme, words
from ui.filters import Choice
from ui.measures import of_metric
from ui.screen import st
from ui.theme import Figure
from ui.words import _

CUSTOMERS = "customer_satisfaction"
CELL, NAME, FRAME = 32, 20, 96  # pixels of a cell, of the name above it, and around them
SHADES = {-1: theme.WORSE, 0: theme.SCALE[4], 1: theme.BETTER}


def short(metric: str) -> str:
    """A metric in two words, where a column has no room for its name."""
    return {
        CUSTOMERS: _("satisfied"),
        "post_on_target": _("posts"),
        "pledge_kept": _("pledges"),
        "project_on_time": _("projects"),
        "needs_adopted": _("needs"),
        "brand_participation": _("joined"),
    }[metric]


def table(found: pd.DataFrame, against: pd.DataFrame, keys: Sequence[str], choice: Choice) -> None:
    """Service work of each branch beside its customers: the value, its n, and who differs.

    `found` are figures, `against` the signals of branches against all others. Where customers are
    surely satisfied stands at the top: the order is that of the lower ends of the intervals, so
    that a few answers do not come first by luck.
    """
    organisation = choice.organisation
    rows = choice.chosen if len(choice.chosen) > 1 else organisation.branch_ids
    own = found[found["branch_id"].isin(rows) & found["metric"].isin(keys)]
    wide = {
        name: own.pivot(index="branch_id", columns="metric", values=name).reindex(columns=keys)
        for name in ("value", "low", "answers")
    }
    order = wide["low"][CUSTOMERS].sort_values(ascending=False).index
    verdict = {
        (r.metric, r.branch_id): np.sign(r.difference)
        for r in against[against["differs"]].itertuples()
    }
    with st.container(border=True):
        if order.empty:
            st.info(_("No figures in this period."))
            return
        values, sizes = (wide[name].loc[order] for name in ("value", "answers"))
        better = [sum(verdict.get((key, b), 0) > 0 for key in keys) for b in order]
        alt = _(
            "Service work beside satisfied customers for {count} branches; above the others by"
            " more than chance in {better} cells, below in {worse}",
            count=len(order),
            better=sum(better),
            worse=sum(verdict.get((key, b), 0) < 0 for b in order for key in keys),
        )
        figures.show(_cells(values, sizes, verdict, choice), alt, key="service_beside")
        st.caption(
            _(
                "Share and n of each. Blue is above and orange below all other branches by more"
                " than chance, adjusted for all comparisons on all figures together; grey is"
                " within it. Participation in brand events is a full count, not tested. Sorted by"
                " the lower end of the interval of satisfied customers."
            )
        )
        measures = {key: of_metric(metrics()[key]) for key in keys}
        tables.folded(
            lambda: tables.show(
                branch_tables.side_by_side(own, measures, organisation),
                alt,
                "behind_service_beside",
                texts=[_("Metric")],
            ),
            "behind_service_beside",
        )


def _cells(
    values: pd.DataFrame,
    sizes: pd.DataFrame,
    verdict: dict[tuple[str, str], float],
    choice: Choice,
) -> Figure:
    names = [figures.text(choice.organisation.name(b)) for b in values.index]
    if choice.narrowed:  # one branch stands among all the others
        names = [
            f"<b>{name}</b>" if b in choice.chosen else name
            for b, name in zip(values.index, names, strict=True)
        ]
    columns = [short(key) for key in values.columns]
    told = [[verdict.get((key, b), 0.0) for key in values] for b in values.index]
    z = np.where(np.isfinite(values.to_numpy(float)), told, np.nan)
    written = [
        [
            f"{formats.value(v, 'proportion')}<br>n {formats.number(n)}" if np.isfinite(v) else ""
            for v, n in zip(line, counts, strict=True)
        ]
        for line, counts in zip(values.to_numpy(float), sizes.to_numpy(float), strict=True)
    ]
    trace = {
        "type": "heatmap",
        "x": columns,
        "y": list(range(len(names))),
        "z": z,
        "zmin": -1.5,
        "zmax": 1.5,
        "colorscale": [[(i + at) / 3, SHADES[i - 1]] for i in range(3) for at in (0, 1)],
        "text": written,
        "texttemplate": "%{text}",
        "textfont": {"size": 10},
        "hovertext": [
            [
                f"{name}<br>{words.metric_name(metrics()[key])}<br>{text}"
                for key, text in zip(values.columns, line, strict=True)
            ]
            for name, line in zip(names, written, strict=True)
        ],
        "hoverinfo": "text",
        "hoverongaps": False,
        "showscale": False,
        "xgap": 2,
        "ygap": NAME,
    }
    above = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False, "font": {"size": 12}}
    return theme.figure(
        [trace],
        (CELL + NAME) * len(names) + FRAME,
        x={"side": "top", "showgrid": False},
        y={"autorange": "reversed", "showgrid": False, "showticklabels": False},
        annotations=[above | {"y": row - 0.5, "text": name} for row, name in enumerate(names)],
    )
