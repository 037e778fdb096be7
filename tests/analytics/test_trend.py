"""Trends: a changed level is found and dated, noise is left alone, and few months say nothing."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.trend import trends

MONTHS = [202401 + i if i < 12 else 202501 + i - 12 for i in range(24)]


def monthly(*branches: list[float], kind: str = "mean") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"branch_id": f"B{i}", "month": month, "kind": kind, "value": value}
            for i, values in enumerate(branches)
            for month, value in zip(MONTHS, values, strict=False)
        ]
    )


def noise(seed: int, months: int = 24) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(months)


def test_a_step_down_is_found_and_dated_to_its_month():
    step = noise(1) - np.repeat([0.0, 6.0], [14, 10])
    found = trends(monthly(step, noise(2)), MONTHS)
    assert found.loc["B0", ["direction", "since", "known"]].to_list() == ["down", 202503, 24]
    assert found.loc["B1", "direction"] == "" and pd.isna(found.loc["B1", "since"])


def test_a_step_up_is_one_too():
    found = trends(monthly(noise(1) + np.repeat([0.0, 6.0], [5, 19])), MONTHS)
    assert found.loc["B0", ["direction", "since"]].to_list() == ["up", 202406]


def test_p_is_that_of_the_largest_student_t_among_as_much_noise():
    values = noise(4) + np.repeat([0.0, 1.2], [12, 12])
    found = trends(monthly(values), MONTHS)

    def largest(series):
        sides = [stats.ttest_ind(series[i:], series[:i]).statistic for i in range(3, 22)]
        return np.abs(sides).max()

    draw = np.random.default_rng(9)
    chance = [largest(draw.standard_normal(24)) for _ in range(200)]
    share = np.mean(np.array(chance) >= largest(values))
    spread = 4 * np.sqrt(share * (1 - share) / 200) + 0.005
    assert found["p_adjusted"].iloc[0] == pytest.approx(share, abs=spread)


def test_companies_where_nothing_changes_seldom_show_a_change():
    draw = np.random.default_rng(3)
    shown = [
        (trends(monthly(*draw.standard_normal((17, 24))), MONTHS)["direction"] != "").any()
        for _ in range(120)
    ]
    assert np.mean(shown) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 120)


@pytest.mark.parametrize("months", [0, 3, 11])
def test_fewer_than_twelve_known_months_say_nothing(months):
    values = [*(noise(1)[:months] + np.linspace(0, 50, months)), *[np.nan] * (24 - months)]
    found = trends(monthly(values), MONTHS)
    assert found.loc["B0", "direction"] == "" and np.isnan(found.loc["B0", "p_adjusted"])
    assert found.loc["B0", "known"] == months


def test_gaps_do_not_hide_a_step():
    step = noise(1) - np.repeat([0.0, 6.0], [14, 10])
    step[[2, 9, 17, 20]] = np.nan
    assert trends(monthly(step), MONTHS).loc["B0", "since"] == 202503


def test_rates_are_judged_by_their_square_roots():
    values = np.array([1.0, 2, 1, 0, 3, 1, 2, 1, 0, 2, 1, 3, 20, 9, 30, 12, 25, 8, 28, 10])
    rates = trends(monthly(values, kind="rate"), MONTHS[:20])["p_adjusted"]
    roots = trends(monthly(np.sqrt(values)), MONTHS[:20])["p_adjusted"]
    assert rates.iloc[0] == roots.iloc[0] < 0.05


def test_equal_months_are_no_trend():
    assert trends(monthly([0.5] * 24), MONTHS)["direction"].to_list() == [""]


def test_no_branch_has_no_trend():
    assert trends(monthly([0.5] * 24).iloc[:0], []).empty
