"""Whether figures of the same branches go together. That one causes the other it cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from analytics.comparison import judged
from analytics.effect import rank_correlation


def going_together(
    figures: pd.DataFrame, metrics: Sequence[str], yardstick: str, alpha: float = 0.05
) -> pd.DataFrame:
    """How each of `metrics` goes with the metric `yardstick` over the branches that know both.

    `figures` has metric, branch_id and value, one row of each metric and branch. Returns a frame
    indexed by metric: n (branches), value (Spearman's ρ), low, high, p, p_adjusted
    (Benjamini-Hochberg over all `metrics`) and differs (from no connection).
    """
    wide = figures.pivot(index="branch_id", columns="metric", values="value")
    wide = wide.reindex(columns=[*metrics, yardstick])
    found = [asdict(rank_correlation(wide[metric], wide[yardstick])) for metric in metrics]
    columns = ["n", "value", "low", "high", "p"]
    return judged(pd.DataFrame(found, index=list(metrics), columns=columns), alpha)
