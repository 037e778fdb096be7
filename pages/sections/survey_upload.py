"""Survey files: shown, corrected and checked before they are committed."""

from __future__ import annotations

from dataclasses import replace

from data import queries
from data.importing.answer_counts import answer_counts
from locales import BadInput
from pages.sections import survey_commit, survey_files
from pages.sections.survey_files import Draft
from ui import formats, frame, session
from ui.screen import st
from ui.upload import (
    answer_scores,
    branch_summary,
    file_list,
    import_form,
    plan_editor,
    quality_flags,
    reject_list,
)
from ui.words import _, plain, say


def render() -> None:
    uploaded = st.file_uploader(
        _("Survey files as the survey tool exported them: CSV or Excel, one or several"),
        type=survey_files.FILE_TYPES,
        accept_multiple_files=True,
        key=f"upload_{import_form.outcomes()}",
    )
    drafts = survey_files.drafts(uploaded)
    if not drafts:
        return
    file_id = next(iter(drafts))
    if len(drafts) > 1:
        listed = {
            key: file_list.Listed(d.name, d.plan, survey_commit.state(d))
            for key, d in drafts.items()
        }
        file_id = file_list.choose(listed, f"upload_file_{import_form.outcomes()}")
    if drafts[file_id].fault is not None:
        st.error(plain(say(drafts[file_id].fault.sentence)), icon=":material/error:")
    else:
        _one(file_id, drafts[file_id])
    survey_commit.offer(st.session_state[survey_files.DRAFTS])


def _one(file_id: str, draft: Draft) -> None:
    """One file as a person reads and corrects it."""
    import_form.how_it_was_read(draft.plan)
    known = queries.organisation.branches(session.reader())
    names = dict(zip(known["branch_id"], known["name"], strict=True))
    options = import_form.options(draft.table, draft.plan, draft.options, names, file_id)
    draft = survey_files.with_options(file_id, draft, options)
    frame.section(
        _("What each column is"), _("Correct a cell by a double click; it is remembered.")
    )
    changes = plan_editor.show(draft.plan, f"upload_plan_{draft.version}_{file_id}")
    changes |= _scores_of_answers(file_id, draft)
    if changes:
        plan = draft.plan
        for position, change in changes.items():
            plan = plan.corrected(position, **change)
        # The tables are drawn anew from the corrected plan.
        survey_files.corrected(file_id, draft, plan)
        st.rerun()
    try:
        draft = survey_files.checked(file_id, draft)
    except BadInput as fault:
        if fault.sentence not in [problem.reason for problem in draft.plan.problems]:
            st.error(plain(say(fault.sentence)), icon=":material/error:")
        return
    _outlook(file_id, draft)


def _scores_of_answers(file_id: str, draft: Draft) -> dict[int, dict[str, object]]:
    """What each answer of a question is worth, where a person says it; for all questions alike."""
    asked = [c for c in draft.plan.of_role("rating", "yes_no", "choice") if c.examples]
    labels = {c.position: f"{c.position + 1} · {plan_editor.name(c)}" for c in asked}
    with st.expander(_("What each answer is worth"), icon=":material/format_list_numbered:"):
        st.caption(
            _(
                "Answers in words that are not understood become ratings once each has a score;"
                " one without a score is not counted."
            )
        )
        position = st.selectbox(
            _("Question"),
            list(labels),
            format_func=labels.__getitem__,
            index=None,
            placeholder=_("Choose a question"),
            key=f"upload_answers_{file_id}",
        )
        if position is None:
            return {}
        counts = answer_counts(draft.table, draft.plan, position)
        if counts is None:
            st.info(_("Too many different answers for a scale."))
            return {}
        column = next(c for c in asked if c.position == position)
        key = f"upload_scores_{draft.version}_{file_id}_{position}"
        change = answer_scores.show(column, counts, key)
    if not change:
        return {}
    alike = [
        c.position
        for c in asked
        if c.position == position
        or (c.role == column.role and set(answer_counts(draft.table, draft.plan, c.position) or "-")
            <= set(counts))
    ]  # fmt: skip
    return dict.fromkeys(alike, change)


def _outlook(file_id: str, draft: Draft) -> None:
    """What would be stored, whose answers they are, what is flagged and what is left out."""
    validated = draft.checked.validated
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
    if draft.plan.the("branch") is not None:
        branch_summary.show(
            validated.branch_labels, draft.checked.known, draft.options.create_branches
        )
    if len(draft.checked.flags):
        uncounted = quality_flags.choose(
            draft.checked.flags, draft.options.uncounted, f"upload_flags_{file_id}"
        )
        survey_files.with_options(file_id, draft, replace(draft.options, uncounted=uncounted))
    if len(validated.rejects):
        with st.expander(_("{count} cells or rows are left out", count=len(validated.rejects))):
            reject_list.show(validated.rejects, "rejects")
