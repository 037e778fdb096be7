"""Which figures go together over the branches; adjusted for how many were asked."""

import numpy as np
import pandas as pd
import pytest

from analytics.association import going_together


def figures(**metrics: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"metric": metric, "branch_id": f"B{i}", "value": value}
            for metric, values in metrics.items()
            for i, value in enumerate(values)
        ]
    )


SATISFIED = [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]


def test_what_rises_with_the_yardstick_differs_from_no_connection() -> None:
    found = going_together(
        figures(
            joined=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.7],
            kept=[0.5, 0.4, 0.9, 0.2, 0.8, 0.1, 0.7, 0.6],
            satisfied=SATISFIED,
        ),
        ["joined", "kept"],
        "satisfied",
    )
    assert found.loc["joined", "value"] == pytest.approx(1 - 6 * 2 / (8 * 63))
    assert list(found["differs"]) == [True, False]
    assert (found["n"] == 8).all()
    assert found.loc["joined", "low"] > 0


def test_a_branch_that_lacks_one_of_the_two_does_not_count() -> None:
    found = going_together(
        figures(joined=[0.1, np.nan, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], satisfied=SATISFIED),
        ["joined"],
        "satisfied",
    )
    assert found.loc["joined", "n"] == 7


@pytest.mark.parametrize("values", [[0.5], [0.5] * 8])
def test_too_few_branches_or_no_variation_say_nothing(values: list[float]) -> None:
    found = going_together(figures(kept=values, satisfied=SATISFIED), ["kept"], "satisfied")
    assert np.isnan(found.loc["kept", "value"])
    assert not found.loc["kept", "differs"]


def test_a_metric_without_figures_is_nan_not_an_error() -> None:
    found = going_together(figures(satisfied=SATISFIED), ["kept"], "satisfied")
    assert found.loc["kept", "n"] == 0
