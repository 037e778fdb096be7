"""Bands, vetoes, and whether grades would come out the same again."""

import numpy as np
import pandas as pd
import pytest

from analytics.grading import (
    POINTS,
    band_counts,
    grades,
    over_periods,
    separation,
    to_nearest_band,
)

LADDER = pd.DataFrame(
    {
        "scheme_id": ["S", "S", "S"],
        "band": ["top", "good", "low"],
        "lowest": [90.0, 76.0, 0.0],
        "max_share": [0.3, np.nan, np.nan],
    }
)


def scored(*rows: tuple) -> pd.DataFrame:
    """Rows of (branch, month, index, vetoed[, scheme]); the other points do not matter here."""
    return pd.DataFrame(
        [
            dict.fromkeys(POINTS, 0.0)
            | {"branch_id": branch, "month": month, "index": index, "vetoed": vetoed}
            | {"full_score": 100.0, "scheme_id": scheme[0] if scheme else "S"}
            for branch, month, index, vetoed, *scheme in rows
        ]
    )


def graded(*rows: tuple) -> pd.DataFrame:
    return grades(over_periods(scored(*rows)), LADDER)


def test_periods_are_averaged_and_one_veto_is_enough() -> None:
    rows = over_periods(scored(("A", 1, 90.0, False), ("A", 2, 94.0, True), ("B", 1, 80.0, False)))
    assert rows["index"].to_dict() == {"A": 92.0, "B": 80.0}
    assert rows["periods"].to_dict() == {"A": 2, "B": 1}
    assert rows["vetoed"].to_dict() == {"A": True, "B": False}


def test_a_veto_forces_the_lowest_band_and_keeps_the_score() -> None:
    found = graded(("A", 1, 95.0, True), ("B", 1, 95.0, False))
    assert found["grade"].to_dict() == {"A": "low", "B": "top"}
    assert found["by_score"].to_dict() == {"A": "top", "B": "top"}
    assert found["forced"].to_dict() == {"A": True, "B": False}
    assert found["index"].tolist() == [95.0, 95.0]


def test_a_veto_of_the_lowest_band_forces_nothing() -> None:
    assert not graded(("A", 1, 50.0, True))["forced"].any()


def test_an_index_above_the_full_score_is_in_the_best_band() -> None:
    assert graded(("A", 1, 103.5, False))["grade"].tolist() == ["top"]


def test_a_mean_that_is_90_on_paper_is_not_just_below_it() -> None:
    found = graded(*(("A", month, x, False) for month, x in enumerate((89.9, 90.1, 90.0))))
    assert found["grade"].tolist() == ["top"]


def test_every_branch_is_graded_by_its_own_scheme() -> None:
    strict = LADDER.assign(scheme_id="T", lowest=[98.0, 95.0, 0.0])
    rows = over_periods(scored(("A", 1, 92.0, False), ("B", 1, 92.0, False, "T")))
    found = grades(rows, pd.concat([LADDER, strict]))
    assert found["grade"].to_dict() == {"A": "top", "B": "low"}


def test_a_scheme_without_bands_gives_no_grade_and_no_counts() -> None:
    rows = over_periods(scored(("A", 1, 92.0, True)))
    bare = pd.DataFrame({"scheme_id": ["S"], "band": [None], "lowest": [np.nan]})
    found = grades(rows, bare.assign(max_share=np.nan))
    assert found["grade"].tolist() == [""]
    assert band_counts(found, bare.assign(max_share=np.nan)).empty
    assert to_nearest_band(found, bare).isna().all()


def test_counts_name_every_band_and_the_share_that_is_too_large() -> None:
    rows = [(f"B{i}", 1, x, False) for i, x in enumerate((95, 93, 91, 85))]
    counts = band_counts(graded(*rows), LADDER)
    assert counts["band"].tolist() == ["top", "good", "low"]
    assert counts["branches"].tolist() == [3, 1, 0]
    assert counts["above"].tolist() == [True, False, False]
    assert counts["top"].tolist() == [True, False, False]


def test_the_distance_is_to_a_line_between_two_bands_and_zero_divides_nothing() -> None:
    found = graded(("A", 1, 88.0, False), ("B", 1, 10.0, False), ("C", 1, 95.0, False))
    assert to_nearest_band(found, LADDER).to_dict() == {"A": 2.0, "B": 66.0, "C": 5.0}


def separated(*rows: tuple):
    table = scored(*rows)
    found = grades(over_periods(table), LADDER)
    return separation(table, found, band_counts(found, LADDER), LADDER)


def test_when_nearly_all_are_excellent_the_assessment_tells_nothing() -> None:
    found = separated(*((f"B{i}", 1, 91.0 + i, False) for i in range(10)))
    assert found.top_share == 1
    assert found.spread > 2
    assert found.flat


def test_indices_that_hardly_spread_tell_nothing_either() -> None:
    assert separated(("A", 1, 80.0, False), ("B", 1, 81.0, False)).flat
    assert not separated(("A", 1, 70.0, False), ("B", 1, 92.0, False)).flat


def test_one_scoring_period_does_not_show_how_sure_a_grade_is() -> None:
    found = separated(("A", 1, 80.0, False), ("B", 1, 81.0, False))
    assert found.steady is None and found.clear == 0


def test_a_branch_far_from_every_line_has_a_sure_grade() -> None:
    rows = [("A", 1, 96.0, False), ("A", 2, 97.0, False), ("B", 1, 90.4, False)]
    found = separated(*rows, ("B", 2, 89.4, False))
    assert found.steady.within == pytest.approx(0.5**0.5)
    assert found.clear == 1


def test_one_branch_alone_is_not_called_flat() -> None:
    found = separated(("A", 1, 95.0, False))
    assert not found.flat and np.isnan(found.spread)
