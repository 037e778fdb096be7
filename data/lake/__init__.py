"""The lake: answers as partitioned Parquet, for an engine that counts more than one machine should.

A lake is a folder with `survey_answer/` and `counted_response/`, a partition for each batch,
`survey/`, and `batch/`, which tells a lake of now from an older one. It is what counting needs and
nothing else: no comments, no names.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet

from data.warehouse import Warehouse
from locales import BadInput

# What is counted of each batch. Answers stay as they were imported; what responses count, and for
# which branch, may change when a name is matched.
BATCHES = """
SELECT batch_id, count(response_id) AS responses,
       bit_xor(hash(response_id, survey_id, branch_id, channel, month, weight))::VARCHAR AS content
FROM batch LEFT JOIN counted_response USING (batch_id)
WHERE undone_at IS NULL
GROUP BY batch_id
"""
PARTITIONED, WHOLE = "PARTITION_BY (batch_id)", "PER_THREAD_OUTPUT"
TABLES = {
    "survey_answer": (
        "SELECT batch_id, response_id, question_id, score FROM survey_answer",
        PARTITIONED,
    ),
    "counted_response": (
        "SELECT batch_id, response_id, survey_id, branch_id, channel, month, weight"
        " FROM counted_response",
        PARTITIONED,
    ),
    "survey": ("SELECT survey_id, audience FROM survey", WHOLE),
    "batch": (BATCHES, WHOLE),
}


def write(warehouse: Warehouse, folder: Path) -> dict[str, int]:
    """Write the answers of the warehouse as a lake; the number of rows in each of its tables.

    It is written beside its place and then takes the place of an older lake there. Raises BadInput
    where something that is no lake stands in the way, or nothing is to be written.
    """
    lake = folder.resolve()
    if lake.exists() and not is_lake(lake):
        raise BadInput(
            "{path} exists and is no lake; it was left as it is. Choose another folder.",
            path=folder,
        )
    try:
        lake.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{lake.name}.", dir=lake.parent) as beside:
            rows = _write_tables(warehouse, Path(beside) / "new")
            if lake.exists():
                lake.rename(Path(beside) / "old")
            (Path(beside) / "new").rename(lake)
    except OSError as error:
        raise BadInput(
            "The lake {path} could not be written: {fault}", path=folder, fault=error.strerror
        ) from error
    return rows


def _write_tables(warehouse: Warehouse, folder: Path) -> dict[str, int]:
    folder.mkdir()
    rows = {}
    with warehouse.standing_still() as cursor:
        for table, (query, layout) in TABLES.items():
            target = str(folder / table).replace("'", "''")
            ((rows[table],),) = cursor.execute(
                f"COPY ({query}) TO '{target}' (FORMAT parquet, {layout})"
            ).fetchall()
    if not all(rows.values()):
        raise BadInput("There are no answers yet to write to a lake.")
    return rows


def batches(folder: Path) -> pa.Table:
    """The batches in a lake, as `BATCHES` found them. Raises BadInput for what is no lake."""
    require(folder)
    return pyarrow.parquet.read_table(folder / "batch", partitioning=None)


def require(folder: Path) -> None:
    """Raises BadInput for a folder that is no lake."""
    if not is_lake(folder):
        raise BadInput("{path} is no lake. Write one with: python -m data lake write", path=folder)


def is_lake(folder: Path) -> bool:
    return all((folder / table).is_dir() for table in TABLES)
