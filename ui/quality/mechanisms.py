"""The mechanisms behind the loop: sponsors of branches, and work done at the year's end only."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from analytics.estimates import Estimate
from analytics.periods import distance
from ui import formats, words
from ui.filters import Choice
from ui.screen import st
from ui.words import _

EVEN = 1 / 12  # share of a year's work that an even pace does in a month


def unsponsored(gaps: pd.DataFrame, known: bool, choice: Choice) -> None:
    """Branches and months without a sponsoring department; there must be none.

    `gaps` has branch_id and month; `known` is whether any sponsorship is known at all.
    """
    rows = gaps[gaps["branch_id"].isin(list(choice.chosen))]
    if not known:
        st.info(_("No sponsorship is here yet. Fill in the template for sponsorship."))
        return
    if rows.empty:
        st.markdown(
            ":blue[:material/check_circle:] "
            + _("Every branch had a sponsoring department in every month of the period.")
        )
        return
    parts = [
        f"**{words.plain(choice.organisation.name(branch_id))}**{_(': ')}{_runs(months)}"
        for branch_id, months in rows.groupby("branch_id")["month"]
    ]
    st.markdown(
        ":orange[:material/priority_high:] "
        + _(
            "Without a sponsoring department, which must not be ({count} branch-months): {parts}.",
            count=len(rows),
            parts=_("; ").join(parts),
        )
    )


def _runs(months: pd.Series) -> str:
    """Months that follow each other, told as one span."""
    ordered = months.sort_values().to_numpy()
    gaps = [distance(a, b) > 1 for a, b in pairwise(ordered)]
    parts = np.split(ordered, np.flatnonzero(gaps) + 1)
    return _(", ").join(formats.months(int(part[0]), int(part[-1])) for part in parts)


def year_end(share: Estimate, n: int) -> None:
    """Whether work is done through the year or in December; `share` of `n` items of one year."""
    if not n:
        return
    said = _(
        "December saw {share} of the work executed in the last twelve months ({interval},"
        " n = {n}); an even pace gives {even}.",
        share=formats.value(float(share.value), "proportion"),
        interval=formats.interval(float(share.low), float(share.high), "proportion"),
        n=formats.number(n),
        even=formats.value(EVEN, "proportion"),
    )
    if share.low > EVEN:
        icon, verdict = ":orange[:material/priority_high:]", _("Work piles up at the year's end.")
    elif share.high < EVEN:
        icon, verdict = ":blue[:material/check_circle:]", _("There is no rush at the year's end.")
    else:
        icon, verdict = ":gray[:material/check_circle:]", _("The difference is within chance.")
    st.markdown(f"{icon} {said} {verdict}")


def weights(schemes: pd.DataFrame) -> None:
    """How much the assessment weighs in performance pay, by year; nothing if none says so."""
    known = schemes.drop_duplicates(["year", "weight_in_performance"])
    known = known.dropna(subset=["weight_in_performance"])
    parts = [
        _(
            "{year}: {share}",
            year=row.year,
            share=formats.value(row.weight_in_performance, "proportion"),
        )
        for row in known.sort_values("year").itertuples()
    ]
    if parts:
        st.markdown(
            ":gray[:material/payments:] "
            + _("Weight of the assessment in performance pay: {parts}.", parts=_("; ").join(parts))
        )
