"""Where branches are placed by what they do and what comes of it: in words, and the gap."""

from __future__ import annotations

import pandas as pd

from analytics import effect
from ui import figures, formats, links, tables, theme, words
from ui.formats import Quantity
from ui.organisation import Organisation
from ui.screen import st
from ui.theme import Figure
from ui.words import _

MARK = {effect.BUSY: theme.WORSE, effect.QUIET: theme.BETTER}
SCORE: Quantity = "mean"  # two decimals, as a mean on a scale


def place(key: str) -> str:
    """What a branch is called; nothing where chance explains it."""
    return {
        effect.BUSY: _("Busy without effect"),
        effect.QUIET: _("Quietly effective"),
        effect.BOTH: _("Busy and effective"),
        effect.NEITHER: _("Little of either"),
    }.get(key, _("not to be told"))


def verdict(found: pd.DataFrame, organisation: Organisation) -> str:
    """Who is busy without effect and who quietly effective, in a sentence or two; Markdown."""
    parts = []
    for key, text in (
        (effect.BUSY, _("**Busy without effect: {names}.**")),
        (effect.QUIET, _("**Quietly effective: {names}.**")),
    ):
        ids = found.index[found["place"] == key]
        if len(ids):
            who = _(", ").join(_described(found.loc[b], organisation.name(b)) for b in ids)
            parts.append(text.format(names=who))
    placed = found[found["p_adjusted"].notna()]
    others = int(len(placed) - placed["place"].isin(list(MARK)).sum())
    if placed.empty:
        return _("No branch has enough figures on both sides to be placed.")
    if not parts:
        return _(
            "**Nobody can be called busy without effect or quietly effective beyond chance**"
            " ({count} branches placed).",
            count=others,
        )
    parts.append(_("Of the other {count} neither can be said beyond chance.", count=others))
    return " ".join(parts)


def _described(row: pd.Series, name: str) -> str:
    return _(
        "{name} (activity {activity}, effect {effect} standard deviations)",
        name=words.plain(name),
        activity=formats.number(row["activity"], 1, signed=True),
        effect=formats.number(row["effect"], 1, signed=True),
    )


def z(value: float) -> str:
    """A distance in standard deviations."""
    return formats.number(value, 2, signed=True) or formats.DASH


def ends(row: pd.Series, name: str) -> str:
    """The interval of the axis, or of the gap, of this name."""
    return formats.interval(row[f"{name}_low"], row[f"{name}_high"], SCORE)


def table(found: pd.DataFrame, organisation: Organisation) -> None:
    """The table behind the quadrant and the gap, the loudest first."""
    rows = found.sort_values("gap", ascending=False)
    shown = pd.DataFrame(
        {_("Branch"): [organisation.name(b) for b in rows.index]}, index=rows.index
    )
    shown[_("Place")] = [place(key) for key in rows["place"]]
    for label, name in (
        (_("Activity, z"), "activity"),
        (_("Effect, z"), "effect"),
        (_("Gap"), "gap"),
    ):
        shown[label] = [z(value) for value in rows[name]]
        shown[_("{name}: 95 % interval", name=label)] = [
            ends(row, name) for _b, row in rows.iterrows()
        ]
    shown[_("Figures (activity + effect)")] = [
        f"{int(row['activity_indicators'])} + {int(row['effect_indicators'])}"
        for _b, row in rows.iterrows()
    ]
    shown[_("Adjusted p")] = [formats.p_value(p) for p in rows["p_adjusted"]]
    shown.index.name = links.BRANCH
    alt = _("Activity and effect of every branch")
    tables.show(shown, alt, "behind_quadrant", texts=[_("Place")])


def gap(found: pd.DataFrame, organisation: Organisation) -> Figure:
    """Activity less effect with its interval, the loudest at the top."""
    rows = found[found["gap"].notna()].reset_index(names=links.BRANCH)
    values = rows.assign(
        value=rows["gap"],
        low=rows["gap_low"],
        high=rows["gap_high"],
        answers=rows["activity_indicators"] + rows["effect_indicators"],
    )
    differing = rows[rows["gap_differs"]]
    colours = {
        b: theme.WORSE if value > 0 else theme.BETTER
        for b, value in zip(differing[links.BRANCH], differing["gap"], strict=True)
    }
    return figures.dots(
        values,
        organisation.names,
        colours,
        SCORE,
        axis=_("activity less effect, standard deviations"),
        lines={_("in balance"): 0.0},
    )


def gap_alt(found: pd.DataFrame, organisation: Organisation) -> str:
    """What the figure of the gap shows, in one sentence."""
    ordered = found[found["gap"].notna()].sort_values("gap")
    return _(
        "Activity less effect of {count} branches, from {first} ({low}) to {last} ({high})",
        count=len(ordered),
        first=organisation.name(ordered.index[0]),
        low=z(ordered["gap"].iloc[0]),
        last=organisation.name(ordered.index[-1]),
        high=z(ordered["gap"].iloc[-1]),
    )


def alt(found: pd.DataFrame, organisation: Organisation) -> str:
    """What the quadrant shows, in one sentence."""
    named = {
        key: _(", ").join(organisation.name(b) for b in found.index[found["place"] == key])
        for key in MARK
    }
    return _(
        "Activity against effect of {count} branches. Busy without effect: {busy}."
        " Quietly effective: {quiet}.",
        count=int(found["gap"].notna().sum()),
        busy=named[effect.BUSY] or _("nobody"),
        quiet=named[effect.QUIET] or _("nobody"),
    )


def axes() -> dict[str, str]:
    """The two sides as headings, by facet."""
    return {
        "activity": _("Activity: how much is done"),
        "effect": _("Effect: how much comes of it"),
    }


def explain(count: dict[str, int]) -> None:
    """How the axes are made, in a few sentences."""
    st.caption(
        _(
            "{activity} figures of activity and {effect} of effect; each is a distance from the"
            " branches of the same kind in standard deviations (plain mean and deviation), and the"
            " figures of one concept have one voice together. Intervals are Student's t over these"
            " voices; a branch is named only where both clear zero, and p, adjusted over all"
            " branches (Benjamini–Hochberg), is below 5 %. Scores given by assessors count on"
            " neither side.",
            **count,
        )
    )
