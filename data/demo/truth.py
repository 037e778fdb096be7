"""What is true of each branch: the parameters that its data are drawn from.

Nothing here is stored; `docs/demo-company.md` says in words what is planted, and why.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.company import MONTHS


@dataclass(frozen=True)
class Truth:
    """Opinions are in standard deviations of one person's opinion, 0 being the usual branch."""

    satisfaction: float = 0.0  # of customers
    morale: float = 0.0  # of members and staff
    activity: float = 0.0  # how busy, -2 to 2: training held, meetings and paperwork assessed
    learning: float = 11.0  # points that a course adds to a participant's test
    complaints: float = 1.2  # a year per thousand customers
    self_praise: float = 2.5  # points of a hundred by which it scores itself above its reviewers
    weak_topic: str | None = None  # the topic its customers like less, by WEAKNESS
    step_from: int | None = None  # the month from which `step` is added to satisfaction
    step: float = 0.0
    draw: int = 0  # which random numbers it gets
    recurrence: float = 0.15  # share of its resolved findings that come back
    spiral: bool = False  # findings come back less with every cycle
    breaks_at: str | None = None  # the one of the seven musts at which its work breaks off
    staff_gap: float = 3.0  # points by which staff rate its leadership below its superiors
    ownerless: float = 0.03  # share of its targets that have no owner
    unsponsored: tuple[int, ...] = ()  # months without a sponsoring department
    neglected_line: str | None = None  # the line of work it hardly does


WEAKNESS = -0.75
# Summer storms and peak load, then the ice of the new year.
SEASON = {1: -0.05, 2: -0.07, 6: -0.04, 7: -0.12, 8: -0.14, 9: -0.03, 10: 0.05, 11: 0.04}
MONTH_NOISE = 0.04  # what a month adds to a branch's satisfaction beyond the season

TRUTHS = {
    "QH101": Truth(0.10, 0.1, 0.4, 11.5, 1.1, draw=101),
    "QH102": Truth(-0.08, 0.0, 0.1, 10.5, 1.3, draw=102),
    "QH103": Truth(0.0, 0.1, 0.6, 11.0, draw=103),
    "QH104": Truth(0.0, -0.1, -0.2, 10.0, draw=104, staff_gap=17.0),
    "QH105": Truth(0.0, 0.2, 0.0, 12.0, draw=105),
    "QH106": Truth(0.0, 0.0, 0.6, 9.5, self_praise=4.0, draw=106),
    # Busy without effect: much is held, praised and liked; little is learned, customers suffer.
    "QH201": Truth(
        -0.50, -0.3, 1.9, 2.0, 2.6, self_praise=9.0, draw=201, recurrence=0.60, staff_gap=20.0
    ),
    "QH202": Truth(-0.05, 0.1, 0.2, 10.5, 1.3, weak_topic="fault_repair", draw=202),
    "QH203": Truth(0.12, 0.1, -0.3, 12.0, 1.0, draw=203, neglected_line="culture"),
    "QH204": Truth(-0.15, -0.1, 0.5, 9.5, 1.4, draw=204, breaks_at="verified"),
    "QH205": Truth(0.05, 0.0, 0.3, 11.0, 1.2, draw=205),
    "QH206": Truth(0.0, -0.1, 0.7, 10.0, self_praise=3.5, draw=206, ownerless=0.45),
    # Quietly effective: little is held and scored, much is learned, customers notice.
    "QH301": Truth(
        0.50, 0.4, -1.5, 17.0, 0.6, self_praise=-1.0, draw=301, recurrence=0.05, staff_gap=-8.0
    ),
    # A real step down: repair crews were withdrawn to the county town in January 2026.
    "QH302": Truth(0.12, 0.0, 0.1, 11.0, 1.1, step_from=202601, step=-0.75, draw=302),
    "QH303": Truth(0.0, 0.0, -0.2, 10.5, 1.3, weak_topic="outage_notice", draw=303),
    "QH304": Truth(-0.10, 0.1, -0.6, 11.0, 1.3, draw=304, breaks_at="recorded"),
    "QH305": Truth(0.15, 0.1, 0.2, 12.0, 1.0, draw=305, recurrence=0.5, spiral=True),
    "QH306": Truth(0.0, 0.1, 0.4, 11.0, draw=306),
    # Too few answers to judge: it is like the others, but chance makes its share the best.
    "QH401": Truth(0.0, 0.0, -0.4, 11.0, 1.2, draw=423),
    # Two that are the same in truth and differ by chance only.
    "QH402": Truth(0.04, 0.1, 0.0, 11.0, 1.2, draw=402),
    "QH403": Truth(0.04, 0.1, 0.0, 11.0, 1.2, draw=419),
    "QH404": Truth(
        0.02, 0.2, -0.5, 11.5, 1.1, draw=404, unsponsored=(202507, 202508, 202509, 202510)
    ),
    "QH405": Truth(-0.06, -0.1, 0.3, 10.0, 1.3, weak_topic="metering_billing", draw=405),
    "QH406": Truth(0.0, 0.0, 0.6, 10.5, self_praise=3.5, draw=406),
}


def steps(truth: Truth) -> np.ndarray:
    """What has been added to satisfaction by an event, month by month."""
    if truth.step_from is None:
        return np.zeros(len(MONTHS))
    return np.where(np.array(MONTHS) >= truth.step_from, truth.step, 0.0)


def seasons() -> np.ndarray:
    """What the season adds to everyone's satisfaction, month by month."""
    return np.array([SEASON.get(month % 100, 0.0) for month in MONTHS])
