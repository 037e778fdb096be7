"""The chain of the seven musts (七必): how much passes each step, and where it breaks.

Counts of items that passed every step up to here. The loss of a step is the share of those that
came to it and did not pass, so an early step is not blamed for having more to lose.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import comparison, estimates

STEPS = ("ruled", "executed", "recorded", "assessed", "effective", "verified", "improved")
ALPHA = 0.05


@dataclass(frozen=True)
class Chain:
    """One way through the steps.

    `steps` is indexed by step: entered, passed (items), share (passed of entered), low, high
    (Wilson). `largest` is the step that loses the largest share, the first of equals ("" without
    items); `rivals` are steps, itself among them, whose loss is the same within chance, in their
    order. The chain breaks at `largest` where it has no rival: `break_at`, else "".
    """

    steps: pd.DataFrame
    largest: str
    rivals: tuple[str, ...]

    @property
    def break_at(self) -> str:
        return self.largest if len(self.rivals) == 1 else ""


def chain(counts: pd.Series) -> Chain:
    """The chain of one group: `counts` has due and every one of STEPS.

    The largest loss is tested against that of each other step (two shares: score test, Fisher's
    exact when few), adjusted over these six tests (Benjamini and Hochberg 1995). What comes to a
    step is given, whatever was lost before, so the losses of two steps are independent. Raises
    ValueError when more pass a step than came to it.
    """
    steps = conversions(counts.to_frame().T).droplevel(0)
    known = steps[steps["entered"] > 0]
    if known.empty:
        return Chain(steps, "", ())
    largest = str(known["share"].idxmin())
    if known.loc[largest, "share"] == 1:
        return Chain(steps, "", ())
    others = known.drop(index=largest)
    tests = comparison.difference(
        "proportion", _cells(known.loc[[largest] * len(others)]), _cells(others)
    )
    differs = comparison.judged(tests, ALPHA)["differs"].to_numpy()
    rivals = {largest, *others.index[~differs]}
    return Chain(steps, largest, tuple(step for step in STEPS if step in rivals))


def by_branch(counts: pd.DataFrame) -> pd.DataFrame:
    """Every step of every branch beside the same step of all the other branches together.

    `counts` is indexed by branch with due and every one of STEPS, of all branches, so that the
    yardstick does not hang on which are looked at. Returns a frame indexed by branch and step:
    entered, passed, share, low, high, other (share of the others), difference (share - other), p,
    p_adjusted (Benjamini-Hochberg over all branches and steps), differs (more than chance) and
    breaks. A branch breaks, at one step at most, where it loses more than the others do by more
    than chance: of several such steps at the one with the largest loss, or at the first whose
    loss is the same within chance, for what follows a broken step is left with little to judge by.
    """
    steps = conversions(counts)
    totals = steps.groupby(level="step")[["entered", "passed"]].transform("sum")
    rest = totals - steps[["entered", "passed"]]
    tests = comparison.difference("proportion", _cells(steps), _cells(rest)).set_axis(steps.index)
    judged = comparison.judged(tests, ALPHA)
    result = steps.assign(
        other=steps["share"] - judged["difference"],
        **{name: judged[name] for name in ("difference", "p", "p_adjusted", "differs")},
    )
    weak = result[result["differs"] & (result["difference"] < 0)]
    broken = {_first_of_largest(rows) for _, rows in weak.groupby(level="branch_id")}
    return result.assign(breaks=[key in broken for key in result.index])


def break_points(steps: pd.DataFrame) -> dict[str, str]:
    """The step at which each branch breaks that does; `steps` as from `by_branch`."""
    return dict(steps.index[steps["breaks"].astype(bool)].to_list())


def passed_all(counts: pd.DataFrame, branch_ids: Collection[str]) -> pd.Series:
    """The counts of some branches together."""
    return counts[counts.index.isin(list(branch_ids))].sum()


def conversions(counts: pd.DataFrame) -> pd.DataFrame:
    """What came to each step and passed it, with share and Wilson interval, by branch and step."""
    names = pd.MultiIndex.from_product([counts.index, STEPS], names=["branch_id", "step"])
    entered = counts[["due", *STEPS[:-1]]].to_numpy(float).ravel()
    passed = counts[list(STEPS)].to_numpy(float).ravel()
    if np.any(passed > entered):
        raise ValueError("no more items may pass a step than came to it")
    share = estimates.proportion(passed, entered)
    return pd.DataFrame(
        {
            "entered": entered,
            "passed": passed,
            "share": share.value,
            "low": share.low,
            "high": share.high,
        },
        index=names,
    )


def _cells(steps: pd.DataFrame) -> pd.DataFrame:
    """Steps as cells of a proportion."""
    return pd.DataFrame(
        {"n": steps["entered"], "total": steps["passed"], "total_sq": 0.0}, index=steps.index
    )


def _first_of_largest(weak: pd.DataFrame) -> tuple[str, str]:
    """Branch and step of the first step whose loss is as large as the largest within chance."""
    largest = int(np.argmin(weak["share"]))
    if largest == 0:
        return weak.index[0]
    before = weak.iloc[: largest + 1]
    tests = comparison.difference(
        "proportion", _cells(before), _cells(weak.iloc[[largest] * len(before)])
    )
    same = ~(tests["p"] < ALPHA).to_numpy()
    return before.index[same][0]
