"""Assessment schemes, their bands, scores and adjustments."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader


def scored_index(
    reader: Reader, first: int, last: int, branch_ids: Collection[str]
) -> pd.DataFrame:
    """The index of every branch and scoring period, by the branch's own scheme of the year.

    Columns: those of the view `assessment_index` (points of the scheme) and year, that of the
    scheme. A branch scored under two schemes of a year has the one for its type, else the one for
    all types.
    """
    return reader.frame(
        """
        SELECT scored.*, year
        FROM assessment_index AS scored
        JOIN scheme USING (scheme_id)
        JOIN branch USING (branch_id)
        WHERE month BETWEEN $first AND $last AND list_contains($branches, branch_id)
        QUALIFY scheme_id = first_value(scheme_id) OVER (
            PARTITION BY branch_id, year
            ORDER BY CASE WHEN branch_type = type THEN 0 WHEN branch_type IS NULL THEN 1 ELSE 2 END,
                     scheme_id
        )
        ORDER BY branch_id, month
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )


def adjustments(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Bonus, deduction and veto of the scoring periods asked for, the newest first.

    Columns: those of the view `adjustment_counted`; scored_month is NaN, and the own month decides,
    where the branch has no score under the scheme yet.
    """
    return reader.frame(
        """
        SELECT * FROM adjustment_counted
        WHERE coalesce(scored_month, month) BETWEEN $first AND $last
          AND list_contains($branches, branch_id)
        ORDER BY month DESC, branch_id, kind, points DESC, adjustment_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
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
