"""Storing the demo company: one batch for each table, one for each survey."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from data import batches, cells, comment_terms, driver_cells
from data.batches import DEMO_TOOL, BatchFile
from data.demo.answers import Answers, draw
from data.demo.comments import comment_table
from data.demo.company import SEED
from data.demo.surveys import Survey, question_table
from data.viewer import Viewer


@dataclass(frozen=True)
class Store:
    """Puts frames into the warehouse, within the transaction of `connection`."""

    connection: duckdb.DuckDBPyConnection
    viewer: Viewer

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """One table as one batch."""
        batch_id = self._next("batch_id", "batch")
        self._insert(name, frame.assign(batch_id=batch_id))
        self._register(batch_id, name, name, len(frame))

    def survey(self, survey: Survey) -> None:
        """One survey with its questions, responses, answers and comments as one batch."""
        batch_id = self._next("batch_id", "batch")
        survey_id = self._next("survey_id", "survey")
        first_question = self._next("question_id", "survey_question")
        questions = question_table(survey).assign(
            survey_id=survey_id,
            question_id=lambda q: first_question - 1 + q["position"],
            batch_id=batch_id,
        )
        answers = draw(survey)
        responses = self._numbered(answers, survey_id, batch_id)
        scores = _score_table(answers, responses["response_id"].to_numpy(), first_question)
        comments = comment_table(survey, answers).assign(
            response_id=lambda c: responses["response_id"].to_numpy()[c.pop("row")],
            question_id=first_question + len(survey.items),
        )
        head = {"survey_id": survey_id, "title": survey.title, "audience": survey.audience}
        self._insert("survey", pd.DataFrame([head | {"batch_id": batch_id}]))
        self._insert("survey_question", questions)
        self._insert("batch_question", questions[["batch_id", "question_id"]])
        self._insert("survey_response", responses)
        self._insert("survey_answer", scores.assign(batch_id=batch_id))
        self._insert("survey_comment", comments.assign(batch_id=batch_id))
        self._register(batch_id, "survey_response", survey.title, len(responses), len(scores))
        cells.count_batch(self.connection, batch_id)
        driver_cells.count_batch(self.connection, batch_id)
        comment_terms.count_batch(self.connection, batch_id)

    def _numbered(self, answers: Answers, survey_id: int, batch_id: int) -> pd.DataFrame:
        row = np.arange(1, len(answers.responses) + 1)
        kept = ["branch_id", "branch_label", "channel", "month"]
        return answers.responses[kept].assign(
            response_id=self._next("response_id", "survey_response") - 1 + row,
            batch_id=batch_id,
            survey_id=survey_id,
            row_number=row,
            weight=1.0,
            quality_flag="",
        )

    def _next(self, column: str, table: str) -> int:
        return self._rows(f"SELECT coalesce(max({column}), 0) + 1 FROM {table}")[0][0]

    def _rows(self, sql: str) -> list[tuple]:
        """All rows at once: a result left unread keeps the connection busy."""
        return self.connection.execute(sql).fetchall()

    def _insert(self, table: str, frame: pd.DataFrame) -> None:
        self.connection.register("demo_frame", frame)
        self._rows(f"INSERT INTO {table} BY NAME SELECT * FROM demo_frame")
        self.connection.unregister("demo_frame")

    def _register(self, batch_id: int, table: str, name: str, rows: int, answers: int = 0) -> None:
        fingerprint = hashlib.sha256(f"demo {name} {SEED}".encode()).hexdigest()
        file = BatchFile(f"演示数据 {name}", fingerprint, DEMO_TOOL)
        counts = {"rows_read": rows, "rows_kept": rows, "rows_rejected": 0, "answers": answers}
        batches.register(self.connection, batch_id, table, file, self.viewer, counts)


def _score_table(answers: Answers, response_ids: np.ndarray, first_question: int) -> pd.DataFrame:
    """One row for each answer given, question by question."""
    item, row = np.nonzero(~np.isnan(answers.scores.T))
    return pd.DataFrame(
        {
            "response_id": response_ids[row],
            "question_id": first_question + item,
            "score": answers.scores[row, item],
        }
    )
