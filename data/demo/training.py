"""Training: standards, the plan, the sessions held, and what those present learned."""

from __future__ import annotations

import calendar

import numpy as np
import pandas as pd

from data.demo.company import BRANCHES, MONTHS, generator
from data.demo.truth import TRUTHS

YEARS = (2024, 2025, 2026)
STANDARDS = {  # audience: hours a year, pass score
    "member": (32, 60),
    "secretary": (56, 65),
    "party_worker": (40, 60),
    "dual_duty": (24, 60),
    "employee": (16, 60),
}
TOPICS = {
    "member": ("党章党规学习", "理想信念教育", "党员服务队技能", "先锋岗经验交流", "廉洁从业教育"),
    "secretary": ("支部书记履职能力", "组织生活规范", "群众工作方法"),
    "party_worker": ("党务流程与系统操作", "党建信息报送", "发展党员工作"),
    "dual_duty": ("一岗双责专题", "民主管理与决策", "党风廉政建设责任"),
    "employee": (
        "优质服务规范",
        "故障抢修与客户沟通",
        "电费计量政策",
        "安全生产警示教育",
        "停电通知规范",
    ),
}
AUDIENCES = tuple(TOPICS)
AUDIENCE_SHARE = (0.30, 0.06, 0.07, 0.07, 0.50)
HOURS = (2.0, 3.0, 4.0, 6.0)
YUAN_PER_HEAD_HOUR = 18.0
PLANS_A_MONTH = 1.7  # of a branch of usual activity
PACE = 0.45  # how much more a branch plans per standard deviation of activity, as a logarithm
DRAW = 19  # which random numbers it gets
BEHAVIOUR_ASKED_UNTIL = 202606  # participants are asked three to six months later


def training_standard_table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "standard_id": f"QH-{year}-{audience}",
            "year": year,
            "audience": audience,
            "min_hours": float(hours),
            "pass_score": float(score),
        }
        for year in YEARS
        for audience, (hours, score) in STANDARDS.items()
    )


def training_plan_table() -> pd.DataFrame:
    """Several plans a quarter for each branch; a busy branch has more of them."""
    rng = generator("training plan", DRAW)
    codes = np.array([branch.branch_id for branch in BRANCHES])
    pace = PLANS_A_MONTH * np.exp(PACE * np.array([TRUTHS[code].activity for code in codes]))
    counts = np.floor(pace[:, None] + rng.random((len(codes), len(MONTHS)))).astype(int).ravel()
    plans = pd.DataFrame(
        {
            "month": np.repeat(np.tile(MONTHS, len(codes)), counts),
            "branch_id": np.repeat(np.repeat(codes, len(MONTHS)), counts),
        }
    )
    size = len(plans)
    plans["audience"] = rng.choice(AUDIENCES, size, p=AUDIENCE_SHARE)
    pick = rng.random(size)
    plans["topic"] = [
        TOPICS[audience][int(share * len(TOPICS[audience]))]
        for audience, share in zip(plans["audience"], pick, strict=True)
    ]
    hours = rng.choice(HOURS, size, p=(0.35, 0.3, 0.25, 0.1))
    sessions = rng.choice((1, 2, 3), size, p=(0.7, 0.2, 0.1))
    invited = np.ceil(_pool(plans) * rng.uniform(0.5, 0.95, size))
    plans["plan_id"] = [f"QH-P{number + 1:05d}" for number in range(size)]
    plans["planned_sessions"] = sessions
    plans["planned_heads"] = (invited * sessions).astype(int)
    plans["planned_hours"] = hours * sessions
    plans["budget_yuan"] = (plans["planned_heads"] * hours * YUAN_PER_HEAD_HOUR).round(-1)
    plans["standard_id"] = [
        f"QH-{month // 100}-{audience}"
        for month, audience in zip(plans["month"], plans["audience"], strict=True)
    ]
    return plans


