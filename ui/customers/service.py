"""What the service page says first: what became of the work, and what goes with it."""

from __future__ import annotations

import pandas as pd

from analytics import estimates
from data.catalogue import metrics
from ui import formats, words
from ui.filters import Choice
from ui.screen import st
from ui.words import _


def lead(found: pd.DataFrame, brands: pd.DataFrame, choice: Choice) -> None:
    """What became of the service work of the chosen branches, in one sentence.

    `found` are figures as from `published`; `brands` are those of the chosen branches.
    """
    own = found[found["branch_id"].isin(choice.chosen)]
    sums = own.groupby("metric")[["n", "total"]].sum()
    texts = {
        "pledge_kept": _("of {n} pledges due, {k} were kept and verified ({share}, {interval})"),
        "project_on_time": _("of {n} projects due, {k} ended on time ({share}, {interval})"),
        "needs_adopted": _("of {n} needs found, {k} were adopted ({share}, {interval})"),
    }
    parts = [
        text.format(**_share(sums.loc[key, "total"], sums.loc[key, "n"]))
        for key, text in texts.items()
        if key in sums.index and sums.loc[key, "n"] > 0
    ]
    if len(brands):
        untied = int(brands["linked_business_kpi"].isna().sum())
        text = _("of {n} brands, {k} are tied to no business figure")
        parts.append(text.format(n=formats.number(len(brands)), k=formats.number(untied)))
    if not parts:
        return
    start = _("In the chosen branches") if choice.narrowed else _("In all branches")
    st.markdown(_("{where}: {parts}.", where=start, parts=_("; ").join(parts)))


def _share(total: float, n: float) -> dict[str, str]:
    found = estimates.proportion(total, n)
    return {
        "k": formats.number(total),
        "n": formats.number(n),
        "share": formats.value(float(found.value), "proportion"),
        "interval": formats.interval(float(found.low), float(found.high), "proportion"),
    }


def connection(found: pd.DataFrame) -> None:
    """With which service work satisfied customers go together; `found` as `going_together`."""
    tested = found[found["value"].notna()]
    if tested.empty:
        st.markdown(_("Too few branches know both to say what goes with satisfied customers."))
        return
    more = tested["differs"] & (tested["value"] > 0)
    less = tested["differs"] & (tested["value"] < 0)
    rest = ~(more | less)
    said = [
        text.format(names=_(", ").join(_named(metric) for metric in tested.index[rows]))
        for rows, text in (
            (more, _("Branches with more satisfied customers are higher on: {names}.")),
            (less, _("Branches with more satisfied customers are lower on: {names}.")),
            (
                rest,
                _("No connection with satisfied customers can be shown for: {names}."),
            ),
        )
        if rows.any()
    ]
    st.markdown(f"**{' '.join(said)}**")
    st.caption(
        _(
            "Rank correlation ρ with satisfied customers over {n} branches, with its 95 % interval:"
            " {values}. Adjusted for {count} figures (Benjamini–Hochberg). Going together is no"
            " proof that one causes the other.",
            n=int(tested["n"].max()),
            values=_("; ").join(_rho(row) for row in tested.itertuples()),
            count=len(tested),
        )
    )


def _rho(row: object) -> str:
    return _(
        "{name} {rho} ({low} to {high})",
        name=_named(row.Index),
        rho=formats.number(row.value, 2),
        low=formats.number(row.low, 2),
        high=formats.number(row.high, 2),
    )


def _named(metric: str) -> str:
    return words.metric_name(metrics()[metric])
