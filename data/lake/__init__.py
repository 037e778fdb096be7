"""The lake: answers as partitioned Parquet, for an engine that counts more than one machine should.

A lake is a folder with `survey_answer/` and `counted_response/`, a partition for each batch, and
`survey/`. It is what counting needs and nothing else: no comments, no names.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from data.warehouse import Warehouse
from locales import BadInput

PARTITIONED = "PARTITION_BY (batch_id)"
TABLES = {
    "survey_answer": ("batch_id, response_id, question_id, score", PARTITIONED),
    "counted_response": (
        "batch_id, response_id, survey_id, branch_id, channel, month, weight",
        PARTITIONED,
    ),
    "survey": ("survey_id, audience", "PER_THREAD_OUTPUT"),
}


def write(warehouse: Warehouse, lake: Path) -> dict[str, int]:
    """Write the answers of the warehouse as a lake; the number of rows in each of its tables.

    All of it or nothing: it is written beside its place, and takes the place of an older lake
    there. Raises BadInput where something that is no lake stands in the way.
    """
    if lake.exists() and not is_lake(lake):
        raise BadInput(
            "{path} exists and is no lake; it was left as it is. Choose another folder.", path=lake
        )
    draft = lake.with_name(lake.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    rows = {}
    with warehouse.standing_still() as cursor:
        for table, (columns, layout) in TABLES.items():
            target = str(draft / table).replace("'", "''")
            ((rows[table],),) = cursor.execute(
                f"COPY (SELECT {columns} FROM {table}) TO '{target}' (FORMAT parquet, {layout})"
            ).fetchall()
    if not all(rows.values()):
        shutil.rmtree(draft)
        raise BadInput("There are no answers yet to write to a lake.")
    old = lake.with_name(lake.name + ".old")
    if lake.exists():
        lake.rename(old)
    draft.rename(lake)
    shutil.rmtree(old, ignore_errors=True)
    return rows


def is_lake(folder: Path) -> bool:
    return all((folder / table).is_dir() for table in TABLES)
