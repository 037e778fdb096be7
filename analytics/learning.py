"""What people learned from a course: their test before against their test after (Kirkpatrick's
second level). How they liked it, what they do since, and what came of it are other levels with
figures of their own; they are never added up.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtr

from analytics.arguments import floats, t_quantile, upper_probability
from analytics.comparison import judged
from analytics.published import FEWEST_ANSWERS
from analytics.suppression import mask

FEW_ABOVE = (
    0.05  # share of the trained above the mean of all up to which only low ones were trained
)


@dataclass(frozen=True)
class Gain:
    """What `gain` finds; points are those of the test, NaN where undetermined."""

    n: int  # people with both tests
    pre: float  # mean before, points
    post: float  # mean after, points
    value: float  # mean of after - before, points
    low: float
    high: float
    t: float
    df: float
    p: float
    d_z: float  # value over the standard deviation of the differences
    hake: float  # share of what could still be gained


def gain(pre: ArrayLike, post: ArrayLike, full: float = 100.0, level: float = 0.95) -> Gain:
    """Learning gain of the same people tested twice, with the paired t-test and interval.

    `pre` and `post` are 1-d, one score of each person in the same order; a person who lacks one of
    them is left out. `full` is the best score there is. The gain that each could still have is
    full - pre; hake = (post - pre)/(full - pre) of the means (Hake 1998, American Journal of
    Physics 66:64), NaN where nobody could gain. d_z is the mean difference over the standard
    deviation of the differences (Cohen 1988, §2.3.5). One person has a gain, but no interval.

    Without a group that was not trained, practice with the test and regression to the mean are part
    of the gain: see `only_low_scorers`. Raises ValueError when the lists differ in length, a score
    exceeds `full`, or level lies outside 0..1.
    """
    upper_probability(level)
    pre, post = np.atleast_1d(floats(pre)), np.atleast_1d(floats(post))
    if pre.shape != post.shape or pre.ndim != 1:
        raise ValueError("pre and post must be two lists of the same people")
    both = ~(np.isnan(pre) | np.isnan(post))
    pre, post = pre[both], post[both]
    if np.any(pre > full) or np.any(post > full):
        raise ValueError("scores must not exceed the full score")
    n = len(pre)
    if n == 0:
        return Gain(0, *[np.nan] * 10)
    before, after = float(pre.mean()), float(post.mean())
    value = float((post - pre).mean())
    left = full - before
    hake = (after - before) / left if left > 0 else np.nan
    spread = float((post - pre).std(ddof=1)) if n > 1 else np.nan
    if not spread > 0:  # nobody differs: there is nothing to test
        return Gain(n, before, after, value, *[np.nan] * 3, n - 1.0, np.nan, np.nan, hake)
    df, error = n - 1.0, spread / n**0.5
    t, half = value / error, float(t_quantile(df, level)) * error
    p = float(2 * stdtr(df, -abs(t)))
    return Gain(
        n, before, after, value, value - half, value + half, t, df, p, value / spread, hake
    )  # fmt: skip


def only_low_scorers(trained: ArrayLike, everyone: ArrayLike) -> bool:
    """Whether hardly any of the `trained` scored above the mean of `everyone` before the course.

    Who was picked for a low score would score higher the second time without any course: part of
    such a gain is regression to the mean (Galton 1886; Campbell and Kenny 1999, A Primer on
    Regression Artifacts). Both are 1-d lists of scores before; missing ones do not count.
    """
    trained, everyone = (scores[~np.isnan(scores)] for scores in map(floats, (trained, everyone)))
    if len(trained) < 2 or len(everyone) <= len(trained):
        return False
    return bool((trained > everyone.mean()).mean() <= FEW_ABOVE)


def by_subject(
    tests: pd.DataFrame,
    branch_ids: Collection[str],
    chosen: Collection[str],
    full: float = 100.0,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """The gain of the `chosen` branches together on each subject; small groups hidden.

    `tests` has one row per branch, subject and person, of all `branch_ids`: branch_id, subject,
    person_id, pre, post (each the person's own mean, so that nobody counts twice). In a part of the
    branches those are left out of a subject whose people are too few to show (`suppression.mask`),
    or the difference of two choices would give them away; so is a subject too small altogether.

    Returns a frame indexed by subject, the largest gain first, with the fields of `Gain`,
    p_adjusted and differs (Benjamini-Hochberg over the subjects), low_scorers (`only_low_scorers`,
    against all branches) and hidden (people left out). Figures of a hidden subject are NaN.
    """
    own = tests[tests["branch_id"].isin(list(branch_ids))]
    kept = own[own["branch_id"].isin(list(chosen))]
    if set(chosen) < set(branch_ids):
        people = own.groupby(["subject", "branch_id"]).size()
        small = people.groupby("subject").transform(lambda n: mask(n, FEWEST_ANSWERS)).astype(bool)
        keys = pd.MultiIndex.from_frame(kept[["subject", "branch_id"]])
        hidden_rows = keys.isin(small.index[small])
    else:
        hidden_rows = np.zeros(len(kept), bool)
    everyone = dict(list(own.groupby("subject")["pre"]))
    seen_in = dict(list(kept[~hidden_rows].groupby("subject")))
    rows = {}
    for subject, people in kept["subject"].value_counts(sort=False).items():
        seen = seen_in.get(subject, kept.iloc[:0])
        if len(seen) < FEWEST_ANSWERS:
            seen = kept.iloc[:0]
        rows[subject] = vars(gain(seen["pre"], seen["post"], full)) | {
            "low_scorers": only_low_scorers(seen["pre"], everyone[subject]),
            "hidden": people - len(seen),
        }
    columns = [*Gain.__dataclass_fields__, "low_scorers", "hidden"]
    result = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("subject")
    numbers = list(Gain.__dataclass_fields__)
    result[numbers] = result[numbers].astype(float)
    return judged(result, alpha).sort_values("value", ascending=False)
