"""The engines that count a lake: DuckDB here, or an Apache Spark cluster through Spark Connect."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

from data.cells import COUNT_ANSWERS
from data.lake import TABLES, require
from locales import BadInput

DUCKDB, SPARK = "duckdb", "sc://"
PORT = 15002  # of Spark Connect, where the address names none
PATIENCE = 10  # seconds to reach the cluster; its client alone would try for minutes
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
    require(lake)
    if engine == DUCKDB:
        return _in_duckdb(lake).cast(CELLS)
    if engine.startswith(SPARK) and engine != SPARK:
        return _in_spark(lake, engine).cast(CELLS)
    raise BadInput(
        "{engine} is no engine that counts. Use duckdb, or sc://host:port of a Spark cluster.",
        engine=engine,
    )


def named(engine: str) -> str:
    """The engine without the parameters of its address, a token among them perhaps."""
    return engine.partition(";")[0].rstrip("/") if engine.startswith(SPARK) else engine


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
        at = urlsplit(named(address))
        socket.create_connection((at.hostname, at.port or PORT), timeout=PATIENCE).close()
        spark = SparkSession.builder.remote(address).getOrCreate()
        try:
            for table in TABLES:
                files = spark.read.parquet(str(lake.resolve() / table))
                files.createOrReplaceTempView(table)
            return spark.sql(COUNT_ANSWERS).toArrow()
        finally:
            spark.stop()
    except (PySparkException, RuntimeError, OSError, ValueError) as error:
        raise BadInput(
            "Spark at {address} could not count the lake: {fault}",
            address=named(address),
            fault=str(error).strip().partition("\n")[0] or type(error).__name__,
        ) from error
