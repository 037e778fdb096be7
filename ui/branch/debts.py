"""What a branch owes: how much of what was due is still open, and where to see it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from locales import terms
from ui import links, tables, words
from ui.filters import Choice, link_parameters
from ui.screen import st
from ui.words import _

PAGES: Mapping[str, tuple[str, ...]] = {
    "closed_loop": ("finding_open", "finding_unverified", "work_not_executed", "work_broken"),
    "targets": (
        "target_unmet",
        "target_unreported",
        "target_unowned",
        "rule_unreviewed",
        "rule_unrevised",
    ),
    "service": ("pledge_overdue", "pledge_unverified", "project_overdue"),
    "satisfaction": ("feedback_overdue",),
}


def kind(key: str) -> str:
    """What is owed."""
    return words.say(terms.OWED[key])


def page(key: str) -> str:
    """The page on which it stands one by one."""
    return {
        "closed_loop": _("Quality loop"),
        "targets": _("Targets and rules"),
        "service": _("Service and brands"),
        "satisfaction": _("Satisfaction"),
    }[key]


def show(owed: pd.DataFrame, branch_id: str, choice: Choice) -> None:
    """Counts of all that is owed with the oldest date, and the way to each page."""
    found = owed.set_index("kind")
    rows = [
        (where, key, found.loc[key])
        for where, keys in PAGES.items()
        for key in keys
        if key in found.index
    ]
    if not rows:
        st.info(_("Nothing is recorded that this branch could owe."))
        return
    due = [(where, key, row) for where, key, row in rows if row["owed"]]
    if not due:
        st.success(_("Nothing is owed at the end of the period."), icon=":material/check_circle:")
        return
    table = pd.DataFrame(
        {
            _("Owed"): [kind(key) for _where, key, _row in due],
            _("Count"): [int(row["owed"]) for _where, _key, row in due],
            _("Of"): [int(row["of"]) for _where, _key, row in due],
            _("Share, %"): [100 * row["owed"] / row["of"] for _where, _key, row in due],
            _("Others, %"): [
                100 * row["owed_by_peers"] / (row["of_peers"] or float("nan"))
                for _where, _key, row in due
            ],
            _("Oldest"): [f"{row['since']:%Y-%m-%d}" for _where, _key, row in due],
            _("Page"): [page(where) for where, _key, _row in due],
        }
    )
    if table[_("Others, %")].isna().all():  # the reader may not count what others owe
        table = table.drop(columns=_("Others, %"))
    tables.show(
        table,
        _("What the branch owes at the end of the period"),
        "owed",
        numbers={
            _("Count"): "%d",
            _("Of"): "%d",
            _("Share, %"): "%.0f %%",
            _("Others, %"): "%.0f %%",
        },
        texts=[_("Page")],
    )
    settled = [kind(key) for _where, key, row in rows if not row["owed"]]
    if settled:
        st.caption(_("Nothing owed: {names}", names=_(", ").join(settled)))
    parameters = link_parameters(choice) | {"branches": branch_id}
    with st.container(horizontal=True):
        for where in dict.fromkeys(where for where, _key, _row in due):
            links.link(where, page(where), icon=":material/arrow_forward:", **parameters)
