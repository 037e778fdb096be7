"""Commit a validated survey file: one transaction, all of it or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import duckdb

from data import batches, branches, cells, comment_terms, driver_cells
from data.batches import BatchFile
from data.importing import questions
from data.importing.flagged import ALWAYS_UNCOUNTED, FLAGS
from data.importing.memory import remember
from data.importing.plan import Plan
from data.importing.read import TextTable
from data.importing.validate import Validated, validate
from data.masking import masked
from data.rows import first_row
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput, sentence

AUDIENCES = ("customer", "member", "employee")
CHANNELS = ("questionnaire", "symposium", "interview", "suggestion_box", "hotline_95598")

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Options:
    """What the person says about the file as a whole."""

    title: str
    audience: str = "customer"
    channel: str = "questionnaire"
    create_branches: bool = False
    for_branch: str | None = None  # the branch of all rows, for a file without a branch column
    default_month: int | None = None  # the month of all rows, for a file without a time column
    accept_cut_rows: bool = False
    uncounted: tuple[str, ...] = (ALWAYS_UNCOUNTED,)  # quality flags whose rows are not counted

    def to_remember(self) -> dict[str, object]:
        """What the next file with the same header starts from."""
        return {
            "title": " ".join(self.title.split()),
            "audience": self.audience,
            "channel": self.channel,
            "create_branches": self.create_branches,
            "uncounted": list(self.uncounted),
        }


@dataclass(frozen=True)
class Imported:
    """What became of a file; the names are those of `import --json`."""

    batch_id: int
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rows_waiting: int
    answers: int
    branches_matched: int
    branches_unmatched: dict[str, int]
    flagged: dict[str, int]  # rows by quality flag, previews among them


def import_survey(
    warehouse: Warehouse,
    viewer: Viewer,
    table: TextTable,
    plan: Plan,
    options: Options,
    progress: Progress | None = None,
) -> Imported:
    """Validate, store and count one file. Raises BadInput, and then nothing is stored."""
    options = replace(options, title=masked(options.title))
    _check(options)
    progress = progress or (lambda _step, _share: None)
    target = "survey_score" if plan.layout == "aggregate" else "survey_response"
    file = BatchFile(table.file_name, table.sha256, plan.tool, table.encoding)
    with warehouse.change(viewer, "import", table.file_name) as connection:
        batches.refuse_duplicate(connection, file, target)
        progress("validate", 0.0)
        validated = validate(
            table,
            plan,
            connection,
            default_month=options.default_month,
            accept_cut_rows=options.accept_cut_rows,
        )
        progress("store", 0.4)
        batch_id = batches.next_id(connection)
        survey_id = _survey(connection, options, batch_id)
        found = _branches(connection, validated, options, batch_id)
        if plan.layout == "aggregate":
            answers = _store_scores(connection, batch_id, survey_id)
        else:
            answers = _store_responses(connection, plan, options, batch_id, survey_id)
        counts = {
            "rows_read": validated.rows_read,
            "rows_kept": validated.rows_kept,
            "rows_rejected": validated.rows_rejected,
            "answers": answers,
        }
        batches.register(
            connection, batch_id, target, file, viewer, counts, validated.rejects, options.uncounted
        )
        flags = {} if plan.layout == "aggregate" else _flags(connection, batch_id)
        progress("count", 0.8)
        if plan.layout != "aggregate":
            cells.count_batch(connection, batch_id)
            driver_cells.count_batch(connection, batch_id)
            progress("words", 0.9)
            comment_terms.count_batch(
                connection, batch_id, lambda share: progress("words", 0.9 + share / 10)
            )
        cells.refresh_metrics(connection, {"survey_cell", "survey_score", "branch"})
        remember(connection, plan, options.to_remember())
    progress("count", 1.0)
    unmatched = {
        label: rows for label, rows in validated.branch_labels.items() if label not in found
    }
    return Imported(
        batch_id=batch_id,
        rows_waiting=sum(unmatched.values()),
        branches_matched=len(set(found.values())),
        branches_unmatched=unmatched,
        flagged=flags,
        **counts,
    )


def _check(options: Options) -> None:
    for name, value, allowed in (
        (sentence("audience"), options.audience, AUDIENCES),
        (sentence("channel"), options.channel, CHANNELS),
    ):
        if value not in allowed:
            raise BadInput(
                "{value} is not a known {name}. Use one of: {allowed}.",
                value=value,
                name=name,
                allowed=", ".join(allowed),
            )
    unknown = [flag for flag in options.uncounted if flag not in FLAGS]
    if unknown:
        raise BadInput(
            "{value} is not a known {name}. Use one of: {allowed}.",
            value=unknown[0],
            name=sentence("quality flag"),
            allowed=", ".join(FLAGS),
        )
    if not options.title.strip():
        raise BadInput("The survey has no title. Give it one, so that it can be found again.")


def _survey(connection: duckdb.DuckDBPyConnection, options: Options, batch_id: int) -> int:
    """The survey of this title and audience, made if it is new."""
    title = " ".join(options.title.split())
    found = first_row(
        connection,
        "SELECT survey_id FROM survey WHERE title = ? AND audience = ?",
        [title, options.audience],
    )
    if found:
        return found[0]
    (survey_id,) = first_row(connection, "SELECT coalesce(max(survey_id), 0) + 1 FROM survey")
    connection.execute(
        "INSERT INTO survey VALUES (?, ?, ?, ?)", [survey_id, title, options.audience, batch_id]
    )
    return survey_id


def _branches(
    connection: duckdb.DuckDBPyConnection, validated: Validated, options: Options, batch_id: int
) -> dict[str, str]:
    """Label -> branch code, also as the temporary table `found_branch`."""
    labels = list(validated.branch_labels)
    if options.for_branch is not None:
        found = _one_branch(connection, labels, options, batch_id)
    else:
        found = branches.match(connection, labels)
        if options.create_branches:
            unknown = [label for label in labels if label not in found]
            found |= branches.create(connection, unknown, batch_id)
    connection.execute("CREATE OR REPLACE TEMP TABLE found_branch (label VARCHAR, code VARCHAR)")
    if found:
        connection.executemany("INSERT INTO found_branch VALUES (?, ?)", list(found.items()))
    return found


def _one_branch(
    connection: duckdb.DuckDBPyConnection, labels: list[str], options: Options, batch_id: int
) -> dict[str, str]:
    name = options.for_branch or ""
    found = branches.match(connection, [name])
    if not found and options.create_branches:
        found = branches.create(connection, [name], batch_id)
    if not found:
        raise BadInput(
            "There is no branch {branch}. Choose one from the list.", branch=options.for_branch
        )
    return dict.fromkeys(labels, found[name])


def _store_scores(connection: duckdb.DuckDBPyConnection, batch_id: int, survey_id: int) -> int:
    (stored,) = first_row(
        connection,
        "INSERT INTO survey_score"
        " SELECT ?, ?, row_number, code, branch_label, month, category, score"
        " FROM staged_score LEFT JOIN found_branch ON branch_label = label",
        [batch_id, survey_id],
    )
    return stored


def _store_responses(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    options: Options,
    batch_id: int,
    survey_id: int,
) -> int:
    """Store responses, answers and comments; the number of answers."""
    (first_id,) = first_row(connection, "SELECT coalesce(max(response_id), 0) FROM survey_response")
    # Weights are scaled so that they sum to Kish's effective n of the batch: (Σw)² / Σw².
    connection.execute(
        "INSERT INTO survey_response"
        " SELECT ? + row_number, ?, ?, row_number, code, branch_label, ?, month,"
        " weight * sum(weight) OVER () / sum(weight * weight) OVER (), quality_flag"
        " FROM staged_response LEFT JOIN found_branch ON branch_label = label",
        [first_id, batch_id, survey_id, options.channel],
    )
    questions.store(connection, plan, batch_id, survey_id)
    (answers,) = first_row(
        connection,
        "INSERT INTO survey_answer"
        " SELECT ?, ? + row_number, question_id, score"
        " FROM staged_answer JOIN stored_question USING (position)",
        [batch_id, first_id],
    )
    connection.execute(
        "INSERT INTO survey_comment"
        " SELECT ?, ? + row_number, question_id, text"
        " FROM staged_comment JOIN stored_question USING (position)",
        [batch_id, first_id],
    )
    ratings = [c for c in plan.columns if c.role == "rating"]
    if ratings and not any(c.overall for c in ratings):
        questions.store_respondent_means(connection, plan, batch_id, survey_id)
    return answers


def _flags(connection: duckdb.DuckDBPyConnection, batch_id: int) -> dict[str, int]:
    """Rows of the batch by quality flag, without those that have none."""
    return dict(
        connection.execute(
            "SELECT quality_flag, count(*) FROM survey_response"
            " WHERE batch_id = ? AND quality_flag <> '' GROUP BY ALL ORDER BY ALL",
            [batch_id],
        ).fetchall()
    )
