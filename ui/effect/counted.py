"""Which figures count for activity and which for effect; the person may leave some out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics import effect
from ui import address, choices, filters, tables
from ui.effect import placement
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import live, st
from ui.words import _

LEFT_OUT, BRANCH = "figures_left_out", "effect_branch"


def left_out(offered: Sequence[Measure]) -> list[str]:
    """The figures that are not to count: asked for by the link, or chosen before."""
    filters.take_over_several("without", LEFT_OUT, [measure.key for measure in offered], ())
    filters.keep(LEFT_OUT, st.session_state[LEFT_OUT])
    return st.session_state[LEFT_OUT]


def which(
    offered: Sequence[Measure], taken: Mapping[str, Measure], z: Mapping[str, pd.DataFrame]
) -> None:
    """Folded away: every figure with its side, its concept and the branches that know it."""
    titles = placement.axes()
    with st.expander(_("Which figures count, and which to leave out"), icon=":material/tune:"):
        labels = {m.key: f"{titles[m.metric.facet]} · {m.name}" for m in offered}
        _leave_out(labels)
        known = {key: n for side in z.values() for key, n in side.count().to_dict().items()}
        rows = [m for facet in titles for m in taken.values() if m.metric.facet == facet]
        table = pd.DataFrame(
            {
                _("Figure"): [m.name for m in rows],
                _("Side"): [titles[m.metric.facet] for m in rows],
                _("Voice (concept)"): [m.metric.concept for m in rows],
                _("Branches placed by it"): [known.get(m.key, 0) for m in rows],
                _("Turned"): [_("few is good") if m.better == "low" else "" for m in rows],
            }
        )
        numbers = {_("Voice (concept)"): "%d", _("Branches placed by it"): "%d"}
        tables.show(
            table, _("Figures that count"), "counted", numbers, texts=[_("Side"), _("Turned")]
        )
        st.caption(
            _(
                "A figure counts among branches of a kind where at least five of them, and half of"
                " them, know it and they differ."
            )
        )


@live
def _leave_out(labels: Mapping[str, str]) -> None:
    st.multiselect(
        _("Leave out"),
        list(labels),
        format_func=labels.__getitem__,
        key=LEFT_OUT,
        placeholder=_("Nothing is left out"),
        on_change=address.touched,
    )


def choose_branch(placed: pd.DataFrame, choice: Choice) -> str:
    """The branch to look into: by default the one chosen, else the first busy without effect."""
    ids = choice.chosen if choice.narrowed else choice.organisation.branch_ids
    names = {b: choice.organisation.name(b) for b in ids}
    busy = placed.loc[list(ids)]
    order = busy[busy["place"] == effect.BUSY].index.tolist() + list(ids)
    return choices.of_one(st.selectbox, _("Branch"), BRANCH, names, order[0], parameter="branch")
