"""A company of four branches: one good, one ordinary, one bad, one with too few answers to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import signals
from analytics.periods import Compared, Period
from analytics.published import COMPANY, published
from data.catalogue import metrics
from locales import both
from reporting.facts import Facts

NOW, PAST = Period(202601, 202606), Period(202501, 202506)
BRANCHES = ("GOOD", "PLAIN", "BAD", "TINY")
METRICS = ("customer_satisfaction", "complaint_rate", "assessment_score")
HOSTILE = "=1+1 [x](javascript:1) #let \x07<b>*"


def cells(bad: int = 120) -> pd.DataFrame:
    """Cells of the branches and of the root; `bad` customers of the bad branch are satisfied."""
    satisfied = {"GOOD": (400, 380), "PLAIN": (300, 240), "BAD": (400, bad), "TINY": (5, 2)}
    rows = [("customer_satisfaction", b, n, k) for b, (n, k) in satisfied.items()]
    complaints = {"GOOD": 4, "PLAIN": 20, "BAD": 90, "TINY": 3}
    rows += [("complaint_rate", b, 20_000.0, k) for b, k in complaints.items()]
    scores = {"GOOD": 95, "PLAIN": 90, "BAD": 91, "TINY": 89}
    rows += [("assessment_score", b, 1.0, x) for b, x in scores.items()]
    frame = pd.DataFrame(rows, columns=["metric", "branch_id", "n", "total"])
    root = frame.groupby("metric", as_index=False)[["n", "total"]].sum().assign(branch_id="ROOT")
    frame = pd.concat([frame, root], ignore_index=True)
    return frame.assign(
        stratum="",
        total_sq=0.0,
        weight=np.nan,
        kind=frame["metric"].map({key: metrics()[key].kind for key in METRICS}),
        per=frame["metric"].map({key: metrics()[key].per for key in METRICS}),
    )


@pytest.fixture
def make_facts() -> Callable[..., Facts]:
    """Facts of that company; `bad` as for `cells`, the year before all were alike."""

    def _make(bad: int = 120, chosen: tuple[str, ...] = BRANCHES, name: str = HOSTILE) -> Facts:
        now, past = cells(bad), cells(320)
        personal = ["customer_satisfaction"]
        figures = published(now, BRANCHES, ["ROOT"], personal)
        before = published(past, BRANCHES, ["ROOT"], personal)
        company = figures[figures["branch_id"] == COMPANY].set_index("metric", drop=False)
        return Facts(
            period=NOW,
            against="year",
            compared=Compared(NOW, PAST, None),
            branch_ids=BRANCHES,
            chosen=chosen,
            names={b: both(b.title(), f"{b}支部") for b in BRANCHES} | {"BAD": both(name, name)},
            kinds=pd.Series("supply_station", index=list(BRANCHES)),
            metrics={key: metrics()[key] for key in METRICS},
            figures=figures,
            changes=signals.changes(company.rename_axis(None), before),
            found=signals.to_be_shown(now, [now, past], BRANCHES, ["ROOT"], personal),
            data_version=7,
            newest=date(2026, 7, 1),
            demo=True,
        )

    return _make
