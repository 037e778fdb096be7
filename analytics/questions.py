"""The questions of a survey from their histograms: answers, mean, and share of the satisfied."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import estimates
from analytics.distribution import top_share


def question_figures(counts: pd.DataFrame, satisfied_from: pd.Series) -> pd.DataFrame:
    """Answers, mean and top box of every question, each with its interval.

    `counts` has one row per question and one ascending column per score (0 where a score is not on
    its scale); `satisfied_from` is indexed by question, NaN where no score means satisfied. Returns
    a frame indexed like `counts` with answers, mean, mean_low, mean_high (in scores), top, top_low,
    top_high (shares).
    """
    scores, n = counts.columns.to_numpy(float), counts.sum(axis=1)
    total, total_sq = counts @ scores, counts @ scores**2
    mean = estimates.mean(n, total, total_sq)
    result = pd.DataFrame(
        {"answers": n, "mean": mean.value, "mean_low": mean.low, "mean_high": mean.high},
        index=counts.index,
    )
    result[["top", "top_low", "top_high"]] = np.nan
    for question, bound in satisfied_from.reindex(counts.index).dropna().items():
        top = top_share(scores, counts.loc[question].to_numpy(float), bound)
        result.loc[question, ["top", "top_low", "top_high"]] = (top.value, top.low, top.high)
    return result
