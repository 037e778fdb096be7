"""The plan of an import as a table in which a person corrects roles, scales and directions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.importing.plan import ROLES, TOPIC_NAMES, ColumnPlan, Plan
from ui import words
from ui.screen import st
from ui.words import _

ROW, TALLEST = 35, 36 * 22  # pixels


def show(plan: Plan, key: str) -> dict[int, dict[str, object]]:
    """Draw the table; what the person changed in it, by position, as `Plan.corrected` takes it."""
    frame = pd.DataFrame([_row(column) for column in plan.columns])
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        disabled=["number", "header", "examples"],
        column_config=_columns(),
        placeholder="",
        height=min(ROW * (len(frame) + 1) + 3, TALLEST),
        alt=_("How each column of the file is understood"),
    )
    edits: Mapping[int, Mapping[str, object]] = st.session_state.get(key, {}).get("edited_rows", {})
    return {
        plan.columns[int(row)].position: _changes(plan.columns[int(row)], cells)
        for row, cells in edits.items()
    }


def _row(column: ColumnPlan) -> dict[str, object]:
    low, high = column.scale or (None, None)
    return {
        "number": column.position + 1,
        "header": name(column),
        "examples": " | ".join(column.examples),
        "role": column.role,
        "low": low,
        "high": high,
        "better": column.better,
        "satisfied_from": column.satisfied_from,
        "not_applicable": ", ".join(column.not_applicable),
        "overall": column.overall,
        "topic": column.topic,
    }


def name(column: ColumnPlan) -> str:
    """Header and row of a matrix, on one line."""
    return " ".join(f"{column.header} {column.row_label or ''}".split())


def _columns() -> dict[str, object]:
    config = st.column_config
    roles = {key: words.role(key) for key in ROLES}
    topics = {key: words.topic(key) for key in TOPIC_NAMES}
    directions = {key: words.better(key) for key in ("high", "low")}
    return {
        "number": config.NumberColumn(_("No."), width=50),
        "header": config.TextColumn(_("Column"), width="medium"),
        "examples": config.TextColumn(_("Examples"), width=170),
        "role": config.SelectboxColumn(
            _("Role"), options=ROLES, format_func=roles.__getitem__, required=True, width=130
        ),
        "low": config.NumberColumn(_("Lowest"), width=70),
        "high": config.NumberColumn(_("Highest"), width=70),
        "better": config.SelectboxColumn(
            _("Better"), options=list(directions), format_func=directions.__getitem__, width="small"
        ),
        "satisfied_from": config.NumberColumn(_("Satisfied from"), width=90),
        "not_applicable": config.TextColumn(_("Not counted"), width="small"),
        "overall": config.CheckboxColumn(_("Overall item"), width="small"),
        "topic": config.SelectboxColumn(
            _("Topic"), options=TOPIC_NAMES, format_func=topics.__getitem__, width="small"
        ),
    }


def _changes(column: ColumnPlan, cells: Mapping[str, object]) -> dict[str, object]:
    """The edited cells of one row in the words of `Plan.corrected`."""
    changes = {
        name: cells[name]
        for name in ("role", "better", "overall", "topic", "satisfied_from")
        if name in cells
    }
    if "low" in cells or "high" in cells:
        low, high = column.scale or column.possible_scale or (None, None)
        ends = (cells.get("low", low), cells.get("high", high))
        if None not in ends:
            changes["scale"] = tuple(float(end) for end in ends)
    if "not_applicable" in cells:
        listed = str(cells["not_applicable"] or "").replace("，", ",").replace("、", ",")
        changes["not_applicable"] = tuple(v.strip() for v in listed.split(",") if v.strip())
    return changes
