"""Is the target system itself sound? Three shares of complete rows, side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import figures, formats, tables
from ui.filters import Choice
from ui.heat_map import heat_map
from ui.measures import Measure
from ui.screen import st
from ui.words import _

HALF = 0.5  # share of complete rows that is deepest orange: every row should be complete


def conditions() -> dict[str, str]:
    """The three conditions of a sound target system, by the metric that tells of each."""
    return {
        "target_complete": _("Goals"),
        "policy_complete": _("Rulebook"),
        "indicator_quantified": _("Measures"),
    }


def heat(
    shares: pd.DataFrame, base: pd.DataFrame, measures: Mapping[str, Measure], choice: Choice
) -> None:
    """Three shares of complete rows; branches x metrics, with `base` the rows behind each."""
    titles = {key: conditions().get(key, measure.name) for key, measure in measures.items()}
    names = [choice.organisation.name(b) for b in shares.index]
    named = [frame.rename(columns=titles).set_axis(names, axis=0) for frame in (shares, base)]
    lowest = shares.stack().idxmin()
    alt = _(
        "Shares of complete rows of {count} branches; the lowest is {share} at {branch}: {metric}",
        count=len(shares),
        share=formats.value(shares.loc[lowest], measures[lowest[1]].quantity),
        branch=choice.organisation.name(lowest[0]),
        metric=measures[lowest[1]].name,
    )
    with st.container(border=True):
        figures.show(heat_map(*named, lowest=HALF), alt, "soundness")
        table = pd.DataFrame({_("Branch"): names})
        for key, title in titles.items():
            table[title] = 100 * shares[key].to_numpy()
            table[_("Base: {metric}", metric=title)] = base[key].to_numpy()
        numbers = dict.fromkeys(titles.values(), "%.1f %%")
        numbers |= {_("Base: {metric}", metric=title): "%.0f" for title in titles.values()}
        tables.behind(lambda: (table, numbers), alt, "behind_soundness")
