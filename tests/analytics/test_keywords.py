"""What one group says more than another."""

from math import log, sqrt

import pytest

from analytics.keywords import keyness

A = {"抢修": 30, "停电": 10, "态度": 10}
B = {"抢修": 10, "停电": 10, "态度": 30}


def test_the_log_odds_are_those_of_the_formula() -> None:
    found = keyness(A, B).loc["抢修"]
    # α = 40, α₀ = 100; a: (30 + 40) against (150 − 70), b: (10 + 40) against (150 − 50)
    assert found["log_odds"] == pytest.approx(log(70 / 80) - log(50 / 100))
    assert found["se"] == pytest.approx(sqrt(1 / 70 + 1 / 50))
    assert found["z"] == pytest.approx(found["log_odds"] / found["se"])


def test_a_prior_of_ones_own_is_used_as_given() -> None:
    found = keyness(A, B, prior={"抢修": 1, "停电": 1, "态度": 1}).loc["抢修"]
    assert found["log_odds"] == pytest.approx(log(31 / 22) - log(11 / 42))


def test_groups_are_mirror_images() -> None:
    one, other = keyness(A, B), keyness(B, A)
    assert one["z"].to_dict() == pytest.approx((-other["z"]).to_dict())


def test_the_most_typical_word_stands_first_and_equal_use_is_zero() -> None:
    found = keyness(A, B)
    assert list(found.index) == ["抢修", "停电", "态度"]
    assert found.loc["停电", "z"] == 0


def test_one_rare_word_is_never_more_certain_than_a_common_one() -> None:
    found = keyness({"稀有": 1, "抢修": 100, "一样": 899}, {"抢修": 50, "一样": 950})
    assert found.loc["抢修", "z"] > found.loc["稀有", "z"]


def test_silence_says_nothing() -> None:
    assert keyness({}, {}).empty
    assert keyness({"抢修": 0}, {}).empty
    assert keyness({"抢修": 3}, {})["log_odds"].isna().all()  # a single word has no odds


@pytest.mark.parametrize(
    ("counts", "prior", "rule"),
    [
        ({"a": -1}, None, "negative"),
        ({"a": 1}, {"b": 1}, "every term"),
        ([1, 2], None, "same length"),
    ],
)
def test_what_cannot_be_is_refused(counts: dict | list, prior: dict | None, rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        keyness(counts, {"b": 1} if isinstance(counts, dict) else [1], prior)
