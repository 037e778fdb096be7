"""The writer beside which readers are measured: a process that imports when it is told to.

`python -m benchmarks.writer WAREHOUSE PUBLISHED KEPT` publishes snapshots, waits for a line,
imports one survey after the other, keeps a copy of every version that it published, and prints of
each when it was committed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks import company
from benchmarks.visitor import ROOT
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.snapshots import Publisher
from data.viewer import COMMAND_LINE
from data.warehouse import Warehouse, open_warehouse

SURVEYS, ROWS, EVERY = 4, 20_000, 15.0  # files, responses of each, seconds between two


@contextmanager
def writing(warehouse: Path, published: Path, kept: Path) -> Iterator[subprocess.Popen]:
    """The writer, with its first snapshot published; tell it "import", and read what it says."""
    command = [sys.executable, "-m", "benchmarks.writer", warehouse, published, kept]
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        while not (published / "current").exists():
            assert process.poll() is None, "the writer does not start"
            time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait()


def _survey(path: Path, names: list[str], number: int) -> Path:
    """A file that moves every branch in every month, to another place each time."""
    draw = np.random.default_rng(number)
    lines = ["供电所,填写时间,总体满意度,抢修及时性"]
    for row in range(ROWS):
        month = company.MONTHS[row // len(names) % len(company.MONTHS)]
        overall, repair = draw.integers(1 + number % 2, 6, 2)
        day = f"{month // 100}-{month % 100:02d}-15"
        lines.append(f"{names[row % len(names)]},{day},{overall},{repair}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _import(warehouse: Warehouse, survey: Path) -> dict[str, float]:
    """Import a file; says which version came of it, when, and how long it took."""
    began = time.time()
    table = read(survey)
    import_survey(warehouse, COMMAND_LINE, table, recognise(table), Options(title=survey.stem))
    committed = time.time()
    return {
        "version": warehouse.data_version,
        "committed": committed,
        "seconds": committed - began,
    }


def main(path: Path, published: Path, kept: Path) -> None:
    warehouse = open_warehouse(path)
    publisher = Publisher(warehouse, published)
    with warehouse.cursor(COMMAND_LINE) as cursor:
        named = cursor.execute("SELECT name FROM branch WHERE level = 'branch'").fetchall()
    names = [name for (name,) in named]
    sys.stdin.readline()
    for number in range(SURVEYS):
        survey = _survey(kept / f"survey-{number}.csv", names, number)
        began = time.time()
        done = _import(warehouse, survey)
        snapshot = published / f"{done['version']}.duckdb"
        while not snapshot.exists():
            time.sleep(0.01)
        shutil.copy(snapshot, kept)
        print(json.dumps(done | {"published": time.time()}), flush=True)
        time.sleep(max(0.0, EVERY - (time.time() - began)))
    publisher.stop()
    warehouse.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
