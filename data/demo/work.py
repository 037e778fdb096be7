"""Work items on their way through the seven musts, from rule to improvement."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import Rows, chance, choose, dates, grid, numbered, rng_of, texts
from data.demo.policies import rules_of
from data.demo.truth import TRUTHS

BROKEN = 0.45  # share of its items that get past the must at which a branch's work breaks off
WORST = -0.5  # opinion below which work gets no worse
VERIFIERS = ("支部纪检委员", "县公司党建部", "包保部门联络员", "党员代表")


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    yield "work_item", work_item_table()


def work_item_table() -> pd.DataFrame:
    """Six to ten items a month; an item without rule or record is not assessed."""
    rng = rng_of("work_item")
    rows = grid()
    rows = rows.times(rng.integers(6, 11, len(rows)))
    size = len(rows)
    passed = _passed(rng, rows)
    due = rows.days(rng, 3, 15)
    late = chance(rng, 0.10 - 0.02 * rows.activity - 0.2 * rows.event, size)
    executed = due + np.where(late, rng.integers(1, 13, size), -rng.integers(0, 5, size))
    assessed = executed + rng.integers(2, 8, size)
    verified = assessed + rng.integers(1, 7, size)
    improved = verified + rng.integers(2, 10, size)
    rules = rules_of(rows.codes)
    pick = rng.random(size)
    rule = [rules[c][int(share * len(rules[c]))] for c, share in zip(rows.codes, pick, strict=True)]
    code = numbered("W", size)
    found = pd.array(passed["effective"], dtype="boolean")
    found[~passed["assessed"]] = pd.NA
    return rows.frame(
        item_id=code,
        rule_id=texts(rule, passed["ruled"]),
        due=dates(due),
        executed_at=dates(executed, passed["executed"]),
        record_no=texts([f"JL{c[4:]}" for c in code], passed["recorded"]),
        assessed_at=dates(assessed, passed["assessed"]),
        effective=found,
        verified_by=texts(choose(rng, VERIFIERS, size), passed["verified"]),
        verified_at=dates(verified, passed["verified"]),
        improved_at=dates(improved, passed["improved"]),
    )


def _passed(rng: np.random.Generator, rows: Rows) -> dict[str, np.ndarray]:
    """Which items got past each must. The busy execute and record; the good ones make it work."""
    activity, good = rows.activity, np.maximum(rows.opinion, WORST)
    shares = {
        "ruled": 0.92 + 0.01 * activity,
        "executed": 0.90 + 0.04 * activity,
        "recorded": 0.93 + 0.025 * activity,
        "assessed": 0.93 + 0.015 * activity,
        "effective": 0.80 + np.where(good < 0, 0.7, 0.3) * good,
        "verified": 0.88 + np.where(good < 0, 0.6, 0.18) * good,
        "improved": 0.85 + np.where(good < 0, 0.7, 0.22) * good,
    }
    broken = np.array([TRUTHS[code].breaks_at for code in rows.codes])
    own = {
        must: chance(rng, np.where(broken == must, BROKEN, share), len(rows))
        for must, share in shares.items()
    }
    passed = {"ruled": own["ruled"], "executed": own["executed"]}
    passed["recorded"] = passed["executed"] & own["recorded"]
    passed["assessed"] = passed["recorded"] & passed["ruled"] & own["assessed"]
    for before, must in (
        ("assessed", "effective"), ("effective", "verified"), ("verified", "improved"),
    ):  # fmt: skip
        passed[must] = passed[before] & own[must]
    return passed
