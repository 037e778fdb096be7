"""Questions of surveys, how they were answered, and what was said."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader

QUESTION = "question:"


def questions(reader: Reader) -> pd.DataFrame:
    """Every scored question: question_id, text, kind, scale_low, scale_high, satisfied_from, topic,
    is_overall, survey_id, title, audience, responses."""
    return reader.distribution(
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
    asked = reader.distribution(
        "SELECT audience, channel FROM survey_cell GROUP BY ALL ORDER BY sum(responses) DESC"
    )
    found: dict[str, list[str]] = {}
    for audience, channel in asked.itertuples(index=False):
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
    return reader.distribution(
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
    by_month: bool = False,
) -> pd.DataFrame:
    """How often each score was given.

    Columns: question_id, branch_id, [month,] channel, score, responses.
    """
    month = "month," if by_month else ""
    return reader.distribution(
        f"""
        SELECT question_id, ancestor_id AS branch_id, {month} channel, score,
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


def topic_cells(
    reader: Reader,
    audience: str,
    first: int,
    last: int,
    branch_ids: Collection[str],
    weights_of: str = "",
    by_month: bool = False,
) -> pd.DataFrame:
    """Who is satisfied with a topic, as cells in the form of `metric_cells`; the topic is `metric`.

    A respondent counts once for a topic: of several items of one topic on one form only the first
    counts (a form is what one batch answered, so that a new edition of a survey has its own). The
    strata are channels, with the weights published for the metric `weights_of`; without one,
    channels are no strata.
    """
    month = "month," if by_month else ""
    return reader.distribution(
        f"""
        WITH item AS (
            SELECT batch_question.batch_id, arg_min(question_id, position) AS question_id
            FROM batch_question JOIN survey_question USING (question_id)
            JOIN survey USING (survey_id)
            WHERE audience = $audience AND kind = 'rating' AND satisfied_from IS NOT NULL
              AND NOT is_overall AND topic IS NOT NULL
            GROUP BY batch_question.batch_id, topic
        ),
        asked AS (
            SELECT topic AS metric, ancestor_id AS branch_id, {month}
                   CASE WHEN $weights_of = '' THEN '' ELSE channel END AS stratum,
                   sum(weight) AS n,
                   sum(CASE WHEN score >= satisfied_from THEN weight ELSE 0 END)::DOUBLE AS total,
                   0.0::DOUBLE AS total_sq
            FROM survey_cell
            JOIN item USING (batch_id, question_id)
            JOIN survey_question USING (question_id)
            JOIN branch_descendant USING (branch_id)
            WHERE month BETWEEN $first AND $last AND list_contains($branches, ancestor_id)
            GROUP BY ALL
        )
        SELECT asked.*, 'proportion' AS kind, 1.0::DOUBLE AS per,
               (SELECT arg_max(weight, valid_from) FROM stratum_weight
                WHERE stratum_weight.metric = $weights_of
                  AND stratum_weight.stratum = asked.stratum
                  AND $last BETWEEN valid_from AND valid_to) AS weight
        FROM asked ORDER BY metric, branch_id, stratum
        """,
        {
            "audience": audience,
            "first": first,
            "last": last,
            "branches": list(branch_ids),
            "weights_of": weights_of,
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
