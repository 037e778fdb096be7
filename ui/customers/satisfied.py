"""Are they satisfied? The answer in plain sentences, before any figure."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.published import COMPANY
from ui import formats, panels, theme, words
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import st
from ui.words import _

MOST = 6  # branches named in one sentence


def answer(
    measure: Measure,
    figures: pd.DataFrame,
    changes: pd.DataFrame,
    channel: str | None,
    choice: Choice,
) -> None:
    """The share of the satisfied, its change, and the branches that differ by more than chance.

    `figures` as from `published`; `changes` as from `inquiry.company_changes`.
    """
    own = figures[(figures["metric"] == measure.key) & (figures["branch_id"] == COMPANY)]
    if own.empty or own["value"].isna().all():
        return
    company = own.iloc[0]
    parts = [headline(company, measure, channel)]
    if choice.against != "none":
        found = changes.loc[measure.key] if measure.key in changes.index else None
        parts.append(change(found, measure, choice.against))
    st.markdown(" ".join(parts))
    for sentence in of_branches(figures, measure, choice):
        st.markdown(sentence)


def headline(company: pd.Series, measure: Measure, channel: str | None) -> str:
    """Whose opinion, how many are satisfied, how sure that is, on how many answers."""
    said = {
        "customer_satisfaction": _("**{value} of the customers are satisfied**"),
        "member_satisfaction": _("**{value} of the Party members are satisfied**"),
        "employee_satisfaction": _("**{value} of the employees are satisfied**"),
    }.get(measure.key, "**{name}: {value}**")
    value = formats.value(company["value"], measure.quantity)
    text = said.format(value=value, name=words.plain(measure.name))
    facts = [formats.interval(company["low"], company["high"], measure.quantity)]
    facts.append(formats.sample(company["answers"], measure.quantity))
    facts.append(_("Whole company") if channel is None else words.channel(channel))
    return _("{said} ({facts}).", said=text, facts=" · ".join(facts))


def change(found: pd.Series | None, measure: Measure, against: str) -> str:
    """The change on the period compared with, and whether it is more than chance."""
    if found is None or np.isnan(found["difference"]):
        return _("There is no period before to compare with.")
    difference = formats.difference(found["difference"], measure.quantity)
    if against == "year":
        text = _("On last year {difference}:", difference=difference)
    else:
        text = _("On the period before {difference}:", difference=difference)
    if not found["differs"]:
        return f"{text} {_('within chance.')}"
    good = (found["difference"] > 0) == (measure.better == "high")
    text = f"{text} {_('more than chance.')}"
    return f":{'blue' if good else 'orange'}[**{text}**]"


def of_branches(figures: pd.DataFrame, measure: Measure, choice: Choice) -> list[str]:
    """The chosen branches above and below the others, and how many cannot be told apart."""
    branches = figures[
        (figures["metric"] == measure.key)
        & figures["branch_id"].isin(choice.organisation.branch_ids)
        & figures["value"].notna()
    ]
    colours = panels.against_rest(branches, measure)
    rows = branches[branches["branch_id"].isin([b for b in choice.chosen if b in colours])]
    if rows.empty:
        return []
    place = rows["branch_id"].map(colours)
    rows = rows.sort_values("value", ascending=measure.better == "low")
    parts = []
    better, worse = (rows[place.reindex(rows.index) == c] for c in (theme.BETTER, theme.WORSE))
    if len(worse):
        parts.append(
            ":orange[:material/priority_high:] "
            + _(
                "Below the other branches by more than chance ({count}): {names}.",
                count=len(worse),
                names=_named(worse[::-1], measure, choice),
            )
        )
    if len(better):
        parts.append(
            ":blue[:material/trending_up:] "
            + _(
                "Above the other branches by more than chance ({count}): {names}.",
                count=len(better),
                names=_named(better, measure, choice),
            )
        )
    rest = len(rows) - len(better) - len(worse)
    if rest:
        parts.append(
            ":small[:gray["
            + _(
                "{rest} of {count} branches with figures cannot be told from the others; all"
                " branches are tested together (Benjamini–Hochberg).",
                rest=rest,
                count=len(rows),
            )
            + "]]"
        )
    return parts


def _named(rows: pd.DataFrame, measure: Measure, choice: Choice) -> str:
    """Names with values, the furthest first, the rest as a number."""
    named = [
        f"**{words.plain(choice.organisation.name(row.branch_id))}**"
        f" {formats.value(row.value, measure.quantity)}"
        for row in rows[:MOST].itertuples()
    ]
    text = _(", ").join(named)
    if len(rows) > MOST:
        text += " " + _("and {count} more", count=len(rows) - MOST)
    return text


def other_audiences(found: Mapping[str, tuple[Measure, pd.Series]]) -> None:
    """The other audiences beside this one, in one line; they are never added up."""
    parts = [
        _(
            "{audience} {value} ({interval}, {sample})",
            audience=words.audience(audience),
            value=formats.value(row["value"], measure.quantity),
            interval=formats.interval(row["low"], row["high"], measure.quantity),
            sample=formats.sample(row["answers"], measure.quantity),
        )
        for audience, (measure, row) in found.items()
    ]
    if parts:
        st.caption(
            _(
                "Satisfied among those asked apart, never added up: {figures}.",
                figures=_("; ").join(parts),
            )
        )
