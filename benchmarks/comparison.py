"""Pairwise comparison of many branches, in milliseconds."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analytics.comparison import pairwise


def run(branches: int = 100) -> None:
    draw = np.random.default_rng(7)
    n = draw.integers(5, 5000, branches)
    share = draw.uniform(0.6, 0.98, branches)
    total = draw.binomial(n, share)
    print(f"{'kind':<12} {'pairs':>6} {'ms':>7}")
    for kind, sums in {
        "proportion": (total, 0 * n),
        "mean": (4.0 * n, 17.0 * n),
        "nps": (total - (n - total), n),
        "rate": (total, 0 * n),
    }.items():
        cells = pd.DataFrame({"n": n, "total": sums[0], "total_sq": sums[1]})
        start = time.perf_counter()
        pairs = pairwise(kind, cells)
        print(f"{kind:<12} {len(pairs):>6} {1000 * (time.perf_counter() - start):>7.1f}")
