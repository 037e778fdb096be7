"""The monthly service figures of the branches that serve customers."""

from __future__ import annotations

import calendar

import numpy as np
import pandas as pd

from data.demo.company import MONTHS, STATIONS, Branch, generator
from data.demo.truth import TRUTHS, Truth, seasons, steps

# What the promises of the area come to: share of time supplied, crews in time, repairs in time.
SUPPLIED = {"urban": 0.99952, "rural": 0.99855, "remote": 0.9972}
ARRIVED = {"urban": 0.975, "rural": 0.955, "remote": 0.93}
RESTORED = {"urban": 0.95, "rural": 0.93, "remote": 0.90}
TICKETS = {"urban": 1 / 700, "rural": 1 / 420, "remote": 1 / 260}  # faults a month per customer
QUALIFIED = {"urban": 0.9935, "rural": 0.9862, "remote": 0.9805}
CONNECTED, NOTIFIED = 0.965, 0.955
APPLICATIONS, OUTAGES = 1 / 900, 1 / 2200  # a month per customer
MONITORED = 1 / 400  # voltage monitors per customer, counting every hour
LATE_NOTICE = 0.08  # share of outages announced late besides where customers complain of notices
SLOWER = 0.10  # share of crews and repairs that come late per standard deviation of a step down


def service_kpi_table() -> pd.DataFrame:
    """Complaints, hours of supply, faults attended and repaired in time, and the other promises."""
    frames = [
        figures(branch, TRUTHS[branch.branch_id])
        for figures in (_of_branch, _promises)
        for branch in STATIONS
    ]
    return pd.concat(frames, ignore_index=True)


def _of_branch(branch: Branch, truth: Truth) -> pd.DataFrame:
    rng = generator("service", truth.draw)
    customers = np.full(len(MONTHS), float(branch.customers))
    worse = 1 - 3 * seasons()  # a bad season brings up to 40 % more faults and complaints
    event = steps(truth)
    expected = customers * truth.complaints / 12_000 * worse * np.exp(-event)
    hours = customers * [24 * calendar.monthrange(m // 100, m % 100)[1] for m in MONTHS]
    lost = hours * (1 - SUPPLIED[branch.area]) * worse * rng.lognormal(0, 0.25, len(MONTHS))
    tickets = 1 + rng.poisson(customers * TICKETS[branch.area] * worse)
    better = 0.02 * truth.satisfaction + SLOWER * event
    arrived = rng.binomial(tickets, np.clip(ARRIVED[branch.area] + better, 0, 0.995))
    restored = rng.binomial(tickets, np.clip(RESTORED[branch.area] + better, 0, 0.995))
    return _rows(
        branch,
        {
            "complaints": (rng.poisson(expected), customers),
            "supply_hours": (np.round(hours - lost, 1), hours),
            "arrival_on_time": (arrived, tickets),
            "restored_on_time": (restored, tickets),
        },
    )


def _promises(branch: Branch, truth: Truth) -> pd.DataFrame:
    """Voltage, connections and notices, from random numbers of their own."""
    rng = generator("service promises", truth.draw)
    worse = 1 - 3 * seasons()
    better = 0.02 * truth.satisfaction + SLOWER * steps(truth)
    monitors = max(1, round(branch.customers * MONITORED))
    hours = np.array([24.0 * calendar.monthrange(m // 100, m % 100)[1] for m in MONTHS]) * monitors
    outside = hours * (1 - QUALIFIED[branch.area]) * worse * rng.lognormal(0, 0.15, len(MONTHS))
    asked = 1 + rng.poisson(branch.customers * APPLICATIONS, len(MONTHS))
    outages = 1 + rng.poisson(branch.customers * OUTAGES * worse)
    connected = rng.binomial(asked, np.clip(CONNECTED + better, 0, 0.995))
    late = LATE_NOTICE if truth.weak_topic == "outage_notice" else 0
    notified = rng.binomial(outages, np.clip(NOTIFIED - late + better, 0, 0.995))
    return _rows(
        branch,
        {
            "voltage_qualified": (np.round(hours - outside, 1), hours),
            "connection_on_time": (connected, asked),
            "outage_notified": (notified, outages),
        },
    )


def _rows(branch: Branch, figures: dict[str, tuple[np.ndarray, np.ndarray]]) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "branch_id": branch.branch_id,
                    "month": MONTHS,
                    "kpi": kpi,
                    "numerator": np.asarray(numerator, dtype=float),
                    "denominator": np.asarray(denominator, dtype=float),
                }
            )
            for kpi, (numerator, denominator) in figures.items()
        ]
    )
