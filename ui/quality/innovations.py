"""Innovations by kind and by how far they came."""

from __future__ import annotations

import pandas as pd

from ui import formats, status_bars
from ui.screen import st
from ui.words import _


def kinds() -> dict[str, str]:
    """The three kinds of innovation."""
    return {
        "idea": _("Of ideas"),
        "mechanism": _("Of mechanism"),
        "method_carrier": _("Of method and carrier"),
    }


def states() -> dict[str, tuple[str, str]]:
    """How far an innovation came, with its colour."""
    return {
        "promoted": (_("Spread to others"), status_bars.BEST),
        "institutionalised": (_("Became a rule"), status_bars.GOOD),
        "running": (_("Still running"), status_bars.FAIR),
        "proposed": (_("Proposed"), status_bars.QUIET),
        "stopped": (_("Stopped"), status_bars.POOR),
    }


def by_kind(counts: pd.DataFrame) -> None:
    """Innovations of each kind by how far they came; `counts` has kind, status, innovations."""
    table = counts.pivot(index="kind", columns="status", values="innovations")
    table = table.reindex(index=list(kinds()), columns=list(states())).fillna(0).astype(int)
    with st.container(border=True):
        st.markdown(_("Innovations begun, by kind and by how far they came"))
        landed = int(table[["promoted", "institutionalised"]].to_numpy().sum())
        alt = _(
            "{all} innovations begun; {landed} became a rule or were spread",
            all=formats.number(table.to_numpy().sum()),
            landed=formats.number(landed),
        )
        names = [kinds()[key] for key in table.index]
        status_bars.show(
            table,
            names,
            states(),
            _("number of innovations"),
            _("Kind of innovation"),
            alt,
            "innovations",
        )
