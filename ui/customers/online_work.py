"""What the digital page shows branch by branch: shares as colours, and whom the school reaches."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.published import COMPANY
from ui import figures, formats, tables
from ui.filters import Choice
from ui.heat_map import heat_map
from ui.links import BRANCH
from ui.screen import st
from ui.words import _


def by_branch(
    shares: pd.DataFrame,
    sizes: pd.DataFrame,
    choice: Choice,
    name: Callable[[str], str],
    title: str,
    key: str,
) -> None:
    """Colours of a share: the chosen branches under the row of all of them, subjects as columns.

    `shares` and what they are of, `sizes`, as from `carriers.matrix`; `name` names a subject.
    """
    kept = [b for b in shares.index if b == COMPANY or b in choice.chosen]
    values, counts = shares.loc[kept], sizes.loc[kept]
    names = [_("All branches"), *(choice.organisation.name(b) for b in values.index[1:])]
    lowest, highest = values.iloc[1:].min().min(), values.iloc[1:].max().max()
    with st.container(border=True):
        st.markdown(title)
        written = values.set_axis(names).set_axis([name(c) for c in values.columns], axis=1)
        bases = counts.set_axis(names).set_axis(written.columns, axis=1)
        alt = _(
            "{title}: {rows} branches, from {low} to {high}",
            title=title,
            rows=len(values) - 1,
            low=formats.value(lowest, "proportion"),
            high=formats.value(highest, "proportion"),
        )
        figure = heat_map(written, bases)
        figures.show(figure, alt, key=key)
        st.caption(_("Percent; orange is low, blue is high. A full count, without sampling error."))
        table = (100 * written).rename_axis(BRANCH).set_index(values.index.rename(BRANCH))
        table.insert(0, _("Branch"), names)
        shown = dict.fromkeys(written.columns, "%.1f %%")
        tables.behind(lambda: (table, shown), alt, f"behind_{key}")


def reached(found: pd.DataFrame, choice: Choice) -> None:
    """How many of the staff the online school reached at all in the period.

    `found` has branch_id, staff, logged_in, completed: people, each counted once.
    """
    whole = found[["staff", "logged_in", "completed"]].sum()
    st.markdown(
        _(
            "**{logged_in} of {staff} staff ({share}) logged in at least once, {completed}"
            " ({done}) completed a course.** Everybody counts, not Party members only.",
            logged_in=formats.number(whole["logged_in"]),
            staff=formats.number(whole["staff"]),
            share=formats.value(whole["logged_in"] / whole["staff"], "proportion"),
            completed=formats.number(whole["completed"]),
            done=formats.value(whole["completed"] / whole["staff"], "proportion"),
        )
    )
    rows = found.assign(share=found["completed"] / found["staff"]).sort_values("share")
    rows = rows.set_index("branch_id").rename_axis(BRANCH)
    table = pd.DataFrame(
        {
            _("Branch"): [choice.organisation.name(b) for b in rows.index],
            _("Staff"): rows["staff"],
            _("Logged in at least once"): rows["logged_in"],
            _("Of the staff"): 100 * rows["logged_in"] / rows["staff"],
            _("Completed a course"): rows["completed"],
            _("Share of the staff"): 100 * rows["share"],
        }
    )
    shown = {
        _("Staff"): "%.0f",
        _("Logged in at least once"): "%.0f",
        _("Of the staff"): "%.1f %%",
        _("Completed a course"): "%.0f",
        _("Share of the staff"): "%.1f %%",
    }
    alt = _("Staff, people who logged in and people who completed a course, by branch")
    tables.behind(lambda: (table, shown), alt, "online_school_reached")
