"""The warehouse's own tables: a template to fill in, and the filled-in one to import."""

from __future__ import annotations

from data import tables, templates
from data.table_import import import_table
from pages.sections import survey_files
from ui import choices, formats, session
from ui.screen import st
from ui.upload import import_form
from ui.words import _, say


def render() -> None:
    known = {name: tables.table(name) for name in tables.UPLOADABLE}
    labels = {name: say(tables.label(name)) for name in known}
    name = choices.of_one(st.selectbox, _("Which table"), "upload_table", labels, parameter="table")
    workbook, text = st.columns(2)
    workbook.download_button(
        _("Template for Excel"), templates.as_workbook(known[name]), f"{name}.xlsx"
    )
    text.download_button(_("Template as CSV"), templates.as_csv(known[name]), f"{name}.csv")
    # A new key after each import empties the uploader.
    uploaded = st.file_uploader(
        _("The filled-in template"),
        type=survey_files.FILE_TYPES,
        key=f"upload_table_{name}_{import_form.outcomes()}",
    )
    if uploaded is not None and st.button(_("Import this file"), type="primary"):
        table = survey_files.text_table(uploaded)
        done = import_table(session.warehouse(), session.viewer(), table, name)
        said = _(
            "Batch {batch}: {kept} of {read} rows stored; {rejected} left out.",
            batch=done.batch_id,
            kept=formats.number(done.rows_kept),
            read=formats.number(done.rows_read),
            rejected=formats.number(done.rows_rejected),
        )
        import_form.finish([said], [done.batch_id])
