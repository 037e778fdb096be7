"""Since when: a step is dated, noise is not, and what always was so has no beginning."""

import numpy as np
import pandas as pd
import pytest

from analytics.onset import onset

MONTHS = [202401 + i if i < 12 else 202501 + i - 12 for i in range(24)]


def monthly(shares: list[float], n: int = 120, seed: int = 1) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "metric": "m", "branch_id": "B", "month": MONTHS[: len(shares)], "stratum": "",
            "kind": "proportion", "per": 1.0, "n": float(n),
            "total": [float(draw.binomial(n, share)) for share in shares], "total_sq": 0.0,
            "weight": np.nan,
        }
    )  # fmt: skip


def test_a_step_is_dated_to_its_month_or_the_one_beside():
    for seed in range(20):
        found = onset(monthly([0.8] * 14 + [0.6] * 10, seed=seed), direction=-1)
        assert found in (202502, 202503, 202504)


def test_a_step_by_hand():
    cells = monthly([0.5] * 8)
    cells["n"], cells["total"] = 100.0, [90.0] * 4 + [50.0] * 4
    assert onset(cells, -1) == 202405
    assert onset(cells, +1) is None, "it fell, it did not rise"


def test_pure_noise_has_no_onset():
    found = [onset(monthly([0.7] * 24, seed=seed), direction) for seed in range(100)
             for direction in (-1, 1)]  # fmt: skip
    assert sum(month is not None for month in found) <= 4


def test_too_few_months_tell_nothing():
    assert onset(monthly([0.9] * 3 + [0.1] * 2), -1) is None
    assert onset(monthly([]), -1) is None


def test_one_branch_at_a_time():
    with pytest.raises(ValueError, match="one branch"):
        onset(pd.concat([monthly([0.5]), monthly([0.5]).assign(branch_id="C")]), 1)
