"""Bring data in: a survey file or a filled-in template, and the batches that came in before."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import streamlit as st

from data import queries, tables, templates
from data.importing.commit import Options, import_survey, remembered
from data.importing.plan import Plan
from data.importing.read import read
from data.importing.recognise import recognise
from data.importing.table import TextTable
from data.importing.validate import Validated, validate
from data.table_import import import_table
from locales import BadInput
from pages.sections import batches
from ui import formats, frame, links, session, words
from ui.upload import import_form, plan_editor, reject_list
from ui.words import _, plain, say

FILE_TYPES = ["csv", "tsv", "txt", "xlsx", "xls"]
DRAFT = "upload_draft"
MOST_COMPARED = 6


def render() -> None:
    frame.heading(_("Upload"), _("Bring data in: what came in, and what became of it?"))
    _outcome()
    kinds = {"survey": _("A survey file"), "table": _("A filled-in template")}
    kind = st.segmented_control(
        _("What do you bring?"),
        list(kinds),
        format_func=kinds.get,
        default="survey",
        required=True,
        key="upload_kind",
    )
    try:
        (_survey if kind == "survey" else _table)()
    except BadInput as fault:
        st.error(plain(say(fault.sentence)), icon=":material/error:")
    batches.render()


def _outcome() -> None:
    """What the last import came to, with the way to its branches in its own months."""
    batch_id = import_form.show_outcome()
    scope = queries.bookkeeping.batch_scope(session.reader(), batch_id) if batch_id else ()
    if len(scope) > 1:
        links.link(
            "compare",
            _("Compare the branches"),
            icon=":material/arrow_forward:",
            branches=",".join(scope["branch_id"].head(MOST_COMPARED)),
            **{
                "from": formats.address_month(scope["first"].min()),
                "to": formats.address_month(scope["last"].max()),
            },
        )


def _uploader(label: str, key: str) -> object:
    # A new key after each import empties the uploader.
    return st.file_uploader(label, type=FILE_TYPES, key=f"{key}_{import_form.outcomes()}")


def _read(uploaded: object) -> TextTable:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(uploaded.getbuffer())
        return read(path, uploaded.name)


def _survey() -> None:
    uploaded = _uploader(_("Survey file as the survey tool exported it: CSV or Excel"), "upload")
    if uploaded is None:
        return
    draft = st.session_state.get(DRAFT)
    if draft is None or draft["file"] != uploaded.file_id:
        table = _read(uploaded)
        with session.warehouse().cursor() as cursor:
            plan = remembered(cursor, recognise(table))
        draft = {"file": uploaded.file_id, "table": table, "plan": plan, "version": 0}
        st.session_state[DRAFT] = draft
    table, plan = draft["table"], draft["plan"]
    import_form.how_it_was_read(plan)
    known = queries.organisation.branches(session.reader())
    names = dict(zip(known["branch_id"], known["name"], strict=True))
    options = import_form.options(table, plan, Path(uploaded.name).stem, names)
    frame.section(
        _("What each column is"), _("Correct a cell by a double click; it is remembered.")
    )
    changes = plan_editor.show(plan, f"upload_plan_{draft['version']}_{uploaded.file_id}")
    if changes:
        for position, change in changes.items():
            plan = plan.corrected(position, **change)
        # The table is drawn anew from the corrected plan.
        st.session_state[DRAFT] = draft | {"plan": plan, "version": draft["version"] + 1}
        st.rerun()
    try:
        validated = _validated(table, plan, options)
    except BadInput as fault:
        if fault.sentence in [problem.reason for problem in plan.problems]:
            return  # it stands above as a warning
        raise
    _totals(validated)
    if st.button(_("Import this file"), type="primary", key="upload_commit"):
        _commit(table, plan, options)


def _validated(table: TextTable, plan: Plan, options: Options) -> Validated:
    """What would be stored; computed once for each state of the plan."""
    state = json.dumps([plan.corrections(), options.default_month, options.accept_cut_rows])
    draft = st.session_state[DRAFT]
    if draft.get("state") != state:
        with session.warehouse().cursor() as cursor:
            draft["validated"] = validate(
                table,
                plan,
                cursor,
                default_month=options.default_month,
                accept_cut_rows=options.accept_cut_rows,
            )
        draft["state"] = state
    return draft["validated"]


def _totals(validated: Validated) -> None:
    for place, (label, count) in zip(
        st.columns(4),
        (
            (_("Rows read"), validated.rows_read),
            (_("Rows kept"), validated.rows_kept),
            (_("Rows left out"), validated.rows_rejected),
            (_("Answers"), validated.answers),
        ),
        strict=True,
    ):
        place.metric(label, formats.number(count))
    if len(validated.rejects):
        with st.expander(_("{count} cells or rows are left out", count=len(validated.rejects))):
            reject_list.show(validated.rejects, "rejects")


def _commit(table: TextTable, plan: Plan, options: Options) -> None:
    bar = st.progress(0.0, _("Checking every cell"))
    done = import_survey(
        session.warehouse(),
        session.viewer(),
        table,
        plan,
        options,
        lambda step, share: bar.progress(share, words.step(step)),
    )
    message = _(
        "Batch {batch}: {kept} of {read} rows stored with {answers} answers; "
        "{rejected} left out, {waiting} waiting for their branch.",
        batch=done.batch_id,
        kept=formats.number(done.rows_kept),
        read=formats.number(done.rows_read),
        answers=formats.number(done.answers),
        rejected=formats.number(done.rows_rejected),
        waiting=formats.number(done.rows_waiting),
    )
    st.session_state.pop(DRAFT, None)
    import_form.finish(message, done.batch_id)


def _table() -> None:
    known = {name: tables.table(name) for name in tables.UPLOADABLE}
    labels = {name: say(tables.label(name)) for name in known}
    name = st.selectbox(
        _("Which table"),
        list(known),
        format_func=labels.get,
        key="upload_table",
    )
    workbook, text = st.columns(2)
    workbook.download_button(
        _("Template for Excel"), templates.as_workbook(known[name]), f"{name}.xlsx"
    )
    text.download_button(_("Template as CSV"), templates.as_csv(known[name]), f"{name}.csv")
    uploaded = _uploader(_("The filled-in template"), f"upload_table_{name}")
    if uploaded is not None and st.button(_("Import this file"), type="primary"):
        done = import_table(session.warehouse(), session.viewer(), _read(uploaded), name)
        import_form.finish(
            _(
                "Batch {batch}: {kept} of {read} rows stored; {rejected} left out.",
                batch=done.batch_id,
                kept=formats.number(done.rows_kept),
                read=formats.number(done.rows_read),
                rejected=formats.number(done.rows_rejected),
            ),
            done.batch_id,
        )
