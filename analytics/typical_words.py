"""What the people of one branch say more, or less, than those of the others."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from scipy.special import ndtr

from analytics.keywords import keyness
from analytics.multiplicity import adjust

FEWEST = 3  # responses below which a word is not shown: it might tell who said it
COMMON = 10  # responses of all branches below which a word is not looked at
PRIOR = 0.01  # the weight of the usual way of speaking, as a share of everything said


def typical_words(
    terms: pd.DataFrame, branch_ids: Collection[str], alpha: float = 0.05
) -> pd.DataFrame:
    """Words that each of `branch_ids` uses more or less than all others together.

    `terms` has branch_id, term and responses (how many use it), of the branches that may be shown.
    Words of fewer than COMMON responses are left out, as are those that a branch uses more than
    others but in fewer than FEWEST responses. Log-odds with an informative prior
    (`keywords.keyness`), all words of all branches judged together (Benjamini-Hochberg).

    Returns one row a branch and word that differs, the surest first: branch_id, term, responses,
    times (how many times as often as elsewhere, by share of the words said), z and p_adjusted.
    """
    counts = terms.pivot_table(
        index="term", columns="branch_id", values="responses", aggfunc="sum", fill_value=0.0
    )
    counts = counts[counts.sum(axis=1) >= COMMON]
    total, wanted = counts.sum(axis=1), set(branch_ids)
    found = [
        _against_others(counts[branch], total).assign(branch_id=branch)
        for branch in counts
        if branch in wanted and 0 < counts[branch].sum() < total.sum()
    ]
    columns = ["branch_id", "term", "responses", "times", "z", "p_adjusted"]
    if not found:
        return pd.DataFrame(columns=columns)
    every = pd.concat(found)
    every["p_adjusted"] = adjust(2 * ndtr(-every["z"].abs()))
    told = every["p_adjusted"] < alpha
    shown = every[told & ((every["z"] < 0) | (every["responses"] >= FEWEST))]
    return shown.sort_values("p_adjusted", kind="stable")[columns].reset_index(drop=True)


def _against_others(own: pd.Series, total: pd.Series) -> pd.DataFrame:
    others = total - own
    found = keyness(own, others, total * PRIOR).reset_index()
    share = found["a"] / own.sum(), found["b"] / others.sum()
    return pd.DataFrame(
        {
            "term": found["term"],
            "responses": found["a"],
            "times": share[0] / share[1].where(share[1] > 0),
            "z": found["z"],
        }
    )
