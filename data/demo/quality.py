"""Who answers for what: bonus and veto, targets, leaders' duties, sponsors, lines of work."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.assessment import scheme_id
from data.demo.draws import (
    CODES,
    EVERY_MONTH,
    MORALE,
    QUARTER_ENDS,
    SERVES,
    STARTS,
    chance,
    choose,
    dates,
    grid,
    numbered,
    of_branches,
    part,
    rng_of,
    texts,
)
from data.demo.truth import TRUTHS

BONUS = ("获省公司表彰", "经验被系统内推广", "急难险重任务突出", "获地市级先进")
DEDUCTION = ("资料报送逾期", "组织生活补开", "整改逾期", "服务投诉属实")
# Kind, branch, month, item, event, points: a bonus above the cap of 5, one event named twice,
# and a veto after a safety event.
PLANTED = (
    ("bonus", "QH201", 202512, "党建宣传获省公司表彰", "柳桥红旗宣传", 3.0),
    ("bonus", "QH201", 202512, "党建宣传获地市级表彰", "柳桥红旗宣传", 1.5),
    ("bonus", "QH201", 202512, "承办现场观摩会", "柳桥观摩会", 2.5),
    ("bonus", "QH201", 202512, "知识竞赛获奖", "柳桥竞赛", 2.0),
    ("veto", "QH302", 202606, "发生一般安全责任事件", "枣林抢修安全事件", 0.0),
)
SAFETY_EVENTS = {"QH302": 202605}  # what the veto was for
LEADERS = ("支部书记", "副书记", "业务负责人")
SPONSORS = ("综合管理部", "营销服务中心", "运维检修中心", "调度控制中心", "党建部")
LINES = (
    "party_unions_youth", "cadres", "publicity", "education", "civility", "ideology", "culture",
    "stability", "harmony",
)  # fmt: skip
# Name, unit, baseline, target, direction; the first two are of branches that serve customers.
GOALS = (
    ("千户投诉率", "件/千户·年", 1.5, 1.3, "down"),
    ("故障按时修复率", "%", 90.0, 93.0, "up"),
    ("问题整改闭环率", "%", 55.0, 65.0, "up"),
    ("客户诉求按期办结率", "%", 82.0, 88.0, "up"),
    ("隐患消除数", "处", 10.0, 12.0, "up"),
    ("培训成果转化率", "%", 50.0, 60.0, "up"),
)
INTERNAL = {"千户投诉率": "内部服务差错", "故障按时修复率": "内部工单按时办结率"}


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "adjustment", adjustment_table()
    yield "result_applied", result_applied_table()
    yield "target", target_table()
    yield "leader_duty", leader_duty_table()
    yield "sponsor_task", sponsor_task_table()
    yield "platform_item", platform_item_table()
    yield "stability_event", stability_event_table()


def adjustment_table() -> pd.DataFrame:
    """A bonus or a deduction now and then, and what is planted."""
    rng = rng_of("adjustment")
    rows = grid(QUARTER_ENDS)
    rows = rows.where(chance(rng, 0.22, len(rows)))
    size = len(rows)
    good = chance(rng, 0.55 + 0.1 * rows.activity, size)
    usual = rows.frame(
        kind=np.where(good, "bonus", "deduction"),
        item=np.where(good, choose(rng, BONUS, size), choose(rng, DEDUCTION, size)),
        event=None,
        points=np.where(good, rng.choice((1.0, 1.5, 2.0), size), rng.choice((0.5, 1.0), size)),
    )
    columns = ["kind", "branch_id", "month", "item", "event", "points"]
    table = pd.concat([usual, pd.DataFrame(PLANTED, columns=columns)], ignore_index=True)
    return table.assign(
        adjustment_id=numbered("A", len(table)),
        scheme_id=[scheme_id(month // 100) for month in table["month"]],
    )


def result_applied_table() -> pd.DataFrame:
    """More results reach pay and appointment from year to year."""
    rng = rng_of("result_applied")
    rows = grid(QUARTER_ENDS)
    due = rng.integers(4, 9, len(rows))
    share = 0.62 + 0.11 * (rows.months // 100 - 2024)
    return rows.frame(due=due, applied=part(rng, due, share))


def target_table() -> pd.DataFrame:
    """Six targets a quarter; what is reached follows what customers say."""
    rng = rng_of("target")
    rows = grid(QUARTER_ENDS).times(len(GOALS))
    size = len(rows)
    number = np.tile(np.arange(len(GOALS)), size // len(GOALS))
    columns = (np.array(column, dtype=object) for column in zip(*GOALS, strict=True))
    name, unit, base, goal, direction = columns
    inside = ~SERVES[rows.branch]
    up = direction[number] == "up"
    reached = 1.0 + 0.16 * rows.opinion + rng.normal(0, 0.05, size)
    actual = goal[number].astype(float) * np.where(up, reached, 1 / reached)
    percent = unit[number] == "%"
    actual = np.round(np.where(percent, np.minimum(actual, 100), actual), 2)
    return rows.frame(
        target_id=numbered("T", size),
        name=np.where(inside, [INTERNAL.get(n, n) for n in name[number]], name[number]),
        unit=np.where(inside & ~up, "件", unit[number]),
        baseline=np.where(chance(rng, 0.95, size), base[number].astype(float), np.nan),
        target_value=goal[number].astype(float),
        actual=np.where(chance(rng, 0.97, size), actual, np.nan),
        owner=texts(
            choose(rng, (*LEADERS, "安全员", "服务专责"), size),
            ~chance(rng, of_branches("ownerless")[rows.branch], size),
        ),
        due=dates((STARTS[rows.month].astype("datetime64[M]") + 1).astype("datetime64[D]") - 1),
        weight=np.array((25.0, 20.0, 20.0, 15.0, 10.0, 10.0))[number],
        direction=direction[number],
    )


def leader_duty_table() -> pd.DataFrame:
    rng = rng_of("leader_duty")
    rows = grid().times(len(LEADERS))
    size = len(rows)
    number = np.tile(np.arange(len(LEADERS)), size // len(LEADERS))
    due = rng.integers(4, 8, size)
    busy = np.exp(0.4 * rows.activity)
    return rows.frame(
        leader_id=[f"{c}-L{n + 1}" for c, n in zip(rows.codes, number, strict=True)],
        duties_due=due,
        duties_done=part(rng, due, 0.84 - 0.06 * number + 0.05 * rows.activity),
        visits=rng.poisson(1.5 * busy),
        meetings_led=rng.poisson(1.2 * busy),
        issues_solved=rng.poisson(np.exp(0.2 + 0.9 * rows.opinion)),
    )


def sponsor_task_table() -> pd.DataFrame:
    """One department sponsors each branch; one branch has none for some months."""
    rng = rng_of("sponsor_task")
    rows = grid()
    without = np.array([[m in TRUTHS[c].unsponsored for m in EVERY_MONTH] for c in CODES])
    rows = rows.where(~without[rows.branch, rows.month])
    tasks = rng.integers(2, 6, len(rows))
    return rows.frame(
        department=[SPONSORS[b % len(SPONSORS)] for b in rows.branch],
        tasks=tasks,
        done=part(rng, tasks, 0.82 + 0.1 * MORALE[rows.branch]),
    )


def platform_item_table() -> pd.DataFrame:
    """Nine lines of work each month; one branch hardly does one of them."""
    rng = rng_of("platform_item")
    rows = grid().times(len(LINES))
    size = len(rows)
    line = np.tile(np.array(LINES, dtype=object), size // len(LINES))
    neglected = of_branches("neglected_line")[rows.branch] == line
    planned = rng.integers(2, 7, size)
    done = part(rng, planned, np.where(neglected, 0.05, 0.88 + 0.05 * rows.activity))
    return rows.frame(
        line=line, planned=planned, done=done, on_time=part(rng, done, 0.88 + 0.15 * rows.event)
    )


def stability_event_table() -> pd.DataFrame:
    """Petitions and safety events are rare; there are more where a repair crew was withdrawn."""
    rng = rng_of("stability_event")
    rows = grid()
    worse = np.exp(-0.9 * rows.opinion)
    planted = [SAFETY_EVENTS.get(c) == m for c, m in zip(rows.codes, rows.months, strict=True)]
    return rows.frame(
        petitions=rng.poisson(0.10 * worse),
        safety_events=rng.poisson(0.02 * worse) + np.array(planted, dtype=int),
    )
