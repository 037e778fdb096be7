"""The register of rules at the company and its counties: domains, reviews, mergers, revisions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.draws import LAST_DAY, chance, choose, dates, numbered, rng_of, texts

DOMAINS = {
    "组织生活": "Party life",
    "教育培训": "Education and training",
    "考核评价": "Assessment",
    "问题整改": "Findings and remedies",
    "党员管理": "Management of members",
    "联系群众": "Contact with people",
    "客户服务": "Customer service",
    "廉洁从业": "Integrity",
    "数字党建": "Digital Party work",
}
WITHOUT_RULE = "数字党建"
OWNERS = {"QH": "company", "QH1": "county", "QH2": "county", "QH3": "county", "QH4": "county"}
TITLES = ("管理办法", "实施细则", "工作规范", "考核标准")
UNREVIEWED = "QH4"  # the county that has let its reviews lapse
REASONS = ("superior_rule", "business_change", "problem_driven")


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    domains = pd.DataFrame(DOMAINS.items(), columns=["domain", "name_en"])
    yield "policy_required", domains
    yield "policy", policy_table()
    yield "policy_revision", policy_revision_table()


def policy_table() -> pd.DataFrame:
    """Two to four rules for each domain and owner, but none for `WITHOUT_RULE`."""
    rng = rng_of("policy")
    kept = [name for name in DOMAINS if name != WITHOUT_RULE]
    pairs = [(owner, name) for owner in OWNERS for name in kept]
    rows = [pairs[n] for n in np.repeat(range(len(pairs)), rng.integers(2, 5, len(pairs)))]
    size = len(rows)
    owner, domain = (np.array(column, dtype=object) for column in zip(*rows, strict=True))
    code = np.array(numbered("R", size), dtype=object)
    first = ~pd.Series([f"{o}{d}" for o, d in rows]).duplicated().to_numpy()
    status = np.where(first, "valid", choose(rng, ("valid", "merged", "to_revise", "abolished"),
                                             size, (0.4, 0.35, 0.15, 0.10)))  # fmt: skip
    into = pd.Series(np.where(first, code, None)).ffill().to_numpy()
    issued = LAST_DAY - rng.integers(1200, 4000, size)
    lapsed = chance(rng, np.where(owner == UNREVIEWED, 0.75, 0.15), size)
    age = np.where(lapsed, rng.integers(1110, 1200, size), rng.integers(10, 1000, size))
    title = [f"{d}{TITLES[n % len(TITLES)]}" for n, d in enumerate(domain)]
    named = [f"{t}（{y}）" for t, y in zip(title, issued.astype("datetime64[Y]"), strict=True)]
    return pd.DataFrame(
        {
            "policy_id": code,
            "branch_id": owner,
            "title": named,
            "level": [OWNERS[code] for code in owner],
            "domain": domain,
            "issued": dates(issued),
            "last_review": dates(LAST_DAY - age, chance(rng, 0.95, size)),
            "status": status,
            "merged_into": texts(into, status == "merged"),
            "owner": texts(choose(rng, ("党建部主任", "综合室主任", "纪委书记"), size)),
        }
    )


def policy_revision_table() -> pd.DataFrame:
    """Three revisions in ten come late or not at all; where reviews lapse, more than half."""
    rng = rng_of("policy_revision")
    policies = policy_table().query("status in ('valid', 'to_revise')")
    rows = policies.sample(260, replace=True, random_state=rng)
    triggered = LAST_DAY - rng.integers(20, 729, len(rows))
    due = triggered + 60
    in_time = chance(rng, np.where(rows["branch_id"] == UNREVIEWED, 0.40, 0.75), len(rows))
    took = np.where(in_time, rng.integers(10, 61, len(rows)), rng.integers(65, 200, len(rows)))
    revised = triggered + took
    return pd.DataFrame(
        {
            "revision_id": numbered("RV", len(rows)),
            "policy_id": rows["policy_id"].to_numpy(),
            "triggered": dates(triggered),
            "due": dates(due),
            "revised": dates(revised, revised <= LAST_DAY),
            "reason": choose(rng, REASONS, len(rows), (0.4, 0.35, 0.25)),
        }
    )


def rules_of(branch_ids: np.ndarray) -> dict[str, np.ndarray]:
    """The rules in force for each branch: those of its county and of the company."""
    policies = policy_table().query("status == 'valid'")
    by_owner = policies.groupby("branch_id")["policy_id"].apply(np.array)
    return {
        code: np.concatenate([by_owner["QH"], by_owner[code[:3]]]) for code in np.unique(branch_ids)
    }
