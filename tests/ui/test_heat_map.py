"""Shares as colours: values written in the cells, n on hover, what is marked stands out."""

import numpy as np
import pandas as pd

from ui.heat_map import heat_map

VALUES = pd.DataFrame({"学习": [0.04, 0.9], "<b>文化": [np.nan, 1.0]}, index=["甲", "乙"])
N = pd.DataFrame({"学习": [50, 20], "<b>文化": [0, 12]}, index=["甲", "乙"])


def trace(**options):
    return heat_map(VALUES, N, **options)["data"][0]


def test_shares_are_percent_and_a_missing_one_is_blank() -> None:
    found = trace()
    assert [list(row) for row in found["text"]] == [["4", ""], ["90", "100"]]
    assert np.isnan(found["z"][0][1])
    assert (found["zmin"], found["zmax"]) == (0.0, 100.0)


def test_hover_tells_value_and_n_and_says_where_there_is_none() -> None:
    found = trace()["hovertext"]
    assert found[0][0].endswith("4.0 % · n = 50")
    assert found[0][1].endswith("no data")


def test_scores_are_written_as_they_are() -> None:
    found = heat_map(VALUES * 100, N, lowest=0, highest=100, percent=False)["data"][0]
    assert found["text"][1][0] == "90" and found["hovertext"][1][0].endswith("90.0 · n = 20")


def test_marked_cells_stand_out_and_the_others_do_not() -> None:
    marked = pd.DataFrame(False, index=VALUES.index, columns=VALUES.columns)
    marked.iloc[0, 0] = True
    found = trace(marked=marked)["text"]
    assert found[0][0] == "<b>▼4</b>" and found[1][0] == "90"


def test_names_mean_themselves() -> None:
    assert trace()["x"][1] == "&lt;b&gt;文化"
