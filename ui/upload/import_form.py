"""What a person reads and says about a survey file as a whole, before it is imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data.importing.commit import AUDIENCES, CHANNELS, Options
from data.importing.plan import Plan
from data.importing.table import Problem, TextTable
from ui import words
from ui.words import _, plain, say

SHOWN_PROBLEMS = 8


def how_it_was_read(plan: Plan) -> None:
    """One line of facts, the decisions in a fold, and the problems as warnings."""
    facts = [
        _("{rows} rows", rows=f"{plan.rows:,}"),
        _("{columns} columns", columns=len(plan.columns)),
        _("tool: {tool}", tool=words.tool(plan.tool)),
    ]
    if plan.encoding:
        facts.append(_("encoding: {encoding}", encoding=plan.encoding.upper()))
    if plan.sheet:
        facts.append(_("sheet: {sheet}", sheet=plan.sheet))
    st.markdown(plain(" · ".join(facts)))
    notes = [say(decision) for decision in plan.decisions]
    notes += [f"{column.header}: {say(note)}" for column in plan.columns for note in column.notes]
    if notes:
        with st.expander(_("What was decided, and why")):
            st.markdown("\n".join(f"- {plain(note)}" for note in notes))
    for problem in plan.problems[:SHOWN_PROBLEMS]:
        st.warning(plain(located(problem)), icon=":material/report:")
    if len(plan.problems) > SHOWN_PROBLEMS:
        st.caption(_("and {more} more like these", more=len(plan.problems) - SHOWN_PROBLEMS))


def located(problem: Problem) -> str:
    """Where it is, and what it is."""
    row = _("Row {row}", row=problem.row) if problem.row else ""
    where = ", ".join(part for part in (row, problem.column or "") if part)
    return f"{where}: {say(problem.reason)}" if where else say(problem.reason)


def options(table: TextTable, plan: Plan, title: str, branches: Mapping[str, str]) -> Options:
    """The form; it asks for branch and month only where no column says them.

    `branches` maps the code of every known branch to its name.
    """
    first, second, third = st.columns(3)
    audiences = {key: words.audience(key) for key in AUDIENCES}
    channels = {key: words.channel(key) for key in CHANNELS}
    by_branch, by_time = plan.the("branch") is not None, plan.the("time") is not None
    return Options(
        title=first.text_input(_("Title of the survey"), title, key="upload_title", max_chars=200),
        audience=second.selectbox(
            _("Who answered"), AUDIENCES, format_func=audiences.get, key="upload_audience"
        ),
        channel=third.selectbox(
            _("Through which channel"), CHANNELS, format_func=channels.get, key="upload_channel"
        ),
        for_branch=None if by_branch else _for_branch(branches),
        default_month=None if by_time else _month(),
        create_branches=by_branch
        and st.checkbox(
            _("Make a branch of each name that is not known yet"), key="upload_create_branches"
        ),
        accept_cut_rows=bool(table.cut_rows)
        and st.checkbox(
            _("Leave out the {rows} rows that end too early", rows=len(table.cut_rows)),
            key="upload_cut_rows",
        ),
    )


def _for_branch(branches: Mapping[str, str]) -> str | None:
    return st.selectbox(
        _("No column names the branch: whose answers are these?"),
        list(branches),
        format_func=branches.get,
        index=None,
        placeholder=_("Choose a branch"),
        key="upload_for_branch",
    )


def _month() -> int:
    day = st.date_input(
        _("No column holds the time: when was this asked?"), date.today(), key="upload_month"
    )
    return day.year * 100 + day.month


def finish(message: str, batch_id: int | None = None) -> None:
    """Say what an action came to on the page drawn anew, and empty the form."""
    st.session_state["import_outcome"] = (message, batch_id)
    st.session_state["import_outcomes"] = outcomes() + 1
    st.rerun()


def outcomes() -> int:
    """How many actions this session has finished."""
    return st.session_state.get("import_outcomes", 0)


def show_outcome() -> int | None:
    """Say once what the last action came to; the batch it made, if any."""
    message, batch_id = st.session_state.pop("import_outcome", ("", None))
    if message:
        st.success(plain(message), icon=":material/check_circle:")
    return batch_id
