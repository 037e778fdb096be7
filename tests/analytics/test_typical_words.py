"""Words typical of a branch: found where they are, not where all speak alike, never of a few."""

import numpy as np
import pandas as pd

from analytics.typical_words import typical_words

USUAL = {"停电": 300, "抢修": 200, "电费": 150, "态度": 120, "通知": 90, "师傅": 60}


def said(**branches: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"branch_id": branch, "term": term, "responses": float(count)}
            for branch, terms in branches.items()
            for term, count in terms.items()
        ]
    )


def test_a_word_said_more_here_is_found_with_how_many_times():
    found = typical_words(said(A=USUAL | {"抢修": 400}, B=USUAL, C=USUAL), ["A", "B", "C"])
    first = found.iloc[0]
    assert (first["branch_id"], first["term"], first["responses"]) == ("A", "抢修", 400)
    assert first["z"] > 0 and first["times"] == (400 / 1120) / (200 / 920)
    assert not ((found["branch_id"] == "B") & (found["z"] > 0) & (found["term"] == "抢修")).any()


def test_what_is_said_less_stands_with_the_other_sign():
    found = typical_words(said(A=USUAL | {"停电": 60}, B=USUAL, C=USUAL), ["A"])
    assert found.loc[found["term"] == "停电", "z"].iloc[0] < 0


def test_branches_that_speak_alike_seldom_differ():
    draw = np.random.default_rng(4)
    terms = [f"w{i}" for i in range(60)]
    share = draw.dirichlet(np.ones(60))
    branches = [f"B{b}" for b in range(8)]

    def alike() -> pd.DataFrame:
        drawn = {b: dict(zip(terms, draw.multinomial(800, share), strict=True)) for b in branches}
        return said(**drawn)

    alarms = [not typical_words(alike(), branches).empty for _ in range(40)]
    assert np.mean(alarms) < 0.15  # all 480 words of a round are judged together


def test_a_word_of_one_or_two_responses_is_not_shown():
    terms = said(A={"山上": 2, "停电": 5}, B=USUAL | {"山上": 8}, C=USUAL)
    assert "山上" not in set(typical_words(terms, ["A"]).query("z > 0")["term"])


def test_only_the_branches_asked_for_are_looked_at_and_nobody_alone():
    terms = said(A=USUAL | {"抢修": 400}, B=USUAL)
    assert set(typical_words(terms, ["B"])["branch_id"]) <= {"B"}
    assert typical_words(said(A=USUAL), ["A"]).empty
    assert typical_words(terms.iloc[:0], ["A"]).empty
