"""What customers raised: published targets, feedback through all channels, callbacks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.company import BRANCHES
from data.demo.draws import (
    CODES,
    LAST_DAY,
    SERVES,
    chance,
    choose,
    dates,
    grid,
    logistic,
    numbered,
    part,
    poisson,
    rng_of,
)
from data.demo.surveys import CUSTOMER_TOPICS
from data.demo.truth import TRUTHS

EVERYWHERE = ("urban", "rural", "remote")
# The ten promises of supply service; the company's own for complaints and the shares in time.
TARGETS = {
    "complaints": dict.fromkeys(EVERYWHERE, 1.5),
    "supply_hours": {"urban": 0.999, "rural": 0.998, "remote": 0.998},
    "voltage_qualified": {"urban": 0.985, "rural": 0.975, "remote": 0.975},
    "arrival_on_time": {"urban": 0.97, "rural": 0.95, "remote": 0.92},
    "restored_on_time": {"urban": 0.95, "rural": 0.92, "remote": 0.90},
    "connection_on_time": {"all": 0.95},
    "outage_notified": {"all": 0.95},
    "arrival_minutes": {"urban": 45, "rural": 90, "remote": 120},
    "restore_hours": {"urban": 3, "rural": 4},
    "connection_days_residential": {"all": 5},
    "connection_days_low_voltage": {"all": 6},
    "connection_days_high_single": {"all": 22},
    "connection_days_high_double": {"all": 32},
    "planned_notice_days": {"all": 7},
    "temporary_notice_hours": {"all": 24},
}
CHANNELS = {
    "questionnaire": 0.20,
    "symposium": 0.10,
    "interview": 0.15,
    "suggestion_box": 0.15,
    "hotline_95598": 0.40,
}
CUSTOMERS = np.array([branch.customers or 0 for branch in BRANCHES])
CUSTOMER_TYPES = ("居民", "工商业", "农业生产", "小微企业")
WEAK_SHARE = 0.45  # of feedback that names the weak topic of the branch
DAYS_TO_CLOSE = 7


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "kpi_target", kpi_target_table()
    yield "feedback", feedback_table()
    yield "callback_month", callback_month_table()


def kpi_target_table() -> pd.DataFrame:
    return pd.DataFrame(
        {"kpi": kpi, "area": area, "valid_from": 202401, "valid_to": 202612, "value": float(value)}
        for kpi, areas in TARGETS.items()
        for area, value in areas.items()
    )


def feedback_table() -> pd.DataFrame:
    """Some ten a month and station; more where people are unhappy."""
    rng = rng_of("feedback")
    rate = np.where(CUSTOMERS > 5000, 3 + CUSTOMERS / 6000, CUSTOMERS / 2500)
    rows = poisson(rng, rate)
    size = len(rows)
    day, opinion = rows.days(rng), rows.opinion
    closes = chance(rng, 0.95 + 0.05 * opinion, size)
    in_time = chance(rng, 0.87 + 0.12 * opinion + 0.2 * rows.event, size)
    took = np.where(in_time, rng.integers(1, 8, size), rng.integers(8, 40, size))
    closed = closes & (day + took <= LAST_DAY)
    tried = closed & chance(rng, 0.7, size)
    reached = tried & chance(rng, 0.92, size)
    weak = np.array([TRUTHS[c].weak_topic for c in CODES], dtype=object)[rows.branch]
    named = np.not_equal(weak, None) & chance(rng, WEAK_SHARE, size)
    happy = chance(rng, 0.35 + 0.25 * opinion, size)
    return pd.DataFrame(
        {
            "feedback_id": numbered("K", size),
            "branch_id": rows.codes,
            "date": dates(day),
            "channel": choose(rng, tuple(CHANNELS), size, tuple(CHANNELS.values())),
            "customer_type": choose(rng, CUSTOMER_TYPES, size, (0.6, 0.18, 0.12, 0.10)),
            "topic": np.where(named, weak, choose(rng, CUSTOMER_TOPICS, size)),
            "sentiment": np.where(
                happy & ~named, "positive", choose(rng, ("neutral", "negative"), size, (0.4, 0.6))
            ),
            "due": dates(day + DAYS_TO_CLOSE, chance(rng, 0.93, size)),
            "closed_at": dates(day + took, closed),
            "callback_tried": tried,
            "callback_ok": reached,
            "callback_satisfied": reached & chance(rng, _satisfied(opinion), size),
        }
    )


def callback_month_table() -> pd.DataFrame:
    """Callbacks after repairs and requests; where there were none there is no row."""
    rng = rng_of("callback_month")
    rows = grid()
    rows = rows.where(SERVES[rows.branch])
    called = rng.poisson(CUSTOMERS[rows.branch] / 450)
    rows, called = rows.where(called > 0), called[called > 0]
    reached = part(rng, called, 0.94 + 0.005 * rows.activity)
    satisfied = part(rng, reached, _satisfied(rows.opinion))
    return rows.frame(called=called, reached=reached, satisfied=satisfied)


def _satisfied(opinion: np.ndarray) -> np.ndarray:
    return logistic(2.7 + 2.0 * opinion)
