"""Party life: the meetings expected and held, activities, and innovations."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.assessment import YEARS
from data.demo.draws import (
    ACTIVITY,
    CODES,
    EVERY_MONTH,
    LEARNING,
    MEMBERS,
    Rows,
    chance,
    choose,
    dates,
    grid,
    numbered,
    part,
    poisson,
    rng_of,
    texts,
)

PER_YEAR = {
    "general": 4,
    "committee": 12,
    "group": 12,
    "lecture": 2,
    "theme_day": 12,
    "life": 1,
    "review": 1,
}
# The months of the year in which a type of meeting is due; every month for those not named.
DUE = {"general": (3, 6, 9, 12), "lecture": (5, 11), "life": (1,), "review": (12,)}
KINDS = ("主题党日", "志愿服务", "知识竞赛", "红色教育参观", "安全宣讲", "文体活动")
IDEAS = {
    "idea": ("党建引领服务理念", "党员身份亮在前理念"),
    "mechanism": ("党员包台区机制", "问题销号机制", "支部联建机制"),
    "method_carrier": ("云上微党课", "党员积分小程序", "服务地图", "电子意见箱"),
}
OUTPUTS = ("experience", "report", "solution")
SPILLOVERS = ("system", "technology", "management", "organisation")


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "meeting_rule", meeting_rule_table()
    yield "meeting", meeting_table()
    yield "activity", activity_table()
    yield "innovation", innovation_table()


def meeting_rule_table() -> pd.DataFrame:
    return pd.DataFrame(
        {"type": name, "year": year, "per_year": float(count)}
        for year in YEARS
        for name, count in PER_YEAR.items()
    )


def meeting_table() -> pd.DataFrame:
    """Most of what is due is held, some of it reported late; the busy meet more often still."""
    rng = rng_of("meeting")
    parts = []
    for name in PER_YEAR:
        rows = _due(name)
        held = chance(rng, 0.94 + 0.025 * rows.activity, len(rows))
        extra = chance(rng, 0.5, len(rows)) & (rows.activity > 1) & (name == "theme_day")
        rows = rows.times(held.astype(int) + extra)
        parts.append((np.full(len(rows), name, dtype=object), rows))
    rows = Rows(*(np.concatenate([getattr(r, x) for _, r in parts]) for x in ("branch", "month")))
    size = len(rows)
    members = MEMBERS[rows.branch]
    kind = np.concatenate([name for name, _ in parts])
    due = np.select(
        [kind == "committee", kind == "group"],
        [np.minimum(5, members), np.maximum(members // 3, 3)],
        members,
    )
    return pd.DataFrame(
        {
            "meeting_id": numbered("M", size),
            "branch_id": rows.codes,
            "date": dates(rows.days(rng)),
            "type": kind,
            "due": due,
            "present": part(rng, due, 0.89 + 0.03 * rows.activity),
            "reported_late": chance(rng, 0.07 - 0.02 * rows.activity, size),
        }
    )


def _due(name: str) -> Rows:
    months = [n for n, m in enumerate(EVERY_MONTH) if m % 100 in DUE.get(name, range(1, 13))]
    return grid(months)


def activity_table() -> pd.DataFrame:
    rng = rng_of("activity")
    rows = poisson(rng, 2.6 * np.exp(0.55 * ACTIVITY))
    size = len(rows)
    heads = np.maximum(part(rng, MEMBERS[rows.branch], 0.5 + 0.08 * rows.activity), 1)
    hours = rng.choice((1.0, 1.5, 2.0, 3.0), size)
    return pd.DataFrame(
        {
            "activity_id": numbered("H", size),
            "branch_id": rows.codes,
            "date": dates(rows.days(rng)),
            "kind": choose(rng, KINDS, size, (0.35, 0.2, 0.1, 0.1, 0.15, 0.1)),
            "heads": heads,
            "hours": hours,
            "cost": (heads * hours * rng.uniform(5, 25, size)).round(-1),
        }
    )


def innovation_table() -> pd.DataFrame:
    """The busy begin many; those that land are where things are learned."""
    rng = rng_of("innovation")
    rows = poisson(rng, 0.42 * np.exp(0.35 * ACTIVITY))
    size = len(rows)
    learned = LEARNING[rows.branch]
    kind = np.where(chance(rng, 0.40 + 0.18 * rows.activity, size), "method_carrier",
                    choose(rng, ("idea", "mechanism"), size, (0.4, 0.6)))  # fmt: skip
    landed = chance(rng, 0.45 + 0.45 * learned, size)
    status = np.where(landed, choose(rng, ("institutionalised", "promoted"), size),
                      choose(rng, ("proposed", "running", "stopped"), size))  # fmt: skip
    output = choose(rng, OUTPUTS, size, (0.5, 0.25, 0.25))
    spread = part(rng, np.full(size, 6), 0.05 + 0.3 * landed)
    pick = rng.random(size)
    title = [IDEAS[k][int(share * len(IDEAS[k]))] for k, share in zip(kind, pick, strict=True)]
    return pd.DataFrame(
        {
            "innovation_id": numbered("I", size),
            "branch_id": CODES[rows.branch],
            "title": title,
            "kind": kind,
            "started": dates(rows.days(rng)),
            "status": status,
            "output": texts(output, chance(rng, 0.9, size)),
            "adopted_by": spread,
            "spillover": texts(
                choose(rng, SPILLOVERS, size), chance(rng, 0.3 + 0.35 * learned, size)
            ),
            "evidence_url": None,
            "effect_note": texts(np.full(size, "已见成效，详见总结。"), landed),
        }
    )
