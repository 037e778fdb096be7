"""Findings, what became of them, and those that came back: chains of cycles."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import (
    CODES,
    EVENT,
    EVERY_MONTH,
    LAST_DAY,
    OPINION,
    chance,
    choose,
    dates,
    numbered,
    of_branches,
    poisson,
    rng_of,
    texts,
)

SOURCES = ("self", "inspection", "assessment", "customer")
CATEGORIES = ("组织生活", "服务质量", "安全生产", "作风纪律", "资料台账", "停电管理")
CYCLES = 8
RESOLVED = 0.90
AFTER_EVENT = 0.60  # how much more comes back per standard deviation of a step down
SPIRAL = (0.42, 0.22, 0.08, 0.02)  # share that comes back after each cycle, where it falls


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "finding", finding_table()


def finding_table() -> pd.DataFrame:
    """New findings by month, then those that came back, cycle by cycle, in order of their day."""
    rng = rng_of("finding")
    rate = 2.6 * np.exp(-0.5 * EVENT) * np.where(of_branches("spiral"), 1.6, 1)[:, None]
    rows = poisson(rng, rate)
    first = pd.DataFrame(
        {"branch": rows.branch, "found_at": rows.days(rng), "category": _categories(rng, len(rows))}
    )
    cycles = [_followed(rng, first.assign(parent=-1, cycle_no=1))]
    offset = 0
    for _ in range(2, CYCLES + 1):
        before = cycles[-1]
        again = _came_back(rng, before, offset)
        offset += len(before)
        cycles.append(_followed(rng, again))
    return _table(rng, pd.concat(cycles, ignore_index=True))


def _categories(rng: np.random.Generator, size: int) -> np.ndarray:
    return choose(rng, CATEGORIES, size, (0.18, 0.25, 0.15, 0.12, 0.18, 0.12))


def _followed(rng: np.random.Generator, findings: pd.DataFrame) -> pd.DataFrame:
    """When each was resolved and verified; what lies beyond the last day is not known yet."""
    size, branch = len(findings), findings["branch"].to_numpy()
    opinion = of_branches("satisfaction")[branch]
    took = np.clip(rng.lognormal(2.7 - 0.5 * opinion, 0.5, size), 2, 120).astype(int)
    resolved = findings["found_at"].to_numpy().astype("datetime64[D]") + took
    verified = resolved + rng.integers(1, 15, size)
    done = chance(rng, RESOLVED + 0.08 * opinion, size) & (resolved <= LAST_DAY)
    seen = done & chance(rng, 0.85 + 0.3 * np.minimum(opinion, 0.3), size) & (verified <= LAST_DAY)
    return findings.assign(resolved_at=resolved, verified_at=verified, done=done, seen=seen)


def _came_back(rng: np.random.Generator, before: pd.DataFrame, offset: int) -> pd.DataFrame:
    branch, cycle = before["branch"].to_numpy(), before["cycle_no"].to_numpy()
    day = before["found_at"].to_numpy().astype("datetime64[D]")
    share = of_branches("recurrence")[branch] - AFTER_EVENT * EVENT[branch, _position(day)]
    falling = np.array(SPIRAL)[np.minimum(cycle, len(SPIRAL)) - 1]
    share = np.where(of_branches("spiral")[branch], falling, share)
    again = before["resolved_at"].to_numpy().astype("datetime64[D]")
    again = again + rng.integers(8, 46, len(before))
    kept = before["done"].to_numpy() & chance(rng, share, len(before)) & (again <= LAST_DAY)
    return pd.DataFrame(
        {
            "branch": branch[kept],
            "found_at": again[kept],
            "category": before["category"].to_numpy()[kept],
            "parent": np.flatnonzero(kept) + offset,
            "cycle_no": cycle[kept] + 1,
        }
    )


def _position(day: np.ndarray) -> np.ndarray:
    number = day.astype("datetime64[M]").astype(int)
    return np.searchsorted(EVERY_MONTH, (1970 + number // 12) * 100 + number % 12 + 1)


def _table(rng: np.random.Generator, findings: pd.DataFrame) -> pd.DataFrame:
    """The findings with codes in the order in which they were found."""
    size = len(findings)
    codes = np.empty(size, dtype=object)
    codes[np.argsort(findings["found_at"].to_numpy(), kind="stable")] = numbered("F", size)
    branch = findings["branch"].to_numpy()
    own = chance(rng, 0.45 + 0.5 * OPINION[branch, 0], size)
    parent = findings["parent"].to_numpy()
    return pd.DataFrame(
        {
            "finding_id": codes,
            "branch_id": CODES[branch],
            "found_at": dates(findings["found_at"].to_numpy()),
            "source": np.where(own, "self", choose(rng, SOURCES[1:], size, (0.4, 0.35, 0.25))),
            "category": findings["category"],
            "severity": choose(rng, ("low", "medium", "high"), size, (0.5, 0.38, 0.12)),
            "resolved_at": dates(findings["resolved_at"].to_numpy(), findings["done"]),
            "verified_at": dates(findings["verified_at"].to_numpy(), findings["seen"]),
            "parent_finding_id": texts(codes[parent], parent >= 0),
            "cycle_no": findings["cycle_no"],
        }
    ).sort_values("finding_id", ignore_index=True)
