"""Targets as the page shows them: by branch, by owner, and one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.attainment import Standing
from ui import choices, formats, links, session, status_bars, tables, words
from ui.filters import Choice
from ui.screen import live, st
from ui.words import _

EVERY, NO_OWNER = "all", "ownerless"
LONGEST = 300  # targets listed on the page; the file has all of them
NAMED = 6  # branches named in a sentence before the rest is only counted


def states() -> dict[str, tuple[str, str]]:
    """How a target stands, with its colour."""
    return {
        "met": (_("Met"), status_bars.GOOD),
        "not_met": (_("Not met"), status_bars.POOR),
        "overdue": (_("No result"), status_bars.BAD),
        "under_way": (_("Not due"), status_bars.QUIET),
    }


def say(sentences: Sequence[str]) -> None:
    """Sentences in a row, with a space between them where the language has one."""
    st.markdown((" " if words.language() == "en" else "").join(sentences))


def answer(standing: Standing, day: date, choice: Choice) -> list[str]:
    """Are targets met, and does everyone own theirs? One sentence of Markdown, if any."""
    if not standing.targets:
        return []
    text = _(
        "Of **{due}** targets due by {day}, **{met}** are met and {overdue} have no result yet;"
        " **{ownerless}** of all {targets} have no owner (there should be none).",
        due=formats.number(standing.due),
        day=formats.day(day),
        met=formats.number(standing.met),
        overdue=formats.number(standing.overdue),
        ownerless=formats.number(standing.ownerless),
        targets=formats.number(standing.targets),
    )
    return [_("Chosen branches:"), text] if choice.narrowed else [text]


def ownerless(without: pd.DataFrame, standing: Standing, choice: Choice) -> None:
    """Who has targets without an owner, in one sentence; `without` as from `without_owner`."""
    if without.empty:
        st.success(_("Every target has an owner."), icon=":material/check:")
        return
    parts = [
        _(
            "{branch} {count} of {all}",
            branch=words.plain(choice.organisation.name(row.Index)),
            count=row.ownerless,
            all=row.targets,
        )
        for row in without.head(NAMED).itertuples()
    ]
    text = _(
        "**{count} of {all} targets have no owner**; there should be none: {names}",
        count=formats.number(standing.ownerless),
        all=formats.number(standing.targets),
        names=_(", ").join(parts),
    )
    if len(without) > NAMED:
        text += _("; and {count} more branches", count=len(without) - NAMED)
    st.warning(text, icon=":material/person_off:")


def by_branch(counts: pd.DataFrame, choice: Choice) -> None:
    """Targets of each branch by how they stand, `counts` as from `attainment.by_branch`."""
    with st.container(border=True):
        st.markdown(_("Targets by how they stand"))
        total = counts.sum()
        alt = _(
            "Targets of {count} branches: {met} met, {missed} not met, {overdue} past their date"
            " without a result",
            count=len(counts),
            met=total["met"],
            missed=total["not_met"],
            overdue=total["overdue"],
        )
        names = [choice.organisation.name(b) for b in counts.index]
        status_bars.show(
            counts, names, states(), _("number of targets"), _("Branch"), alt, "target_states"
        )


def owners(rows: pd.DataFrame, choice: Choice) -> None:
    """Who owns what; `rows` as from `attainment.by_owner`."""
    rows = rows.set_index(pd.Index(rows["branch_id"], name=links.BRANCH))
    table = pd.DataFrame(
        {
            _("Branch"): rows["branch_id"].map(choice.organisation.name),
            _("Owner"): rows["owner"].fillna(_("no owner")),
            _("Targets"): rows["targets"],
        }
        | {name: rows[key] for key, (name, _colour) in states().items()}
        | {_("Weighted attainment, %"): rows["attainment"]}
    )
    numbers = dict.fromkeys([_("Targets"), *(name for name, _c in states().values())], "%.0f")
    tables.show(
        table,
        _("Owners within each branch with their targets and weighted attainment"),
        "target_owners",
        numbers | {_("Weighted attainment, %"): "%.1f"},
        texts=[_("Owner")],
    )


@live
@st.fragment
def every(targets: pd.DataFrame, choice: Choice) -> None:
    """Every target, `targets` in the order to be shown, with a choice of how they stand.

    A fragment: choosing draws the list again, and not the whole page.
    """
    session.begin_anew_if_changed()
    offered = {EVERY: _("All targets"), NO_OWNER: _("No owner")}
    offered |= {key: name for key, (name, _colour) in states().items()}
    wanted = choices.of_one(
        st.pills,
        _("Which targets to show"),
        "target_state",
        offered,
        required=True,
        label_visibility="collapsed",
    )
    rows = targets
    if wanted == NO_OWNER:
        rows = targets[targets["owner"].isna()]
    elif wanted != EVERY:
        rows = targets[targets["state"] == wanted]
    count = formats.number(len(rows))
    if len(rows) <= LONGEST:
        st.caption(_("{count} targets", count=count))
    else:
        st.caption(_("The worst {shown} of {count} targets", shown=LONGEST, count=count))
    if rows.empty:
        return
    tables.show(
        _listed(rows.head(LONGEST), choice),
        _("Targets with owner, standing and attainment, the worst first"),
        "targets",
        {_("Attainment, %"): "%.1f", _("Weight"): "%.4g"},
        texts=[_("Target name"), _("Owner"), _("Standing"), _("Unit"), _("Direction"), _("Due on")],
    )
    tables.download(lambda: _listed(rows, choice), "mingjian-targets.csv", key="targets_download")


def _listed(targets: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The targets as they are read, indexed by branch."""
    rows = targets.set_index(pd.Index(targets["branch_id"], name=links.BRANCH))
    directions = {"up": _("High is good"), "down": _("Low is good")}
    return pd.DataFrame(
        {
            _("Branch"): rows["branch_id"].map(choice.organisation.name),
            _("Target name"): rows["name"],
            _("Owner"): rows["owner"].fillna(_("no owner")),
            _("Standing"): rows["state"].map({key: name for key, (name, _c) in states().items()}),
            _("Due on"): pd.to_datetime(rows["due"]).dt.strftime("%Y-%m-%d"),
            _("Attainment, %"): rows["attainment"],
            _("Actual"): rows["actual"].map(_plain_number),
            _("Target value"): rows["target_value"].map(_plain_number),
            _("Baseline"): rows["baseline"].map(_plain_number),
            _("Unit"): rows["unit"],
            _("Direction"): rows["direction"].map(directions),
            _("Weight"): rows["weight"],
        }
    )


def _plain_number(x: float) -> str:
    """A number as it was entered; units differ from row to row, so it is no figure to sort by."""
    return formats.DASH if pd.isna(x) else f"{x:.10g}"
