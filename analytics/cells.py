"""From the additive sums of the warehouse to estimates.

A cell is one row of `n`, `total`, `total_sq`; what the three mean depends on the metric's kind:

| kind       | n            | total                  | total_sq               |
|------------|--------------|------------------------|------------------------|
| proportion | trials       | successes              | (unused)               |
| mean       | observations | Σx                     | Σx²                    |
| nps        | answers      | promoters - detractors | promoters + detractors |
| rate       | exposure     | events                 | (unused)               |
| ratio      | denominator  | numerator              | (unused)               |
| score      | weight       | Σ weight·score         | (unused)               |

Cells of the same metric add up: the sum of the cells of twelve months is the cell of the year.
"""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analytics import estimates
from analytics.arguments import floats, require_not_negative, require_positive
from analytics.estimates import Estimate

KINDS = ("proportion", "mean", "nps", "rate", "ratio", "score")
STRATIFIED_KINDS = ("proportion", "mean")
SUMS = ["n", "total", "total_sq"]


def estimate(
    kind: str,
    n: ArrayLike,
    total: ArrayLike,
    total_sq: ArrayLike,
    per: float = 1.0,
    level: float = 0.95,
) -> Estimate:
    """Estimate of every cell, in the unit of its kind (share, unit of x, points, events per `per`).

    `per` multiplies rates and ratios and nothing else. A ratio and a score are census figures:
    they have a value and no sampling error, so their interval is NaN; so is that of a mean of
    answers that are all equal, which tell nothing of their error. A cell with n = 0 is NaN.

    Raises ValueError for an unknown kind, a `per` that is not positive, or sums no observations
    of that kind can have.
    """
    require_kind(kind, KINDS)
    require_positive(per=per)
    if kind == "proportion":
        return estimates.proportion(total, n, level)
    if kind == "mean":
        found = estimates.mean(n, total, total_sq, level)
        ends = (
            np.where(found.low < found.high, end, np.nan)[()] for end in (found.low, found.high)
        )
        return Estimate(found.value, *ends)
    if kind == "nps":
        return estimates.nps(*answers(n, total, total_sq), level)
    if kind == "rate":
        return estimates.rate(total, n, per, level)
    return census(n, total, per if kind == "ratio" else 1.0)