def session_tables(plans: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`training_session` and `training_attendance`: what became of the plans, and who came."""
    rng = generator("training sessions", DRAW)
    sessions = _sessions(rng, plans)
    attendance = _attendance(rng, sessions)
    present = attendance.groupby("session_id")["present"].sum()
    sessions["heads_present"] = sessions["session_id"].map(present)
    return sessions.drop(columns=["audience", "month", "pool"]), attendance


def _sessions(rng: np.random.Generator, plans: pd.DataFrame) -> pd.DataFrame:
    """Most of the plan is held, some a month late; one session in twelve is unplanned."""
    activity = plans["branch_id"].map({code: t.activity for code, t in TRUTHS.items()})
    held = plans.loc[np.repeat(plans.index, plans["planned_sessions"])]
    kept = rng.random(len(held)) < np.clip(0.90 + 0.04 * activity[held.index], 0, 1)
    extra = plans.sample(len(plans) // 12, random_state=rng).assign(plan_id=None)
    sessions = pd.concat([held[kept], extra], ignore_index=True)
    size = len(sessions)
    late = (rng.random(size) < 0.08) & (sessions["month"] < MONTHS[-1])
    position = np.searchsorted(MONTHS, sessions["month"]) + late
    sessions["month"] = np.array(MONTHS)[position]
    share = sessions.pop("planned_sessions")
    hours = sessions.pop("planned_hours") / share
    budget = sessions.pop("budget_yuan") / share
    due = (sessions.pop("planned_heads") / share).round().astype(int)
    return sessions.drop(columns=["topic", "standard_id"]).assign(
        session_id=[f"QH-S{number + 1:05d}" for number in range(size)],
        date=_dates(rng, sessions["month"]),
        mode=np.where(rng.random(size) < 0.25, "online", "classroom"),
        hours=hours,
        spend_yuan=(budget * np.clip(rng.normal(0.93, 0.10, size), 0.4, 1.3)).round(0),
        pool=_pool(sessions),
        heads_due=due,
    )


def _attendance(rng: np.random.Generator, sessions: pd.DataFrame) -> pd.DataFrame:
    """One row for each person due; tests and questionnaires are given in part of the sessions."""
    rows = sessions.loc[np.repeat(sessions.index, sessions["heads_due"])]
    size, of = len(rows), rows.index.to_numpy()
    truth = [TRUTHS[code] for code in sessions["branch_id"]]
    gain = np.array([t.learning for t in truth])[of]
    activity = np.array([t.activity for t in truth])[of]
    start = rng.integers(0, 1000, len(sessions))[of]
    seat = (
        np.arange(size)
        - np.repeat(
            np.cumsum(sessions["heads_due"]) - sessions["heads_due"], sessions["heads_due"]
        ).to_numpy()
    )
    number = (start + seat) % rows["pool"].to_numpy() + 1
    present = rng.random(size) < np.clip(0.88 + 0.02 * activity, 0, 0.98)
    asked = {
        name: present & (rng.random(len(sessions)) < share)[of]
        for name, share in (("exam", 0.65), ("pre", 0.7), ("reaction", 0.55), ("later", 0.35))
    }
    before = rng.normal(64, 9, size)
    after = before + gain + rng.normal(0, 7, size)
    learned = (gain - 11) / 11
    behaviour = 3.5 + 0.7 * learned + rng.normal(0, 0.8, size)
    later = asked["later"] & (rows["month"].to_numpy() <= BEHAVIOUR_ASKED_UNTIL)
    # A busy branch's courses are liked; that says nothing about what was learned.
    reaction = 4.0 + 0.12 * activity + rng.normal(0, 0.75, size)
    return pd.DataFrame(
        {
            "session_id": rows["session_id"].to_numpy(),
            "person_id": [
                f"{code}-{n:03d}" for code, n in zip(rows["branch_id"], number, strict=True)
            ],
            "present": present,
            "pre_score": _where(asked["exam"] & asked["pre"], before.clip(0, 100).round()),
            "exam_score": _where(asked["exam"], after.clip(0, 100).round()),
            "l1_reaction": _where(asked["reaction"], reaction.round().clip(1, 5)),
            "l3_behaviour": _where(later, behaviour.round().clip(1, 5)),
        }
    )


def _pool(rows: pd.DataFrame) -> pd.Series:
    """How many people of the branch belong to the audience."""
    people = {branch.branch_id: branch for branch in BRANCHES}
    sizes = [
        {"member": people[code].members, "employee": people[code].staff}.get(
            audience, 2 + people[code].staff // 12
        )
        for code, audience in zip(rows["branch_id"], rows["audience"], strict=True)
    ]
    return pd.Series(sizes, index=rows.index)


def _dates(rng: np.random.Generator, months: pd.Series) -> list[str]:
    days = [calendar.monthrange(month // 100, month % 100)[1] for month in months]
    drawn = rng.integers(1, np.array(days) + 1)
    return [f"{m // 100}-{m % 100:02d}-{d:02d}" for m, d in zip(months, drawn, strict=True)]


def _where(asked: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.where(asked, values, np.nan)
