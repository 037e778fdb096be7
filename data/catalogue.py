"""The metric catalogue: every KPI is an entry of `metrics/*.toml`, and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "metrics"
KINDS = ("proportion", "mean", "nps", "rate", "ratio", "score")
UNITS = (
    "share", "points", "score_100", "score_5", "per_1000_customers", "per_1000_staff",
    "per_100_staff", "per_member", "per_100_users", "per_brand", "customers", "hours",
    "minutes", "yuan",
)  # fmt: skip
GRAINS = ("month", "quarter", "year")
# What a leader reads first, on the overview and in a briefing.
FOREMOST = (
    "customer_satisfaction",
    "complaint_rate",
    "arrival_on_time",
    "assessment_score",
    "employee_satisfaction",
    "exam_pass_rate",
)


@dataclass(frozen=True, eq=False)  # there is one of each, which can be a key
class Metric:
    """One KPI. `sql` selects `branch_id, month, stratum, n, total, total_sq` from the warehouse."""

    key: str
    domain: str  # satisfaction, assessment or training: the file it stands in
    kind: str
    unit: str
    better: str  # "high" or "low"
    facet: str  # "activity" or "effect"
    concept: int  # number of the concept of the source paper it answers
    grain: str  # the finest period it is known for
    stratified: bool  # combined over strata with the weights of `stratum_weight`
    per: float  # a rate or ratio is stated per so many units of its denominator
    decimals: int
    name: Mapping[str, str]
    definition: Mapping[str, str]
    formula: Mapping[str, str]
    sql: str


@cache
def metrics() -> Mapping[str, Metric]:
    """Every metric by its key, in the order of the files. Raises ValueError for a faulty entry."""
    found: dict[str, Metric] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            entries = tomllib.load(file)
        for key, entry in entries.items():
            if key in found:
                raise ValueError(f"{path.name}: metric {key} is defined twice")
            found[key] = _metric(key, path.stem, entry)
    return found


def _metric(key: str, domain: str, entry: dict) -> Metric:
    try:
        metric = Metric(
            key=key,
            domain=domain,
            kind=entry.pop("kind"),
            unit=entry.pop("unit"),
            better=entry.pop("better"),
            facet=entry.pop("facet"),
            concept=entry.pop("concept"),
            grain=entry.pop("grain", "month"),
            stratified=entry.pop("stratified", False),
            per=float(entry.pop("per", 1)),
            decimals=entry.pop("decimals", 1),
            name=entry.pop("name"),
            definition=entry.pop("definition"),
            formula=entry.pop("formula"),
            sql=entry.pop("sql").strip(),
        )
    except KeyError as missing:
        raise ValueError(f"metric {key} has no {missing}") from None
    if entry:
        raise ValueError(f"metric {key} has unknown fields: {', '.join(entry)}")
    for field, allowed in {
        "kind": KINDS,
        "unit": UNITS,
        "better": ("high", "low"),
        "facet": ("activity", "effect"),
        "grain": GRAINS,
    }.items():
        if getattr(metric, field) not in allowed:
            raise ValueError(f"metric {key}: {field} must be one of {', '.join(allowed)}")
    for field in ("name", "definition", "formula"):
        if set(getattr(metric, field)) != {"zh", "en"}:
            raise ValueError(f"metric {key}: {field} needs zh and en")
    return metric
