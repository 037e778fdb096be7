"""Validity: intervals, orders and alarms held against what they say, by simulation with one seed.

`python -m benchmarks validity` writes docs/validity.md and, for the page of definitions,
docs/validity.json. `tests/analytics/test_validity.py` runs a fast version.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.validity import alarms, intervals, orders, report

DOCS = Path(__file__).parents[2] / "docs"
SEED = 20261101


def run(reps: int = 10_000, companies: int = 1_000) -> None:
    """Everything, with `reps` samples a point and as many `companies`."""
    start = time.perf_counter()
    coverage, checks = simulate(reps, companies)
    (DOCS / "validity.md").write_text(report.text(coverage, checks, reps, companies), "utf-8")
    found = {"coverage": coverage.to_dict("records"), "checks": checks.to_dict("records")}
    (DOCS / "validity.json").write_text(
        json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    print(report.summary(coverage).to_string(index=False))
    print(checks.to_string(index=False))
    print(f"{time.perf_counter() - start:.0f} s")


def simulate(reps: int, companies: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Coverage of the intervals, and the checks of orders and alarms."""
    draw = np.random.default_rng(SEED)
    coverage = intervals.every(reps, draw).round({"coverage": 4})
    checks = pd.concat([orders.every(companies, draw), alarms.every(companies, draw)])
    return coverage, checks.round({"found": 4}).reset_index(drop=True)
