"""The answer at the top of the quality loop, in three sentences."""

from __future__ import annotations

import pandas as pd

from analytics import estimates
from analytics.seven_steps import Chain
from ui import formats, words
from ui.filters import Choice
from ui.quality.seven_steps import SHARE, names
from ui.screen import st
from ui.words import _


def answer(chain: Chain, steps: pd.DataFrame, found: pd.DataFrame, choice: Choice) -> None:
    """At which must the chain breaks: of the chosen branches together, and of which on their own;
    and how many findings came back.

    `steps` as from `seven_steps.by_branch`, of all branches; `found` are figures of the share that
    came back, as from `published`.
    """
    with st.container(border=True, gap="xsmall"):
        if chain.largest:
            own = _own_breaks(steps, choice)
            # What a branch loses more of than the others says more than what it loses most of.
            if len(choice.chosen) > 1 or not own:
                st.markdown(_where(chain))
            st.markdown(own or _("No break point of its own: what differs is within chance."))
        elif not steps.empty:
            st.markdown(_("Nothing was lost on the way through the seven musts."))
        st.markdown(_came_back(found, choice))


def _where(chain: Chain) -> str:
    row = chain.steps.loc[chain.largest]
    lost = {
        "lost": formats.number(row["entered"] - row["passed"]),
        "entered": formats.number(row["entered"]),
        "share": formats.value(1 - row["share"], SHARE),
        "interval": formats.interval(1 - row["high"], 1 - row["low"], SHARE),
    }
    if chain.break_at:
        return _(
            "The chain breaks most at the must **{step}**: of {entered} items that came to it"
            " {lost} got no further ({share}, {interval}).",
            step=names()[chain.largest],
            **lost,
        )
    return _(
        "No single must stands out: **{steps}** lose about alike. The largest loss is {lost} of"
        " {entered} items ({share}, {interval}).",
        steps=_(", ").join(names()[step] for step in chain.rivals),
        **lost,
    )


def _own_breaks(steps: pd.DataFrame, choice: Choice) -> str:
    rows = steps[steps["breaks"]].reset_index()
    rows = rows[rows["branch_id"].isin(choice.chosen)]
    if rows.empty:
        return ""
    parts = [
        _(
            "**{branch}** at {step} ({share} lost, elsewhere {other})",
            branch=words.plain(choice.organisation.name(row.branch_id)),
            step=names()[row.step],
            share=formats.value(1 - row.share, SHARE),
            other=formats.value(1 - row.other, SHARE),
        )
        for row in rows.sort_values("difference").itertuples()
    ]
    return _("Branches with a break point of their own: {parts}.", parts=_("; ").join(parts))


def _came_back(found: pd.DataFrame, choice: Choice) -> str:
    """How many resolved findings of the period came back, of the chosen branches together.

    `found` are figures of that share, as from `published`.
    """
    rows = found[found["branch_id"].isin(list(choice.chosen))]
    resolved, again = rows["n"].sum(), rows["total"].sum()
    if not resolved:
        return _("No finding of the period was resolved yet.")
    share = estimates.proportion(again, resolved)
    return _(
        "Of {resolved} resolved findings **{again} came back** ({share}, {interval}).",
        resolved=formats.number(resolved),
        again=formats.number(again),
        share=formats.value(float(share.value), SHARE),
        interval=formats.interval(float(share.low), float(share.high), SHARE),
    )
