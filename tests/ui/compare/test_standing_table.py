"""The sentence above the comparison never says more than the ranks allow."""

import pandas as pd
import pytest

from ui.compare import standing_table


def found(*ranks: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame(ranks, columns=["first", "last"])


@pytest.mark.parametrize(
    ("ranks", "census", "says"),
    [
        ([(1, 1)], False, "at least two branches"),
        ([(1, 2), (1, 2)], False, "None of the 2 branches"),
        ([(1, 1), (2, 3), (2, 3)], False, "better half of 3 branches: 1; surely in the worse"),
        ([(1, 1), (2, 2)], True, "A full count of 2 branches"),
    ],
)
def test_the_answer_follows_the_ranks(ranks, census, says):
    assert says in standing_table.answer(found(*ranks), census)


def test_less_is_better_where_the_metric_says_so():
    high, low = (standing_table.places(better) for better in ("high", "low"))
    assert high["very high"] == low["very low"] and high["low"] == low["high"]
    assert high["within"] == low["within"]
