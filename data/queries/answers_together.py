"""Answers that go together: topics judged by the same person, words said by the same branch."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def topic_pairs(
    reader: Reader,
    audience: str,
    channel: str | None,
    first: int,
    last: int,
    branch_ids: Collection[str],
) -> pd.DataFrame:
    """Sums over those who judged two topics: survey_id, title, branch_id, sums of driver_cell."""
    return reader.frame(
        """
        SELECT survey_id, title, ancestor_id AS branch_id, topic_a, topic_b, sum(n) AS n,
               sum(total_a) AS total_a, sum(total_b) AS total_b, sum(total_aa) AS total_aa,
               sum(total_bb) AS total_bb, sum(total_ab) AS total_ab
        FROM driver_cell JOIN survey USING (survey_id) JOIN branch_descendant USING (branch_id)
        WHERE driver_cell.audience = $audience AND channel = coalesce($channel, channel)
          AND month BETWEEN $first AND $last AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {
            "audience": audience,
            "channel": channel,
            "first": first,
            "last": last,
            "branches": list(branch_ids),
        },
    )


def judged_together(
    reader: Reader,
    audience: str,
    survey_id: int,
    first: int,
    last: int,
    branch_ids: Collection[str],
    by_month: bool = False,
) -> pd.DataFrame:
    """How many judged a topic and the whole: metric (the topic), branch_id, [month,] stratum, n.

    The stratum is the channel.
    """
    month = "month," if by_month else ""
    return reader.frame(
        f"""
        SELECT if(topic_a = 'overall', topic_b, topic_a) AS metric, ancestor_id AS branch_id,
               {month} channel AS stratum, sum(n) AS n
        FROM driver_cell JOIN branch_descendant USING (branch_id)
        WHERE audience = $audience AND survey_id = $survey
          AND 'overall' IN (topic_a, topic_b)
          AND month BETWEEN $first AND $last AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {
            "audience": audience,
            "survey": survey_id,
            "first": first,
            "last": last,
            "branches": list(branch_ids),
        },
    )


def terms(
    reader: Reader, audience: str, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """How many responses use each word in their comments: branch_id, term, responses."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, term, sum(responses)::DOUBLE AS responses
        FROM comment_term JOIN branch_descendant USING (branch_id)
        WHERE audience = $audience AND month BETWEEN $first AND $last
          AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {"audience": audience, "first": first, "last": last, "branches": list(branch_ids)},
    )
