"""Brands of the branches, their events, and what the media wrote."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.company import BRANCHES
from data.demo.draws import (
    ACTIVITY,
    CODES,
    EVERY_MONTH,
    LAST_DAY,
    OPINION,
    STARTS,
    chance,
    choose,
    dates,
    numbered,
    part,
    rng_of,
    texts,
)

MOTTOS = ("先锋灯", "红马甲", "光明驿站", "连心桥")
FIGURES = ("客户满意率", "千户投诉率", "故障按时修复率", "供电可靠率")
LOUD = 1.0  # activity from which a branch has brands for show
REACH = 60


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    brands = brand_table()
    yield "brand", brands
    yield "brand_event", brand_event_table(brands)
    yield "media", media_table(brands)


def brand_table() -> pd.DataFrame:
    """One or two a branch; the busy one has four, tied to nothing."""
    rng = rng_of("brand")
    counts = np.where(
        ACTIVITY > LOUD, 4, np.where(ACTIVITY < -LOUD, 1, rng.integers(1, 3, len(CODES)))
    )
    branch = np.repeat(np.arange(len(CODES)), counts)
    size = len(branch)
    number = np.arange(size) - np.repeat(np.cumsum(counts) - counts, counts)
    linked = chance(rng, 0.6, size) | (ACTIVITY[branch] < -LOUD)
    places = [BRANCHES[b].name.removesuffix("供电所") for b in branch]
    return pd.DataFrame(
        {
            "brand_id": numbered("B", size),
            "branch_id": CODES[branch],
            "name": [f"{place}{MOTTOS[n]}" for place, n in zip(places, number, strict=True)],
            "level": choose(rng, ("branch", "company", "province"), size, (0.7, 0.25, 0.05)),
            "created": dates(STARTS[rng.integers(0, 16, size)] + rng.integers(0, 28, size)),
            "linked_business_kpi": texts(choose(rng, FIGURES, size), linked & ~_loud(branch)),
        }
    )


def brand_event_table(brands: pd.DataFrame) -> pd.DataFrame:
    """Events since the brand was created; many people are told, fewer come."""
    rng = rng_of("brand_event")
    branch = _branch(brands)
    brand, month = _moments(rng, brands, 0.7 * np.exp(0.3 * ACTIVITY[branch]))
    of = branch[brand]
    reach = 20 + rng.poisson(REACH * np.exp(0.3 * ACTIVITY[of]))
    return pd.DataFrame(
        {
            "event_id": numbered("BE", len(brand)),
            "brand_id": brands["brand_id"].to_numpy()[brand],
            "date": dates(_days(rng, brands, brand, month)),
            "reach": reach,
            "participants": part(rng, reach, 0.38 + 0.35 * OPINION[of, month]),
        }
    )


def media_table(brands: pd.DataFrame) -> pd.DataFrame:
    rng = rng_of("media")
    brand, month = _moments(rng, brands, 0.16 * np.exp(0.3 * ACTIVITY[_branch(brands)]))
    size = len(brand)
    return pd.DataFrame(
        {
            "media_id": numbered("BM", size),
            "brand_id": brands["brand_id"].to_numpy()[brand],
            "date": dates(_days(rng, brands, brand, month)),
            "outlet_level": choose(rng, ("city", "province", "nation"), size, (0.75, 0.21, 0.04)),
            "url": None,
        }
    )


def _loud(branch: np.ndarray) -> np.ndarray:
    return ACTIVITY[branch] > LOUD


def _branch(brands: pd.DataFrame) -> np.ndarray:
    return np.searchsorted(CODES, brands["branch_id"].to_numpy().astype(str))


def _moments(
    rng: np.random.Generator, brands: pd.DataFrame, rate: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The brand and the month of events at a rate a month, none before the brand was created."""
    born = brands["created"].to_numpy().astype("datetime64[M]")
    exists = STARTS.astype("datetime64[M]")[None, :] >= born[:, None]
    counts = rng.poisson(rate[:, None] * exists)
    brand, month = np.indices((len(brands), len(EVERY_MONTH)))
    return np.repeat(brand.ravel(), counts.ravel()), np.repeat(month.ravel(), counts.ravel())


def _days(
    rng: np.random.Generator, brands: pd.DataFrame, brand: np.ndarray, month: np.ndarray
) -> np.ndarray:
    created = brands["created"].to_numpy().astype("datetime64[D]")[brand]
    day = STARTS[month] + rng.integers(0, 28, len(brand))
    return np.minimum(np.maximum(day, created), LAST_DAY)
