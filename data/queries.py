"""What pages ask the warehouse. Cells come back summed over the months asked for, never estimated.

A branch stands for itself and all below it, so a county company or the whole company is asked like
any other branch. Columns of cells: metric, branch_id, [month,] stratum, n, total, total_sq, kind,
per, weight (of the stratum in its month, or in the last month asked for; of weights valid at once
the newest; NaN if none is published).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from data.catalogue import Metric, metrics
from data.cells import sources
from data.warehouse import Reader

QUESTION = "question:"
PERSONAL = {"survey_cell", "training_attendance"}


def months(reader: Reader) -> list[int]:
    """The months (YYYYMM) for which any metric is known, oldest first."""
    rows = reader.rows("SELECT DISTINCT month FROM metric_cell ORDER BY month")
    return [month for (month,) in rows]


def branches(reader: Reader) -> pd.DataFrame:
    """Every branch with the columns of the schema, in the order of their codes."""
    return reader.frame("SELECT * EXCLUDE (batch_id) FROM branch ORDER BY branch_id")


def metric_cells(
    reader: Reader,
    keys: Sequence[str],
    first: int,
    last: int,
    branch_ids: Collection[str],
    by_month: bool = False,
) -> pd.DataFrame:
    """Cells of the metrics `keys` for `branch_ids` between two months, both included."""
    month = "month," if by_month else ""
    valid_in = "asked.month" if by_month else "$last"
    cells = reader.frame(
        f"""
        WITH asked AS (
            SELECT metric, ancestor_id AS branch_id, {month} stratum,
                   sum(n) AS n, sum(total) AS total, sum(total_sq) AS total_sq
            FROM metric_cell
            JOIN branch_descendant USING (branch_id)
            WHERE list_contains($keys, metric)
              AND month BETWEEN $first AND $last
              AND list_contains($branches, ancestor_id)
            GROUP BY metric, ancestor_id, {month} stratum
        )
        SELECT asked.*,
               (SELECT arg_max(weight, valid_from) FROM stratum_weight
                WHERE stratum_weight.metric = asked.metric
                  AND stratum_weight.stratum = asked.stratum
                  AND {valid_in} BETWEEN valid_from AND valid_to) AS weight
        FROM asked
        """,
        {"keys": list(keys), "first": first, "last": last, "branches": list(branch_ids)},
    )
    cells["kind"] = cells["metric"].map({key: metric.kind for key, metric in metrics().items()})
    cells["per"] = cells["metric"].map({key: metric.per for key, metric in metrics().items()})
    return cells


def questions(reader: Reader) -> pd.DataFrame:
    """Every scored question: question_id, text, kind, scale_low, scale_high, satisfied_from, topic,
    is_overall, survey_id, title, audience, responses."""
    return reader.frame(
        """
        SELECT question_id, text, kind, scale_low, scale_high, satisfied_from, topic, is_overall,
               survey_id, title, survey.audience, sum(responses)::BIGINT AS responses
        FROM survey_question
        JOIN survey USING (survey_id)
        JOIN survey_cell USING (question_id, survey_id)
        GROUP BY ALL
        ORDER BY survey.audience, title, is_overall DESC, question_id
        """
    )


def channels(reader: Reader) -> dict[str, list[str]]:
    """The channels through which each audience was asked, the busiest first."""
    rows = reader.rows(
        "SELECT audience, channel FROM survey_cell GROUP BY ALL ORDER BY sum(responses) DESC"
    )
    found: dict[str, list[str]] = {}
    for audience, channel in rows:
        found.setdefault(audience, []).append(channel)
    return found


def question_cells(
    reader: Reader,
    question_ids: Collection[int],
    first: int,
    last: int,
    branch_ids: Collection[str],
    by_month: bool = False,
) -> pd.DataFrame:
    """Cells of survey questions, in the form of `metric_cells`; `metric` is `question:<id>`.

    Ratings are means on their own scale, yes-or-no questions proportions, recommendations NPS.
    """
    month = "month," if by_month else ""
    return reader.frame(
        f"""
        SELECT '{QUESTION}' || question_id AS metric, ancestor_id AS branch_id, {month}
               '' AS stratum,
               sum(weight) AS n,
               sum(weight * CASE WHEN kind <> 'nps' THEN score
                                 WHEN score >= 9 THEN 1
                                 WHEN score <= 6 THEN -1 ELSE 0 END) AS total,
               sum(weight * CASE WHEN kind <> 'nps' THEN score * score
                                 WHEN score >= 9 OR score <= 6 THEN 1 ELSE 0 END) AS total_sq,
               NULL::DOUBLE AS weight,
               CASE kind WHEN 'nps' THEN 'nps' WHEN 'yes_no' THEN 'proportion'
                         ELSE 'mean' END AS kind,
               1.0::DOUBLE AS per
        FROM survey_cell
        JOIN survey_question USING (question_id)
        JOIN branch_descendant USING (branch_id)
        WHERE list_contains($questions, question_id)
          AND month BETWEEN $first AND $last
          AND list_contains($branches, ancestor_id)
        GROUP BY question_id, kind, ancestor_id, {month} stratum
        """,
        {
            "questions": [int(q) for q in question_ids],
            "first": first,
            "last": last,
            "branches": list(branch_ids),
        },
    )


def cells(
    reader: Reader,
    keys: Collection[str],
    first: int,
    last: int,
    branch_ids: Collection[str],
    by_month: bool = False,
) -> pd.DataFrame:
    """Cells of metrics and of survey questions (`question:<id>`) together."""
    asked = [key for key in keys if not key.startswith(QUESTION)]
    ids = [int(key.removeprefix(QUESTION)) for key in keys if key.startswith(QUESTION)]
    parts = []
    if asked or not ids:
        parts.append(metric_cells(reader, asked, first, last, branch_ids, by_month))
    if ids:
        parts.append(question_cells(reader, ids, first, last, branch_ids, by_month))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def personal(metric: Metric) -> bool:
    """Whether the figure counts what single people answered, so that small groups are hidden."""
    return bool(sources(metric.sql) & PERSONAL)


def histogram(
    reader: Reader,
    question_ids: Collection[int],
    first: int,
    last: int,
    branch_ids: Collection[str],
) -> pd.DataFrame:
    """How often each score was given: question_id, branch_id, channel, score, responses."""
    return reader.frame(
        """
        SELECT question_id, ancestor_id AS branch_id, channel, score,
               sum(responses)::BIGINT AS responses
        FROM survey_cell JOIN branch_descendant USING (branch_id)
        WHERE list_contains($questions, question_id) AND month BETWEEN $first AND $last
          AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY question_id, branch_id, score
        """,
        {
            "questions": [int(q) for q in question_ids],
            "first": first,
            "last": last,
            "branches": list(branch_ids),
        },
    )


def comments(
    reader: Reader, first: int, last: int, branch_ids: Collection[str], audience: str, limit: int
) -> pd.DataFrame:
    """The newest comments: month, branch_id, question, text."""
    return reader.frame(
        """
        SELECT month, branch_id, survey_question.text AS question, survey_comment.text AS text
        FROM survey_comment
        JOIN survey_response USING (batch_id, response_id)
        JOIN survey_question USING (question_id)
        JOIN survey ON survey.survey_id = survey_response.survey_id
        WHERE month BETWEEN $first AND $last AND audience = $audience
          AND branch_id IN (SELECT branch_id FROM branch_descendant
                            WHERE list_contains($branches, ancestor_id))
        ORDER BY month DESC, survey_response.response_id DESC LIMIT $limit
        """,
        {
            "first": first,
            "last": last,
            "audience": audience,
            "branches": list(branch_ids),
            "limit": limit,
        },
    )


def indicator_scores(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Assessment scores by indicator and branch, each the mean over the periods asked for.

    Columns: scheme_id, indicator_id, name, name_en, facet, scope, full_score, quantified,
    branch_id, self_score, reviewed_score, final_score, periods.
    """
    return reader.frame(
        """
        SELECT scheme_id, indicator_id, name, name_en, facet, scope, full_score, quantified,
               branch_id,
               avg(self_score) AS self_score, avg(reviewed_score) AS reviewed_score,
               avg(final_score) AS final_score, count(*) AS periods
        FROM assessment_score JOIN indicator USING (indicator_id)
        WHERE month BETWEEN $first AND $last AND list_contains($branches, branch_id)
        GROUP BY ALL ORDER BY indicator_id, branch_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def schemes(reader: Reader) -> pd.DataFrame:
    """Schemes with their bands, the highest first: columns of `scheme` and `scheme_band`."""
    return reader.frame(
        "SELECT scheme.* EXCLUDE (batch_id), band, band_en, lowest, max_share"
        " FROM scheme LEFT JOIN scheme_band USING (scheme_id)"
        " ORDER BY year DESC, scheme_id, lowest DESC"
    )


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


def metric_sources(reader: Reader, metric: Metric) -> pd.DataFrame:
    """The batches behind a metric: table_name, batch_id, file_name, rows, committed_at."""
    parts = [
        f"SELECT '{name}' AS table_name, batch_id, count(*) AS rows FROM {name} GROUP BY batch_id"
        for name in sorted(sources(metric.sql))
    ]
    return reader.frame(
        f"SELECT source.table_name, batch_id, file_name, rows::BIGINT AS rows, committed_at"
        f" FROM ({' UNION ALL '.join(parts)}) AS source JOIN batch USING (batch_id)"
        " ORDER BY source.table_name, batch_id"
    )


def metric_summary(reader: Reader) -> pd.DataFrame:
    """What is known of each metric: metric, cells, branches, first, last, n."""
    return reader.frame(
        "SELECT metric, count(*) AS cells, count(DISTINCT branch_id) AS branches,"
        " min(month) AS first, max(month) AS last, sum(n) AS n FROM metric_cell GROUP BY metric"
    )
