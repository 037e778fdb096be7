"""Cells that an engine counted, taken into the warehouse in one transaction."""

from __future__ import annotations

import pyarrow as pa

from data import cells
from data.lake import BATCHES
from data.rows import first_row
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput

LAST_BITS = 1e-12  # by which sums of the same weights may differ, added in another order


def take_in(
    warehouse: Warehouse, viewer: Viewer, batches: pa.Table, counted: pa.Table, engine: str
) -> dict[str, int]:
    """Put `counted` in the place of the cells of the lake's `batches`, and count the metrics anew.

    Batches that came after the lake was written keep their cells. Returns cells, answers, and
    changed: the cells that were not there before, or no longer are, or count otherwise. Raises
    BadInput, and changes nothing, if a batch of the lake was undone or counts otherwise by now.
    """
    with warehouse.change(viewer, "count", engine) as connection:
        for name, rows in (("lake_batch", batches), ("counted", counted)):
            connection.register("given_rows", rows)
            connection.execute(f"CREATE TEMP TABLE {name} AS FROM given_rows")
            connection.unregister("given_rows")
        older = connection.execute(
            f"SELECT batch_id FROM (FROM lake_batch EXCEPT ({BATCHES})) ORDER BY batch_id"
        ).fetchall()
        if older:
            raise BadInput(
                "These batches have changed since the lake was written: {batches}. Write it anew.",
                batches=", ".join(str(batch_id) for (batch_id,) in older),
            )
        (changed,) = first_row(connection, _CHANGED, [LAST_BITS])
        connection.execute(
            "DELETE FROM survey_cell WHERE batch_id IN (SELECT batch_id FROM lake_batch)"
        )
        connection.execute("INSERT INTO survey_cell BY NAME FROM counted")
        found, answers = first_row(
            connection, "SELECT count(*), coalesce(sum(responses), 0)::BIGINT FROM counted"
        )
        connection.execute("DROP TABLE counted")
        connection.execute("DROP TABLE lake_batch")
        cells.refresh_metrics(connection, {"survey_cell"})
    return {"cells": found, "answers": answers, "changed": changed}


_KEYS = "batch_id, survey_id, audience, channel, question_id, branch_id, month, score"
_CHANGED = f"""
SELECT count(*)
FROM (SELECT * FROM survey_cell WHERE batch_id IN (SELECT batch_id FROM lake_batch)) AS before
FULL JOIN counted USING ({_KEYS})
WHERE before.responses IS DISTINCT FROM counted.responses
   OR abs(before.weight - counted.weight) > $1 * counted.weight
   OR abs(before.weight_sq - counted.weight_sq) > $1 * counted.weight_sq
"""
