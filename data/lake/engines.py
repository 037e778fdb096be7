"""The engines that count a lake: DuckDB here, or an Apache Spark cluster through Spark Connect."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from data.cells import COUNT_ANSWERS
from data.lake import TABLES, is_lake
from locales import BadInput

DUCKDB, SPARK = "duckdb", "sc://"
WHOLE, TEXT, REAL = pa.int32(), pa.string(), pa.float64()
CELLS = pa.schema(
    {
        "batch_id": WHOLE,
        "survey_id": WHOLE,
        "audience": TEXT,
        "channel": TEXT,
        "question_id": WHOLE,
        "branch_id": TEXT,
        "month": WHOLE,
        "score": REAL,
        "responses": pa.int64(),
        "weight": REAL,
        "weight_sq": REAL,
    }
)


def count(lake: Path, engine: str) -> pa.Table:
    """The cells of every answer in the lake: `CELLS`, the columns of `survey_cell`.

    `engine` is "duckdb" or the address of a Spark Connect server, which must see the lake under
    the same path. Raises BadInput for a folder that is no lake, an unknown engine, or one that
    cannot be reached.
    """
    if not is_lake(lake):
        raise BadInput("{path} is no lake. Write one with: python -m data lake write", path=lake)
    if engine == DUCKDB:
        return _in_duckdb(lake).cast(CELLS)
    if engine.startswith(SPARK):
        return _in_spark(lake, engine).cast(CELLS)
    raise BadInput(
        "{engine} is no engine that counts. Use duckdb, or sc://host:port of a Spark cluster.",
        engine=engine,
    )


def _in_duckdb(lake: Path) -> pa.Table:
    with duckdb.connect() as connection:
        for table in TABLES:
            files = str(lake / table / "**" / "*.parquet").replace("'", "''")
            connection.execute(
                f"CREATE VIEW {table} AS"
                f" FROM read_parquet('{files}', hive_partitioning = true)"
            )  # fmt: skip
        return connection.sql(COUNT_ANSWERS).to_arrow_table()


def _in_spark(lake: Path, address: str) -> pa.Table:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql.connect.session import SparkSession
    except ImportError as error:
        raise BadInput(
            "To count in Spark, install its client first: pip install -r requirements-spark.txt"
        ) from error
    try:
        spark = SparkSession.builder.remote(address).getOrCreate()
        try:
            for table in TABLES:
                files = spark.read.parquet(str(lake.resolve() / table))
                files.createOrReplaceTempView(table)
            return spark.sql(COUNT_ANSWERS).toArrow()
        finally:
            spark.stop()
    except (PySparkException, RuntimeError, OSError) as error:
        raise BadInput(
            "Spark at {address} could not count the lake: {fault}",
            address=address,
            fault=str(error).strip().splitlines()[0],
        ) from error
