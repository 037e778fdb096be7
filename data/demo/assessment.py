"""The yearly assessment schemes, and every branch's quarterly scores on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.company import BRANCHES, QUARTERS, generator
from data.demo.truth import TRUTHS

YEARS = (2024, 2025, 2026)
PERFORMANCE_WEIGHT = {2024: 0.10, 2025: 0.15, 2026: 0.20}
BANDS = (
    ("优秀", "Excellent", 90.0),
    ("达标", "Meets the standard", 76.0),
    ("不达标", "Below", 0.0),
)
QUARTER_NOISE = 0.025  # share of the full score by which a quarter's mark varies


@dataclass(frozen=True)
class Indicator:
    """One indicator, with its full score in each of YEARS; they sum to 100 in a year."""

    name: str
    name_en: str
    facet: str
    scope: str
    quantified: bool
    full: tuple[float, float, float]
    full_marks: bool = False  # everybody gets them: it tells nobody from anybody


INDICATORS = (
    Indicator("三会一课执行", "Regular Party meetings", "activity", "common", True, (14, 12, 10)),
    Indicator("主题党日活动", "Party days held", "activity", "common", True, (10, 8, 7)),
    Indicator("教育培训完成", "Training delivered", "activity", "common", True, (12, 10, 8)),
    Indicator("学习资料归档", "Study records filed", "activity", "common", False, (8, 8, 8), True),
    Indicator("宣传报道数量", "Publicity items", "activity", "individual", True, (8, 7, 5)),
    Indicator("问题整改闭环", "Findings closed", "effect", "common", True, (12, 15, 16)),
    Indicator(
        "客户诉求办结", "Customer requests settled", "effect", "individual", True, (12, 15, 18)
    ),
    Indicator("党员作用发挥", "Members leading the way", "effect", "common", False, (9, 10, 10)),
    Indicator("安全生产贡献", "Contribution to safety", "effect", "individual", True, (8, 8, 10)),
    Indicator("群众评议", "Judgement of colleagues", "effect", "common", False, (7, 7, 8)),
)


def scheme_id(year: int) -> str:
    return f"QH-{year}"


def indicator_id(year: int, number: int) -> str:
    return f"QH-{year}-{number + 1:02d}"


def scheme_table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "scheme_id": scheme_id(year),
            "name": f"{year} 年党支部工作质量考核方案",
            "name_en": f"Branch assessment {year}",
            "year": year,
            "full_score": 100.0,
            "bonus_cap": 5.0,
            "weight_in_performance": PERFORMANCE_WEIGHT[year],
        }
        for year in YEARS
    )


def scheme_band_table() -> pd.DataFrame:
    return pd.DataFrame(
        {"scheme_id": scheme_id(year), "band": band, "band_en": band_en, "lowest": lowest}
        for year in YEARS
        for band, band_en, lowest in BANDS
    )


def indicator_table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator_id": indicator_id(year, number),
            "scheme_id": scheme_id(year),
            "name": indicator.name,
            "name_en": indicator.name_en,
            "facet": indicator.facet,
            "scope": indicator.scope,
            "full_score": float(indicator.full[column]),
            "quantified": indicator.quantified,
        }
        for column, year in enumerate(YEARS)
        for number, indicator in enumerate(INDICATORS)
    )


def assessment_score_table() -> pd.DataFrame:
    """Self-assessed, reviewed and final scores of every branch, indicator and quarter."""
    grid = pd.DataFrame(
        [
            (indicator_id(month // 100, number), branch.branch_id, month, number)
            for month in QUARTERS
            for branch in BRANCHES
            for number in range(len(INDICATORS))
        ],
        columns=["indicator_id", "branch_id", "month", "number"],
    )
    rng = generator("assessment")
    usual = grid["branch_id"].map({code: _usual_marks(rng, code) for code in TRUTHS})
    usual = np.array([marks[n] for marks, n in zip(usual, grid["number"], strict=True)])
    praise = grid["branch_id"].map({c: t.self_praise / 100 for c, t in TRUTHS.items()}).to_numpy()
    reviewed = np.clip(usual + rng.normal(0, QUARTER_NOISE, len(grid)), 0.4, 1)
    own = np.clip(reviewed + praise + rng.normal(0, 0.02, len(grid)), 0.4, 1)
    corrected = (rng.random(len(grid)) < 0.06) * rng.choice([-0.05, 0.05], len(grid))
    final = np.clip(reviewed + corrected, 0, 1)
    full_marks = np.array([i.full_marks for i in INDICATORS])[grid["number"]]
    full = np.array([i.full for i in INDICATORS])[grid["number"], grid["month"] // 100 - YEARS[0]]
    scores = {
        column: np.round(np.where(full_marks, 1.0, share) * full, 1)
        for column, share in (
            ("self_score", own), ("reviewed_score", reviewed), ("final_score", final),
        )
    }  # fmt: skip
    return grid.drop(columns="number").assign(**scores)


def _usual_marks(rng: np.random.Generator, code: str) -> np.ndarray:
    """Shares of the full score that a branch usually gets, by indicator.

    Reviewers see activity plainly, and what came of it hardly.
    """
    truth = TRUTHS[code]
    level = {
        "activity": 0.885 + 0.045 * truth.activity,
        "effect": 0.875 + 0.04 * truth.satisfaction + 0.03 * max(truth.activity, 0.0),
    }
    return np.array([level[i.facet] for i in INDICATORS]) + rng.normal(0, 0.025, len(INDICATORS))
