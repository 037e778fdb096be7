"""One branch, whole: who it is, where it stands among its like, and what it owes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.standing import first_of_each
from locales import terms
from ui import address, choices, filters, formats, words
from ui.filters import Choice
from ui.measures import Measure
from ui.organisation import Organisation
from ui.screen import st
from ui.words import _

CHOSEN, FIGURE = "one_branch", "branch_figure"
LEADING = 6  # strengths and weak points that are named one by one


def kind(key: str) -> str:
    """What sort of unit it is."""
    return words.say(terms.UNIT_KINDS[key]) if key in terms.UNIT_KINDS else key


def area(key: str) -> str:
    return {"urban": _("Urban"), "rural": _("Rural"), "remote": _("Remote")}.get(key, key)


def choose(choice: Choice) -> str:
    """The branch of the page: the link's, the one before, or the first of those chosen."""
    organisation = choice.organisation
    names = {b: organisation.name(b) for b in organisation.named}
    filters.take_over_one("branch", CHOSEN, organisation.named, choice.chosen[0])
    chosen = st.selectbox(
        _("Branch"),
        list(names),
        format_func=names.__getitem__,
        key=CHOSEN,
        on_change=address.touched,
    )
    filters.keep(CHOSEN, chosen)
    return chosen


def header(row: pd.Series, organisation: Organisation) -> None:
    """Name and facts of the branch in two lines."""
    st.header(words.plain(organisation.name(row.name)), anchor=False)
    parent = organisation.name(row["parent_id"]) if pd.notna(row["parent_id"]) else ""
    facts = [
        kind(row["type"]),
        area(row["area"]) if pd.notna(row["area"]) else "",
        _("under {parent}", parent=words.plain(parent)) if parent else "",
        *(
            text.format(number=formats.number(row[column]))
            for column, text in (
                ("members", _("{number} Party members")),
                ("staff", _("{number} staff")),
                ("customers", _("{number} customers")),
            )
            if pd.notna(row[column])
        ),
    ]
    st.markdown(" · ".join(fact for fact in facts if fact))


def verdict(found: pd.DataFrame, measures: Mapping[str, Measure], name: str, others: int) -> str:
    """How many figures are better and worse than those of its like, in one sentence; Markdown."""
    better, worse = (leading(found, measures, good) for good in (True, False))
    values = {
        "name": words.plain(name),
        "others": others,
        "tested": int(found["p"].notna().sum()),
        "better": len(better),
        "worse": len(worse),
    }
    if not values["tested"]:
        return _("Nothing of {name} can be compared in this period.", **values)
    if not len(better) + len(worse):
        return _(
            "**{name} differs from the {others} others in nothing beyond chance**"
            " ({tested} figures compared).",
            **values,
        )
    parts = [
        _(
            "**Of {tested} figures of {name}, {better} are better and {worse} worse than those of"
            " the {others} others by more than chance.**",
            **values,
        )
    ]
    for rows, text in (
        (better, _("Strongest: {names}.")),
        (worse, _("Weakest: {names}.")),
    ):
        if len(rows):
            first = foremost(rows, measures).index[:3]
            names = _(", ").join(words.plain(measures[key].name) for key in first)
            parts.append(text.format(names=names))
    return " ".join(parts)


def leading(found: pd.DataFrame, measures: Mapping[str, Measure], good: bool) -> pd.DataFrame:
    """The figures that are better (or worse) than the others' beyond chance, the surest first."""
    high = found.index.map(lambda key: measures[key].better == "high").to_numpy(bool)
    rows = found[found["differs"] & (((found["difference"] > 0) == high) == good)]
    return rows.sort_values("strength", ascending=False)


def foremost(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.DataFrame:
    """The first of every concept."""
    return first_of_each(rows, {key: measures[key].metric.concept for key in rows.index})


def points(found: pd.DataFrame, measures: Mapping[str, Measure]) -> None:
    """Strengths and weak points side by side, each with value, interval, n and the others."""
    for good, heading, icon in (
        (True, _("Strengths"), ":blue[:material/trending_up:]"),
        (False, _("Weak points"), ":orange[:material/priority_high:]"),
    ):
        rows = leading(found, measures, good)
        with st.container(border=True, height="stretch"):
            st.markdown(f"{icon} **{heading}** :small[:gray[{len(rows)}]]")
            if rows.empty:
                st.caption(_("none beyond chance"))
            first = foremost(rows, measures)[:LEADING]
            lines = [f"- {_point(row, measures[key])}" for key, row in first.iterrows()]
            if lines:
                st.markdown("\n".join(lines))
            if len(rows) > len(lines):
                st.caption(_("and {count} more in the table below", count=len(rows) - len(lines)))


def _point(row: pd.Series, measure: Measure) -> str:
    quantity = measure.quantity
    return _(
        "{metric} **{value}** :small[({interval}, {sample}); others {others}]",
        metric=words.plain(measure.name),
        value=formats.value(row["value"], quantity),
        interval=formats.interval(row["low"], row["high"], quantity),
        sample=formats.sample(row["answers"], quantity),
        others=formats.value(row["others"], quantity),
    )


def choose_figure(names: Mapping[str, str]) -> str:
    """The figure to see by month."""
    return choices.of_one(st.selectbox, _("Figure"), FIGURE, names, parameter="figure")
