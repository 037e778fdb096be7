"""The statistics of a page for 100 branches, 36 months and 80 metrics, in milliseconds.

The lower bound is NumPy summing the same cells by branch and metric: less cannot be done.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics import side_by_side, signals, standing, trend
from analytics.comparison import against_rest, pairwise
from analytics.published import published
from analytics.ranking import rank_sets
from analytics.stretches import stretches
from analytics.withheld import FEWEST_ANSWERS

BRANCHES, MONTHS, METRICS = 100, 36, 80
KINDS = ("proportion", "mean", "nps", "rate", "ratio", "score")
REPEATS = 9


def run() -> None:
    pd.set_option("mode.string_storage", "python")  # as app.py does
    months = made(by_month=True)
    now, before = made(seed=1), made(seed=2)
    ids = [f"B{i:03d}" for i in range(BRANCHES)]
    keys = list(now["metric"].unique())
    company = (
        months.groupby(["metric", "month", "stratum", "kind", "per"], as_index=False)[
            ["n", "total", "total_sq"]
        ]
        .sum()
        .assign(branch_id="all", weight=np.nan)
    )
    arrays = [months[column].to_numpy() for column in ("n", "total", "total_sq")]
    place = pd.factorize(months["metric"] + months["branch_id"])[0]
    bound = timed(lambda: [np.bincount(place, sums) for sums in arrays])
    figures = published(now, ids, ids, keys)
    one = figures[(figures["metric"] == keys[0]) & (figures["branch_id"] != "")]
    monthly = published(months[months["metric"] == keys[0]], ids, ids, keys)
    error = np.full(BRANCHES, 0.02)
    cells = one.set_index("branch_id")
    times = sorted(months["month"].unique())
    within = stretches(months, ids, ids, times, FEWEST_ANSWERS), (times[-12], times[-1])
    tasks: dict[str, Callable[[], object]] = {
        "stretches of all months (once for a version of the data)": lambda: stretches(
            months, ids, ids, times, FEWEST_ANSWERS
        ),
        "figures of all branches and metrics (overview, branch)": lambda: published(
            now, ids, ids, keys, within=within
        ),
        "signals of all, against the rest and the year before": lambda: signals.to_be_shown(
            now, [now, before], ids, ids, keys, [within] * 3
        ),
        "one branch beside its peers (branch)": lambda: standing.standing(figures, ids[0], ids),
        "company by month, all metrics (tiles)": lambda: published(
            company, [], ["all"], keys
        ),
        "branches against the rest, one metric (dots)": lambda: against_rest("proportion", cells),
        "all pairs, one metric (compare)": lambda: pairwise("proportion", cells),
        "side by side with rank sets (compare)": lambda: side_by_side.side_by_side(
            one, 0.8, "high"
        ),
        "trends, one metric (compare)": lambda: trend.trends(
            monthly[monthly["branch_id"] != ""], sorted(monthly["month"].unique())
        ),
        "rank sets, 2,000 draws": lambda: rank_sets(one["value"], error),
    }  # fmt: skip
    print(f"{'':<56} {'ms':>7} {'× bound':>8}")
    print(f"{'lower bound: summing ' + format(len(months), ',') + ' cells':<56} {bound:>7.1f}")
    for name, task in tasks.items():
        taken = timed(task)
        print(f"{name:<56} {taken:>7.1f} {taken / bound:>8.1f}")


def timed(task: Callable[[], object]) -> float:
    """The fastest of REPEATS runs in milliseconds, after one that does not count."""
    task()
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        task()
        taken.append(1000 * (time.perf_counter() - start))
    return min(taken)


def made(seed: int = 0, by_month: bool = False) -> pd.DataFrame:
    """Cells of every metric and branch, the kinds in turn."""
    draw = np.random.default_rng(seed)
    times = MONTHS if by_month else 1
    size = METRICS * BRANCHES * times
    n = draw.integers(20, 2000, size).astype(float)
    share = draw.beta(40, 10, size)
    metric = np.repeat(np.arange(METRICS), BRANCHES * times)
    kind = np.array(KINDS)[metric % len(KINDS)]
    total = np.floor(n * share)
    squares = {"mean": 1.5 * total, "nps": n, "score": total}
    frame = pd.DataFrame(
        {
            "metric": [f"m{i:02d}" for i in metric],
            "branch_id": np.tile(np.repeat([f"B{i:03d}" for i in range(BRANCHES)], times), METRICS),
            "stratum": "", "kind": kind, "per": 1.0, "weight": np.nan, "n": n, "total": total,
            "total_sq": np.select([kind == k for k in squares], list(squares.values()), 0.0),
        }
    )  # fmt: skip
    if by_month:
        frame["month"] = np.tile([202401 + 100 * (i // 12) + i % 12 for i in range(MONTHS)],
                                 METRICS * BRANCHES)  # fmt: skip
    return frame
