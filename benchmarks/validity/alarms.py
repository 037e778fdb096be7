"""False alarms on pure noise, and the power to find a step of half a standard deviation.

The step comes after 14 of 24 months, as a leader would meet it ten months later. It is half a
standard deviation of single answers (with so many answers a month), and in the last rows half a
standard deviation of the months themselves. Each function returns a frame as `orders` does.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics.control_chart import xmr
from analytics.signals import leading, signals
from analytics.trend import trends

MONTHS, BEFORE = 24, 14
BRANCHES = 17
STEP = 0.5
MONTH = [202411 + i if i < 2 else 202501 + i - 2 if i < 14 else 202601 + i - 14 for i in range(24)]


def every(reps: int, draw: np.random.Generator) -> pd.DataFrame:
    parts = [noise(reps, draw), steps(reps, draw)]
    return pd.concat([pd.DataFrame(rows) for rows in parts], ignore_index=True)


def row(check: str, setting: str, said: str, found: object) -> dict[str, object]:
    return {"check": check, "setting": setting, "said": said, "found": float(np.mean(found))}


def noise(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """Nothing changes and nobody differs."""
    series = draw.standard_normal((reps, MONTHS))
    flagged = [(xmr(values).points["flag"] != "").to_numpy() for values in series]
    yield row("control chart flags any month", "one branch, 24 months", "none promised",
              [months.any() for months in flagged])  # fmt: skip
    yield row("months flagged by the control chart", "one branch, 24 months", "none promised",
              flagged)  # fmt: skip
    companies = max(reps // 5, 10)
    changed, listed, wrong = [], [], []
    for _ in range(companies):
        found = trends(monthly(draw.standard_normal((BRANCHES, MONTHS))), MONTH)
        changed.append((found["direction"] != "").any())
        found = company(np.zeros(BRANCHES), 100, draw)
        listed.append(len(leading(found)) > 0)
        wrong.append(found["differs"].mean())
    setting = f"{BRANCHES} branches, 24 months"
    yield row("compare shows any trend", setting, "≤ 5 %", changed)
    yield row("overview lists any signal", f"{BRANCHES} branches, 5 metrics", "≤ 5 %", listed)
    yield row("comparisons that are signals", f"{BRANCHES} branches, 5 metrics", "≤ 5 %", wrong)


def steps(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """One branch of 17 falls; all others stay."""
    companies = max(reps // 5, 10)
    for answers in (10, 20, 50, 100, 300):
        per_month = STEP * np.sqrt(answers)  # in standard deviations of a month's mean
        charts, trend, found = power(per_month, companies, draw), [], []
        for _ in range(companies):
            series = draw.standard_normal((BRANCHES, MONTHS))
            series[0, BEFORE:] -= per_month
            trend.append(trends(monthly(series), MONTH)["direction"].iloc[0] == "down")
            fallen = company(np.eye(BRANCHES)[0] * STEP, answers, draw)
            own = fallen[(fallen["branch_id"] == "B00") & (fallen["metric"] == "m0")]
            found.append((own["differs"] & (own["difference"] < 0)).any())
        setting = f"{answers} answers a month"
        yield row("control chart finds the step", setting, "power", charts["found"])
        yield row("months until it does (median)", setting, "of 10", charts["months"])
        yield row("compare shows the trend", setting, "power", trend)
        yield row("overview has the signal", setting, "power", found)
    charts = power(STEP, reps, draw)
    alone = "half a standard deviation of the months"
    yield row("control chart finds the step", alone, "power", charts["found"])
    shown = []
    for _ in range(companies):
        series = draw.standard_normal((BRANCHES, MONTHS))
        series[0, BEFORE:] -= STEP
        shown.append(trends(monthly(series), MONTH)["direction"].iloc[0] == "down")
    yield row("compare shows the trend", alone, "power", shown)


def power(step: float, reps: int, draw: np.random.Generator) -> dict[str, object]:
    """How often a chart flags "down" in the ten months of the step, and how soon (median)."""
    found, months = [], []
    for values in draw.standard_normal((reps, MONTHS)):
        values[BEFORE:] -= step
        down = (xmr(values).points["direction"] == "down").to_numpy()[BEFORE:]
        found.append(down.any())
        if down.any():
            months.append(1 + int(down.argmax()))
    return {"found": found, "months": np.median(months) if months else np.nan}


def monthly(series: np.ndarray) -> pd.DataFrame:
    branches, months = series.shape
    return pd.DataFrame(
        {
            "branch_id": np.repeat(np.arange(branches), months), "month": np.tile(MONTH, branches),
            "kind": "mean", "value": series.ravel(),
        }
    )  # fmt: skip


def company(lower: np.ndarray, answers: int, draw: np.random.Generator) -> pd.DataFrame:
    """Signals of a company of five metrics whose branches are `lower` on the first in the last ten
    months, in standard deviations of single answers; ten months against the ten before."""
    n = float(10 * answers)
    periods = []
    for fall in (lower, np.zeros(len(lower))):
        cells = []
        for metric in range(5):
            mean = draw.normal(4 - (fall if metric == 0 else 0 * fall), 1 / np.sqrt(n))
            spread = draw.chisquare(n - 1, len(lower))  # sum of squares about the mean, σ = 1
            cells.append(
                pd.DataFrame(
                    {
                        "metric": f"m{metric}",
                        "branch_id": [f"B{i:02d}" for i in range(len(lower))],
                        "stratum": "", "kind": "mean", "per": 1.0, "weight": np.nan, "n": n,
                        "total": n * mean, "total_sq": spread + n * mean**2,
                    }
                )
            )  # fmt: skip
        periods.append(pd.concat(cells, ignore_index=True))
    return signals(periods[0], periods, [])
