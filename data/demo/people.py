"""People: how teams are rated, members and their pioneer index, skills, Party workers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import (
    CODES,
    EVENT,
    EVERY_MONTH,
    LAST_DAY,
    LEARNING,
    MEMBERS,
    MORALE,
    OPINION,
    QUARTER_ENDS,
    STAFF,
    Rows,
    chance,
    choose,
    dates,
    everybody,
    grid,
    logistic,
    of_branches,
    part,
    rng_of,
)

# Which team is rated on what, and by whom.
RATED = {
    "leadership": (
        ("politics", "performance", "unity", "conduct"),
        ("superior", "staff", "self"),
    ),
    "managers": (("politics", "business", "management"), ("superior", "self")),
    "members": (("vanguard",), ("superior", "staff")),
    "staff": (("skill",), ("superior",)),
}
POSTS = ("抢修员", "营业员", "台区经理", "计量员", "安全员", "技术员", "综合管理")
CLASSES = ("lagging", "warned", "qualified", "pioneer")


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "team_rating", team_rating_table()
    yield "member", member_table()
    yield "pioneer", pioneer_table()
    yield "staff_skill", staff_skill_table()
    yield "party_worker", party_worker_table()


def team_rating_table() -> pd.DataFrame:
    """Superiors see activity; staff see more; oneself sees what one likes."""
    rng = rng_of("team_rating")
    kinds = np.array(
        [(t, d, r) for t, (dims, raters) in RATED.items() for d in dims for r in raters],
        dtype=object,
    )
    rows = grid(QUARTER_ENDS).times(len(kinds))
    size = len(rows)
    team, dimension, rater = np.tile(kinds, (size // len(kinds), 1)).T
    superior = 85.5 + 2.2 * rows.activity + 2 * rows.opinion
    gap = {
        "superior": np.zeros(len(CODES)),
        "staff": -of_branches("staff_gap"),
        "self": of_branches("self_praise"),
    }
    own = np.select([rater == name for name in gap], [g[rows.branch] for g in gap.values()])
    ballots = np.select(
        [rater == "superior", rater == "self"],
        [rng.integers(5, 10, size), rng.integers(3, 6, size)],
        np.maximum(part(rng, STAFF[rows.branch], 0.7), 3),
    )
    level = superior + own + 2 * EVENT[rows.branch, rows.month] * (rater == "staff")
    score = level + rng.normal(0, 2.2, size)
    return rows.frame(
        team=team,
        dimension=dimension,
        rater=rater,
        ballots=ballots,
        satisfied=part(rng, ballots, logistic((level - 70) / 6)),
        score=np.clip(np.round(2 * score) / 2, 0, 100),
    )


def member_table() -> pd.DataFrame:
    rng = rng_of("member")
    branch, codes = everybody(MEMBERS)
    return pd.DataFrame(
        {
            "member_id": codes,
            "branch_id": CODES[branch],
            "joined": dates(LAST_DAY - rng.integers(800, 12000, len(codes))),
            "post": choose(rng, POSTS, len(codes)),
        }
    )


def pioneer_table() -> pd.DataFrame:
    """Every member each quarter: a lasting part of their own, and chance."""
    rng = rng_of("pioneer")
    branch, codes = everybody(MEMBERS)
    rows = Rows(np.repeat(branch, len(QUARTER_ENDS)), np.tile(QUARTER_ENDS, len(codes)))
    lasting = np.repeat(rng.normal(0, 5, len(codes)), len(QUARTER_ENDS))
    good = np.clip(OPINION[rows.branch, rows.month], -0.8, 0.5)
    score = 80 + 6 * good + lasting + rng.normal(0, 5, len(rows))
    score = np.clip(np.round(score), 0, 100)
    return pd.DataFrame(
        {
            "member_id": np.repeat(codes, len(QUARTER_ENDS)),
            "month": EVERY_MONTH[rows.month],
            "score": score,
            "class": np.array(CLASSES, dtype=object)[np.digitize(score, (60, 68, 88))],
            "hard_task": chance(rng, 0.25 + 0.1 * rows.activity, len(rows)),
        }
    )


def staff_skill_table() -> pd.DataFrame:
    """More staff are certified each quarter, the more so where things are learned."""
    rng = rng_of("staff_skill")
    rows = grid(QUARTER_ENDS)
    staff = STAFF[rows.branch]
    share = 0.58 + 0.06 * LEARNING[rows.branch] + 0.004 * rows.month
    return rows.frame(
        staff=staff,
        skilled_certified=np.round(staff * np.clip(share, 0, 1)).astype(int),
        discipline_cases=rng.poisson(staff * 0.004 * np.exp(-1.5 * MORALE[rows.branch])),
    )


def party_worker_table() -> pd.DataFrame:
    """Two to five a branch, who took office within the last years."""
    rng = rng_of("party_worker")
    pool = 2 + MEMBERS // 9
    branch, codes = everybody(pool)
    size = len(codes)
    certified = chance(rng, 0.65 + 0.2 * LEARNING[branch], size)
    return pd.DataFrame(
        {
            "person_id": [f"{code[:6]}W{code[6:]}" for code in codes],
            "branch_id": CODES[branch],
            "full_time": chance(rng, 0.35, size),
            "certified": certified,
            "since": dates(LAST_DAY - rng.integers(20, 1300, size)),
        }
    )
