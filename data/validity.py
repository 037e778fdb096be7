"""What simulations found of intervals and alarms: docs/validity.json, which a benchmark writes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pandas as pd

FILE = Path(__file__).parents[1] / "docs" / "validity.json"


@cache
def coverage() -> pd.DataFrame:
    """interval, n, truth and coverage (0..1) of every point that was tried."""
    return pd.DataFrame(json.loads(FILE.read_text("utf-8"))["coverage"])


@cache
def checks() -> pd.DataFrame:
    """check, setting, said and found (0..1, or months) of orders, limits, alarms and power."""
    return pd.DataFrame(json.loads(FILE.read_text("utf-8"))["checks"])
