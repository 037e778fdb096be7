"""A weak topic is told from a weak branch, and chance from both."""

import pandas as pd
import pytest

from analytics.published import published
from analytics.topics import against_others, weak_throughout

TOPICS = ("notice", "repair", "billing")
N = 400


def cells(shares: dict[str, tuple[float, ...]], n: float = N) -> pd.DataFrame:
    """Share satisfied by branch on each of TOPICS, `n` answers each."""
    return pd.DataFrame(
        [
            (topic, branch, "", n, n * share, 0.0, "proportion", 1.0, float("nan"))
            for branch, row in shares.items()
            for topic, share in zip(TOPICS, row, strict=False)
        ],
        columns=[
            "metric",
            "branch_id",
            "stratum",
            "n",
            "total",
            "total_sq",
            "kind",
            "per",
            "weight",
        ],
    )


def judged(asked: pd.DataFrame) -> pd.DataFrame:
    shown = published(asked, asked["branch_id"].unique(), (), TOPICS)
    return against_others(asked, shown).set_index(["branch_id", "metric"])


USUAL = (0.8, 0.8, 0.8)
COMPANY = {"A": USUAL, "B": USUAL, "C": USUAL}


def test_one_weak_topic_is_weak_alone() -> None:
    found = judged(cells(COMPANY | {"weak": (0.8, 0.5, 0.8)}))
    row = found.loc[("weak", "repair")]
    assert row["other"] == pytest.approx(0.8)
    assert row["difference"] == pytest.approx(-0.3)
    assert row["own"] == pytest.approx(-0.3), "its other topics are like everybody's"
    assert row["differs"] and row["alone"]
    assert found["alone"].sum() == 1
    assert weak_throughout(found.reset_index()) == []


def test_a_branch_weak_on_everything_is_weak_on_no_topic_alone() -> None:
    found = judged(cells(COMPANY | {"weak": (0.6, 0.6, 0.6)}))
    assert found.loc["weak", "differs"].all()
    assert not found["alone"].any()
    assert weak_throughout(found.reset_index()) == ["weak"]


def test_the_worst_of_those_weak_throughout_comes_first() -> None:
    weak = {"bad": (0.6, 0.6, 0.6), "worse": (0.4, 0.4, 0.4)}
    found = judged(cells(COMPANY | {"D": USUAL, "E": USUAL} | weak))
    assert weak_throughout(found.reset_index()) == ["worse", "bad"]


def test_equal_branches_do_not_differ() -> None:
    found = judged(cells(COMPANY))
    assert not found["differs"].any()
    assert found["p_adjusted"].min() > 0.9


def test_a_single_topic_can_be_weak_but_neither_alone_nor_throughout() -> None:
    found = judged(cells({b: row[:1] for b, row in (COMPANY | {"weak": (0.5,)}).items()}))
    assert found.loc[("weak", "notice"), "differs"]
    assert found["own"].isna().all()
    assert not found["alone"].any()
    assert weak_throughout(found.reset_index()) == []


def test_what_is_hidden_is_not_judged_not_even_what_hides_another() -> None:
    asked = cells(COMPANY | {"small": USUAL})
    asked.loc[(asked["branch_id"] == "small") & (asked["metric"] == "repair"), ["n", "total"]] = (
        9,
        1,
    )
    shown = published(asked, asked["branch_id"].unique(), (), TOPICS)
    hidden = shown[shown["hidden"]]
    assert len(hidden) == 2, "the small one and the one that covers it"
    found = against_others(asked, shown)
    assert len(found) == len(shown) - 2


def test_no_answers_give_no_rows() -> None:
    asked = cells(COMPANY).iloc[:0]
    found = against_others(asked, published(asked, (), (), TOPICS))
    assert found.empty
    assert weak_throughout(found) == []
