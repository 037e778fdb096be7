"""Which carrier is alive and which a shell, by the stated rule."""

import numpy as np
import pandas as pd
import pytest

from analytics import carriers
from analytics.published import COMPANY


def usage(*rows: tuple) -> pd.DataFrame:
    """branch, month, carrier, registered, active; ten minutes and half a post for each active."""
    frame = pd.DataFrame(rows, columns=["branch_id", "month", "carrier", "registered", "active"])
    return frame.assign(
        posts=frame["active"] // 2, minutes=10.0 * frame["active"], pushed=0, opened=0
    )


def test_shares_are_those_of_all_months_and_the_extremes_those_of_single_ones() -> None:
    found = carriers.carrier_figures(
        usage(("A", 202601, "forum", 100, 20), ("B", 202601, "forum", 100, 40),
              ("A", 202602, "forum", 200, 20))
    ).loc["forum"]  # fmt: skip
    assert found["registered"] == 200  # 400 user-months in two months
    assert found["share"] == pytest.approx(80 / 400)
    assert (found["lowest"], found["highest"]) == pytest.approx((0.10, 0.30))
    assert found["minutes"] == pytest.approx(10.0)
    assert found["posts"] == pytest.approx(100 * 40 / 400)
    assert np.isnan(found["opened"]), "nothing was pushed"


def verdict(registered: float, share: float, largest: float = 100) -> str:
    figures = pd.DataFrame(
        {"registered": [registered, largest], "share": [share, 0.5]}, index=["asked", "largest"]
    )
    return carriers.verdicts(figures)["asked"]


def test_a_shell_registers_many_and_is_hardly_used() -> None:
    assert verdict(90, carriers.SHELL_BELOW - 0.001) == carriers.SHELL
    assert verdict(90, carriers.SHELL_BELOW) == carriers.FAINT


def test_one_lively_month_of_a_small_branch_does_not_hide_a_shell() -> None:
    rows = [("A", 202600 + month, "forum", 30, 4 if month == 1 else 1) for month in range(1, 13)]
    found = carriers.carrier_figures(usage(*rows)).loc["forum"]
    assert found["highest"] > carriers.SHELL_BELOW
    assert found["verdict"] == carriers.SHELL


def test_a_small_carrier_is_no_shell_however_little_it_is_used() -> None:
    assert verdict(49, 0.01) == carriers.FAINT
    assert verdict(50, 0.01) == carriers.SHELL


def test_alive_begins_at_its_threshold() -> None:
    assert verdict(90, carriers.ALIVE_FROM) == carriers.ALIVE
    assert verdict(90, carriers.ALIVE_FROM - 0.001) == carriers.FAINT


def test_no_usage_gives_no_carrier() -> None:
    assert carriers.carrier_figures(usage()).empty


def test_the_matrix_begins_with_all_branches_and_leaves_gaps_empty() -> None:
    shares, sizes = carriers.matrix(
        usage(("B", 202601, "forum", 100, 20), ("A", 202601, "forum", 300, 20),
              ("A", 202602, "website", 50, 25)),
        "carrier", "active", "registered",
    )  # fmt: skip
    assert shares.index[0] == COMPANY
    assert set(shares.index[1:]) == {"A", "B"}
    assert shares.loc[COMPANY, "forum"] == pytest.approx(0.10)
    assert sizes.loc["A", "website"] == 50
    assert np.isnan(shares.loc["B", "website"])
