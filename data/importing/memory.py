"""What is remembered of a file for the next one with the same headers: what a person corrected, and
what was said of the file as a whole. The month and the branch of all rows are not: they change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import duckdb

from data.importing.plan import Plan
from data.masking import masked_within
from data.rows import first_row


def remember(
    connection: duckdb.DuckDBPyConnection, plan: Plan, options: Mapping[str, object]
) -> None:
    """Keep the corrections of a plan and the `options` (plain JSON) for its header signature."""
    connection.execute(
        "INSERT OR REPLACE INTO mapping (signature, corrections, options, updated_at)"
        " VALUES (?, ?, ?, now()::TIMESTAMP)",
        [
            plan.signature,
            json.dumps(masked_within(plan.corrections()), ensure_ascii=False),
            json.dumps(masked_within(dict(options)), ensure_ascii=False),
        ],
    )


def remembered(connection: duckdb.DuckDBPyConnection, plan: Plan) -> Plan:
    """The plan with the corrections that a person made to a file with the same header."""
    found = first_row(
        connection, "SELECT corrections FROM mapping WHERE signature = ?", [plan.signature]
    )
    return plan.with_corrections(json.loads(found[0])) if found else plan


def remembered_options(connection: duckdb.DuckDBPyConnection, plan: Plan) -> dict[str, object]:
    """What was said of the last file with the same header; empty if there was none."""
    found = first_row(
        connection,
        "SELECT options FROM mapping WHERE signature = ? AND options IS NOT NULL",
        [plan.signature],
    )
    return json.loads(found[0]) if found else {}
