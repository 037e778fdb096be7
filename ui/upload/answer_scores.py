"""What each answer of a question is worth, as a table in which a person says it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.importing.plan import ColumnPlan
from ui import formats
from ui.screen import st
from ui.words import _


def show(column: ColumnPlan, counts: Mapping[str, int], key: str) -> dict[str, object]:
    """Draw the answers with their scores; the change in the words of `Plan.corrected`, if any.

    `counts` maps each answer to its rows. An answer without a score is not counted.
    """
    scores = {answer: column.ladder.get(answer) for answer in counts}
    frame = pd.DataFrame(
        {
            "answer": list(counts),
            "rows": [formats.number(rows) for rows in counts.values()],
            "score": pd.Series(list(scores.values()), dtype="Float64"),
        }
    )
    config = st.column_config
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        disabled=["answer", "rows"],
        column_config={
            "answer": config.TextColumn(_("Answer"), width="large"),
            "rows": config.TextColumn(_("Rows"), width=80, alignment="right"),
            "score": config.NumberColumn(_("Score"), width=90),
        },
        placeholder="",
        alt=_("The answers of the question and the score of each"),
    )
    edits = st.session_state.get(key, {}).get("edited_rows", {})
    for row, cells in edits.items():
        if "score" in cells:
            scores[frame.at[int(row), "answer"]] = cells["score"]
    if not edits:
        return {}
    ladder = {a: float(score) for a, score in scores.items() if score is not None}
    without = tuple(answer for answer, score in scores.items() if score is None)
    return {"role": "rating", "ladder": ladder, "not_applicable": without}
