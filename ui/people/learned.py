"""What people learned, by topic or audience: gain, interval and effect size."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.catalogue import metrics
from ui import choices, figures, formats, tables, theme, words
from ui.screen import st
from ui.words import _

GAIN = "learning_gain"


def audiences() -> dict[str, str]:
    return {
        "member": _("Party members"),
        "secretary": _("Branch secretaries"),
        "party_worker": _("Party workers"),
        "dual_duty": _("Dual-duty leaders"),
        "employee": _("Employees"),
    }


def choose_subject() -> str:
    """By topic or by audience of the plan."""
    names = {"topic": _("Topic"), "audience": _("Who was trained")}
    return choices.of_one(st.segmented_control, _("Learned by"), "learned_by", names, required=True)


def show(found: pd.DataFrame) -> None:
    """Gains with their intervals and the table behind them; `found` as from `by_subject`."""
    names = {s: (audiences() | {"": _("Outside the plan")}).get(s, s) for s in found.index}
    shown = found[found["value"].notna()]
    if shown.empty:
        st.info(_("No subject has tests before and after of ten people or more."))
        return
    alt = _(
        "Learning gain on {count} subjects with 95 % intervals, from {first} ({low} points) to"
        " {last} ({high} points)",
        count=len(shown),
        first=names[shown.index[-1]],
        low=formats.number(shown["value"].iloc[-1], 1),
        last=names[shown.index[0]],
        high=formats.number(shown["value"].iloc[0], 1),
    )
    low = shown.index[shown["low_scorers"].astype(bool)]
    if len(low):
        st.warning(
            _(
                "Only low scorers were trained in: {names}. Part of their gain is regression to"
                " the mean: who is picked for a low score scores higher the next time anyway.",
                names=_(", ").join(words.plain(names[s]) for s in low),
            ),
            icon=":material/warning:",
        )
    with st.container(border=True):
        colours = {
            s: (theme.BETTER if row["value"] > 0 else theme.WORSE) if row["differs"] else None
            for s, row in shown.iterrows()
        }
        figure = figures.dots(
            shown.assign(answers=shown["n"]).rename_axis("branch_id").reset_index(),
            names,
            {s: colour for s, colour in colours.items() if colour},
            metrics()[GAIN],
            axis=_("points gained"),
            lines={_("nothing learned"): 0.0},
        )
        figures.show(figure, alt, key="learned")
        st.caption(
            _(
                "After minus before of the same people, each person once a subject (their mean);"
                " paired Student t interval. Blue where the gain exceeds chance, adjusted over the"
                " subjects (Benjamini-Hochberg). Nobody was left untrained to compare with, so"
                " practice with the test is part of it."
            )
        )
        few = int(found["hidden"].sum())
        if few:
            st.caption(_("Left out, in groups of fewer than ten: {count} people.", count=few))
        tables.folded(lambda: _table(shown, names, alt), "learned")


def _table(shown: pd.DataFrame, names: dict[str, str], alt: str) -> None:
    table = pd.DataFrame(
        {
            _("Subject"): [names[s] for s in shown.index],
            _("Before"): shown["pre"].to_numpy(),
            _("After"): shown["post"].to_numpy(),
            _("Gain"): shown["value"].to_numpy(),
            _("95 % interval"): [
                formats.interval(row.low, row.high, metrics()[GAIN]) for row in shown.itertuples()
            ],
            _("Effect size d_z"): shown["d_z"].to_numpy(),
            _("Of what could be gained"): 100 * shown["hake"].to_numpy(),
            _("n"): shown["n"].to_numpy(),
            _("Note"): np.where(shown["low_scorers"], _("only low scorers trained"), ""),
        }
    )
    numbers = dict.fromkeys((_("Before"), _("After"), _("Gain")), "%.1f")
    numbers |= {
        _("Effect size d_z"): "%.2f",
        _("Of what could be gained"): "%.0f %%",
        _("n"): "%.0f",
    }
    tables.show(table, alt, "behind_learned", numbers, texts=[_("Note")])
