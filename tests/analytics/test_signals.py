"""Where to look: real differences are found, noise is not, and nothing is called twice."""

import numpy as np
import pandas as pd
import pytest

from analytics.comparison import difference
from analytics.signals import BEFORE, REST, SEVERAL, changes, leading, rest, signals


def cells(shares: dict[str, float], n: int, seed: int = 1, metric: str = "m") -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "metric": metric,
            "branch_id": list(shares),
            "stratum": "",
            "n": float(n),
            "total": [float(draw.binomial(n, share)) for share in shares.values()],
            "total_sq": 0.0,
            "kind": "proportion",
            "per": 1.0,
            "weight": np.nan,
        }
    )


def paired(now: pd.DataFrame, before: pd.DataFrame, personal: tuple[str, ...] = ()) -> pd.DataFrame:
    return signals(now, (now, before), personal)


ALIKE = {f"B{i:02d}": 0.7 for i in range(20)}


def test_a_branch_that_differs_is_the_first_signal() -> None:
    found = paired(cells(ALIKE | {"B07": 0.4}, 500), cells(ALIKE, 500, seed=2))
    assert set(found.loc[found["differs"], "branch_id"]) == {"B07"}
    assert found.iloc[0]["branch_id"] == "B07"
    assert set(found.loc[found["differs"], "against"]) == {REST, BEFORE}


def test_of_pure_noise_few_families_hold_a_signal() -> None:
    alarms = sum(
        paired(cells(ALIKE, 300, seed), cells(ALIKE, 300, seed + 1000))["differs"].any()
        for seed in range(100)
    )
    assert alarms <= 10  # 5 % of 100 are expected, 10 leaves room for chance


def test_the_yardstick_holds_every_other_branch_and_not_the_branch_itself() -> None:
    found = cells({"A": 0.5, "B": 0.6, "C": 0.7}, 100)
    others = rest(found).set_index("branch_id")
    totals = found.set_index("branch_id")["total"]
    assert others["n"].tolist() == [200, 200, 200]
    assert others.loc["A", "total"] == totals["B"] + totals["C"]


def test_a_small_group_of_personal_answers_is_not_tested() -> None:
    now = pd.concat([cells({"A": 0.5, "B": 0.5}, 50), cells({"C": 0.0}, 8)], ignore_index=True)
    before = cells({"A": 0.5, "B": 0.5, "C": 0.9}, 50)
    assert "C" not in set(paired(now, before, ("m",))["branch_id"])
    assert "C" in set(paired(now, before)["branch_id"])


@pytest.mark.parametrize("kind", ["ratio", "score"])
def test_a_full_count_is_not_tested(kind: str) -> None:
    now = cells({"A": 0.1, "B": 0.9}, 50).assign(kind=kind)
    assert paired(now, now).empty


def test_without_a_past_only_the_present_is_tested() -> None:
    now = cells(ALIKE, 100)
    assert set(signals(now)["against"]) == {REST}
    assert set(paired(now, now.iloc[:0])["against"]) == {REST}


def test_the_leading_signals_are_spread_over_branches_and_metrics() -> None:
    low = {f"B{i:02d}": 0.2 for i in range(5)}
    now = pd.concat([cells(ALIKE | low, 900, metric=m) for m in "abcd"], ignore_index=True)
    found = leading(paired(now, now))
    assert found["metric"].value_counts().max() <= SEVERAL
    assert found["branch_id"].value_counts().max() <= SEVERAL
    assert len(found) <= 10


def test_a_change_is_the_difference_to_the_same_figure_before() -> None:
    now, before = cells({"A": 0.5, "B": 0.5}, 400), cells({"B": 0.8}, 400, seed=3)
    now, before = (x.assign(value=x["total"] / x["n"]) for x in (now, before))
    found = changes(now, before)
    assert np.isnan(found.loc[0, "difference"]), "A has no past"
    expected = difference("proportion", now.iloc[[1]], before).iloc[0]
    assert found.loc[1, "difference"] == expected["difference"]
    assert found.loc[1, "differs"]
