"""Responses with a quality flag: how many, which of them count, and what that changes."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics import estimates
from data.importing.flagged import ALWAYS_UNCOUNTED, FLAGS
from ui import formats, words
from ui.screen import st
from ui.words import _


def choose(found: pd.DataFrame, uncounted: Collection[str], key: str) -> tuple[str, ...]:
    """Ask which flagged responses are left uncounted; previews always are.

    `found` has quality_flag, rows, n, total, total_sq, as from `flagged`.
    """
    present = [flag for flag in FLAGS if flag in set(found["quality_flag"])]
    if not present:
        return tuple(uncounted)
    rows = found.set_index("quality_flag")["rows"]
    labels = {
        flag: f"{words.quality_flag(flag)} · {formats.number(rows[flag])}" for flag in present
    }
    if key not in st.session_state:
        st.session_state[key] = [flag for flag in present if flag in uncounted]
    chosen = st.pills(
        _("Flagged responses: all are stored; those marked here are not counted"),
        present,
        selection_mode="multi",
        format_func=labels.__getitem__,
        key=key,
    )
    left_out = {ALWAYS_UNCOUNTED, *chosen}
    st.caption(_effect(found, left_out))
    absent = set(uncounted) - set(present)
    return tuple(flag for flag in FLAGS if flag in left_out | absent)


def _effect(found: pd.DataFrame, left_out: Collection[str]) -> str:
    """The respondents' own mean of those that count, and of those without any flag."""
    counted = found[~found["quality_flag"].isin(left_out)]
    clean = found[found["quality_flag"] == ""]
    return _(
        "Mean of all ratings (0–100) of the responses that count: {counted};"
        " of those without any flag: {clean}.",
        counted=_mean(counted),
        clean=_mean(clean),
    )


def _mean(rows: pd.DataFrame) -> str:
    n, total, total_sq = (float(rows[column].sum()) for column in ("n", "total", "total_sq"))
    if n == 0:
        return _("none")
    found = estimates.mean([n], [total], [total_sq])
    interval = f"{found.low[0]:.1f}–{found.high[0]:.1f}, " if n > 1 else ""
    return f"{found.value[0]:.1f} ({interval}n = {formats.number(n)})"
