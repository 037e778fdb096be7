"""Cells that an engine counted, taken into the warehouse in one transaction."""

from __future__ import annotations

import pyarrow as pa

from data import cells
from data.rows import first_row
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput

LAST_BITS = 1e-12  # by which sums of the same weights may differ, added in another order


def take_in(warehouse: Warehouse, viewer: Viewer, counted: pa.Table, engine: str) -> dict[str, int]:
    """Put `counted` in the place of the cells of its batches, and count the metrics anew.

    Returns cells, answers, and changed: the cells that were not there before, or no longer are, or
    count otherwise. Raises BadInput if the lake holds batches that the warehouse does not.
    """
    with warehouse.change(viewer, "count", engine) as connection:
        connection.register("counted_rows", counted)
        connection.execute("CREATE TEMP TABLE counted AS FROM counted_rows")
        connection.unregister("counted_rows")
        unknown = connection.execute(
            "SELECT DISTINCT batch_id FROM counted WHERE batch_id NOT IN"
            " (SELECT batch_id FROM batch WHERE undone_at IS NULL) ORDER BY batch_id"
        ).fetchall()
        if unknown:
            raise BadInput(
                "The lake holds batches that are not in the warehouse: {batches}."
                " Write the lake anew.",
                batches=", ".join(str(batch_id) for (batch_id,) in unknown),
            )
        (changed,) = first_row(connection, _CHANGED, [LAST_BITS])
        connection.execute(
            "DELETE FROM survey_cell WHERE batch_id IN (SELECT DISTINCT batch_id FROM counted)"
        )
        connection.execute("INSERT INTO survey_cell BY NAME FROM counted")
        found, answers = first_row(
            connection, "SELECT count(*), coalesce(sum(responses), 0)::BIGINT FROM counted"
        )
        connection.execute("DROP TABLE counted")
        cells.refresh_metrics(connection, {"survey_cell"})
    return {"cells": found, "answers": answers, "changed": changed}


_KEYS = "batch_id, survey_id, audience, channel, question_id, branch_id, month, score"
_CHANGED = f"""
SELECT count(*)
FROM (SELECT * FROM survey_cell WHERE batch_id IN (SELECT batch_id FROM counted)) AS before
FULL JOIN counted USING ({_KEYS})
WHERE before.responses IS DISTINCT FROM counted.responses
   OR abs(before.weight - counted.weight) > $1 * counted.weight
   OR abs(before.weight_sq - counted.weight_sq) > $1 * counted.weight_sq
"""
