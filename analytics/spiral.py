"""Do problems stay solved? Which resolved findings came back, cycle by cycle.

A finding resolved yesterday cannot have come back yet. So only findings watched for a whole window
after they were resolved count, and only what came back within that window: every finding has had
the same time, whichever cycle it stands in.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtr

from analytics import comparison, estimates
from analytics.multiplicity import adjust

WATCHED = 60  # days after resolution within which a finding counts as having come back
FEWEST_LATER = 5  # watched findings beyond the first cycle without which no trend is tested
ALPHA = 0.05
SPIRAL, CIRCLE, SOLVED, OPEN = "spiral", "circle", "solved", "open"


def recurrence(
    findings: pd.DataFrame, snapshot: pd.Timestamp, watched: int = WATCHED
) -> pd.DataFrame:
    """Findings watched long enough and those that came back, by branch and cycle.

    `findings` has branch_id, cycle_no, resolved_at and again_at (when it came back first; missing
    if it did not). Counted are those resolved `watched` days or more before `snapshot`. Returns
    branch_id, cycle_no, watched, returned. Raises ValueError when `watched` is not positive.
    """
    if not watched > 0:
        raise ValueError("the window must be positive")
    window = pd.Timedelta(days=watched)
    resolved, again = (pd.to_datetime(findings[c]) for c in ("resolved_at", "again_at"))
    mature = resolved + window <= snapshot
    returned = (again <= resolved + window)[mature]
    seen = findings.loc[mature, ["branch_id", "cycle_no"]].assign(watched=1, returned=returned)
    keys = ["branch_id", "cycle_no"]
    return seen.groupby(keys)[["watched", "returned"]].sum().astype(int).reset_index()


def by_cycle(counts: pd.DataFrame) -> pd.DataFrame:
    """Share that came back in every cycle, of all branches in `counts` (as from `recurrence`).

    Returns a frame indexed by cycle_no: watched, returned, share, low, high (Wilson).
    """
    return shares(counts.groupby("cycle_no")[["watched", "returned"]].sum())


def shares(sums: pd.DataFrame) -> pd.DataFrame:
    """`sums` (watched, returned) with share, low and high."""
    share = estimates.proportion(sums["returned"], sums["watched"])
    return sums.assign(share=share.value, low=share.low, high=share.high)


def trend(counts: pd.DataFrame) -> tuple[float, float]:
    """Whether the share that comes back rises (z > 0) or falls with the cycle: z and p.

    Branches in `counts` are strata: each is compared with itself only, since where more comes back
    there are longer chains, and the pooled share would rise with the cycle by that alone. Source:
    Armitage 1955, Biometrics 11:375; extended over strata by Mantel 1963, JASA 58:690, with its
    hypergeometric variance. NaN without anything to compare.
    """
    z, p = normal_test(strata(counts).sum().to_frame().T)
    return float(z.iloc[0]), float(p.iloc[0])


def strata(counts: pd.DataFrame) -> pd.DataFrame:
    """By branch: gap, how much Σ cycle·returned exceeds what an even share gives, and its variance.

    A branch with a single watched finding says nothing and adds nothing.
    """
    score, n, k = (counts[c].astype(float) for c in ("cycle_no", "watched", "returned"))
    part = pd.DataFrame({"n": n, "k": k, "kw": k * score, "nw": n * score, "nww": n * score**2})
    sums = part.groupby(counts["branch_id"]).sum()
    n, k = sums["n"].where(sums["n"] > 1), sums["k"]
    about_mean = sums["nww"] - sums["nw"] ** 2 / n
    return pd.DataFrame(
        {
            "gap": sums["kw"] - k * sums["nw"] / n,
            "variance": k * (n - k) / (n * (n - 1)) * about_mean,
        }
    )


def normal_test(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """z and two-sided p of each gap; NaN where there is no variance."""
    z = rows["gap"] / np.sqrt(rows["variance"].where(rows["variance"] > 0))
    return z, 2 * pd.Series(ndtr(-z.abs()), index=z.index)


def verdicts(counts: pd.DataFrame) -> pd.DataFrame:
    """What can be said of every branch in `counts`, as from `recurrence`, of all branches.

    Returns a frame indexed by branch_id: watched, returned, share, low, high, first and later
    (shares of the first cycle and of those after it), p_rest (adjusted p of the share against all
    other branches), above, below (by more than chance), z, p_trend (adjusted p of the trend over
    the cycles; NaN with fewer than FEWEST_LATER findings beyond the first) and verdict:

    - spiral: the share falls from cycle to cycle by more than chance;
    - circle: it does not, and more comes back than elsewhere, or it rises, by more than chance;
    - solved: less comes back than elsewhere, by more than chance;
    - open: nothing of this can be told yet.

    Both families of tests are Benjamini-Hochberg adjusted over the branches.
    """
    result = shares(counts.groupby("branch_id")[["watched", "returned"]].sum())
    cells = result[["watched", "returned"]].set_axis(["n", "total"], axis=1).assign(total_sq=0.0)
    against = comparison.against_rest("proportion", cells, alpha=ALPHA)
    first, later = (
        shares(rows.groupby("branch_id")[["watched", "returned"]].sum())
        for rows in (counts[counts["cycle_no"] == 1], counts[counts["cycle_no"] > 1])
    )
    tested = later.index[later["watched"] >= FEWEST_LATER]
    z, p = normal_test(strata(counts).loc[tested].reindex(result.index))
    result = result.assign(
        first=first["share"],
        later=later["share"],
        p_rest=against["p_adjusted"],
        above=against["differs"] & (against["difference"] > 0),
        below=against["differs"] & (against["difference"] < 0),
        z=z,
        p_trend=adjust(p),
    )
    moved = result["p_trend"] < ALPHA
    falls, rises = moved & (result["z"] < 0), moved & (result["z"] > 0)
    kinds = [falls, result["above"] | rises, result["below"]]
    return result.assign(verdict=np.select(kinds, [SPIRAL, CIRCLE, SOLVED], OPEN))
