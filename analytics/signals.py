"""Where to look: branches that differ from the others, or from their own past, by more than chance.

Everything that can be tested is tested, and all tests are adjusted together, so that among the
signals the share of false alarms stays below the level whatever the number of metrics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.cells import SUMS
from analytics.comparison import difference, judged
from analytics.key_figures import combine_strata, key_figures
from analytics.rest import rest
from analytics.stretches import Within
from analytics.withheld import FEWEST_ANSWERS, withheld

REST, BEFORE = "rest", "before"
CENSUS = ("ratio", "score")
DIFFERENCE = ["difference", "low", "high", "p"]
NO_CHANGES = pd.DataFrame(columns=[*DIFFERENCE, "p_adjusted", "differs"], dtype=float)
FEWEST_BRANCHES = 3  # whose spread says what is large
SEVERAL = 2  # of the same branch, or of the same metric, at most


def signals(
    now: pd.DataFrame,
    compared: Sequence[pd.DataFrame] = (),
    personal: Collection[str] = (),
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Every branch against all others together, and against itself in a period before.

    `now` are cells as for `key_figures`, of branches none of which contains another; `compared`
    holds those of the two periods to compare, the later first, or nothing.
    Census figures have no sampling error and are not tested; neither are groups of `personal`
    metrics with fewer than FEWEST_ANSWERS answers. Returns one row per test: metric, branch_id,
    against ("rest" or "before"), answers, value, low_value, high_value (of the branch), other
    (value of the yardstick), difference, low, high, p, p_adjusted, differs and strength (as
    `_strength` has it), the strongest first.
    """
    tested = {id(c): c[~c["kind"].isin(CENSUS)] for c in (now, *compared)}
    now, *compared = (tested[id(c)] for c in (now, *compared))
    figures = key_figures(now)
    tests = [_against(figures, combine_strata(rest(now)), REST, personal)]
    if compared:
        later, earlier = compared
        again = figures if later is now or later.equals(now) else key_figures(later)
        tests.append(_against(again, combine_strata(earlier), BEFORE, personal))
    result = judged(pd.concat(tests, ignore_index=True), alpha)
    return result.assign(strength=_strength(result)).sort_values(
        ["strength", "metric", "branch_id"], ascending=[False, True, True], ignore_index=True
    )


def to_be_shown(
    now: pd.DataFrame,
    compared: Sequence[pd.DataFrame],
    branch_ids: Collection[str],
    roots: Collection[str],
    personal: Collection[str],
    within: Sequence[Within] = (),
) -> pd.DataFrame:
    """`signals` of the branches without those whose figures are hidden in one of their periods.

    `now` and `compared` hold the cells of all branches and of the `roots` (as for `withheld`);
    `within` is that of each of them.
    """
    frames = {id(cells): cells for cells in (now, *compared)}  # the same one may stand twice
    own = {key: cells[cells["branch_id"].isin(list(branch_ids))] for key, cells in frames.items()}
    found = signals(own[id(now)], [own[id(cells)] for cells in compared], personal)
    hidden = pd.Series(False, index=found.index)
    periods = dict(zip(map(id, (now, *compared)), within or [None] * 3, strict=False))
    for key, cells in frames.items():
        of_period = (found["against"] == REST) & (key == id(now))
        of_period |= (found["against"] == BEFORE) & (key in map(id, compared))
        cut = withheld(cells, branch_ids, roots, personal, periods[key])
        hidden |= of_period & cut.rows(found)
    return found[~hidden].reset_index(drop=True)


def _strength(tests: pd.DataFrame) -> pd.Series:
    """Size and certainty in one number, alike for every unit: how far the difference is at least.

    The end of its interval nearer to zero, in standard deviations of the metric's branches; below
    zero where the interval holds zero. A large difference of few answers and a small one of many
    both come after one that is large for certain. Where all branches are alike, or there are
    fewer than three, the unit is the half-width of the interval.
    """
    sign = np.sign(tests["difference"])
    least = np.minimum(sign * tests["low"], sign * tests["high"])
    branches = tests[tests["against"] == REST].groupby("metric")["value"]
    spread = branches.std().where(branches.size() >= FEWEST_BRANCHES)
    unit = tests["metric"].map(spread).astype(float)
    half = (tests["high"] - tests["low"]) / 2
    return least / unit.where(unit > 0, half)


def is_better(found: pd.DataFrame, better: Mapping[str, str]) -> pd.Series:
    """Which differences are for the better; `better` says "high" or "low" of each metric."""
    return (found["difference"] > 0) == (found["metric"].map(better) == "high")


def leading(found: pd.DataFrame, limit: int = 10) -> pd.DataFrame:
    """The strongest signals, one of a branch and metric, at most SEVERAL of a branch or metric."""
    real = found[found["differs"]].drop_duplicates(["metric", "branch_id"])
    taken: list[int] = []
    seen: Counter = Counter()
    for row in real[["metric", "branch_id"]].itertuples():
        about = ("metric", row.metric), ("branch", row.branch_id)
        if len(taken) < limit and all(seen[subject] < SEVERAL for subject in about):
            seen.update(about)
            taken.append(row.Index)
    return real.loc[taken]


def changes(now: pd.DataFrame, before: pd.DataFrame, alpha: float = 0.05) -> pd.DataFrame:
    """Change of each figure (rows of `published`) since the same figure before, judged together.

    Returns difference, low, high, p, p_adjusted and differs, indexed like `now`. Census figures
    have a difference without interval, and hidden or missing figures none.
    """
    keys = ["metric", "branch_id"]
    past = now[keys].merge(before, on=keys, how="left").set_axis(now.index)
    parts = []
    for (kind, per), rows in now.groupby(["kind", "per"]):
        result = difference(kind, rows, past.loc[rows.index], per)
        parts.append(result.set_axis(rows.index))
    empty = pd.DataFrame(columns=DIFFERENCE, dtype=float)
    result = pd.concat(parts).reindex(now.index) if parts else empty
    unseen = now["value"].isna() | past["value"].isna()
    result[unseen] = np.nan
    return judged(result, alpha)


def _against(
    figures: pd.DataFrame, yardstick: pd.DataFrame, name: str, personal: Collection[str]
) -> pd.DataFrame:
    keys = ["metric", "branch_id"]
    other = figures[keys].merge(yardstick[[*keys, *SUMS, "answers"]], on=keys, how="left")
    few = (figures["answers"] < FEWEST_ANSWERS) | (other["answers"] < FEWEST_ANSWERS)
    empty = (figures["n"] <= 0) | ~(other["n"] > 0)
    tested = ~(empty | (few & figures["metric"].isin(list(personal))))
    figures, other = figures[tested].reset_index(drop=True), other[tested]
    sums = [{column: side[column].to_numpy() for column in SUMS} for side in (figures, other)]
    found = np.full((len(DIFFERENCE), len(figures)), np.nan)
    for (kind, per), rows in figures.groupby(["kind", "per"]).indices.items():
        own, others = ({column: x[rows] for column, x in side.items()} for side in sums)
        found[:, rows] = difference(kind, own, others, per)[DIFFERENCE].to_numpy().T
    result = pd.DataFrame(dict(zip(DIFFERENCE, found, strict=True)))
    own = figures[[*keys, "answers", "value", "low", "high"]]
    own = own.rename(columns={"low": "low_value", "high": "high_value"})
    own["other"] = own["value"] - result["difference"]
    return pd.concat([own, result], axis=1).assign(against=name)
