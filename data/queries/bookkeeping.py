"""What was imported: batches, what they left out, what waits."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.reader import Reader


def table_size(reader: Reader, table: str) -> int:
    """The number of rows in a table of the schema."""
    return reader.rows(f'SELECT count(*) FROM "{table}"')[0][0]


def batches(reader: Reader, limit: int = 500) -> pd.DataFrame:
    """Import batches, newest first."""
    return reader.frame("FROM batch ORDER BY batch_id DESC LIMIT ?", [limit])


def batch_scope(reader: Reader, batch_id: int) -> pd.DataFrame:
    """Where a survey batch reached: branch_id, answers, first and last month; most first."""
    return reader.frame(
        """
        SELECT branch_id, sum(answers)::BIGINT AS answers, min(month) AS first, max(month) AS last
        FROM (SELECT branch_id, month, responses AS answers FROM survey_cell WHERE batch_id = $1
              UNION ALL SELECT branch_id, month, 1 FROM survey_score
              WHERE batch_id = $1 AND branch_id IS NOT NULL)
        GROUP BY branch_id ORDER BY answers DESC, branch_id
        """,
        [batch_id],
    )


def batch_questions(reader: Reader, batch_ids: Sequence[int]) -> list[int]:
    """The scored questions that some batches answer, overall items first."""
    found = reader.frame(
        """
        SELECT DISTINCT question_id, coalesce(is_overall, FALSE) AS overall
        FROM survey_cell JOIN survey_question USING (question_id)
        WHERE list_contains($1, survey_cell.batch_id) ORDER BY overall DESC, question_id
        """,
        [list(batch_ids)],
    )
    return found["question_id"].tolist()


def rejects(reader: Reader, batch_id: int) -> pd.DataFrame:
    """What a batch left out: row_number, column_name, value, reason, reason_zh."""
    return reader.frame(
        "SELECT * EXCLUDE (batch_id) FROM reject WHERE batch_id = ? ORDER BY row_number", [batch_id]
    )


def waiting(reader: Reader) -> pd.DataFrame:
    """Names in files that no branch is known by yet: branch_label, rows, batches."""
    return reader.frame(
        """
        SELECT branch_label, count(*) AS rows, count(DISTINCT batch_id) AS batches
        FROM (SELECT branch_label, batch_id FROM survey_response WHERE branch_id IS NULL
              UNION ALL SELECT branch_label, batch_id FROM survey_score WHERE branch_id IS NULL)
        GROUP BY branch_label ORDER BY rows DESC, branch_label
        """
    )
