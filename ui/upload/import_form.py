"""What a person reads and says about a survey file as a whole, before it is imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NoReturn

from data.importing.commit import AUDIENCES, CHANNELS, Options
from data.importing.plan import Plan
from data.importing.table import Problem, TextTable
from ui import words
from ui.screen import st
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


def options(
    table: TextTable, plan: Plan, said: Options, branches: Mapping[str, str], file_id: str
) -> Options:
    """The form, filled with what was `said` before; it asks for branch and month only where no
    column says them.

    `branches` maps the code of every known branch to its name.
    """
    first, second, third = st.columns(3)
    audiences = {key: words.audience(key) for key in AUDIENCES}
    channels = {key: words.channel(key) for key in CHANNELS}
    by_branch, by_time = plan.the("branch") is not None, plan.the("time") is not None
    return replace(
        said,
        title=first.text_input(
            _("Title of the survey"),
            said.title,
            key=f"upload_title_{file_id}",
            max_chars=200,
            help=_("Files with the same title are waves of one survey."),
        ),
        audience=second.selectbox(
            _("Who answered"),
            AUDIENCES,
            AUDIENCES.index(said.audience),
            format_func=audiences.__getitem__,
            key=f"upload_audience_{file_id}",
        ),
        channel=third.selectbox(
            _("Through which channel"),
            CHANNELS,
            CHANNELS.index(said.channel),
            format_func=channels.__getitem__,
            key=f"upload_channel_{file_id}",
        ),
        for_branch=None if by_branch else _for_branch(branches, said.for_branch, file_id),
        default_month=None if by_time else _month(said.default_month, file_id),
        create_branches=by_branch
        and st.checkbox(
            _("Make a branch of each name that is not known yet"),
            said.create_branches,
            key=f"upload_create_branches_{file_id}",
        ),
        accept_cut_rows=bool(table.cut_rows)
        and st.checkbox(
            _("Leave out the {rows} rows that end too early", rows=len(table.cut_rows)),
            said.accept_cut_rows,
            key=f"upload_cut_rows_{file_id}",
        ),
    )


def _for_branch(branches: Mapping[str, str], said: str | None, file_id: str) -> str | None:
    codes = list(branches)
    return st.selectbox(
        _("No column names the branch: whose answers are these?"),
        codes,
        codes.index(said) if said in branches else None,
        format_func=branches.__getitem__,
        placeholder=_("Choose a branch"),
        key=f"upload_for_branch_{file_id}",
    )


def _month(said: int | None, file_id: str) -> int:
    day = st.date_input(
        _("No column holds the time: when was this asked?"),
        date(said // 100, said % 100, 1) if said else date.today(),
        key=f"upload_month_{file_id}",
    )
    return day.year * 100 + day.month


def finish(
    done: Sequence[str], batch_ids: Sequence[int] = (), failed: Sequence[str] = ()
) -> NoReturn:
    """Say what an action came to on the page drawn anew, and empty the form."""
    note(done, batch_ids, failed)
    st.rerun()


def note(done: Sequence[str], batch_ids: Sequence[int] = (), failed: Sequence[str] = ()) -> None:
    """Keep what an action came to until the page is drawn; the form is empty then."""
    st.session_state["import_outcome"] = (list(done), list(batch_ids), list(failed))
    st.session_state["import_outcomes"] = outcomes() + 1


def outcomes() -> int:
    """How many actions this session has finished."""
    return st.session_state.get("import_outcomes", 0)


def show_outcome() -> list[int]:
    """Say once what the last action came to; the batches it made."""
    done, batch_ids, failed = st.session_state.pop("import_outcome", ([], [], []))
    for message in done:
        st.success(plain(message), icon=":material/check_circle:")
    for message in failed:
        st.error(plain(message), icon=":material/error:")
    return batch_ids
