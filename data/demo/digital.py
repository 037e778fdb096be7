"""The four digital carriers and what is done online."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import STAFF, grid, part, rng_of

# Share of staff registered, share of those active in a month, minutes of an active one.
CARRIERS = {
    "online_school": (0.95, 0.55, 70),
    "forum": (0.90, 0.04, 6),  # the shell: registered, hardly active
    "website": (0.80, 0.35, 25),
    "mobile_news": (0.90, 0.60, 20),
}
NEWS_A_MONTH = 8
PROCESSES = ("党费收缴", "组织关系转接", "活动报名", "党员信息维护")


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "digital_usage", digital_usage_table()
    yield "online_process", online_process_table()


def digital_usage_table() -> pd.DataFrame:
    rng = rng_of("digital_usage")
    rows = grid().times(len(CARRIERS))
    size = len(rows)
    number = np.tile(np.arange(len(CARRIERS)), size // len(CARRIERS))
    carrier = np.array(tuple(CARRIERS), dtype=object)[number]
    enrolled, alive, length = np.array(tuple(CARRIERS.values()))[number].T
    registered = np.maximum(np.round(STAFF[rows.branch] * enrolled), 1).astype(int)
    active = part(rng, registered, alive * (1 + 0.12 * rows.activity))
    forum, news = carrier == "forum", carrier == "mobile_news"
    pushed = np.where(news, NEWS_A_MONTH * registered, 0)
    return rows.frame(
        carrier=carrier,
        registered=registered,
        active=active,
        posts=np.where(forum, rng.poisson(0.8 * active), 0),
        views=rng.poisson(active * 4),
        minutes=np.round(active * length * rng.lognormal(0, 0.2, size)),
        pushed=pushed,
        opened=part(rng, pushed, 0.42 + 0.1 * rows.opinion),
    )


def online_process_table() -> pd.DataFrame:
    """What is done online grows month by month."""
    rng = rng_of("online_process")
    rows = grid().times(len(PROCESSES))
    size = len(rows)
    total = 1 + rng.poisson(5, size)
    online = part(rng, total, 0.55 + 0.012 * rows.month)
    process = np.tile(np.array(PROCESSES, dtype=object), size // len(PROCESSES))
    return rows.frame(process=process, online=online, total=total)
