"""Teams as they are rated, and members by the class of their pioneer index."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def team_ratings(
    reader: Reader, team: str, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Ratings of one team of these branches with all below them.

    Columns: branch_id, month, dimension, rater, ballots, satisfied, score (mean by ballots).
    """
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, month, dimension, rater,
               sum(ballots)::BIGINT AS ballots, sum(satisfied)::BIGINT AS satisfied,
               sum(ballots * score) / sum(ballots) AS score
        FROM team_rating JOIN branch_descendant USING (branch_id)
        WHERE team = $team AND month BETWEEN $first AND $last
          AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {"team": team, "first": first, "last": last, "branches": list(branch_ids)},
    )


def member_classes(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """Members assessed, by branch and class, added over the periods: branch_id, class, members."""
    return reader.frame(
        """
        SELECT ancestor_id AS branch_id, class, count(*) AS members
        FROM pioneer JOIN member USING (member_id) JOIN branch_descendant USING (branch_id)
        WHERE month BETWEEN $first AND $last AND list_contains($branches, ancestor_id)
        GROUP BY ALL ORDER BY ALL
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
