"""The invented company: its tree, its months, and the one seed of all its random draws."""

from __future__ import annotations

import csv
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20241101
MONTHS = (202411, 202412, *range(202501, 202513), *range(202601, 202611))
QUARTERS = tuple(month for month in MONTHS if month % 100 % 3 == 0)
# Counted at the branches alone, so that sums over the tree count everybody once.
COUNTS = ("members", "staff", "customers")


@dataclass(frozen=True)
class Branch:
    """One organisation as it stands in the table; `answers` are its questionnaires a month."""

    branch_id: str
    parent_id: str | None
    name: str
    name_en: str
    type: str
    area: str | None
    members: int | None
    staff: int | None
    customers: int | None
    answers: float

    @property
    def level(self) -> str:
        return {2: "company", 3: "county"}.get(len(self.branch_id), "branch")


def _read(row: dict[str, str]) -> Branch:
    counts = {name: int(row[name]) if row[name] else None for name in COUNTS}
    texts = {name: row[name] or None for name in ("parent_id", "area")}
    return Branch(**(row | counts | texts | {"answers": float(row["answers"] or 0)}))


with (Path(__file__).parent / "branches.csv").open(encoding="utf-8") as file:
    ORGANISATION = tuple(_read(row) for row in csv.DictReader(file))
BRANCHES = tuple(branch for branch in ORGANISATION if branch.level == "branch")
STATIONS = tuple(branch for branch in BRANCHES if branch.type == "supply_station")
ALIASES = {
    "北苑所": "QH101",
    "柳桥供电所党支部": "QH201",
    "柳桥所": "QH201",
    "石磨沟供电所党支部": "QH301",
    "枣林所": "QH302",
    "云顶中心供电所": "QH401",
    "东渡供电服务站": "QH402",
    "西渡供电服务站": "QH403",
}


def generator(stream: str, draw: int = 0) -> np.random.Generator:
    """The random numbers of one purpose: the same in every build, independent of all others."""
    return np.random.default_rng([SEED, zlib.crc32(stream.encode()), draw])


def branch_table() -> pd.DataFrame:
    rows = [asdict(branch) | {"level": branch.level} for branch in ORGANISATION]
    counts = dict.fromkeys(COUNTS, "Int64")
    return pd.DataFrame(rows).drop(columns="answers").astype(counts)


def alias_table() -> pd.DataFrame:
    return pd.DataFrame(ALIASES.items(), columns=["alias", "branch_id"])
