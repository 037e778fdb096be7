"""Brands as the service page shows them: who has one, what it serves, who joins, who reports."""

from __future__ import annotations

import pandas as pd

from analytics.brands import REPORTS, participation
from ui import figures, formats, records, tables, theme, words
from ui.filters import Choice
from ui.links import BRANCH
from ui.screen import st
from ui.theme import Figure
from ui.words import _

ROW, FRAME = 24, 96


def level(key: str) -> str:
    """At which level a brand is run."""
    return {
        "branch": _("of the branch"),
        "company": _("of the company"),
        "province": _("of the province"),
    }.get(key, key)


def outlet(key: str) -> str:
    """The level of the media that reported."""
    return {
        "city": _("City media"),
        "province": _("Province media"),
        "nation": _("National media"),
    }[key]


def summary(by_branch: pd.DataFrame, branches: int) -> None:
    """Coverage, ties to the business and reports in one sentence; `branches` are all chosen."""
    whole = by_branch.sum()
    text = _(
        "**{with_brand} of {branches} branches have a brand; {untied} of {brands} brands are tied"
        " to no business figure ({share} are).**",
        with_brand=len(by_branch),
        branches=branches,
        untied=formats.number(whole["untied"]),
        brands=formats.number(whole["brands"]),
        share=records.whole(whole["tied"], whole["brands"]),
    )
    if whole["reach"]:
        text += " " + _(
            "{participants} of {reach} people reached took part ({share}).",
            participants=formats.number(whole["participants"]),
            reach=formats.number(whole["reach"]),
            share=records.whole(whole["participants"], whole["reach"]),
        )
    text += " " + _(
        "Reports: {parts}.",
        parts=_(", ").join(f"{outlet(key)} {formats.number(whole[key])}" for key in REPORTS),
    )
    st.markdown(text)


def shows(rows: pd.DataFrame, choice: Choice) -> None:
    """Name the branches whose several brands are all tied to nothing; `rows` as from `for_show`."""
    if rows.empty:
        return
    named = [
        _(
            "**{branch}** ({brands} brands, {share} took part)",
            branch=words.plain(choice.organisation.name(row.Index)),
            brands=formats.number(row.brands),
            share=records.whole(row.participants, row.reach),
        )
        for row in rows.itertuples()
    ]
    st.warning(
        _(
            "Several brands, and none tied to a business figure: {names}.",
            names=_(", ").join(named),
        ),
        icon=":material/campaign:",
    )


def by_branch(rows: pd.DataFrame, choice: Choice) -> None:
    """Brands of each branch, tied and not, with their participation and reports."""
    with st.container(border=True):
        alt = _(
            "Brands of {count} branches: {tied} tied to a business figure, {untied} not",
            count=len(rows),
            tied=formats.number(rows["tied"].sum()),
            untied=formats.number(rows["untied"].sum()),
        )
        figures.show_branches(_bars(rows, choice), alt, key="brands_by_branch")
        table = pd.DataFrame(
            {
                _("Branch"): records.names(rows.index, choice),
                _("Brands"): rows["brands"],
                _("Tied to the business"): rows["tied"],
                _("Events"): rows["events"],
                _("Reached"): rows["reach"],
                _("Took part"): rows["participants"],
                _("Participation"): 100 * rows["participation"],
            }
            | {outlet(key): rows[key] for key in REPORTS}
        ).rename_axis(BRANCH)
        counts = dict.fromkeys(table.columns.drop([_("Branch"), _("Participation")]), "localized")
        tables.behind(
            lambda: (table, counts | {_("Participation"): "%.1f %%"}),
            alt,
            "behind_brands_by_branch",
        )


def _bars(rows: pd.DataFrame, choice: Choice) -> Figure:
    labels = [figures.text(name, 24) for name in records.names(rows.index, choice)]
    said = [
        records.whole(row.participants, row.reach) if row.reach else _("no events")
        for row in rows.itertuples()
    ]
    joined = _("Participation")
    parts = (
        (_("tied to a business figure"), rows["tied"], theme.BETTER),
        (_("tied to nothing"), rows["untied"], theme.SCALE[3]),
    )
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": labels,
            "x": values,
            "name": title,
            "marker": {"color": colour},
            "customdata": list(rows.index),
            "hovertext": [
                f"{label}<br>{title}: {formats.number(x)}<br>{joined}: {text}"
                for label, x, text in zip(labels, values, said, strict=True)
            ],
            "hoverinfo": "text",
        }
        for title, values, colour in parts
    ]
    marks = [
        {
            "text": text,
            "x": total,
            "y": label,
            "xanchor": "left",
            "xshift": 4,
            "showarrow": False,
            "font": {"size": 11},
        }
        for text, total, label in zip(said, rows["brands"], labels, strict=True)
    ]
    return theme.figure(
        traces,
        ROW * len(rows) + FRAME,
        x=theme.axis_title(_("brands; behind the bar who took part"))
        | {"range": [0, 1.35 * float(rows["brands"].max())], "dtick": 1},
        y={"autorange": "reversed"},
        barmode="stack",
        bargap=0.3,
        annotations=marks,
    )


def listed(brands: pd.DataFrame, choice: Choice) -> None:
    """Every brand with what it serves, those tied to nothing first."""
    rows = brands.assign(
        participation=participation(brands), tied=brands["linked_business_kpi"].notna()
    ).sort_values(["tied", "branch_id", "brand_id"])
    table = pd.DataFrame(
        {
            _("Brand"): rows["name"].to_numpy(),
            _("Branch"): records.names(rows["branch_id"], choice),
            _("Tied to"): rows["linked_business_kpi"].fillna(_("nothing")).to_numpy(),
            _("Level"): [level(key) for key in rows["level"]],
            _("Events"): rows["events"].to_numpy(),
            _("Reached"): rows["reach"].to_numpy(),
            _("Participation"): 100 * rows["participation"].to_numpy(),
        }
        | {outlet(key): rows[key].to_numpy() for key in REPORTS}
    )
    counts = (_("Events"), _("Reached"), *(outlet(key) for key in REPORTS))
    tables.show(
        table,
        _("Every brand with its business figure, events, participation and media reports"),
        key="brands",
        numbers=dict.fromkeys(counts, "localized") | {_("Participation"): "%.1f %%"},
        texts=[_("Branch"), _("Tied to"), _("Level")],
    )
