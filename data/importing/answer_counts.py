"""The distinct answers of a column, for a person who says what each is worth."""

from __future__ import annotations

import pyarrow.compute as pc

from data.importing.plan import Plan
from data.importing.table import TextTable
from data.importing.values import clean

MOST = 30  # a question with more distinct answers is no ladder


def answer_counts(table: TextTable, plan: Plan, position: int) -> dict[str, int] | None:
    """Answer -> rows, the most frequent first; None where more than MOST differ."""
    cells = table.below(plan.header_rows)[f"c{position}"].drop_null()
    if pc.count_distinct(cells).as_py() > 4 * MOST:
        return None
    counted: dict[str, int] = {}
    for entry in pc.value_counts(cells).to_pylist():
        text = clean(entry["values"])
        if text:
            counted[text] = counted.get(text, 0) + entry["counts"]
    if len(counted) > MOST:
        return None
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
