"""A promise is met, not met, or one cannot tell."""

import numpy as np
import pandas as pd
import pytest

from analytics.service_targets import CANNOT_TELL, MET, NO_TARGET, NOT_MET, against_targets

BETTER = {"on_time": "high", "complaints": "low"}
AREAS = {"A": "urban", "B": "rural"}


def verdict(metric: str, value: float, low: float, high: float, target: float) -> str:
    figures = pd.DataFrame(
        {"metric": [metric], "branch_id": ["A"], "value": [value], "low": [low], "high": [high]}
    )
    targets = pd.DataFrame({"metric": [metric], "area": ["urban"], "target": [target]})
    return against_targets(figures, targets, AREAS, BETTER)["verdict"].iloc[0]


@pytest.mark.parametrize(
    ("metric", "value", "low", "high", "target", "expected"),
    [
        ("on_time", 0.97, 0.96, 0.98, 0.95, MET),
        ("on_time", 0.97, 0.95, 0.98, 0.95, MET),  # an interval that ends on the promise keeps it
        ("on_time", 0.97, 0.94, 0.98, 0.95, CANNOT_TELL),
        ("on_time", 0.90, 0.88, 0.92, 0.95, NOT_MET),
        ("on_time", 0.94, 0.92, 0.95, 0.95, CANNOT_TELL),
        ("complaints", 1.0, 0.8, 1.2, 1.5, MET),
        ("complaints", 1.0, 0.8, 1.6, 1.5, CANNOT_TELL),
        ("complaints", 2.0, 1.6, 2.4, 1.5, NOT_MET),
        ("on_time", np.nan, np.nan, np.nan, 0.95, NO_TARGET),  # hidden, or nothing counted
    ],
)
def test_the_interval_decides(metric, value, low, high, target, expected) -> None:
    assert verdict(metric, value, low, high, target) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.999, MET), (0.9989, NOT_MET)])
def test_the_value_of_a_full_count_decides(value, expected) -> None:
    assert verdict("on_time", value, np.nan, np.nan, 0.999) == expected


def test_the_area_of_a_branch_decides_its_target_and_everywhere_is_the_rest() -> None:
    figures = pd.DataFrame(
        {
            "metric": ["on_time", "on_time", "on_time", "complaints", ""],
            "branch_id": ["A", "B", "unknown", "B", "A"],
            "value": 0.96,
            "low": 0.955,
            "high": 0.965,
        }
    )
    targets = pd.DataFrame(
        [
            ("on_time", "urban", 0.97),
            ("on_time", "all", 0.90),
            ("on_time", "rural", 0.95),
            ("complaints", "all", 1.5),
        ],
        columns=["metric", "area", "target"],
    )
    found = against_targets(figures, targets, AREAS, BETTER)
    assert found["target"].tolist()[:4] == [0.97, 0.95, 0.90, 1.5]
    assert found["verdict"].tolist() == [NOT_MET, MET, MET, MET, NO_TARGET]


def test_nothing_promised_is_nothing_kept_or_broken() -> None:
    figures = pd.DataFrame(
        {"metric": ["on_time"], "branch_id": ["A"], "value": [1.0], "low": [0.9], "high": [1.0]}
    )
    targets = pd.DataFrame({"metric": [], "area": [], "target": []})
    found = against_targets(figures, targets, AREAS, BETTER)
    assert found["verdict"].tolist() == [NO_TARGET]
