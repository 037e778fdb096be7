import numpy as np
import pandas as pd
import pytest

from analytics.cells import estimate
from analytics.key_figures import NO_WEIGHTS, SOME_STRATA, key_figures


def cells(rows, kind="proportion"):
    frame = pd.DataFrame(
        rows, columns=["metric", "branch_id", "stratum", "n", "total", "total_sq", "weight"]
    )
    return frame.assign(kind=kind, per=1.0)


def test_one_stratum_is_the_plain_estimate():
    figures = key_figures(
        cells([("m", "a", "x", 80, 56, 0, np.nan), ("m", "a", "x", 20, 14, 0, np.nan)])
    )
    plain = estimate("proportion", 100, 70, 0)
    assert figures.loc[0, ["n", "value", "low", "high"]].tolist() == pytest.approx(
        [100, plain.value, plain.low, plain.high]
    )


def test_several_strata_are_combined_with_their_published_weights():
    # Jingmen's survey of 15 March: paper 649/916, web 14949/15844, on site 61/76, weights 30/40/30.
    figures = key_figures(
        cells(
            [
                ("m", "a", "paper", 916, 649, 0, 0.3),
                ("m", "a", "web", 15844, 14949, 0, 0.4),
                ("m", "a", "site", 76, 61, 0, 0.3),
            ]
        )
    )
    assert round(100 * figures.loc[0, "value"]) == 83
    assert figures.loc[0, "answers"] == 916 + 15844 + 76


def test_several_strata_without_weights_are_never_pooled():
    figures = key_figures(
        cells([("m", "a", "x", 10, 5, 0, np.nan), ("m", "a", "y", 10, 5, 0, np.nan)])
    )
    assert figures.loc[0, "note"] == NO_WEIGHTS
    assert np.isnan(figures.loc[0, "value"])


def test_a_stratum_without_a_weight_is_left_out_and_said_so():
    figures = key_figures(
        cells([("m", "a", "x", 10, 5, 0, 1.0), ("m", "a", "y", 10, 9, 0, np.nan)])
    )
    assert figures.loc[0, "value"] == 0.5
    assert figures.loc[0, "note"] == SOME_STRATA


def test_metrics_branches_and_months_stay_apart():
    frame = cells([("m", "a", "", 10, 5, 0, np.nan), ("k", "b", "", 10, 9, 0, np.nan)])
    figures = key_figures(pd.concat([frame.assign(month=1), frame.assign(month=2)]))
    assert len(figures) == 4


def test_no_cells_give_no_figures_but_all_columns():
    figures = key_figures(cells([]))
    assert figures.empty
    assert {"metric", "branch_id", "n", "value", "low", "high", "answers", "note"} <= set(figures)


def test_a_branch_heard_in_one_stratum_is_the_same_whatever_is_asked_beside_it():
    alone = [("m", "a", "x", 10, 5, 0, np.nan)]
    beside = [("m", "b", "x", 10, 5, 0, np.nan), ("m", "b", "y", 10, 9, 0, np.nan)]
    together = key_figures(cells(alone + beside)).set_index("branch_id")
    assert key_figures(cells(alone)).loc[0, "value"] == together.loc["a", "value"] == 0.5
    assert np.isnan(together.loc["b", "value"])


def test_each_month_has_the_weights_of_its_year():
    rows = [("m", "a", "x", 10, 5, 0, 0.5), ("m", "a", "y", 10, 10, 0, 0.5)]
    next_year = [("m", "a", "x", 10, 5, 0, 0.8), ("m", "a", "y", 10, 10, 0, 0.2)]
    months = [cells(rows).assign(month=202512), cells(next_year).assign(month=202601)]
    figures = key_figures(pd.concat(months)).set_index("month")
    assert figures["value"].tolist() == pytest.approx([0.75, 0.6])
