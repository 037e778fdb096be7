"""Callbacks with the published figures of 12398, East China, March 2020 (domain.md 2.5)."""

import numpy as np
import pandas as pd
import pytest

from analytics.callbacks import chain, handled

EAST_CHINA = pd.Series({"closed": 56.0, "called": 56.0, "reached": 53.0, "satisfied": 51.0})


def test_satisfaction_is_of_those_reached() -> None:
    found = chain(EAST_CHINA)
    assert round(100 * found.loc["reached", "share"], 2) == 94.64
    assert round(100 * found.loc["satisfied", "share"], 2) == 96.23
    assert found.loc["satisfied", "of"] == 53
    assert np.isnan(found.loc["closed", "share"]), "nothing stands before the first step"
    assert found.loc["reached", "low"] < 0.9464 < found.loc["reached", "high"]


def test_a_step_cannot_count_more_than_the_one_before() -> None:
    with pytest.raises(ValueError, match="successes must not exceed trials"):
        chain(pd.Series({"called": 5.0, "reached": 6.0}))


def test_nothing_called_has_no_share() -> None:
    assert chain(EAST_CHINA * 0)["share"].isna().all()


def test_what_is_late_by_more_than_chance_is_told_from_the_rest() -> None:
    counts = pd.DataFrame(
        [
            ("hotline", "bills", 200.0, 190.0, 180.0, 170.0),
            ("hotline", "repair", 100.0, 95.0, 90.0, 85.0),
            ("letter", "bills", 100.0, 80.0, 100.0, 50.0),
        ],
        columns=["channel", "topic", "received", "closed", "due", "in_time"],
    )
    found = handled(counts, "channel")
    assert found.index.tolist() == ["hotline", "letter"], "the most frequent first"
    assert found.loc["hotline", "closed_share"] == pytest.approx(285 / 300)
    assert found.loc["letter", "in_time_share"] == pytest.approx(0.5)
    assert found.loc["letter", "differs"]
    assert found.loc["letter", "difference"] == pytest.approx(0.5 - 255 / 270)


def test_a_single_channel_has_nothing_to_differ_from() -> None:
    counts = pd.DataFrame(
        {"channel": ["letter"], "received": 5.0, "closed": 4.0, "due": 0.0, "in_time": 0.0}
    )
    found = handled(counts, "channel")
    assert np.isnan(found.loc["letter", "in_time_share"])
    assert not found.loc["letter", "differs"]
