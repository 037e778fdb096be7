"""Committing survey files: each ready file is stored whole, or not at all, as its own batch."""

from __future__ import annotations

from collections.abc import Mapping

from data.importing.commit import Imported, import_survey
from locales import BadInput
from pages.sections import survey_files
from pages.sections.survey_files import Draft
from ui import formats, session, words
from ui.screen import st
from ui.upload import import_form
from ui.words import _, plain, say


def state(draft: Draft) -> str:
    """Whether a file can be imported as it stands, or what it lacks."""
    if draft.fault is not None:
        return say(draft.fault.sentence)
    if draft.plan.unusable is not None:
        return say(draft.plan.unusable)
    if draft.plan.the("time") is None and draft.options.default_month is None:
        return _("Look at it: its month is not known")
    if draft.table.cut_rows and not draft.options.accept_cut_rows:
        return _("Look at it: rows end too early")
    return _("Ready to import")


def _ready(draft: Draft) -> bool:
    return draft.fault is None and state(draft) == _("Ready to import")


def offer(drafts: Mapping[str, Draft]) -> None:
    """The button, and what it does: each ready file is stored whole, or not at all."""
    ready = [draft for draft in drafts.values() if _ready(draft)]
    if not ready:
        return
    label = _("Import this file")
    if len(drafts) > 1:
        label = _("Import {count} of {all} files", count=len(ready), all=len(drafts))
    if not st.button(label, type="primary", key="upload_commit"):
        return
    bar = st.progress(0.0)
    stored, failed = {}, []
    for number, draft in enumerate(ready):

        def advance(step: str, share: float, draft: Draft = draft, number: int = number) -> None:
            bar.progress((number + share) / len(ready), f"{plain(draft.name)} · {words.step(step)}")

        try:
            done = import_survey(
                session.warehouse(),
                session.viewer(),
                draft.table,
                draft.plan,
                draft.options,
                advance,
            )
            stored[done.batch_id] = _said(done)
        except BadInput as fault:
            failed.append(f"{draft.name}: {say(fault.sentence)}")
    if not stored:
        bar.empty()
        for text in failed:
            st.error(plain(text), icon=":material/error:")
        return
    survey_files.forget()
    import_form.finish(list(stored.values()), list(stored), failed)


def _said(done: Imported) -> str:
    return _(
        "Batch {batch}: {kept} of {read} rows stored with {answers} answers; "
        "{rejected} left out, {waiting} waiting for their branch.",
        batch=done.batch_id,
        kept=formats.number(done.rows_kept),
        read=formats.number(done.rows_read),
        answers=formats.number(done.answers),
        rejected=formats.number(done.rows_rejected),
        waiting=formats.number(done.rows_waiting),
    )
