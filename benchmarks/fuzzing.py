"""Whatever bytes come: a table or one clear sentence, never a traceback, never five seconds.

Atheris mutates the files of the recognition corpus and follows the branches of our own code that
an input reaches. `python -m benchmarks.fuzzing 100000` reads as many inputs; every hundredth goes
through recognition and validation too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import atheris
import duckdb

with atheris.instrument_imports(include=["data.importing"]):
    from data.importing.read import read
    from data.importing.recognise import recognise
    from data.importing.validate import validate
from locales import BadInput

CORPUS = Path(__file__).parents[1] / "tests" / "data" / "importing" / "corpus"
INPUTS = 100_000
WHOLE = 100  # of so many inputs one is recognised and validated
SLOWEST = 5.0  # seconds
seen = {"inputs": 0, "refused": 0, "whole": 0, "slowest": 0.0}


def one_input(data: bytes) -> None:
    """Read one input; a fault that is no BadInput ends the run with the input that caused it."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        start = time.perf_counter()
        seen["inputs"] += 1
        try:
            _import(Path(file.name), seen["inputs"] % WHOLE == 0)
        except BadInput:
            seen["refused"] += 1
        took = time.perf_counter() - start
    seen["slowest"] = max(seen["slowest"], took)
    if took > SLOWEST:
        raise TimeoutError(f"{took:.1f} s for {len(data)} bytes")
    if seen["inputs"] % 10_000 == 0:
        print(seen, flush=True)


def _import(path: Path, whole: bool) -> None:
    table = read(path, "upload.csv")
    if whole:
        seen["whole"] += 1
        plan = recognise(table)
        with duckdb.connect(":memory:") as connection:
            validate(table, plan, connection, default_month=202601, accept_cut_rows=True)


def run(inputs: int = INPUTS) -> None:
    with tempfile.TemporaryDirectory() as found:
        options = [f"-runs={inputs}", "-max_len=4096", f"-artifact_prefix={found}/", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, found, str(CORPUS)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
