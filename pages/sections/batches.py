"""The lower half of the upload screen: names that wait for their branch, and what was imported."""

from __future__ import annotations

import pandas as pd

from data import queries, tables
from data.batches import undo
from data.branch_names import proposals
from data.branches import assign_several
from locales import BadInput
from ui import formats, frame, session, words
from ui.screen import st
from ui.tables import show
from ui.upload import import_form, name_matching, reject_list
from ui.words import _, plain, say

MOST_NAMES = 200  # those with the most rows; the rest follow once these are matched


def render() -> None:
    _waiting_names()
    _batches()


def _waiting_names() -> None:
    """Names that no branch is known by: their rows are counted once a person matches them."""
    waiting = queries.bookkeeping.waiting(session.reader())
    if waiting.empty:
        return
    frame.section(
        _("Names waiting for their branch"),
        _("Their answers are stored, and counted once you say which branch they mean."),
    )
    known = queries.organisation.branches(session.reader())
    spellings = {
        row.branch_id: [name for name in (row.name, row.name_en) if isinstance(name, str)]
        for row in known[["branch_id", "name", "name_en"]].itertuples(name="Branch")
    }
    listed = waiting.head(MOST_NAMES)
    proposed = proposals(listed["branch_label"], spellings)
    names = dict(zip(known["branch_id"], known["name"], strict=True))
    meant = name_matching.show(listed, proposed, names, f"upload_names_{import_form.outcomes()}")
    if st.button(_("Match the ticked names"), disabled=not meant, key="upload_match"):
        try:
            counted = assign_several(session.warehouse(), session.viewer(), meant)
            import_form.finish([_("{rows} rows are counted now.", rows=formats.number(counted))])
        except BadInput as fault:
            st.error(plain(say(fault.sentence)))


def _batches() -> None:
    frame.section(
        _("Batches"), _("Everything that was imported; a batch can be undone as a whole.")
    )
    listed = queries.bookkeeping.batches(session.reader())
    if listed.empty:
        st.caption(_("Nothing has been imported yet."))
        return
    counts = {
        _("Rows read"): listed["rows_read"],
        _("Rows kept"): listed["rows_kept"],
        _("Rows left out"): listed["rows_rejected"],
        _("Answers"): listed["answers"],
    }
    times = {_("Imported at"): listed["committed_at"], _("Undone at"): listed["undone_at"]}
    labels = {
        _("Table"): [say(tables.label(name)) for name in listed["table_name"]],
        _("Tool"): [words.tool(tool) for tool in listed["tool"]],
    }
    show(
        pd.DataFrame(
            {_("Batch"): listed["batch_id"].astype(str), _("File"): listed["file_name"]}
            | labels
            | {name: column.map(formats.number) for name, column in counts.items()}
            | {
                name: column.dt.strftime("%Y-%m-%d %H:%M").fillna("")
                for name, column in times.items()
            }
        ),
        _("The import batches, newest first"),
        key="batches",
        texts=[_("File"), *labels, *times],
    )
    live = listed[listed["undone_at"].isna()]
    if live.empty:
        return
    files = {row.batch_id: f"{row.batch_id} · {row.file_name}" for row in live.itertuples()}
    batch_id = st.selectbox(
        _("Batch"),
        list(files),
        format_func=files.__getitem__,
        key=f"upload_batch_{import_form.outcomes()}",
    )
    left_out = queries.bookkeeping.rejects(session.reader(), batch_id)
    if len(left_out):
        with st.expander(_("{count} cells or rows are left out", count=len(left_out))):
            reject_list.show(
                left_out.rename(columns={"row_number": "row", "column_name": "column"}),
                f"batch_{batch_id}",
            )
    if st.button(_("Undo batch {batch}", batch=batch_id), key="upload_undo"):
        try:
            undo(session.warehouse(), session.viewer(), [batch_id])
            import_form.finish([_("Batch {batch} is undone.", batch=batch_id)])
        except BadInput as fault:
            st.error(plain(say(fault.sentence)))
