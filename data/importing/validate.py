"""A table and its plan → staged rows on a connection, and every cell or row that was refused."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from data.importing import staging
from data.importing.finished_scores import stage_scores
from data.importing.plan import Plan
from data.importing.table import TextTable
from locales import BadInput, sentence

__all__ = ["Validated", "validate"]


@dataclass(frozen=True)
class Validated:
    """What validation found.

    `branch_labels` maps trimmed branch names to kept rows. `rejects` has one row for each refused
    cell or row: row (spreadsheet row), column, value, reason (English), reason_zh.
    """

    rows_read: int
    rows_kept: int
    rows_rejected: int
    answers: int
    branch_labels: dict[str, int]
    rejects: pd.DataFrame


def validate(
    table: TextTable,
    plan: Plan,
    connection: duckdb.DuckDBPyConnection,
    *,
    default_month: int | None = None,
    accept_cut_rows: bool = False,
) -> Validated:
    """Stage what a plan makes of a table. Raises BadInput if nothing of it may be stored.

    Leaves on the connection, temporary: staged_response(row_number, branch_label, month, weight,
    quality_flag), staged_answer(row_number, position, score), staged_comment(row_number, position,
    text); of an aggregate staged_score(row_number, branch_label, month, category, score).
    `default_month` (yyyymm) is for files without a time column.
    """
    cut = tuple(row for row in table.cut_rows if row > plan.header_rows)
    _refuse(table, plan, cut, default_month, accept_cut_rows)
    cells = table.below(plan.header_rows)
    stage = staging.Stage(connection, cells, plan, table.width, default_month)
    read = stage.responses(cut, table.closing_rows, overflow=table.cells.num_columns > table.width)
    if plan.layout == "aggregate":
        stage_scores(stage)
    else:
        stage.answers()
        stage.comments()
    return _result(connection, plan, read, stage)


def _refuse(
    table: TextTable,
    plan: Plan,
    cut: tuple[int, ...],
    default_month: int | None,
    accept_cut_rows: bool,
) -> None:
    if cut and not accept_cut_rows:
        found = next((p for p in table.problems if p.row == cut[0]), None)
        where = found.reason if found else sentence("The row ends too early.")
        raise BadInput(
            "Row {row}: {where} The file was probably cut off. Export it again, or leave the "
            "{count} cut rows out.",
            row=cut[0],
            where=where,
            count=len(cut),
        )
    if plan.unusable is not None:
        raise BadInput(plan.unusable.text, **plan.unusable.values)
    if plan.the("time") is None and default_month is None:
        raise BadInput(
            "No column holds a date. Say which column does, or the month the answers belong to."
        )
    if plan.layout == "responses" and not plan.of_role("rating", "nps", "yes_no"):
        raise BadInput("No column is a rating, so there is nothing to count.")


def _result(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    read: int,
    stage: staging.Stage,
) -> Validated:
    kept_table = "staged_score" if plan.layout == "aggregate" else "staged_response"
    labels = connection.sql(
        f"SELECT branch_label, count(*) FROM {kept_table} GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()
    kept = sum(rows for _, rows in labels)
    if not kept:
        raise _nothing_left(stage)
    answers = kept
    if plan.layout != "aggregate":
        answers = connection.sql("SELECT count(*) FROM staged_answer").fetchall()[0][0]
    rejects = stage.rejects()
    return Validated(read, kept, read - kept, answers, dict(labels), rejects)


def _nothing_left(stage: staging.Stage) -> BadInput:
    reasons = stage.rejects()["reason"].value_counts()
    why: object = reasons.index[0] if len(reasons) else sentence("every row is blank")
    return BadInput("Not one row can be used. The most frequent reason: {why}", why=why)
