"""The survey files a person dropped: each read once, with its plan and what was said of it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data import batches, queries
from data.batches import BatchFile
from data.branches import match
from data.importing.commit import Options
from data.importing.file_name import plain_name
from data.importing.flagged import flagged
from data.importing.memory import remembered, remembered_options
from data.importing.plan import Plan
from data.importing.read import read
from data.importing.recognise import recognise
from data.importing.table import TextTable
from data.importing.validate import Validated, validate
from locales import BadInput
from ui import session
from ui.screen import st

FILE_TYPES = ["csv", "tsv", "txt", "xlsx", "xls"]
DRAFTS = "upload_drafts"


@dataclass(frozen=True)
class Checked:
    """What would be stored of a file, and of its names those that are branches."""

    validated: Validated
    flags: pd.DataFrame
    known: frozenset[str]


@dataclass(frozen=True)
class Draft:
    """A file on its way in; `fault` says why it cannot be read. `version` counts corrections."""

    name: str
    table: TextTable | None = None
    plan: Plan | None = None
    options: Options | None = None
    fault: BadInput | None = None
    version: int = 0
    checked: Checked | None = None


def drafts(uploaded: list) -> dict[str, Draft]:
    """The draft of every file in the uploader, by the file's id; those taken out are forgotten."""
    kept = st.session_state.get(DRAFTS, {})
    found = {file.file_id: kept.get(file.file_id) or _read(file) for file in uploaded}
    st.session_state[DRAFTS] = found
    return found


def put(file_id: str, draft: Draft) -> Draft:
    st.session_state[DRAFTS] = st.session_state[DRAFTS] | {file_id: draft}
    return draft


def forget() -> None:
    st.session_state.pop(DRAFTS, None)


def text_table(uploaded: object) -> TextTable:
    """An uploaded file as text. Raises BadInput for one that cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(uploaded.getbuffer())
        return read(path, uploaded.name)


def _read(uploaded: object) -> Draft:
    try:
        table = text_table(uploaded)
        with session.warehouse().cursor(session.viewer()) as cursor:
            plan = remembered(cursor, recognise(table))
            said = remembered_options(cursor, plan)
            file = BatchFile(table.file_name, table.sha256, plan.tool)
            batches.refuse_duplicate(cursor, file, "survey_response")
    except BadInput as fault:
        return Draft(plain_name(uploaded.name), fault=fault)
    title = Path(table.file_name).stem
    if said:
        options = Options(**{"title": title, **said, "uncounted": tuple(said.get("uncounted", ()))})
    else:  # where no branch is known yet, a name can only be a new one
        nobody = queries.organisation.branches(session.reader()).empty
        options = Options(title=title, create_branches=nobody)
    return Draft(table.file_name, table, plan, options)


def checked(file_id: str, draft: Draft) -> Draft:
    """The draft with what would be stored; computed once for each state of its plan.

    Raises BadInput as `validate`.
    """
    if draft.checked is not None:
        return draft
    with session.warehouse().cursor(session.viewer()) as cursor:
        validated = validate(
            draft.table,
            draft.plan,
            cursor,
            default_month=draft.options.default_month,
            accept_cut_rows=draft.options.accept_cut_rows,
        )
        responses = draft.plan.layout == "responses"
        flags = flagged(cursor, draft.plan) if responses else pd.DataFrame()
        known = frozenset(match(cursor, validated.branch_labels))
    return put(file_id, replace(draft, checked=Checked(validated, flags, known)))


def with_options(file_id: str, draft: Draft, options: Options) -> Draft:
    """The draft with what was said of it; validated anew where that changes what is stored."""
    if options == draft.options:
        return draft
    before = draft.options
    same = (before.default_month, before.accept_cut_rows) == (
        options.default_month,
        options.accept_cut_rows,
    )
    kept = draft.checked if same else None
    return put(file_id, replace(draft, options=options, checked=kept))


def corrected(file_id: str, draft: Draft, plan: Plan) -> Draft:
    return put(file_id, replace(draft, plan=plan, version=draft.version + 1, checked=None))
