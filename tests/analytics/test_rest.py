"""The others of every branch, stratum by stratum, against the same by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.cells import SUMS
from analytics.rest import rest

RANDOM = np.random.default_rng(7)


def cells(gaps: float) -> pd.DataFrame:
    """Two metrics, five branches, three strata (of the second one only), some not heard."""
    rows = [("a", f"b{i}", "") for i in range(5)]
    rows += [("m", f"b{i}", s) for i in range(5) for s in "xyz" if RANDOM.random() >= gaps]
    found = pd.DataFrame(rows, columns=["metric", "branch_id", "stratum"])
    n = RANDOM.integers(1, 50, len(found)).astype(float)
    return found.assign(
        n=n, total=n * RANDOM.normal(size=len(n)), total_sq=n * 2, kind="mean", per=1.0, weight=0.5
    ).sample(frac=1, random_state=1)


def test_the_rest_is_all_that_is_not_the_branch():
    for gaps in (0.0, 0.3):
        given = cells(gaps)
        found = rest(given).set_index(["metric", "branch_id", "stratum"])
        units = given[["metric", "branch_id"]].drop_duplicates()
        strata = given[["metric", "stratum"]].drop_duplicates()
        expected = units.merge(strata, on="metric")
        assert set(found.index) == set(expected.itertuples(index=False, name=None))
        for metric, branch, stratum in found.index:
            others = given[(given["metric"] == metric) & (given["stratum"] == stratum)]
            others = others[others["branch_id"] != branch]
            got = found.loc[(metric, branch, stratum), SUMS].to_numpy(float)
            np.testing.assert_allclose(got, others[SUMS].sum(), atol=1e-9)


def test_of_no_cells_there_is_no_rest():
    assert rest(cells(0.0).iloc[:0]).empty
