"""Bring data in: survey files or a filled-in template, and the batches that came in before."""

from __future__ import annotations

import pandas as pd

from data import queries
from data.batches import undo
from data.queries.surveys import QUESTION
from locales import BadInput
from pages.sections import batches, survey_upload, table_upload
from ui import choices, filters, formats, frame, links, session
from ui.screen import st
from ui.upload import import_form
from ui.words import _, plain, say

MOST_COMPARED, MOST_QUESTIONS = 6, 3


def render() -> None:
    frame.heading(_("Upload"), _("Bring data in: what came in, and what became of it?"))
    filters.remember(None)
    if session.warehouse().read_only:
        st.info(_("This process only reads. Load this page anew to be led to the writer."))
        st.link_button(_("Load this page anew"), "/upload", icon=":material/refresh:")
        return
    _outcome()
    kinds = {"survey": _("Survey files"), "table": _("A filled-in template")}
    kind = choices.of_one(
        st.segmented_control,
        _("What do you bring?"),
        "upload_kind",
        kinds,
        parameter="kind",
        required=True,
    )
    try:
        (survey_upload if kind == "survey" else table_upload).render()
    except BadInput as fault:
        st.error(plain(say(fault.sentence)), icon=":material/error:")
    batches.render()


def _outcome() -> None:
    """What the last import came to, the way back, and the way to its branches in its own months."""
    batch_ids = import_form.show_outcome()
    if not batch_ids:
        return
    reader = session.reader()
    scopes = [queries.bookkeeping.batch_scope(reader, batch_id) for batch_id in batch_ids]
    scope = pd.concat(scopes).groupby("branch_id", as_index=False)
    scope = scope.agg({"answers": "sum", "first": "min", "last": "max"})
    with st.container(horizontal=True):
        if len(scope) > 1:
            most = scope.sort_values(["answers", "branch_id"], ascending=[False, True])
            asked = queries.bookkeeping.batch_questions(reader, batch_ids)[:MOST_QUESTIONS]
            links.link(
                "compare",
                _("Compare the branches"),
                icon=":material/arrow_forward:",
                branches=",".join(most["branch_id"].head(MOST_COMPARED)),
                metrics=",".join(f"{QUESTION}{question_id}" for question_id in asked),
                **{
                    "from": formats.address_month(scope["first"].min()),
                    "to": formats.address_month(scope["last"].max()),
                },
            )
        st.button(
            _("Undo this import"),
            icon=":material/undo:",
            on_click=_undo,
            args=(batch_ids,),
            key="upload_undo_last",
        )


def _undo(batch_ids: list[int]) -> None:
    """Take the last import back; said on the page that is drawn next."""
    listed = _(", ").join(map(str, batch_ids))
    try:
        undo(session.warehouse(), session.viewer(), batch_ids)
        import_form.note([_("Batch {batch} is undone.", batch=listed)])
    except BadInput as fault:
        import_form.note([], failed=[say(fault.sentence)])
