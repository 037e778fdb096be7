"""Weights that give a sample the margins of its population."""

import pandas as pd
import pytest

from analytics.weighting import effective_n, rake

CELLS = pd.DataFrame(
    {"sex": ["m", "m", "f", "f"], "age": ["y", "o", "y", "o"], "n": [10, 20, 30, 40]}
)
MARGINS = {"sex": {"m": 50, "f": 50}, "age": {"y": 40, "o": 60}}


def test_weighted_cells_have_the_margins() -> None:
    weighted = CELLS.assign(total=rake(CELLS, MARGINS) * CELLS["n"])
    for column, totals in MARGINS.items():
        assert weighted.groupby(column)["total"].sum().to_dict() == pytest.approx(totals)


def test_raking_keeps_the_odds_ratio_of_the_sample() -> None:
    total = (rake(CELLS, MARGINS) * CELLS["n"]).to_numpy()
    assert total[0] * total[3] / (total[1] * total[2]) == pytest.approx(10 * 40 / (20 * 30))


def test_a_sample_that_has_the_margins_keeps_its_weights() -> None:
    margins = {"sex": {"m": 30, "f": 70}, "age": {"y": 40, "o": 60}}
    assert rake(CELLS, margins).to_numpy() == pytest.approx([1, 1, 1, 1])


@pytest.mark.parametrize(
    ("margins", "rule"),
    [
        ({"sex": {"m": 1, "f": 1}, "age": {"y": 1, "o": 2}}, "same sum"),
        ({"sex": {"m": 1}}, "must have a total"),
        ({"sex": {"m": 1, "f": 1, "x": 1}}, "must have responses"),
        ({"sex": {"m": 0, "f": 1}}, "must be positive"),
    ],
)
def test_margins_that_cannot_be_are_refused(margins, rule) -> None:
    with pytest.raises(ValueError, match=rule):
        rake(CELLS, margins)


def test_margins_that_contradict_the_sample_are_refused() -> None:
    diagonal = pd.DataFrame({"sex": ["m", "f"], "age": ["y", "o"], "n": [10, 10]})
    with pytest.raises(ValueError, match="no weights"):
        rake(diagonal, {"sex": {"m": 5, "f": 15}, "age": {"y": 15, "o": 5}})


def test_equal_weights_cost_nothing_and_unequal_ones_answers() -> None:
    assert effective_n([2, 2, 2]) == pytest.approx(3)
    assert effective_n([1, 1, 2]) == pytest.approx(16 / 6)
    assert effective_n([]) == effective_n([0, 0]) == 0
