"""What the training page says first, and how contents and the online school reach people."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import comparison
from analytics.published import COMPANY
from data.catalogue import metrics
from ui import figures, formats, links, tables, words
from ui.filters import Choice
from ui.heat_map import heat_map
from ui.screen import st
from ui.words import _

HOURS, GAIN = "training_hours_per_head", "learning_gain"
NAMED = 3  # branches named in a sentence


def contents() -> dict[str, str]:
    """The five contents of dual-duty training, in the order of the source paper."""
    return {
        "ideals": _("Ideals"),
        "integrity": _("Integrity"),
        "policy_line": _("Policy line"),
        "party_basics": _("Party basics"),
        "party_process": _("Party process"),
    }


def answer(found: pd.DataFrame, had: pd.DataFrame, leaders: pd.Series, choice: Choice) -> None:
    """The whole page in a few sentences; `found` are figures, the others as from `covered`."""
    who = choice.chosen[0] if len(choice.chosen) == 1 else COMPANY
    own = found[found["branch_id"] == who].set_index("metric")
    parts = [text for key, text in _delivered().items() if _known(own, key)]
    values = {key: formats.value(own.loc[key, "value"], metrics()[key]) for key in own.index}
    said = []
    if parts:
        name = words.plain(choice.organisation.name(who))
        listed = _("; ").join(parts).format_map(values)
        said.append(_("**{name}: {parts}**.", name=name, parts=listed))
    if _known(own, GAIN):
        row = own.loc[GAIN]
        said.append(
            _(
                "Tests rose by {gain} points from before to after (95 % interval {interval}).",
                gain=formats.value(row["value"], metrics()[GAIN]),
                interval=formats.interval(row["low"], row["high"], metrics()[GAIN]),
            )
        )
    said += [*_least_learned(found, choice), *_least_covered(had, leaders)]
    if said:
        st.markdown(" ".join(said))


def _known(own: pd.DataFrame, key: str) -> bool:
    return key in own.index and pd.notna(own.loc[key, "value"])


def _delivered() -> dict[str, str]:
    """The parts of the first sentence, each with its place for the figure."""
    return {
        "training_plan_completion": _("{training_plan_completion} of the planned sessions held"),
        "training_budget_used": _("{training_budget_used} of the budget used"),
        HOURS: _("{training_hours_per_head} a head and year"),
    }


def _least_learned(found: pd.DataFrame, choice: Choice) -> list[str]:
    """Where people learned less than elsewhere by more than chance, beside how long they sat."""
    rows = found[(found["metric"] == GAIN) & found["value"].notna()].set_index("branch_id")
    rows = rows[rows.index.isin(choice.organisation.branch_ids)]
    if len(rows) < 2:
        return []
    judged = comparison.against_rest("mean", rows)
    below = judged[judged["differs"] & (judged["difference"] < 0)].sort_values("difference")
    below = below[below.index.isin(choice.chosen)].head(NAMED)
    hours = found[found["metric"] == HOURS].set_index("branch_id")["value"]
    listed = [
        _(
            "{branch} ({gain} points, {hours} a head)",
            branch=words.plain(choice.organisation.name(branch)),
            gain=formats.value(rows.loc[branch, "value"], metrics()[GAIN]),
            hours=formats.value(hours.get(branch, float("nan")), metrics()[HOURS]),
        )
        for branch in below.index
    ]
    if not listed:
        return []
    return [_(":orange[Least was learned] at {names}.", names=_(", ").join(listed))]


def _least_covered(had: pd.DataFrame, leaders: pd.Series) -> list[str]:
    """The content fewest of the leaders had; nothing where all had all of them."""
    if had.empty:
        return []
    share = had.mul(leaders, axis=0).sum() / leaders.sum()
    if share.min() == 1:
        return []
    return [
        _(
            ":orange[The gap]: {share} of {count} dual-duty leaders had “{content}” within twelve"
            " months.",
            share=formats.value(share.min(), "proportion"),
            count=formats.number(leaders.sum()),
            content=contents()[share.idxmin()],
        )
    ]


def coverage(
    had: pd.DataFrame, leaders: pd.Series, lacking: pd.DataFrame, until: int, choice: Choice
) -> None:
    """Contents by branch as colours, and who lacks what; as from `covered` and `missing`."""
    called = contents()
    order = had.mean(axis=1).sort_values().index
    names = {b: choice.organisation.name(b) for b in order}
    shown = had.loc[order].rename(index=names, columns=called)
    n = pd.DataFrame({c: leaders.loc[order].to_numpy() for c in shown}, index=shown.index)
    alt = _(
        "Share of dual-duty leaders who had each of five contents in {count} branches, from {low}"
        " to {high}",
        count=len(shown),
        low=formats.value(had.min(axis=None), "proportion"),
        high=formats.value(had.max(axis=None), "proportion"),
    )
    with st.container(border=True):
        figures.show(heat_map(shown, n), alt, key="contents")
        st.caption(
            _(
                "Percent of the leaders, a full count; the twelve months to {month}. Leaders are"
                " few in each branch: the number shows on hover and in the table.",
                month=formats.month(until),
            )
        )
        table = shown.map(lambda x: formats.value(x, "proportion"))
        table.insert(0, _("Branch"), table.index)
        table[_("Leaders")] = leaders.loc[order].to_numpy()
        by_id = table.set_axis(order.rename(links.BRANCH))
        tables.behind(lambda: (by_id, {_("Leaders"): "%.0f"}), alt, "behind_contents")
    if lacking.empty:
        st.success(_("Every dual-duty leader had all five contents."))
        return
    rows = pd.DataFrame(
        {
            _("Branch"): lacking["branch_id"].map(choice.organisation.name),
            _("Leader"): lacking["person_id"],
            _("Lacks"): [len(missing) for missing in lacking["contents"]],
            _("Contents still to come"): [
                _(", ").join(called[content] for content in missing)
                for missing in lacking["contents"]
            ],
        }
    )
    title = _("{count} leaders still lack a content", count=len(rows))
    with st.expander(title, icon=":material/person_search:"):
        texts = [_("Leader"), _("Contents still to come")]
        tables.show(rows, title, "leaders_lacking", {_("Lacks"): "%.0f"}, texts)


def reach(found: pd.DataFrame, choice: Choice) -> None:
    """Whom the online school reached, members and others beside each other; as from `reached`."""
    columns: Mapping[str, str] = {
        "share": _("All staff"),
        "share_members": _("Members"),
        "share_others": _("Other staff"),
    }
    order = found["share"].sort_values().index
    names = {b: choice.organisation.name(b) for b in order}
    shown = found.loc[order, list(columns)].rename(index=names, columns=columns)
    sizes = found.loc[order, ["people", "members", "others"]]
    n = sizes.set_axis(shown.index).set_axis(shown.columns, axis=1)
    alt = _(
        "Share of the staff on the books with a course completed in {count} branches, members and"
        " others apart",
        count=len(shown),
    )
    with st.container(border=True):
        st.markdown(_("On the books, with a course completed"))
        figures.show(heat_map(shown, n), alt, key="reach")
        st.caption(_("Percent of people in the period; a full count."))
        tables.folded(
            lambda: tables.show(_reached(shown, n, order), alt, "behind_reach"), "behind_reach"
        )


def _reached(shown: pd.DataFrame, n: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """The shares with the people behind each, indexed by branch."""
    table = shown.map(lambda x: formats.value(x, "proportion"))
    table += " · " + n.map(lambda x: formats.sample(x, "ratio"))
    table.insert(0, _("Branch"), table.index)
    return table.set_axis(ids.rename(links.BRANCH))
