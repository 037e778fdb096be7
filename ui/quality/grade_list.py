"""Who has which grade, whom a veto forces down, and how far grades can be relied on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.grading import Separation
from ui import formats, words
from ui.filters import Choice
from ui.organisation import Organisation
from ui.quality import schemes
from ui.screen import st
from ui.words import _

VETO = ":orange[:material/gavel:]"
FEW = 4  # chosen branches that are named one by one


def answer(counts: pd.DataFrame, ladder: pd.DataFrame, label: str, branches: int) -> None:
    """How many branches have which grade, one sentence for each scheme in use."""
    names = schemes.band_names(ladder)
    several = counts["scheme_id"].nunique() > 1
    by_scheme = ladder.drop_duplicates("scheme_id").set_index("scheme_id")
    for scheme, own in counts.groupby("scheme_id"):
        parts = [
            _(
                "{band} {count} ({share} %)",
                band=words.plain(names[row.scheme_id, row.band]),
                count=row.branches,
                share=formats.number(100 * row.share),
            )
            for row in own.itertuples()
        ]
        title = label
        if several:
            title += " · " + words.plain(schemes.named(by_scheme.loc[scheme], "name"))
        text = _(
            "**{title}: of {branches} branches {grades}.**",
            title=title,
            branches=own["branches"].sum() if several else branches,
            grades=_(", ").join(parts),
        )
        st.markdown(text)
        for row in own[own["above"]].itertuples():
            st.warning(
                _(
                    "{band}: {share} % of the branches, more than the {most} % the scheme allows.",
                    band=words.plain(names[row.scheme_id, row.band]),
                    share=formats.number(100 * row.share),
                    most=formats.number(100 * row.max_share),
                ),
                icon=":material/warning:",
            )


def vetoes(
    graded: pd.DataFrame, found: pd.DataFrame, ladder: pd.DataFrame, organisation: Organisation
) -> None:
    """Whose grade a veto forces, for what, and the index that stays visible beside it."""
    names = schemes.band_names(ladder)
    for branch_id, row in graded[graded["vetoed"]].iterrows():
        st.markdown(
            VETO
            + " "
            + _(
                "**{branch}**: vetoed ({reasons}). The grade is **{grade}** whatever the score;"
                " the index of {index} stays visible.",
                branch=words.plain(organisation.name(branch_id)),
                reasons=words.plain(reasons(found, branch_id)),
                grade=words.plain(names.get((row["scheme_id"], row["grade"]), formats.DASH)),
                index=formats.number(row["index"], 1),
            )
        )


def chosen(graded: pd.DataFrame, ladder: pd.DataFrame, choice: Choice) -> None:
    """Index and grade of the chosen branches, where these are few; a veto is told apart."""
    rows = graded[graded.index.isin(choice.chosen) & ~graded["vetoed"]]
    if not choice.narrowed or len(rows) > FEW:
        return
    names = schemes.band_names(ladder)
    for branch_id, row in rows.iterrows():
        st.markdown(
            _(
                "**{branch}**: index {index}, grade {grade}.",
                branch=words.plain(choice.organisation.name(branch_id)),
                index=formats.number(row["index"], 1),
                grade=words.plain(names.get((row["scheme_id"], row["grade"]), formats.DASH)),
            )
        )


def reasons(found: pd.DataFrame, branch_id: str) -> str:
    """What the vetoes of a branch were for, with their months."""
    own = found[(found["kind"] == "veto") & (found["branch_id"] == branch_id)]
    return _("; ").join(
        _("{item}, {month}", item=row.item, month=formats.month(row.month))
        for row in own.itertuples()
    )


def separates(found: Separation, branches: int) -> None:
    """Whether the assessment tells branches apart, and how far its order can be relied on."""
    if branches < 2:
        return
    values = {
        "lowest": formats.number(found.lowest, 1),
        "highest": formats.number(found.highest, 1),
        "spread": formats.number(found.spread, 1),
    }
    detail = (
        _(
            "The indices lie between {lowest} and {highest} of 100 (standard deviation {spread});"
            " {share} % of the branches are in the best band.",
            share=formats.number(100 * found.top_share),
            **values,
        )
        if np.isfinite(found.top_share)
        else _(
            "The indices lie between {lowest} and {highest} of 100 (standard deviation {spread}).",
            **values,
        )
    )
    if found.flat:
        st.warning(
            _("**The assessment hardly tells branches apart.** {detail}", detail=detail),
            icon=":material/warning:",
        )
    else:
        st.markdown(detail)
    if found.steady:
        st.caption(
            _(
                "How sure: from one scoring period to the next a branch's index wavers by {within}"
                " (standard deviation), so its mean is known to ± {half}. {clear} of {branches}"
                " branches lie further than that from the nearest line between two bands; the"
                " grade of the others may be chance. Reliability of the order: {reliability}"
                " (1: it would come out the same again).",
                within=formats.number(found.steady.within, 1),
                half=formats.number(found.steady.half.mean(), 1),
                clear=found.clear,
                branches=branches,
                reliability=formats.number(found.steady.reliability, 2),
            )
        )
