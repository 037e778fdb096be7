"""How timely rules are revised, by what triggered it and by who owns the rule."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import figures, formats, frame, tables, theme, words
from ui.filters import Choice
from ui.formats import Quantity
from ui.screen import st
from ui.words import _


def reasons() -> dict[str, str]:
    """What triggers a revision."""
    return {
        "superior_rule": _("New rule from above"),
        "business_change": _("Change in the business"),
        "problem_driven": _("Prompted by a problem"),
    }


def in_time(
    by_reason: pd.DataFrame, by_owner: pd.DataFrame, quantity: Quantity, choice: Choice
) -> None:
    """Two figures of the share in time; both as from `policy_register.revised_in_time`."""
    frame.section(
        _("Are rules revised in time?"),
        _(
            "Revisions triggered in the period and done or due; blue is better and orange worse"
            " than the others by more than chance, adjusted for the number of comparisons"
            " (Benjamini–Hochberg). Lines are 95 % Wilson intervals."
        ),
    )
    with st.grid(2, min_column_width=340, gap="medium"):
        _dots(by_reason, reasons(), quantity, _("By what triggered it"), "by_reason")
        _dots(by_owner, choice.organisation.names, quantity, _("By who owns the rule"), "by_owner")


def _dots(
    rows: pd.DataFrame,
    names: Mapping[str, str],
    quantity: Quantity,
    title: str,
    key: str,
) -> None:
    """Share of revisions in time by reason or owner; `rows` as from `revised_in_time`."""
    seen = rows.rename_axis("branch_id").reset_index().assign(answers=lambda t: t["n"])
    shade = {True: theme.BETTER, False: theme.WORSE}
    colours = {
        row.branch_id: shade[row.difference > 0] if row.differs else theme.CHANCE
        for row in seen.itertuples()
    }
    worst = seen.loc[seen["value"].idxmin()]
    alt = _(
        "{title}: lowest {name} with {value}",
        title=title,
        name=names.get(worst["branch_id"], worst["branch_id"]),
        value=formats.value(worst["value"], quantity),
    )
    with st.container(border=True):
        st.markdown(title)
        figures.show(
            figures.dots(seen, names, colours, quantity, axis=words.unit("share")), alt, key
        )
        table = pd.DataFrame(
            {
                title: [names.get(b, b) for b in seen["branch_id"]],
                _("In time"): seen["total"],
                _("n"): seen["n"],
                _("In time, %"): 100 * seen["value"],
                _("Low"): 100 * seen["low"],
                _("High"): 100 * seen["high"],
                _("Median days"): seen["days"],
                _("Open past their date"): seen["open"],
                _("Adjusted p"): [formats.p_value(p) for p in seen["p_adjusted"]],
            }
        )
        numbers = dict.fromkeys([_("In time, %"), _("Low"), _("High")], "%.1f")
        whole = dict.fromkeys(
            [_("In time"), _("n"), _("Median days"), _("Open past their date")], "%.0f"
        )
        tables.behind(lambda: (table, numbers | whole), alt, f"behind_{key}")
