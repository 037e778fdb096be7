"""A team as superiors, staff and the team itself see it: who is apart, by branch and dimension."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.rater_gap import STAFF, SUPERIOR
from ui import figures, formats, links, tables, words
from ui.filters import Choice
from ui.organisation import Organisation
from ui.people.dumbbell import dumbbell, raters
from ui.screen import st
from ui.words import _

MOST = 6  # branches named in a sentence


def answer(found: pd.DataFrame, organisation: Organisation) -> None:
    """Where superiors and staff disagree, in one sentence; `found` as from `disagreement`."""
    known = found[found["gap"].notna()]
    if known.empty:
        st.markdown(_("**No branch has scores of both superiors and staff in this period.**"))
        return
    if len(known) == 1:
        apart = known["differs"].iloc[0]
        judged = _("more than chance apart") if apart else _("within chance")
        st.markdown(_("{team}: **{judged}**.", team=_named(known, organisation), judged=judged))
        return
    apart = known[known["differs"]]
    parts = [
        _(
            "**Superiors and staff see {count} of {all} leadership teams differently by more than"
            " chance**.",
            count=len(apart),
            all=len(known),
        )
    ]
    lower, higher = apart[apart["gap"] > 0], apart[apart["gap"] < 0][::-1]
    turned = known[(known["gap"] < 0) & ~known["differs"]][::-1]
    if len(lower):
        parts.append(
            _(":orange[Staff think less of them] at {names}.", names=_named(lower, organisation))
        )
    if len(higher):
        parts.append(
            _(":blue[Staff think more of them] at {names}.", names=_named(higher, organisation))
        )
    if len(turned):
        parts.append(
            _(
                "Staff score the team higher at {names}; that is within chance.",
                names=_named(turned, organisation),
            )
        )
    if apart.empty and turned.empty:
        widest = known.loc[[known["gap"].abs().idxmax()]]
        parts.append(_("The widest gap is at {names}.", names=_named(widest, organisation)))
    st.markdown(" ".join(parts))


def _named(rows: pd.DataFrame, organisation: Organisation) -> str:
    listed = [
        _(
            "{branch} (superiors {superiors}, staff {staff})",
            branch=words.plain(organisation.name(row.Index)),
            superiors=formats.number(row.superior, 1),
            staff=formats.number(row.staff, 1),
        )
        for row in rows.head(MOST).itertuples()
    ]
    text = _(", ").join(listed)
    more = len(rows) - MOST
    return _("{names} and {count} more", names=text, count=more) if more > 0 else text


def show(found: pd.DataFrame, hidden: int, choice: Choice) -> None:
    """The dumbbells with what they mean and the table behind them.

    `hidden` is how many of the branches asked for are hidden for too few ballots. A single chosen
    branch stands bold among all the others.
    """
    organisation = choice.organisation
    seen = found[found[[SUPERIOR, STAFF]].notna().any(axis=1)]
    if seen.empty:
        st.info(_("No figures in this period."))
        return
    known = seen[seen["gap"].notna()]
    alt = _(
        "Scores of {count} leadership teams by superiors and by staff, the widest gap at the top;"
        " {apart} are apart by more than chance",
        count=len(seen),
        apart=int(known["differs"].sum()),
    )
    with st.container(border=True):
        bold = choice.chosen if len(choice.chosen) == 1 else ()
        figure = dumbbell(seen, organisation.names, bold)
        figures.show_branches(figure, alt, key="leadership_gap")
        st.caption(
            _(
                "Scores are means of all ballots, without an interval. Whether they are apart by"
                " more than chance is judged on the shares of satisfied superiors and staff, each"
                " person counted once a period (Newcombe's interval, tests adjusted over all"
                " branches by Benjamini-Hochberg). Orange: staff think less of the team than"
                " superiors do; blue: more; grey: within chance."
            )
        )
        if hidden:
            st.caption(_("Hidden for fewer than ten ballots of the staff: {count}.", count=hidden))
        tables.folded(lambda: _listed(seen, organisation, alt), "behind_leadership_gap")


def _listed(found: pd.DataFrame, organisation: Organisation, alt: str) -> None:
    table, numbers = _table(found, organisation)
    tables.show(table, alt, "behind_leadership_gap", numbers, texts=[_("Verdict")])


def _table(found: pd.DataFrame, organisation: Organisation) -> tuple[pd.DataFrame, dict[str, str]]:
    scored = {name: found[rater] for rater, name in raters().items()}
    columns = {_("Branch"): found.index.map(organisation.name)} | scored
    columns[_("Gap")] = found["gap"]
    numbers = dict.fromkeys([*scored, _("Gap")], "%.1f")
    for rater, label in ((SUPERIOR, _("Satisfied superiors")), (STAFF, _("Satisfied staff"))):
        columns[label] = [
            f"{formats.value(share, 'proportion')} · {formats.sample(n, 'proportion')}"
            if np.isfinite(share)
            else formats.DASH
            for share, n in zip(found[f"share_{rater}"], found[f"n_{rater}"], strict=True)
        ]
    columns[_("Difference of the shares")] = [
        formats.difference(x, "proportion") for x in found["difference"]
    ]
    columns[_("95 % interval")] = [
        formats.interval(100 * row.low, 100 * row.high, "nps") if np.isfinite(row.low) else ""
        for row in found.itertuples()
    ]
    columns[_("Adjusted p")] = [formats.p_value(p) for p in found["p_adjusted"]]
    columns[_("Verdict")] = [tables.verdict(r.differs, r.p) for r in found.itertuples()]
    return pd.DataFrame(columns).set_index(found.index.rename(links.BRANCH)), numbers
