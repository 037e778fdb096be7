"""However the figures are cut, no small group follows from those that are shown."""

import itertools

import numpy as np
import pandas as pd
import pytest

from analytics.published import published
from analytics.signals import to_be_shown
from analytics.suppression import mask_table
from analytics.withheld import COMPANY, FEWEST_ANSWERS, withheld

BRANCHES, CHANNELS, MONTHS = ["A", "B", "C", "D"], ["p", "h"], [1, 2, 3, 4]
CELLS = list(itertools.product(BRANCHES, CHANNELS, MONTHS))
SUMS = ["n", "total", "total_sq"]


def company(sizes: np.ndarray) -> pd.DataFrame:
    """Cells by month of four branches, each asked through two channels, and of their sum R."""
    own = pd.DataFrame(CELLS, columns=["branch_id", "stratum", "month"]).assign(
        n=sizes, total=sizes / 2, total_sq=0.0
    )
    own = own[own["n"] > 0]
    whole = own.groupby(["stratum", "month"], as_index=False)[SUMS].sum().assign(branch_id="R")
    facts = {"metric": "m", "kind": "proportion", "per": 1.0, "weight": 0.5}
    return pd.concat([own, whole], ignore_index=True).assign(**facts)


def views(cells: pd.DataFrame) -> list[pd.DataFrame]:
    """What pages show: the period and each month, of all channels together and of each."""
    kept = ["metric", "branch_id", "stratum", "kind", "per", "weight"]
    period = cells.groupby(kept, as_index=False)[SUMS].sum()
    return [
        published(table, BRANCHES, ["R"], ["m"], channel).assign(channel=channel)
        for table in (period, cells)
        for channel in (None, *CHANNELS)
    ]


def known_sums(shown: list[pd.DataFrame]) -> np.ndarray:
    """Which cells each figure shown is the sum of: figures × cells."""
    rows = []
    for row in (row for view in shown for row in view[~view["hidden"]].itertuples()):
        months = MONTHS if not hasattr(row, "month") else [row.month]
        rows.append(
            [
                row.branch_id in (COMPANY, branch)
                and (row.channel is None or row.channel == channel)
                and month in months
                for branch, channel, month in CELLS
            ]
        )
    return np.array(rows, dtype=float)


@pytest.mark.parametrize("seed", range(8))
def test_no_small_group_follows_from_all_that_is_shown(seed) -> None:
    """Whatever one adds and subtracts: the small cell is no combination of the sums shown."""
    draw = np.random.default_rng(seed)
    sizes = draw.choice([0.0, 2, 5, 9, 12, 20, 40, 80], len(CELLS))
    sums = known_sums(views(company(sizes)))
    rank = np.linalg.matrix_rank(sums)
    for i in np.flatnonzero((sizes > 0) & (sizes < FEWEST_ANSWERS)):
        assert np.linalg.matrix_rank(np.vstack([sums, np.eye(len(CELLS))[i]])) == rank + 1


def test_where_everybody_is_many_nothing_is_hidden() -> None:
    hidden = withheld(company(np.full(len(CELLS), 10.0)), BRANCHES, ["R"], ["m"])
    assert not hidden.whole.any() and not hidden.parts.any()


def test_a_cover_is_covered_in_the_lines_that_cross_there() -> None:
    hidden = mask_table([[3, 30, 30], [20, 40, 50], [60, 60, 60]], (0, 1))
    assert hidden.sum() == 4  # a rectangle: two in each of two rows and columns
    assert (hidden.sum(axis=0) != 1).all() and (hidden.sum(axis=1) != 1).all()


def test_a_signal_does_not_tell_what_the_table_hides() -> None:
    """B covers A; however striking it is, its value would give A's away."""
    cells = company(np.repeat([1.0, 30, 200, 300], 8))
    cells = cells.groupby(["metric", "branch_id", "kind", "per"], as_index=False)[SUMS].sum()
    cells.loc[cells["branch_id"] == "B", "total"] = 0.0
    cells = cells.assign(stratum="", weight=np.nan)
    found = to_be_shown(cells, [], BRANCHES, ["R"], ["m"])
    assert set(found["branch_id"]) == {"C", "D"}
