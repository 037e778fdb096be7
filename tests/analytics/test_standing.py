"""One branch among those like it."""

import numpy as np
import pandas as pd
import pytest

from analytics import comparison
from analytics.indicators import oriented
from analytics.standing import standing


def figure(metric: str, branch_id: str, n: float, total: float, **more: object) -> dict:
    usual = {
        "metric": metric,
        "branch_id": branch_id,
        "kind": "proportion",
        "per": 1.0,
        "n": n,
        "total": total,
        "total_sq": 0.0,
        "answers": n,
        "note": "",
        "value": total / n,
        "low": 0.0,
        "high": 1.0,
        "hidden": False,
    }
    return usual | more


@pytest.fixture
def figures() -> pd.DataFrame:
    rows = [
        figure("satisfied", "a", 100, 60),
        figure("satisfied", "b", 100, 90),
        figure("satisfied", "c", 300, 270),
        figure("satisfied", "office", 100, 10),
        figure("closed", "a", 50, 40),
        figure("closed", "b", 50, 41),
        figure("score", "a", 10, 900, kind="score"),
        figure("score", "b", 10, 800, kind="score"),
    ]
    return pd.DataFrame(rows)


def test_a_branch_stands_beside_its_peers_taken_together(figures) -> None:
    found = standing(figures, "a", ["b", "c"])
    row = found.loc["satisfied"]
    assert (row["value"], row["others"], row["peers"]) == (0.6, 0.9, 2)
    assert row["difference"] == pytest.approx(-0.3)
    expected = comparison.difference(
        "proportion",
        {"n": [100], "total": [60], "total_sq": [0]},
        {"n": [400], "total": [360], "total_sq": [0]},
    )
    assert row["difference_low"] == pytest.approx(expected["low"][0])
    assert row["differs"]
    assert not found.loc["closed", "differs"]


def test_all_figures_of_the_branch_are_tested_together(figures) -> None:
    found = standing(figures, "a", ["b", "c"])
    tested = found.loc[["satisfied", "closed"]]
    assert (tested["p_adjusted"] >= tested["p"]).all()
    assert tested["p_adjusted"].max() == pytest.approx(tested["p"].max())


def test_a_full_count_has_a_value_beside_the_others_and_no_test(figures) -> None:
    row = standing(figures, "a", ["b", "c"]).loc["score"]
    assert (row["value"], row["others"]) == (90, 80)
    assert np.isnan(row["p"])
    assert not row["differs"]


def test_a_hidden_figure_is_not_tested(figures) -> None:
    own = (figures["branch_id"] == "a") & (figures["metric"] == "satisfied")
    figures.loc[own, "hidden"] = True
    row = standing(figures, "a", ["b", "c"]).loc["satisfied"]
    assert np.isnan(row["difference"])
    assert not row["differs"]


def test_hidden_peers_are_left_out_so_that_they_cannot_be_worked_out(figures) -> None:
    figures.loc[(figures["branch_id"] == "c"), "hidden"] = True
    row = standing(figures, "a", ["b", "c"]).loc["satisfied"]
    assert (row["others"], row["peers"]) == (0.9, 1)
    assert (
        row["difference_high"]
        > standing(figures.assign(hidden=False), "a", ["b", "c"]).loc[
            "satisfied", "difference_high"
        ]
    )


@pytest.mark.parametrize("peers", [[], ["nowhere"]])
def test_without_peers_nothing_is_tested(figures, peers: list[str]) -> None:
    found = standing(figures, "a", peers)
    assert found["others"].isna().all()
    assert not found["differs"].any()


def test_an_unknown_branch_has_no_figures(figures) -> None:
    assert standing(figures, "z", ["a", "b"]).empty


def test_figures_are_turned_so_that_higher_is_better() -> None:
    rows = [
        ("up", "a", 1.0, 0.5, 1.5),
        ("down", "a", 4.0, 3.0, 5.0),
        ("other", "a", 9.0, 8.0, 10.0),
    ]
    figures = pd.DataFrame(rows, columns=["metric", "branch_id", "value", "low", "high"])
    values, errors = oriented(figures, {"down": "low", "up": "high", "unknown": "high"})
    assert values.loc["a"].to_dict() == {"down": -4.0, "up": 1.0}
    assert errors.loc["a", "down"] == pytest.approx(1 / 1.959964)


def test_no_figures_are_turned_into_no_columns() -> None:
    columns = ["metric", "branch_id", "value", "low", "high"]
    values, errors = oriented(pd.DataFrame(columns=columns), {"up": "high"})
    assert values.empty
    assert errors.empty
