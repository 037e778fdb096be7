"""Answers counted into cells, and one batch taken back, from 10⁵ to 10⁷ answers.

The lower bound is DuckDB grouping the stored answers by question and score, and nothing else.
"""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks import company
from benchmarks.importing import write_survey
from data import cells
from data.batches import undo
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.viewer import COMMAND_LINE
from data.warehouse import open_warehouse

SIZES = (100_000, 1_000_000, 10_000_000)
BATCH = 10_000  # responses of the batch that is taken back
BOUND = "SELECT question_id, score, count(*) FROM survey_answer GROUP BY ALL"


def run(sizes: tuple[int, ...] = SIZES) -> None:
    print(
        f"{'answers':>12} {'count s':>8} {'bound s':>8} {'ratio':>6} {'undo s':>7} {'file MB':>8}"
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        base = folder / "base.duckdb"
        company.draw(base)
        write_survey(folder / "survey.csv", BATCH)
        for answers in sizes:
            path = company.resized(base, folder / "sized.duckdb", answers)
            counted, bound, stored = _counting(path)
            undone, megabytes = _undoing(path, folder / "survey.csv"), path.stat().st_size / 1e6
            ratio = counted / bound
            print(
                f"{stored:>12,} {counted:>8.2f} {bound:>8.2f} {ratio:>6.1f}"
                f" {undone:>7.2f} {megabytes:>8.0f}"
            )
            path.unlink()


def _counting(path: Path) -> tuple[float, float, int]:
    """Seconds for all cells from scratch, seconds of the bound, answers stored."""
    with duckdb.connect(str(path)) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM survey_answer").fetchall()[0]
        began = time.perf_counter()
        connection.execute(BOUND).fetchall()
        bound = time.perf_counter() - began
        began = time.perf_counter()
        connection.execute("BEGIN")
        cells.rebuild(connection)
        connection.execute("COMMIT")
        return time.perf_counter() - began, bound, stored


def _undoing(path: Path, survey: Path) -> float:
    """Seconds to take back one survey that was just brought in."""
    warehouse = open_warehouse(path)
    table = read(survey)
    options = Options("to be taken back", create_branches=True)
    found = import_survey(warehouse, COMMAND_LINE, table, recognise(table), options)
    began = time.perf_counter()
    undo(warehouse, COMMAND_LINE, [found.batch_id])
    took = time.perf_counter() - began
    warehouse.close()
    return took
