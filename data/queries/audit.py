"""The audit log: who did what. It tells of files and persons, and never holds the data itself."""

from __future__ import annotations

import pandas as pd

from data.reader import Reader


def log(reader: Reader, limit: int | None = None) -> pd.DataFrame:
    """The lines of the log, the newest first: happened_at, actor, action, detail."""
    return reader.frame("FROM audit ORDER BY happened_at DESC LIMIT ?", [limit])
