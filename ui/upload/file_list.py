"""Several files at once: what each is, whether it can be imported, and which one is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.importing.plan import SCORED, Plan
from ui import formats, tables, words
from ui.screen import st
from ui.words import _


@dataclass(frozen=True)
class Listed:
    """A file in the list; `plan` is missing where it could not be read, `state` is a sentence."""

    name: str
    plan: Plan | None
    state: str


def choose(files: Mapping[str, Listed], key: str) -> str:
    """Draw the files as a table, and ask which one to look at; its key in `files`."""
    tables.show(
        pd.DataFrame([_row(file) for file in files.values()]),
        _("The files, what each is, and whether it can be imported"),
        key=f"{key}_table",
        texts=[_("Tool"), _("State")],
    )
    names = {file_id: file.name for file_id, file in files.items()}
    return st.selectbox(_("Look at the file"), list(files), format_func=names.__getitem__, key=key)


def _row(file: Listed) -> dict[str, str]:
    plan = file.plan
    asked: Sequence = plan.of_role(*SCORED) if plan else ()
    return {
        _("File"): file.name,
        _("Tool"): words.tool(plan.tool) if plan else "",
        _("Rows"): formats.number(plan.rows) if plan else "",
        _("Questions with scores"): formats.number(len(asked)) if plan else "",
        _("State"): file.state,
    }
