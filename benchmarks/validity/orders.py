"""Whether orders and limits hold what they say: rank sets together, funnel limits, many pairs.

Each function returns a frame with check, setting, said (what should be) and found.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics import branch_limits, funnel, ranking, survival
from analytics.cells import estimate
from analytics.comparison import pairwise

BASE = 0.8


def every(reps: int, draw: np.random.Generator) -> pd.DataFrame:
    """All checks, `reps` companies each (fewer where a company takes long)."""
    parts = [rank_sets(reps, draw), funnels(reps, draw), pairs(reps, draw), log_rank(reps, draw)]
    return pd.concat([pd.DataFrame(rows) for rows in parts], ignore_index=True)


def row(check: str, setting: str, said: str, found: object) -> dict[str, object]:
    return {"check": check, "setting": setting, "said": said, "found": float(np.mean(found))}


def rank_sets(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """Every true rank in its set, all branches together; ties may take any of their ranks."""
    for branches in (6, 24, 100):
        truths = {
            "all alike": np.zeros(branches),
            "one apart": np.eye(branches)[0] * 3,
            "evenly spaced": np.linspace(0, 4, branches),
        }
        for name, truth in truths.items():
            held = []
            for _ in range(reps if branches < 100 else max(reps // 5, 5)):
                error = draw.uniform(0.2, 1.5, branches)
                sets = ranking.rank_sets(draw.normal(truth, error), error, draws=500)
                best = 1 + (truth[None, :] > truth[:, None]).sum(axis=1)
                worst = branches - (truth[None, :] < truth[:, None]).sum(axis=1)
                held.append(((sets.low <= best) & (worst <= sets.high)).all())
            yield row("rank sets hold all ranks", f"{branches} branches, {name}", "≥ 95 %", held)


def funnels(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """Branches in control outside the limits, with chance alone and with a usual spread."""
    for branches in (17, 100):
        for spread, name in ((0.0, "chance alone"), (0.03, "a usual spread of 3 points")):
            outside = {level: [] for level in funnel.LEVELS}
            for _ in range(reps):
                n = draw.integers(20, 3000, branches)
                truth = np.clip(draw.normal(BASE, spread, branches), 0.01, 0.99)
                cells = shares(draw.binomial(n, truth), n)
                tau2 = branch_limits.usual_spread(cells, BASE)
                place = funnel.classify(cells["value"], branch_limits.limits(cells, BASE, tau2))
                outside[0.95].append(np.mean(place != "within"))
                outside[0.998].append(np.mean(np.char.startswith(place, "very")))
            for level, said in ((0.95, "5 %"), (0.998, "0.2 %")):
                check = f"outside the {100 * level:g} % limits"
                yield row(check, f"{branches} branches, {name}", said, outside[level])


def pairs(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """False ones among the pairs said to differ; companies with any where all are alike."""
    n = np.full(24, 400)
    alike, false = [], []
    for _ in range(reps):
        alike.append(pairwise("proportion", shares(draw.binomial(n, BASE), n))["differs"].any())
        truth = np.where(np.arange(24) < 12, BASE, BASE - 0.12)
        found = pairwise("proportion", shares(draw.binomial(n, truth), n))
        told = found[found["differs"]]
        false.append(((told["a"] < 12) == (told["b"] < 12)).mean() if len(told) else 0.0)
    yield row("any pair said to differ", "24 branches, all alike", "≤ 5 %", alike)
    yield row("false among the pairs said to differ", "two groups of 12", "≤ 5 %", false)


def log_rank(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """How often alike groups are told apart by their time to close."""
    for n in (20, 200):
        told = []
        for _ in range(reps):
            groups = []
            for _group in range(2):
                days, seen = draw.exponential(30, n).round() + 1, draw.uniform(10, 100, n).round()
                groups.append((np.minimum(days, seen), days <= seen))
            told.append(survival.compare(groups).p < 0.05)
        yield row("log-rank tells alike groups apart", f"two groups of {n}", "5 %", told)


def shares(k: np.ndarray, n: np.ndarray) -> pd.DataFrame:
    """Figures of shares as `published` has them."""
    found = estimate("proportion", n, k, np.zeros(len(n)))
    return pd.DataFrame(
        {
            "kind": "proportion", "per": 1.0, "n": n.astype(float), "total": k.astype(float),
            "total_sq": 0.0, "value": found.value, "low": found.low, "high": found.high,
        }
    )  # fmt: skip
