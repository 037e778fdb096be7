"""Proposals for names that no branch is known by: spellings of one branch, for a person to confirm.

Nothing is matched here; a proposal is only the likeliest branch and how alike the names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

import pandas as pd

from data.importing.values import folded

# What names of branches add to the place: 柳桥供电所, 柳桥所, Liuqiao Station, Liuqiao.
KIND = re.compile(
    r"(?:供电营业所|供电服务站|供电分公司|供电公司|供电所|供电站|营业所|营业厅|服务站|服务队|党总支|党支部|"
    r"支部|班组|分公司|公司|中心站|站|所|班|"
    r"powersupplystation|powerstation|servicecentre|servicecenter|station|branch|office)$"
)
MARKS = re.compile(r"[\s\W_]+")
LEAST = 0.6  # below it two names are not alike
AHEAD = 0.05  # by which the best branch must be more alike than the next


def core(name: str) -> str:
    """The part of a name that tells one branch from another: no width, case, marks or kind."""
    bare = MARKS.sub("", folded(name))
    while (shorter := KIND.sub("", bare)) and shorter != bare:
        bare = shorter
    return bare


def similarity(one: str, other: str) -> float:
    """How alike two names are, 0 to 1; names of the same core are 1.

    The share of characters that stand in both in the same order (Ratcliff and Obershelp 1988).
    """
    first, second = core(one), core(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def proposals(labels: Iterable[str], known: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """The likeliest branch of each label that has one, and how alike they are.

    `known` maps the code of each branch to its names. Returns label, branch_id, similarity (0 to
    1). A label that is about equally like two branches has no proposal.
    """
    rows = []
    for label in labels:
        alike = sorted(
            (
                (max((similarity(label, name) for name in names), default=0.0), code)
                for code, names in known.items()
            ),
            reverse=True,
        )
        if not alike or alike[0][0] < LEAST:
            continue
        if len(alike) > 1 and alike[0][0] - alike[1][0] < AHEAD:
            continue
        rows.append((label, alike[0][1], alike[0][0]))
    return pd.DataFrame(rows, columns=["label", "branch_id", "similarity"])
