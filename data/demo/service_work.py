"""Service by the Party: care, contacts, posts, pledges, projects, research."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import (
    ACTIVITY,
    CODES,
    LAST_DAY,
    MEMBERS,
    OPINION,
    STAFF,
    STARTS,
    chance,
    choose,
    dates,
    everybody,
    numbered,
    part,
    people,
    poisson,
    rng_of,
    texts,
)
from data.demo.feedback import CUSTOMERS

CONTACT_HOW = ("走访", "座谈", "电话", "网上留言")
PROJECTS = ("台区改造党员先锋工程", "老旧小区表后线整治", "灌溉用电保障工程", "电采暖增容党员工程")
RESEARCH = ("停电通知方式", "农排用电需求", "企业增容办理", "独居老人用电", "充电桩接入")
POST_SHARE = 0.45  # of members who hold a post of responsibility


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "care", care_table()
    yield "contact", contact_table()
    yield "service_post", service_post_table()
    yield "pledge", pledge_table()
    yield "service_project", service_project_table()
    yield "field_research", field_research_table()


def care_table() -> pd.DataFrame:
    rng = rng_of("care")
    rows = poisson(rng, 0.07 * MEMBERS)
    size = len(rows)
    return pd.DataFrame(
        {
            "care_id": numbered("C", size),
            "branch_id": rows.codes,
            "date": dates(rows.days(rng)),
            "kind": choose(rng, ("visit", "aid", "talk"), size, (0.4, 0.15, 0.45)),
            "member_id": people(rng, rows, MEMBERS),
            "resolved": chance(rng, 0.72 + 0.35 * rows.opinion - 0.1 * rows.event, size),
        }
    )


def contact_table() -> pd.DataFrame:
    """The busy make many contacts; what is asked for is settled elsewhere."""
    rng = rng_of("contact")
    rows = poisson(rng, 0.075 * STAFF * np.exp(0.5 * ACTIVITY))
    size = len(rows)
    demand = chance(rng, 0.5, size)
    person = np.where(chance(rng, 0.5, size), "employee", "customer")
    inside = (CUSTOMERS == 0)[rows.branch]
    return pd.DataFrame(
        {
            "contact_id": numbered("L", size),
            "branch_id": rows.codes,
            "date": dates(rows.days(rng)),
            "person": np.where(inside, "employee", person),
            "channel": choose(rng, CONTACT_HOW, size),
            "demand": demand,
            "settled": demand & chance(rng, 0.76 + 0.4 * np.clip(rows.opinion, -0.6, 0.4), size),
        }
    )


def service_post_table() -> pd.DataFrame:
    """A share of members hold a post each; figures are percent, the higher the better."""
    rng = rng_of("service_post")
    branch, codes = everybody(MEMBERS)
    held = chance(rng, POST_SHARE, len(codes))
    branch, codes = branch[held], np.array(codes, dtype=object)[held]
    size = len(codes)
    base = np.round(rng.normal(80, 4, size), 1)
    target = np.minimum(base + 6, 100)
    opinion = OPINION[branch].mean(axis=1)
    now = np.clip(np.round(base + 7.5 + 9 * opinion + rng.normal(0, 4, size), 1), 0, 100)
    started = STARTS[rng.integers(0, 23, size)] + rng.integers(0, 28, size)
    return pd.DataFrame(
        {
            "post_id": numbered("G", size),
            "branch_id": CODES[branch],
            "kind": choose(rng, ("responsibility", "model"), size, (0.75, 0.25)),
            "member_id": codes,
            "started": dates(started),
            "kpi_base": base,
            "kpi_now": now,
            "kpi_target": np.where(chance(rng, 0.95, size), target, np.nan),
        }
    )


def pledge_table() -> pd.DataFrame:
    """Two pledges of each member; the busy do them, the good ones have them verified."""
    rng = rng_of("pledge")
    branch, codes = everybody(2 * MEMBERS)
    number = [int(code[6:]) for code in codes]
    member = [f"{CODES[b]}-{(n - 1) // 2 + 1:03d}" for b, n in zip(branch, number, strict=True)]
    size = len(codes)
    due = STARTS[rng.integers(0, len(STARTS), size)] + rng.integers(0, 28, size)
    done_at = due + rng.integers(-20, 15, size)
    done = chance(rng, 0.90 + 0.03 * ACTIVITY[branch], size) & (done_at <= LAST_DAY)
    share = 0.88 + 0.6 * np.minimum(OPINION[branch].mean(axis=1), 0.2)
    verified = done & chance(rng, share, size)
    return pd.DataFrame(
        {
            "pledge_id": numbered("N", size),
            "branch_id": CODES[branch],
            "member_id": member,
            "due": dates(due),
            "done_at": dates(done_at, done),
            "verified_by": texts(choose(rng, ("支部书记", "党小组长", "群众代表"), size), verified),
        }
    )


def service_project_table() -> pd.DataFrame:
    """Some seven a branch over two years."""
    rng = rng_of("service_project")
    rows = poisson(rng, np.full(len(CODES), 0.3))
    size = len(rows)
    due = rows.days(rng)
    in_time = chance(rng, 0.72 + 0.35 * rows.opinion, size)
    ended = due + np.where(in_time, -rng.integers(0, 20, size), rng.integers(5, 120, size))
    return pd.DataFrame(
        {
            "project_id": numbered("X", size),
            "branch_id": rows.codes,
            "title": choose(rng, PROJECTS, size),
            "budget_yuan": np.round(rng.lognormal(10.6, 0.5, size), -3),
            "started": dates(due - rng.integers(60, 200, size)),
            "due": dates(due),
            "ended": dates(ended, ended <= LAST_DAY),
            "benefit_customers": rng.poisson(CUSTOMERS[rows.branch] * 0.01),
        }
    )


def field_research_table() -> pd.DataFrame:
    rng = rng_of("field_research")
    rows = poisson(rng, 0.55 * np.exp(0.25 * ACTIVITY))
    size = len(rows)
    found = rng.poisson(4, size)
    return pd.DataFrame(
        {
            "research_id": numbered("Y", size),
            "branch_id": rows.codes,
            "date": dates(rows.days(rng)),
            "topic": choose(rng, RESEARCH, size),
            "people": 3 + rng.poisson(9, size),
            "needs_found": found,
            "needs_adopted": part(rng, found, 0.55 + 0.4 * rows.opinion),
        }
    )
