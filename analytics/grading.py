"""From the index of each scoring period to a grade: the band it reaches, what a veto forces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.discrimination import HAIR, MOST, Repeatability, bands, repeatability

POINTS = ("full_score", "base", "bonus_named", "bonus_once", "bonus", "deduction", "index")


def over_periods(scored: pd.DataFrame) -> pd.DataFrame:
    """What each branch has over several scoring periods together.

    `scored` has one row per branch, scheme and scoring period: branch_id, scheme_id, month, the
    columns POINTS (points of the scheme) and vetoed. Returns a frame indexed by branch_id:
    scheme_id, periods, the mean of each of POINTS, and vetoed if any period was.
    """
    grouped = scored.groupby("branch_id")
    return pd.concat(
        [
            grouped.agg(scheme_id=("scheme_id", "last"), periods=("month", "nunique")),
            grouped[list(POINTS)].mean().round(6),  # 90 on paper is not just below 90
            grouped["vetoed"].any(),
        ],
        axis=1,
    )


def grades(rows: pd.DataFrame, ladder: pd.DataFrame) -> pd.DataFrame:
    """The band each branch reaches, and the grade it gets.

    `rows` as from `over_periods`; `ladder` has scheme_id, band, lowest (points of that scheme).
    Returns `rows` with by_score (the band of the index; empty below all, or without bands), grade
    (the lowest band of the scheme where vetoed) and forced (a grade the veto made worse).
    """
    steps = {
        scheme: pd.Series(own["lowest"].to_numpy(float), index=own["band"]).sort_values()
        for scheme, own in ladder.dropna(subset=["band", "lowest"]).groupby("scheme_id")
    }
    by_score = pd.Series("", index=rows.index, dtype=object)
    worst = pd.Series("", index=rows.index, dtype=object)
    for scheme, own in rows.groupby("scheme_id"):
        if scheme in steps:
            by_score[own.index] = bands(own["index"], steps[scheme])
            worst[own.index] = steps[scheme].index[0]
    grade = by_score.where(~rows["vetoed"], worst)
    return rows.assign(by_score=by_score, grade=grade, forced=rows["vetoed"] & (grade != by_score))


def band_counts(graded: pd.DataFrame, ladder: pd.DataFrame) -> pd.DataFrame:
    """How many branches got each grade, against the largest share the scheme allows.

    `ladder` has scheme_id, band, lowest, max_share (NaN: none). Returns, per scheme with branches
    and best band first: scheme_id, band, branches, share (of the scheme's branches), max_share,
    above (more than max_share allows) and top (the best band of its scheme).
    """
    rows = ladder.dropna(subset=["band", "lowest"])
    rows = rows[rows["scheme_id"].isin(graded["scheme_id"])]
    rows = rows.sort_values(["scheme_id", "lowest"], ascending=[True, False])
    counted = graded.groupby(["scheme_id", "grade"]).size()
    sizes = graded.groupby("scheme_id").size()
    places = pd.MultiIndex.from_frame(rows[["scheme_id", "band"]])
    branches = counted.reindex(places, fill_value=0).to_numpy()
    share = branches / rows["scheme_id"].map(sizes).to_numpy(float)
    most = rows["max_share"].to_numpy(float)
    return pd.DataFrame(
        {
            "scheme_id": rows["scheme_id"].to_numpy(),
            "band": rows["band"].to_numpy(),
            "branches": branches,
            "share": share,
            "max_share": most,
            "above": share > np.where(np.isnan(most), np.inf, most),
            "top": ~rows["scheme_id"].duplicated().to_numpy(),
        }
    )


def to_nearest_band(rows: pd.DataFrame, ladder: pd.DataFrame) -> pd.Series:
    """Distance of each index to the nearest line between two bands of its scheme, in points.

    `rows` and `ladder` as for `grades`; the start of the lowest band divides nothing. NaN where
    the scheme has fewer than two bands.
    """
    distance = pd.Series(np.nan, index=rows.index)
    for scheme, own in rows.groupby("scheme_id"):
        lines = np.sort(ladder.loc[ladder["scheme_id"] == scheme, "lowest"].dropna().unique())[1:]
        if len(lines):
            gaps = np.abs(own["index"].to_numpy(float)[:, None] - lines[None, :])
            distance[own.index] = gaps.min(axis=1)
    return distance


@dataclass(frozen=True)
class Separation:
    """Whether an assessment tells branches apart; points of a hundred.

    `top_share` is the share of branches in the best band (NaN without bands). `flat`: MOST of the
    branches are there, or the indices spread by less than HAIR. `steady` is known from two scoring
    periods on; then `clear` counts the branches that lie further from the nearest line between
    bands than their index wavers.
    """

    lowest: float
    highest: float
    spread: float
    top_share: float
    flat: bool
    steady: Repeatability | None
    clear: int


def separation(
    scored: pd.DataFrame, graded: pd.DataFrame, counts: pd.DataFrame, ladder: pd.DataFrame
) -> Separation:
    """What `scored` (as for `over_periods`) and its grades and their counts say of the scheme."""
    hundredths = 100 / graded["full_score"]
    index = graded["index"] * hundredths
    best = counts[counts["top"]]["branches"].sum() / len(graded) if len(counts) else np.nan
    spread = float(index.std(ddof=1)) if len(index) > 1 else np.nan
    steady = repeatability(scored.assign(value=100 * scored["index"] / scored["full_score"]))
    clear = 0
    if steady:
        distance = to_nearest_band(graded, ladder) * hundredths
        clear = int((distance > steady.half.reindex(distance.index)).sum())
    several = len(graded) > 1
    return Separation(
        lowest=float(index.min()),
        highest=float(index.max()),
        spread=spread,
        top_share=float(best),
        flat=several and bool(best >= MOST or spread < 100 * HAIR),
        steady=steady,
        clear=clear,
    )