def stratified(
    kind: str,
    frame: pd.DataFrame,
    weights: Mapping[Hashable, float],
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate per unit, weighted over strata by published weights instead of by answers.

    The value is Σ w·mean over the strata present in the unit, their weights renormalised to 1.
    The interval of a proportion is Wilson's on Kish's effective n = 1/Σ(w²/n); that of a mean is
    Student's t on the variance Σ w²s²/n with Welch-Satterthwaite degrees of freedom. A unit with
    a single stratum has exactly its plain estimate. Source: Cochran 1977, Sampling Techniques,
    eq. 5.1 and 5.16; Kish 1965.

    `frame` has the columns unit, stratum, n, total, total_sq; rows of one unit and stratum add
    up. Returns a frame indexed by unit with n (answers counted), value, low, high and strata
    (number of strata present). Raises ValueError for another kind than proportion or mean, a
    stratum without weight, or a negative weight.
    """
    cells = stratified_cells(kind, frame, weights)
    result = estimate(kind, cells["n"], cells["total"], cells["total_sq"], level=level)
    return pd.DataFrame(
        {
            "n": cells["answers"],
            "value": result.value,
            "low": result.low,
            "high": result.high,
            "strata": cells["strata"],
        },
        index=cells.index,
    )


def stratified_cells(
    kind: str, frame: pd.DataFrame, weights: Mapping[Hashable, float]
) -> pd.DataFrame:
    """One cell per unit whose plain estimate is the stratified one; see `stratified`.

    These cells go wherever cells go (`comparison.pairwise`, say), but do not add up over units.
    Returns a frame indexed by unit with the effective n, total, total_sq, and with answers (the
    true Σn) and strata. Raises ValueError as `stratified` does.
    """
    require_kind(kind, STRATIFIED_KINDS)
    require_not_negative(weights=list(weights.values()))
    unit, units = pd.factorize(frame["unit"], sort=True)
    stratum, strata = pd.factorize(frame["stratum"])
    if not all(name in weights for name in strata):
        raise ValueError("every stratum must have a weight")
    weight = np.array([weights[name] for name in strata], float)
    sums = (frame[name].to_numpy(float) for name in SUMS)
    found = combined(kind, unit, len(units), stratum, weight, *sums)
    return pd.DataFrame(found, index=pd.Index(units, name="unit"))


def combined(
    kind: str,
    unit: NDArray[np.intp],
    units: int,
    stratum: NDArray[np.intp],
    weights: NDArray[np.float64],
    n: NDArray[np.float64],
    total: NDArray[np.float64],
    total_sq: NDArray[np.float64],
) -> dict[str, NDArray[np.float64]]:
    """The columns of `stratified_cells` for rows numbered by unit and stratum.

    `weights` has one weight a stratum, not negative; units without a stratum of weight are 0.
    """
    strata = max(len(weights), 1)
    pair, position = np.unique(unit * strata + stratum, return_inverse=True)
    n, total, total_sq = (np.bincount(position, x, len(pair)) for x in (n, total, total_sq))
    require_not_negative(n=n)
    of, weight = pair // strata, weights[pair % strata]
    present = (n > 0) & (weight > 0)
    of, n, total, total_sq, weight = (a[present] for a in (of, n, total, total_sq, weight))
    terms = {"n": n, "total": total, "total_sq": total_sq}
    terms |= _terms(kind, n, total, total_sq, weight / np.bincount(of, weight)[of])
    sums = {name: np.bincount(of, term, units) for name, term in terms.items()}
    return _as_plain_cells(kind, np.bincount(of, minlength=units), sums)


def _terms(
    kind: str,
    n: NDArray[np.float64],
    total: NDArray[np.float64],
    total_sq: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> dict[str, NDArray[np.float64]]:
    """What each stratum of a unit contributes, by the part `weight` that it has there.

    Summed over strata: share = Σ w·mean, kish = Σ w²/n, variance = Σ w²s²/n and
    variance_sq = Σ (w²s²/n)²/(n-1).
    """
    if kind == "mean":
        mean, variance = total / n, weight**2 * estimates.sample_variance(n, total, total_sq) / n
    else:
        mean, variance = estimates.proportion(total, n).value, 0.0 * n
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "share": weight * mean,
            "kish": weight**2 / n,
            "variance": variance,
            "variance_sq": variance**2 / (n - 1),
        }


def _as_plain_cells(
    kind: str, strata: NDArray[np.intp], sums: Mapping[str, NDArray[np.float64]]
) -> dict[str, NDArray[np.float64]]:
    """Cells that `estimate` takes as plain ones; a unit of one stratum keeps exactly its own."""
    with np.errstate(divide="ignore", invalid="ignore"):
        n = np.where(strata > 0, 1 / sums["kish"], 0.0)
        if kind == "mean":
            freedom = sums["variance"] ** 2 / sums["variance_sq"]
            n = np.where(freedom > 0, freedom + 1, n)
    total = n * sums["share"]
    total_sq = sums["variance"] * n * (n - 1) + total * sums["share"]
    plain = strata == 1
    return {
        "n": np.where(plain, sums["n"], n),
        "total": np.where(plain, sums["total"], total),
        "total_sq": np.where(plain, sums["total_sq"], total_sq),
        "answers": sums["n"],
        "strata": strata,
    }


def answers(
    n: ArrayLike, total: ArrayLike, total_sq: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Promoters, passives and detractors of the cells of a Net Promoter Score.

    Raises ValueError when any of the three counts would be negative.
    """
    n, total, total_sq = np.broadcast_arrays(floats(n), floats(total), floats(total_sq))
    counts = (total_sq + total) / 2, n - total_sq, (total_sq - total) / 2
    if any(np.any(count < -estimates.ROUNDING * n) for count in counts):
        raise ValueError("promoters and detractors must not be negative nor exceed answers")
    promoters, passives, detractors = (np.maximum(count, 0.0) for count in counts)
    return promoters, passives, detractors


def census(n: ArrayLike, total: ArrayLike, per: float) -> Estimate:
    """total/n·per of a complete count: a value without sampling error, hence no interval."""
    n, total = floats(n), floats(total)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n > 0, total / n * per, np.nan)
    undetermined = np.full(value.shape, np.nan)
    return Estimate(value[()], undetermined[()], undetermined[()])


def require_kind(kind: str, kinds: tuple[str, ...]) -> None:
    """Raise ValueError unless the kind is one of those allowed."""
    if kind not in kinds:
        raise ValueError(f"kind must be one of {', '.join(kinds)}")
