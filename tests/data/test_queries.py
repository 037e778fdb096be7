"""What pages ask the warehouse."""

import numpy as np
import pandas as pd
import pytest

from data import queries
from data.queries.monthly_cells import settled
from tests.conftest import VIEWER

FIGURE = "customer_satisfaction"


@pytest.fixture
def judged(warehouse):
    """One branch asked through two channels in December and January."""
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, batch_id)"
            " VALUES ('A', 'A', 'branch', 'other', 1)"
        )
        for month in (202512, 202601):
            for channel in ("questionnaire", "interview"):
                connection.execute(
                    "INSERT INTO metric_cell VALUES (?, 'A', ?, ?, 10, 5, 0)",
                    [FIGURE, month, channel],
                )
    return warehouse


def publish(warehouse, *weights):
    with warehouse.change(VIEWER, "test", "") as connection:
        for stratum, first, last, weight in weights:
            connection.execute(
                "INSERT INTO stratum_weight VALUES (?, ?, ?, ?, ?, 2)",
                [FIGURE, stratum, first, last, weight],
            )


def asked(reader, by_month=False):
    cells = queries.figures.metric_cells(reader, [FIGURE], 202512, 202601, ["A"], by_month)
    order = [name for name in ("month", "stratum") if name in cells]
    return cells.sort_values(order)


def test_of_weights_valid_at_once_the_newest_holds_and_no_answer_counts_twice(judged, reader):
    publish(judged, ("interview", 202401, 209912, 0.3), ("interview", 202601, 209912, 0.4))
    interview, questionnaire = asked(reader).itertuples()
    assert (interview.n, interview.weight) == (20, 0.4)
    assert questionnaire.n == 20
    assert questionnaire.weight != questionnaire.weight  # none is published


def test_a_period_takes_the_weights_of_its_last_month_and_a_month_its_own(judged, reader):
    publish(judged, ("interview", 202501, 202512, 0.3), ("interview", 202601, 202612, 0.4))
    assert asked(reader)["weight"].tolist()[0] == 0.4
    assert asked(reader, by_month=True)["weight"].tolist()[::2] == [0.3, 0.4]


@pytest.mark.parametrize("by_month", [False, True])
def test_cells_are_the_same_from_memory_and_from_the_table(
    by_month, judged, reader, monkeypatch
) -> None:
    publish(judged, ("interview", 202501, 202512, 0.3), ("interview", 202601, 202612, 0.4))
    kept = asked(reader, by_month).reset_index(drop=True)
    monkeypatch.setattr(queries.figures, "AT_MOST", 0)
    read = asked(reader, by_month).reset_index(drop=True)
    assert len(read) == (4 if by_month else 2)
    pd.testing.assert_frame_equal(kept, read, check_like=True)


def test_a_sum_is_the_same_in_whichever_order_it_was_added() -> None:
    parts = np.array([0.1, 0.2, 0.3])
    one_way, other_way = parts.cumsum()[-1], parts[::-1].cumsum()[-1]
    assert one_way != other_way
    assert settled(np.array([one_way])) == settled(np.array([other_way])) == 0.6
    whole = np.array([0.0, 3.0, 12345678.0, np.nan])
    np.testing.assert_array_equal(settled(whole), whole)
