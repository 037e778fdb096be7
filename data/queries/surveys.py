"""Questions of surveys, how they were answered, and what was said."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.warehouse import Reader

QUESTION = "question:"


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
