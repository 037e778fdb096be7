"""How records are written out: a share with its interval, names of branches, days."""

from __future__ import annotations

import pandas as pd

from analytics import estimates
from analytics.published import COMPANY
from data import tables
from ui import formats, template_offer, words
from ui.filters import Choice
from ui.screen import st
from ui.words import _


def share(k: float, n: float) -> str:
    """The share k of n with Wilson's interval, in words; a dash where n is 0."""
    if not n:
        return formats.DASH
    found = estimates.proportion(k, n)
    return _(
        "{share}, 95 % interval {interval}",
        share=formats.value(float(found.value), "proportion"),
        interval=formats.interval(float(found.low), float(found.high), "proportion"),
    )


def whole(k: float, n: float) -> str:
    """The share k of n of a full count, without interval; a dash where n is 0."""
    return formats.value(k / n, "proportion") if n else formats.DASH


def names(branch_ids: pd.Index | pd.Series, choice: Choice) -> list[str]:
    """Names of branches; COMPANY stands for all of them."""
    return [_("All branches") if b == COMPANY else choice.organisation.name(b) for b in branch_ids]


def days(dates: pd.Series) -> list[str]:
    """Days as 2026-10-31 in both languages; an empty text where there is none."""
    return [f"{day:%Y-%m-%d}" if pd.notna(day) else "" for day in pd.to_datetime(dates)]


def missing(table: str) -> None:
    """Say that a part of the page is empty, and which template fills it."""
    st.info(
        _(
            "Nothing of this stands in the period. The template “{table}” fills it.",
            table=words.plain(words.say(tables.label(table))),
        ),
        icon=":material/inbox:",
    )
    template_offer.hand_out((table,))
