"""The rules arguments obey, and the quantiles a confidence level stands for."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit


def floats(values: ArrayLike) -> NDArray[np.float64]:
    """Array-like as an array of floats; missing values become NaN. Raises for anything else."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("values must be numbers, in lists of equal length") from None


def aligned(**quantities: ArrayLike) -> list[NDArray[np.float64]]:
    """The quantities as arrays of floats of one shape; a single number goes with any list.

    Raises ValueError naming them when their lengths differ.
    """
    arrays = [floats(values) for values in quantities.values()]
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError:
        names = " and ".join(quantities)
        raise ValueError(f"{names} must be of the same length") from None


def require_not_negative(**quantities: ArrayLike) -> None:
    """Raise ValueError naming the first quantity that has a negative element."""
    for name, values in quantities.items():
        if np.any(np.less(values, 0)):
            raise ValueError(f"{name} must not be negative")


def require_positive(**quantities: ArrayLike) -> None:
    """Raise ValueError naming the first quantity that has an element not above zero."""
    for name, values in quantities.items():
        if not np.all(np.greater(values, 0)):
            raise ValueError(f"{name} must be positive")


def require_whole(**quantities: int) -> None:
    """Raise ValueError naming the first quantity that is no positive whole number."""
    for name, value in quantities.items():
        if value != int(value) or value < 1:
            raise ValueError(f"{name} must be a positive whole number")


def require_share(**quantities: ArrayLike) -> None:
    """Raise ValueError naming the first quantity that has an element outside 0..1."""
    for name, values in quantities.items():
        if np.any(np.less(values, 0) | np.greater(values, 1)):
            raise ValueError(f"{name} must lie between 0 and 1")


def upper_probability(level: float) -> float:
    """Upper end of a two-sided interval: 0.975 for the level 0.95. Raises outside 0..1."""
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    return (1 + level) / 2


def normal_quantile(level: float) -> float:
    """Two-sided standard normal quantile z of a confidence level: 1.96 for 0.95."""
    return float(ndtri(upper_probability(level)))


def t_quantile(freedom: ArrayLike, level: float) -> NDArray[np.float64]:
    """Two-sided quantile of Student's t; NaN where there are no degrees of freedom."""
    freedom = floats(freedom)
    return stdtrit(np.where(freedom > 0, freedom, np.nan), upper_probability(level))
