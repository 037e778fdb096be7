"""Leaders of dual duty: their contents and abilities; and the online school of everybody."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import (
    CODES,
    EVERY_MONTH,
    LEARNING,
    MEMBERS,
    STAFF,
    Rows,
    chance,
    everybody,
    part,
    rng_of,
)

LEADERS = 2 + STAFF // 16
COVERED = {  # share of leaders that have had the content in a year
    "ideals": 0.95,
    "integrity": 0.93,
    "policy_line": 0.90,
    "party_basics": 0.88,
    "party_process": 0.35,  # the gap
}
YEARS = {2024: (0, 2), 2025: (2, 14), 2026: (14, 24)}  # positions of the months of each year
ABILITIES = ("innovation", "democratic_management", "overall_steering")
EVALUATIONS = 2  # of each leader


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "dual_duty_leader", dual_duty_leader_table()
    yield "dual_duty_training", dual_duty_training_table()
    yield "ability_eval", ability_eval_table()
    yield "elearning_month", elearning_month_table()


def _leaders() -> tuple[np.ndarray, np.ndarray]:
    branch, codes = everybody(LEADERS)
    return branch, np.array([f"{code[:6]}D{code[6:]}" for code in codes], dtype=object)


def dual_duty_leader_table() -> pd.DataFrame:
    branch, codes = _leaders()
    return pd.DataFrame({"person_id": codes, "branch_id": CODES[branch]})


def dual_duty_training_table() -> pd.DataFrame:
    """Once a year for each content; 2024 had two months only."""
    rng = rng_of("dual_duty_training")
    _, codes = _leaders()
    parts = []
    for first, end in YEARS.values():
        for content, share in COVERED.items():
            had = chance(rng, share * (1 if end - first > 2 else 0.4), len(codes))
            months = EVERY_MONTH[rng.integers(first, end, len(codes))]
            parts.append({"person_id": codes[had], "content": content, "month": months[had]})
    return pd.concat([pd.DataFrame(columns) for columns in parts], ignore_index=True)


def ability_eval_table() -> pd.DataFrame:
    """Each leader is evaluated twice, before and after a course of the year."""
    rng = rng_of("ability_eval")
    branch, codes = _leaders()
    evaluations = len(codes) * EVALUATIONS
    month = np.stack([rng.integers(0, 12, len(codes)), rng.integers(12, 24, len(codes))], axis=1)
    size = evaluations * len(ABILITIES)
    of = np.repeat(np.arange(len(codes)), size // len(codes))
    pre = np.clip(np.round(rng.normal(70, 7, size)), 0, 100)
    gain = 6 + 5 * LEARNING[branch[of]] + rng.normal(0, 4, size)
    return pd.DataFrame(
        {
            "person_id": codes[of],
            "month": EVERY_MONTH[np.repeat(month.ravel(), len(ABILITIES))],
            "ability": np.tile(np.array(ABILITIES, dtype=object), evaluations),
            "pre": pre,
            "post": np.clip(np.round(pre + gain), 0, 100),
        }
    )


def elearning_month_table() -> pd.DataFrame:
    """One row for each person and month with a login; members come first and log in more."""
    rng = rng_of("elearning_month")
    branch, codes = everybody(STAFF)
    number = np.array([int(code[6:]) for code in codes])
    keen = rng.normal(0, 0.12, len(codes)) + np.where(number <= MEMBERS[branch], 0.2, -0.1)
    rows = Rows(
        np.repeat(branch, len(EVERY_MONTH)), np.tile(np.arange(len(EVERY_MONTH)), len(codes))
    )
    share = np.repeat(keen, len(EVERY_MONTH)) + 0.45 + 0.08 * rows.activity
    here = chance(rng, share, len(rows))
    rows = rows.where(here)
    size = len(rows)
    logins = 1 + rng.poisson(3, size)
    taken = rng.poisson(0.8, size)
    done = part(rng, taken, 0.68 + 0.18 * LEARNING[rows.branch])
    score = np.clip(np.round(rng.normal(76 + 7 * LEARNING[rows.branch], 9)), 0, 100)
    return rows.frame(
        person_id=np.repeat(np.array(codes, dtype=object), len(EVERY_MONTH))[here],
        logins=logins,
        minutes=np.round(logins * rng.gamma(4, 5, size)),
        courses_taken=taken,
        courses_done=done,
        exam_score=np.where((done > 0) & chance(rng, 0.5, size), score, np.nan),
    )
