"""What the assessment page shows of a scheme: its bands and its indicators."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import formats, tables, words
from ui.words import _


def choose(schemes: pd.DataFrame, year: int) -> pd.DataFrame:
    """The bands of one scheme, by default that of `year`; empty if there is none."""
    by_id = schemes.drop_duplicates("scheme_id").set_index("scheme_id")
    if by_id.empty:
        return schemes
    same_year = by_id.index[by_id["year"] == year]
    if st.session_state.get("scheme") not in by_id.index:
        st.session_state["scheme"] = (same_year if len(same_year) else by_id.index)[0]
    names = {key: _name(row, "name") for key, row in by_id.iterrows()}
    chosen = st.selectbox(
        _("Scheme"),
        list(names),
        format_func=names.get,
        key="scheme",
        persist_state="session",
    )
    return schemes[schemes["scheme_id"] == chosen]


def _name(row: pd.Series, column: str) -> str:
    english = row[f"{column}_en"]
    return english if words.language() == "en" and pd.notna(english) else row[column]


def lowest(scheme: pd.DataFrame) -> pd.Series:
    """The lowest score of each band by the band's name."""
    rows = scheme[scheme["lowest"].notna()]
    return pd.Series(
        rows["lowest"].to_numpy(float), index=[_name(row, "band") for _i, row in rows.iterrows()]
    )


def band_counts(band: pd.Series, scheme: pd.DataFrame) -> None:
    """How many branches are in each band, against the largest share the scheme allows."""
    counted = band.value_counts()
    parts = []
    for _i, row in scheme.iterrows():
        name = _name(row, "band")
        count = int(counted.get(name, 0))
        text = _("{band}: {count} of {all}", band=words.plain(name), count=count, all=len(band))
        if pd.notna(row["max_share"]) and count > row["max_share"] * len(band):
            text += " " + _(
                ":orange[(more than the {share} % allowed)]",
                share=formats.number(100 * row["max_share"]),
            )
        parts.append(text)
    st.markdown(" · ".join(parts))


def indicators(rows: pd.DataFrame, found: pd.DataFrame, quantified: float) -> None:
    """Every indicator with how well it tells branches apart; both indexed by indicator."""
    flat = found.index[found["flat"]]
    if len(flat):
        names = ", ".join(words.plain(_name(rows.loc[i], "name")) for i in flat)
        st.warning(
            _("These indicators do not tell branches apart: {names}", names=names),
            icon=":material/warning:",
        )
    st.markdown(
        _(
            "{share} % of the full score is quantified; the rest is judged.",
            share=formats.number(100 * quantified),
        )
    )
    ordered = found.sort_values("spread", ascending=False)
    table = pd.DataFrame(
        {
            _("Indicator"): [_name(rows.loc[i], "name") for i in ordered.index],
            _("Facet"): [words.facet_name(rows.loc[i, "facet"]) for i in ordered.index],
            _("Full score"): [rows.loc[i, "full_score"] for i in ordered.index],
            _("Quantified"): [
                _("yes") if rows.loc[i, "quantified"] else _("no") for i in ordered.index
            ],
            _("Mean, %"): 100 * ordered["share"],
            _("Spread (SD)"): 100 * ordered["spread"],
            _("At full marks, %"): 100 * ordered["top_share"],
            _("n"): ordered["branches"],
            _("Judgement"): [_judgement(row) for row in ordered.itertuples()],
        }
    )
    st.caption(
        _(
            "Mean and spread between branches in percent of the full score;"
            " at full marks is who has 95 % of it or more."
        )
    )
    tables.show(
        table,
        _("Indicators by how much branches differ on them"),
        key="indicators",
        numbers={
            _("Full score"): "%.0f",
            _("Mean, %"): "%.1f",
            _("Spread (SD)"): "%.1f",
            _("At full marks, %"): "%.0f",
            _("n"): "%.0f",
        },
        texts=[_("Facet"), _("Quantified"), _("Judgement")],
    )


def _judgement(row: object) -> str:
    return _("does not tell apart") if row.flat else _("tells apart")
