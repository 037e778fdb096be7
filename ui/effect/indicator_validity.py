"""Every indicator of the assessment against what customers say a quarter later."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ui import formats, frame, tables, words
from ui.effect.score_and_customers import interval, rho
from ui.screen import st
from ui.words import _


def show(found: pd.DataFrame, scores: pd.DataFrame) -> None:
    """The section: what it asks, the answer in a sentence, every indicator."""
    frame.section(
        _("Does the assessment measure what customers feel?"),
        _(
            "Each indicator, as a share of its full score, against customer satisfaction a quarter"
            " later. A branch counts once, with its mean over the quarters that have both, for its"
            " quarters are not independent. Spearman ρ with the interval of Bonett and Wright"
            " (2000); p adjusted over all indicators (Benjamini–Hochberg)."
        ),
    )
    st.markdown(said_of_indicators(found))
    english = scores.drop_duplicates("name").set_index("name")["name_en"]
    names = english.where(english.notna(), english.index.to_series()).to_dict()
    indicators(found, names if words.language() == "en" else {})


def indicators(found: pd.DataFrame, names: dict[str, str]) -> None:
    """Each indicator with its ρ; `found` as from `indicator_validity`, `names` by indicator."""
    ordered = found.sort_values("value", ascending=False, na_position="last")
    shown = pd.DataFrame(
        {
            _("Indicator"): [names.get(key, key) for key in ordered.index],
            _("Spearman ρ"): [rho(x) for x in ordered["value"]],
            _("95 % interval"): [interval(r.low, r.high) for r in ordered.itertuples()],
            _("n (branches)"): [int(n) for n in ordered["n"]],
            _("Quarters"): [int(n) for n in ordered["periods"]],
            _("Adjusted p"): [formats.p_value(p) for p in ordered["p_adjusted"]],
            _("Judgement"): [_judgement(row) for row in ordered.itertuples()],
        }
    )
    tables.show(
        shown,
        _("Assessment indicators against customer satisfaction one quarter later"),
        "validity",
        numbers={_("n (branches)"): "%d", _("Quarters"): "%d"},
        texts=[_("Judgement")],
    )


def said_of_indicators(found: pd.DataFrame) -> str:
    """How many indicators follow what customers say, in one sentence; Markdown."""
    follow = int((found["differs"] & (found["value"] > 0)).sum())
    against = int((found["differs"] & (found["value"] < 0)).sum())
    if not follow + against:
        return _(
            "**Of none of the {count} indicators can it be shown that it follows what customers say"
            " a quarter later.**",
            count=len(found),
        )
    return _(
        "**Of {count} indicators, {follow} follow what customers say a quarter later, {against} run"
        " against it, and for the others no connection can be shown.**",
        count=len(found),
        follow=follow,
        against=against,
    )


def _judgement(row: object) -> str:
    if np.isnan(row.value):
        return _("does not tell branches apart")
    if not row.differs:
        return _("no connection shown")
    return _("follows what customers say") if row.value > 0 else _("runs against it")
