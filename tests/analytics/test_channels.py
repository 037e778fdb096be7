"""Channels beside each other, with the published results of Jingmen 2020 (domain.md 3.1)."""

import numpy as np
import pandas as pd
import pytest

from analytics.channels import against_others, by_channel, pooled

JINGMEN = pd.DataFrame(
    {"n": [916.0, 15844.0, 76.0], "total": [649.0, 14949.0, 61.0], "total_sq": 0.0},
    index=pd.Index(["questionnaire", "online", "interview"], name="channel"),
)
WEIGHTS = pd.Series({"questionnaire": 0.3, "online": 0.4, "interview": 0.3})
NONE = WEIGHTS * np.nan


def test_the_others_are_combined_by_their_weights_not_by_their_answers() -> None:
    found = against_others("proportion", JINGMEN, WEIGHTS)
    online = found.loc["online"]
    assert online["value"] == pytest.approx(14949 / 15844)
    assert online["other"] == pytest.approx((649 / 916 + 61 / 76) / 2)
    assert online["difference"] == pytest.approx(online["value"] - online["other"])
    assert online["low_difference"] < online["difference"] < online["high_difference"]
    assert found["differs"].all() == (found["p_adjusted"] < 0.05).all()


def test_pooling_lets_the_largest_channel_speak_for_all() -> None:
    found = against_others("proportion", JINGMEN, WEIGHTS)
    assert pooled(found) == pytest.approx((649 + 14949 + 61) / (916 + 15844 + 76))
    assert pooled(found) > 0.92, "while the weighted result is about 83"


def test_without_published_weights_every_channel_counts_alike() -> None:
    found = against_others("proportion", JINGMEN, NONE)
    assert found.loc["online", "other"] == pytest.approx((649 / 916 + 61 / 76) / 2)
    assert found.loc["interview", "other"] == pytest.approx((649 / 916 + 14949 / 15844) / 2)


def test_a_channel_without_weight_is_set_against_those_with_one() -> None:
    weights = WEIGHTS.mask(WEIGHTS.index == "interview")
    found = against_others("proportion", JINGMEN, weights)
    assert found.loc["questionnaire", "other"] == pytest.approx(14949 / 15844)
    known = 0.3 * 649 / 916 + 0.4 * 14949 / 15844
    assert found.loc["interview", "other"] == pytest.approx(known / 0.7)


def test_one_channel_has_nothing_to_differ_from() -> None:
    found = against_others("proportion", JINGMEN.iloc[:1], WEIGHTS)
    assert found["value"].iloc[0] == pytest.approx(649 / 916)
    assert np.isnan(found["difference"].iloc[0])
    assert not found["differs"].any()


def cells(*rows: tuple[str, str, float]) -> pd.DataFrame:
    columns = ["branch_id", "stratum", "n"]
    found = pd.DataFrame(rows, columns=columns)
    return found.assign(
        metric="m", total=found["n"] / 2, total_sq=0.0, weight=0.5, kind="proportion", per=1.0
    )


def test_channels_of_the_company_are_those_of_its_roots() -> None:
    asked = cells(("root", "x", 100), ("root", "y", 50), ("A", "x", 60), ("B", "x", 40))
    each = by_channel(asked, ("A", "B"), ("root",), ("A", "B"))
    assert each["n"].to_dict() == {"x": 100, "y": 50}
    assert not each["hidden"].any()


def test_a_small_channel_is_hidden_with_another_that_would_give_it_away() -> None:
    asked = cells(("root", "x", 100), ("root", "y", 50), ("root", "z", 4))
    each = by_channel(asked, ("A",), ("root",), ("A",))
    assert each["hidden"].to_dict() == {"x": False, "y": True, "z": True}


def test_a_small_branch_is_left_out_of_a_choice() -> None:
    asked = cells(("A", "x", 60), ("B", "x", 4), ("C", "x", 30), ("D", "x", 50))
    each = by_channel(asked, ("A", "B", "C", "D"), ("root",), ("A", "B", "D"))
    assert each["n"].to_dict() == {"x": 110}
