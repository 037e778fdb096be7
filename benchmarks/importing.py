"""Import of a survey file, against what DuckDB alone needs to read, unpivot and store it."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pandas as pd

from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.viewer import COMMAND_LINE
from data.warehouse import open_warehouse

RATINGS = 12
BOUND = """
CREATE TABLE answers AS
UNPIVOT (SELECT row_number() OVER () AS row_number, * FROM read_csv('{path}', header=true))
ON COLUMNS('rating_.*') INTO NAME question VALUE score
"""


def write_survey(path: Path, rows: int) -> None:
    """A file of `rows` responses from 100 branches over 36 months, without comments."""
    draw = np.random.default_rng(7)
    frame = pd.DataFrame({"branch": [f"branch {i:03d}" for i in draw.integers(0, 100, rows)]})
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(draw.integers(0, 36 * 30, rows), unit="D")
    frame["date"] = days.strftime("%Y-%m-%d")
    for number in range(RATINGS):
        frame[f"rating_{number}"] = draw.integers(1, 6, rows)
    frame.to_csv(path, index=False)


def run(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000, 10_000_000)) -> None:
    print(f"{'rows':>10} {'import s':>9} {'DuckDB s':>9} {'ratio':>6} {'peak MB':>8}")
    for rows in sizes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "survey.csv"
            write_survey(path, rows)
            bound = _timed(_bound, path, Path(folder) / "bound.duckdb")
            ours = _timed(_import, path, Path(folder) / "warehouse.duckdb")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{rows:>10,} {ours:>9.2f} {bound:>9.2f} {ours / bound:>6.1f} {peak:>8.0f}")


def _timed(work: Callable[[Path, Path], None], source: Path, target: Path) -> float:
    start = time.perf_counter()
    work(source, target)
    return time.perf_counter() - start


def _bound(path: Path, target: Path) -> None:
    with duckdb.connect(str(target)) as connection:
        connection.execute(BOUND.format(path=path))


def _import(path: Path, target: Path) -> None:
    warehouse = open_warehouse(target)
    table = read(path)
    options = Options(title="benchmark", create_branches=True)
    import_survey(warehouse, COMMAND_LINE, table, recognise(table), options)
    warehouse.close()
