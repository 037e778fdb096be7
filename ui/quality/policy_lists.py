"""Lists of rules: overdue for review, to be revised, merged into others."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import tables
from ui.filters import Choice
from ui.screen import st
from ui.words import _


def lists(
    rules: pd.DataFrame, late: pd.DataFrame, names: Mapping[str, str], choice: Choice
) -> None:
    """One tab each: overdue (`late`, as from `policy_register.overdue`), to revise, merged."""
    offered = (
        (_("Overdue for review"), late, overdue),
        (_("To be revised"), rules[rules["status"] == "to_revise"], to_revise),
        (_("Merged into others"), rules[rules["status"] == "merged"], merged),
    )
    tabs = st.tabs([f"{title} ({len(rows)})" for title, rows, _show in offered])
    for tab, (_title, rows, show) in zip(tabs, offered, strict=True):
        with tab:
            if rows.empty:
                st.caption(_("None."))
            else:
                show(rows, names, choice)


def overdue(rows: pd.DataFrame, names: Mapping[str, str], choice: Choice) -> None:
    """Rules overdue for review, as from `policy_register.overdue`."""
    table = pd.DataFrame(
        {
            _("Rule"): rows["title"],
            _("Owned by"): rows["branch_id"].map(choice.organisation.name),
            _("Owner"): rows["owner"].fillna(_("no owner")),
            _("Domain"): [names.get(d, d) for d in rows["domain"]],
            _("Last looked at"): pd.to_datetime(rows["looked_at"]).dt.strftime("%Y-%m-%d"),
            _("Years ago"): rows["age"],
            _("To be revised"): [_("yes") if s == "to_revise" else _("no") for s in rows["status"]],
        }
    )
    tables.show(
        table,
        _("Rules overdue for review, the oldest first"),
        "overdue_rules",
        {_("Years ago"): "%.1f"},
        texts=[c for c in table.columns if c != _("Years ago")],
    )


def to_revise(rows: pd.DataFrame, names: Mapping[str, str], choice: Choice) -> None:
    _listed(rows, names, choice, {}, _("Rules to be revised"), "rules_to_revise")


def merged(rows: pd.DataFrame, names: Mapping[str, str], choice: Choice) -> None:
    into = rows["merged_title"].fillna(rows["merged_into"])
    _listed(rows, names, choice, {_("Merged into"): into}, _("Merged rules"), "merged_rules")


def _listed(
    rows: pd.DataFrame,
    names: Mapping[str, str],
    choice: Choice,
    more: Mapping[str, pd.Series],
    alt: str,
    key: str,
) -> None:
    table = pd.DataFrame(
        {
            _("Rule"): rows["title"],
            **more,
            _("Owned by"): rows["branch_id"].map(choice.organisation.name),
            _("Owner"): rows["owner"].fillna(_("no owner")),
            _("Domain"): [names.get(d, d) for d in rows["domain"]],
            _("Issued"): pd.to_datetime(rows["issued"]).dt.strftime("%Y-%m-%d"),
        }
    )
    tables.show(table, alt, key, texts=list(table.columns))
