"""Targets, rules and innovations of the demo company, counted again from the raw tables."""

import numpy as np
import pandas as pd
import pytest

METRICS = (
    "target_attainment", "target_owned", "target_complete", "policy_reviewed", "policy_merged",
    "policy_coverage", "policy_complete", "policy_revised_in_time", "innovation_landed",
    "experience_spread", "innovation_spillover", "new_carrier_share",
)  # fmt: skip


def of_targets(target):
    known = target[target["actual"].notna()]
    ratio = known["actual"] / known["target_value"]
    attained = 100 * np.where(known["direction"] == "up", ratio, 1 / ratio)
    return {
        "target_attainment": np.average(np.minimum(attained, 120), weights=known["weight"]),
        "target_owned": target["owner"].notna().mean(),
        "target_complete": target[["owner", "due", "baseline", "weight"]]
        .notna()
        .all(axis=1)
        .mean(),
    }


def of_rules(policy, revision, required, branch):
    in_force = policy["status"].isin(["valid", "to_revise"])
    dates = [policy["issued"], policy["last_review"], revision["triggered"], revision["revised"]]
    day = max(column.max() for column in dates)
    late = policy["last_review"].fillna(policy["issued"]) < day - pd.DateOffset(years=3)
    done = revision[revision["revised"].notna() | (revision["due"] < day)]
    parent = branch.set_index("branch_id")["parent_id"].to_dict()
    covered, sound = [], []
    for code in set(parent) - set(parent.values()):
        above = {code, parent[code], parent.get(parent[code])}
        own = policy[in_force & policy["branch_id"].isin(above)]
        covered.append(len(set(required["domain"]) & set(own["domain"])) / len(required))
        sound.extend(own["owner"].notna() & ~late[own.index])
    return {
        "policy_reviewed": 1 - late[in_force].mean(),
        "policy_merged": (policy["status"] == "merged").mean(),
        "policy_coverage": np.mean(covered),
        "policy_complete": np.mean(sound),
        "policy_revised_in_time": (done["revised"] <= done["due"]).mean(),
    }


def of_innovations(innovation):
    told = innovation[innovation["output"] == "experience"]
    return {
        "innovation_landed": innovation["status"].isin(["institutionalised", "promoted"]).mean(),
        "experience_spread": (told["adopted_by"] >= 2).mean(),
        "innovation_spillover": innovation["spillover"].notna().mean(),
        "new_carrier_share": (innovation["kind"] == "method_carrier").mean(),
    }


@pytest.fixture(scope="module")
def expected(company):
    raw = {
        name: company.frame(f"FROM {name}")
        for name in
        ("target", "policy", "policy_revision", "policy_required", "branch", "innovation")
    }  # fmt: skip
    return (
        of_targets(raw["target"])
        | of_rules(raw["policy"], raw["policy_revision"], raw["policy_required"], raw["branch"])
        | of_innovations(raw["innovation"])
    )


@pytest.mark.parametrize("metric", METRICS)
def test_the_metric_is_what_pandas_makes_of_the_raw_tables(company, expected, metric):
    ((value,),) = company.rows(
        "SELECT sum(total) / sum(n) FROM metric_cell WHERE metric = ?", [metric]
    )
    assert value == pytest.approx(expected[metric], rel=1e-12)
