"""What the assessment page shows of schemes: scoring periods, band lines and indicators."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from ui import choices, formats, tables, words
from ui.screen import st
from ui.words import _


@dataclass(frozen=True)
class Scoring:
    """One scoring period, or those of a scheme's year together, and what they are called."""

    year: int
    months: tuple[int, ...]
    label: str

    def of(self, scored: pd.DataFrame) -> pd.DataFrame:
        """Its rows of `scored`, which has year (of the scheme) and month."""
        return scored[(scored["year"] == self.year) & scored["month"].isin(self.months)]


def choose_scored(scored: pd.DataFrame) -> Scoring:
    """What is looked at of `scored`, which has year (of the scheme) and month.

    By default the newest year counts as a whole.
    """
    offered: dict[str, tuple[int, list[int]]] = {}
    named: dict[str, str] = {}
    for year, own in sorted(scored.groupby("year"), reverse=True):
        months = sorted(own["month"].unique().tolist(), reverse=True)
        if len(months) > 1:
            offered[f"{year}"] = year, months
            named[f"{year}"] = _(
                "{year}: mean of {count} scoring periods", year=year, count=len(months)
            )
        for month in months:
            offered[f"{year} {month}"] = year, [month]
            named[f"{year} {month}"] = formats.month(month)
    chosen = choices.of_one(st.selectbox, _("Scoring period"), "scored", named, width=320)
    year, months = offered[chosen]
    return Scoring(year, tuple(months), named[chosen])


def choose_scheme(schemes: pd.DataFrame, used: Collection[str]) -> str:
    """One of the schemes in use; asked only where there are several."""
    by_id = schemes[schemes["scheme_id"].isin(list(used))].drop_duplicates("scheme_id")
    names = {row["scheme_id"]: named(row, "name") for _i, row in by_id.iterrows()}
    if len(names) == 1:
        return next(iter(names))
    return choices.of_one(st.selectbox, _("Scheme"), "scheme", names)


def named(row: pd.Series, column: str) -> str:
    """The name in the reader's language; English falls back to Chinese."""
    english = row[f"{column}_en"]
    return english if words.language() == "en" and pd.notna(english) else row[column]


def band_names(schemes: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What each band is called in the reader's language, by scheme and band."""
    rows = schemes[schemes["band"].notna()]
    return {(row["scheme_id"], row["band"]): named(row, "band") for _i, row in rows.iterrows()}


def band_lines(schemes: pd.DataFrame, used: Collection[str]) -> dict[str, float]:
    """Where bands begin, in hundredths of the full score; empty if the schemes in use differ."""
    rows = schemes[schemes["scheme_id"].isin(list(used)) & (schemes["lowest"] > 0)]
    each = [
        {named(row, "band"): 100 * row["lowest"] / row["full_score"] for _i, row in own.iterrows()}
        for _scheme, own in rows.groupby("scheme_id")
    ]
    same = len(each) == len(set(used)) and all(lines == each[0] for lines in each)
    return each[0] if each and same else {}


def in_words(lines: dict[str, float]) -> str:
    """The bands of `band_lines` with the index from which each begins, the best first."""
    if not lines:
        return _("Each branch is graded by the bands of its own scheme.")
    ordered = sorted(lines.items(), key=lambda line: -line[1])
    return _(
        "Bands: {bands}.",
        bands=_(", ").join(
            _("{band} from {lowest}", band=words.plain(band), lowest=formats.number(lowest))
            for band, lowest in ordered
        ),
    )


def in_sight(lines: dict[str, float], values: pd.Series) -> dict[str, float]:
    """The lines no further from the values than these spread; others would squeeze them."""
    reach = max(float(values.max() - values.min()), 1.0)
    return {
        band: lowest
        for band, lowest in lines.items()
        if values.min() - reach <= lowest <= values.max() + reach
    }


def indicators(rows: pd.DataFrame, found: pd.DataFrame, quantified: float) -> None:
    """Every indicator with how well it tells branches apart; both indexed by indicator."""
    flat = found.index[found["flat"]]
    if len(flat):
        names = _(", ").join(words.plain(named(rows.loc[i], "name")) for i in flat)
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
            _("Indicator"): [named(rows.loc[i], "name") for i in ordered.index],
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
