"""Names that wait for their branch, as a table in which a person says what each one means."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import formats
from ui.screen import st
from ui.words import _

ROW, TALLEST = 35, 36 * 12  # pixels
NEW = "+"  # stands among the codes for a branch that is not there yet


def show(
    waiting: pd.DataFrame, proposed: pd.DataFrame, names: Mapping[str, str], key: str
) -> dict[str, str | None]:
    """Draw the table; the branch of each name that a person ticked, None for a new one.

    `waiting` has branch_label and rows; `proposed` label, branch_id and similarity; `names` the
    name of every branch by its code. A name like no other is proposed as a new branch. A proposal
    counts only once it is ticked; to choose another branch is to confirm it.
    """
    guess = proposed.set_index("label").reindex(waiting["branch_label"])
    nobody = guess["branch_id"].isna() & (waiting["branch_label"].str.strip() != "").to_numpy()
    guess["branch_id"] = guess["branch_id"].astype(object).mask(nobody, NEW)
    frame = pd.DataFrame(
        {
            "confirmed": False,
            "name": waiting["branch_label"].where(waiting["branch_label"] != "", _("(blank)")),
            "rows": [formats.number(rows) for rows in waiting["rows"]],
            "branch": guess["branch_id"].to_numpy(object),
            "alike": 100 * guess["similarity"].to_numpy(float),
        }
    )
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        disabled=["name", "rows", "alike"],
        column_config=_columns(names),
        placeholder="",
        height=min(ROW * (len(frame) + 1) + 3, TALLEST),
        alt=_("Names in files, the branch each may mean, and how alike the names are"),
    )
    edits = st.session_state.get(key, {}).get("edited_rows", {})
    meant: dict[str, str | None] = {}
    for row, cells in edits.items():
        branch_id = cells.get("branch", frame.at[int(row), "branch"])
        chosen = cells.get("confirmed", "branch" in cells)
        if chosen and isinstance(branch_id, str):
            label = waiting["branch_label"].iloc[int(row)]
            meant[label] = None if branch_id == NEW else branch_id
    return meant


def _columns(names: Mapping[str, str]) -> dict[str, object]:
    config = st.column_config
    offered = {NEW: _("＋ a new branch of this name"), **names}
    return {
        "confirmed": config.CheckboxColumn(_("Confirm"), width=70),
        "name": config.TextColumn(_("Name in the file"), width="medium"),
        "rows": config.TextColumn(_("Rows"), width=70, alignment="right"),
        "branch": config.SelectboxColumn(
            _("Means the branch"),
            options=list(offered),
            format_func=offered.__getitem__,
            width="medium",
        ),
        "alike": config.NumberColumn(_("Alike"), format="%.0f %%", width=70),
    }
