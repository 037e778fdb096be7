"""What moves the overall judgement: weights that add up, intervals that hold, no confounding."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.linalg import sqrtm

from analytics.drivers import drivers, relative_weights, shown_pairs
from analytics.stretches import stretches

TOPICS = ("overall", "attitude", "fault_repair", "price")


def cells(scores: dict[str, np.ndarray], branch: str = "B1") -> pd.DataFrame:
    """The sums that the warehouse keeps of these scores; NaN for who did not answer."""
    rows = []
    for a, b in combinations(sorted(scores), 2):
        both = np.isfinite(scores[a]) & np.isfinite(scores[b])
        x, y = scores[a][both], scores[b][both]
        rows.append(
            {
                "branch_id": branch, "topic_a": a, "topic_b": b, "n": float(both.sum()),
                "total_a": x.sum(), "total_b": y.sum(), "total_aa": (x**2).sum(),
                "total_bb": (y**2).sum(), "total_ab": (x * y).sum(),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def people(count: int, weights: dict[str, float], seed: int = 1) -> dict[str, np.ndarray]:
    """Scores that share a mood, the overall one made of the topics with these weights."""
    draw = np.random.default_rng(seed)
    mood = draw.standard_normal(count)
    topics = {name: mood + draw.standard_normal(count) for name in weights}
    made = sum(weight * topics[name] for name, weight in weights.items())
    scores = topics | {"overall": made + draw.standard_normal(count)}
    return {name: 50 + 10 * x for name, x in scores.items()}


def test_uncorrelated_topics_weigh_their_squared_correlations():
    r = np.array([[1, 0.6, 0.3], [0.6, 1, 0], [0.3, 0, 1]])
    assert relative_weights(r[None])[0] == pytest.approx([0.36, 0.09])


def test_weights_follow_from_the_square_root_of_the_correlations():
    r = np.array([[1, 0.6, 0.4, 0.5], [0.6, 1, 0.5, 0.3], [0.4, 0.5, 1, 0.2], [0.5, 0.3, 0.2, 1]])
    root = sqrtm(r[1:, 1:])
    beta = np.linalg.inv(root) @ r[1:, 0]
    assert relative_weights(r[None])[0] == pytest.approx(root**2 @ beta**2)


def test_weights_sum_to_what_a_regression_explains():
    scores = people(2000, {"attitude": 0.5, "fault_repair": 0.2, "price": 0.0})
    x = np.column_stack([scores[t] for t in TOPICS[1:]])
    found = drivers(cells(scores))
    fitted = np.column_stack([np.ones(2000), x])
    left = scores["overall"] - fitted @ np.linalg.lstsq(fitted, scores["overall"], rcond=None)[0]
    assert found.explained == pytest.approx(1 - left.var() / scores["overall"].var())
    assert found.topics["share"].sum() == pytest.approx(1)


def test_the_topic_that_moves_it_stands_first_and_its_interval_apart():
    found = drivers(cells(people(3000, {"attitude": 0.1, "fault_repair": 0.9, "price": 0.1})))
    assert found.topics.index[0] == "fault_repair"
    assert found.topics["low"].iloc[0] > found.topics["high"].iloc[1:].max()
    assert found.respondents == 3000


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    weights = {"attitude": 0.6, "fault_repair": 0.3, "price": 0.1}
    truth = drivers(cells(people(400_000, weights, seed=99)), draws=10).topics["share"]
    held = []
    for seed in range(60):
        found = drivers(cells(people(500, weights, seed)), draws=300).topics
        held += list((found["low"] <= truth[found.index]) & (truth[found.index] <= found["high"]))
    assert np.mean(held) > 0.90


def test_a_good_branch_does_not_pass_for_a_good_topic():
    one = people(1000, {"attitude": 0.5, "fault_repair": 0.5, "price": 0.0}, seed=3)
    other = people(1000, {"attitude": 0.5, "fault_repair": 0.5, "price": 0.0}, seed=4)
    higher = other | {"overall": other["overall"] + 40, "price": other["price"] + 40}
    plain = drivers(pd.concat([cells(one, "A"), cells(other, "B")]))
    lifted = drivers(pd.concat([cells(one, "A"), cells(higher, "B")]))
    assert lifted.topics["share"].to_dict() == pytest.approx(plain.topics["share"].to_dict())


def test_a_topic_that_few_judged_is_left_out_and_few_people_say_nothing():
    scores = people(600, {"attitude": 0.5, "fault_repair": 0.5, "price": 0.5})
    rare = scores | {"price": np.where(np.arange(600) < 60, scores["price"], np.nan)}
    found = drivers(cells(rare))
    assert sorted(found.topics.index) == ["attitude", "fault_repair"]
    assert found.respondents == 600
    assert drivers(cells(people(90, {"attitude": 0.5, "price": 0.5}))) is None
    assert drivers(cells(people(500, {"attitude": 0.5}))) is None


def test_means_are_those_of_who_judged_the_whole_too():
    scores = people(500, {"attitude": 0.5, "price": 0.5})
    scores["overall"][:200] = np.nan
    found = drivers(cells(scores))
    assert found.topics.loc["price", "mean"] == pytest.approx(scores["price"][200:].mean())
    assert found.topics.loc["price", "respondents"] == 300


def test_equal_answers_move_nothing():
    scores = people(300, {"attitude": 0.5, "price": 0.5})
    assert drivers(cells(scores | {"price": np.full(300, 80.0)})) is None


def test_correlations_of_different_people_are_brought_into_line():
    scores = people(900, {"attitude": 0.9, "fault_repair": 0.9, "price": 0.9}, seed=5)
    part = np.arange(900) % 3
    gaps = {
        name: np.where(part == i, np.nan, scores[name]) if i < 3 else scores[name]
        for i, name in enumerate(("attitude", "fault_repair", "price", "overall"))
    }
    found = drivers(cells(gaps))
    assert found.topics["share"].between(0, 1).all() and 0 < found.explained <= 1


def judged(**people: int) -> pd.DataFrame:
    """How many judged a topic and the whole, by branch_topic."""
    rows = [(*name.split("_", 1)[::-1], count) for name, count in people.items()]
    return pd.DataFrame(rows, columns=["metric", "branch_id", "n"]).assign(stratum="")


def pairs_of(branches: str, *topics: str) -> pd.DataFrame:
    found = [cells(people(20, dict.fromkeys(topics, 1.0)), branch) for branch in branches]
    return pd.concat(found, ignore_index=True)


def seen(found: pd.DataFrame) -> set[tuple[str, str]]:
    return {
        (row.branch_id, topic) for row in found.itertuples() for topic in (row.topic_a, row.topic_b)
    }


def test_a_topic_that_few_of_a_branch_judged_is_left_out_of_it_and_of_its_cover() -> None:
    sizes = judged(A_price=4, B_price=20, C_price=30, A_fault=20, B_fault=20, C_fault=20)
    every = pairs_of("ABC", "price", "fault")
    left = seen(shown_pairs(every, sizes, "ABC", "AB"))
    assert {("A", "price"), ("B", "price")}.isdisjoint(left)
    assert {("A", "fault"), ("B", "fault")} <= left
    assert len(shown_pairs(every, sizes, "ABC", "ABC")) == len(every), "the sum tells nothing"


def test_a_topic_that_few_judged_anywhere_is_not_shown_of_all() -> None:
    sizes = judged(A_price=4, B_price=3, A_fault=20, B_fault=20)
    left = seen(shown_pairs(pairs_of("AB", "price", "fault"), sizes, "AB", "AB"))
    assert left == {(branch, topic) for branch in "AB" for topic in ("fault", "overall")}


def test_what_moves_the_judgement_tells_nothing_by_two_periods() -> None:
    by_month = pd.concat(
        judged(A_price=few, B_price=40, C_price=90).assign(month=202601 + month)
        for month, few in enumerate((20, 20, 6))
    )
    months = [202601, 202602, 202603]
    divided = stretches(by_month, "ABC", (), months, 10)

    def branches(last: int) -> set[str]:
        inside = by_month[by_month["month"] <= last]
        sizes = inside.groupby(["metric", "branch_id", "stratum"], as_index=False)["n"].sum()
        within = divided, (202601, last)
        left = shown_pairs(pairs_of("ABC", "price"), sizes, "ABC", "ABC"[:2], within=within)
        return {branch for branch, _ in seen(left)}

    assert branches(202603) == {"A", "B"}
    assert branches(202602) == set()
