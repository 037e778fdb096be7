"""How many staged responses carry a quality flag, and what counting them would change."""

from __future__ import annotations

import duckdb
import pandas as pd

from data.importing.plan import SCORED, Plan

FLAGS = ("preview", "incomplete", "invalid", "duplicate", "straight_lined")
ALWAYS_UNCOUNTED = "preview"  # a try-out of the questionnaire is nobody's answer


def flagged(connection: duckdb.DuckDBPyConnection, plan: Plan) -> pd.DataFrame:
    """Staged responses by quality flag ('' for none), as `validate` left them on the connection.

    Columns: quality_flag, rows, and n, total, total_sq of the respondents' own means of all
    ratings, each rating put on 0–100 with higher better.
    """
    asked = plan.of_role("rating") or plan.of_role(*SCORED)
    shares = [
        f"100 * (s{c.position} - {low}) / {high - low}"
        for c in asked
        if not c.mixed
        for low, high in [c.scale or (0.0, 1.0)]
    ]
    mean = f"list_avg([{', '.join(shares)}])" if shares else "NULL::DOUBLE"
    return connection.sql(f"""
        SELECT quality_flag, count(*) AS rows, count(mean) AS n,
               coalesce(sum(mean), 0.0) AS total, coalesce(sum(mean * mean), 0.0) AS total_sq
        FROM staged_response
        JOIN (SELECT row_number, {mean} AS mean FROM staged_wide) USING (row_number)
        GROUP BY quality_flag ORDER BY quality_flag""").df()
