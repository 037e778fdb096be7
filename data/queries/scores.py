"""Assessment schemes, their bands and scores."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.warehouse import Reader


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
