"""Which words one group uses more than another: log-odds with an informative prior."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def keyness(
    counts_a: Mapping[str, float],
    counts_b: Mapping[str, float],
    prior: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Log-odds ratio of every term between two groups, shrunk towards how the prior uses it.

    `counts_a` and `counts_b` map terms to how often each group uses them. `prior` gives the counts
    of the Dirichlet prior, by default those of both groups together (the informative prior of the
    paper, with the two groups as the background). Returns a frame indexed by term, the most typical
    of `a` first: a, b (counts), log_odds (> 0: used more by a), se, z (|z| > 1.96 is more than
    chance for a single term). Empty where nobody says anything. Counts without names are those of
    the same terms in the same order. Raises ValueError for a negative count, for a term that the
    prior does not know, and for nameless counts of different lengths.

    Monroe, Colaresi, Quinn 2008, Political Analysis 16:372, equations 15, 16, 20 and 22.
    """
    named = [isinstance(counts, Mapping | pd.Series) for counts in (counts_a, counts_b)]
    if not all(named) and len(counts_a) != len(counts_b):
        raise ValueError("counts without names must be of the same length")
    table = pd.DataFrame(
        {"a": pd.Series(counts_a, dtype=float), "b": pd.Series(counts_b, dtype=float)}
    ).fillna(0.0)
    if (table < 0).any(axis=None):
        raise ValueError("counts must not be negative")
    both = table.sum(axis=1)
    known = both if prior is None else pd.Series(prior, dtype=float).reindex(table.index)
    if prior is not None and (~(known > 0) & (both > 0)).any():
        raise ValueError("the prior must know every term that is used")
    table = table[both > 0]
    known = known.reindex(table.index)
    odds = {}
    for group in ("a", "b"):
        used = table[group] + known
        rest = used.sum() - used
        odds[group] = np.log(used / rest.where(rest > 0))
    table["log_odds"] = odds["a"] - odds["b"]
    table["se"] = np.sqrt(1 / (table["a"] + known) + 1 / (table["b"] + known))
    table["z"] = table["log_odds"] / table["se"]
    table.index.name = "term"
    return table.sort_values(["z", "a"], ascending=False)
