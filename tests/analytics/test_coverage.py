"""Who had what: shares by branch and content, and who still lacks one."""

import numpy as np
import pandas as pd
import pytest

from analytics.coverage import covered, missing, reached

PEOPLE = pd.DataFrame({"branch_id": ["A", "A", "B"], "person_id": ["a1", "a2", "b1"]})
HAD = pd.DataFrame(
    {
        "person_id": ["a1", "a1", "a2", "a1", "elsewhere"],
        "content": ["ideals", "process", "ideals", "ideals", "process"],
    }
)
CONTENTS = ["process", "ideals"]


def test_the_share_of_each_branch_that_had_each_content():
    share, size = covered(PEOPLE, HAD, CONTENTS)
    assert share.loc["A"].to_dict() == {"process": 0.5, "ideals": 1.0}
    assert share.loc["B"].to_dict() == {"process": 0.0, "ideals": 0.0}
    assert size.to_dict() == {"A": 2, "B": 1}


def test_nobody_has_had_anything():
    share, size = covered(PEOPLE, HAD.iloc[:0], CONTENTS)
    assert (share == 0).all(axis=None) and list(share.columns) == CONTENTS
    assert size.sum() == 3


def test_without_people_there_is_no_share():
    share, size = covered(PEOPLE.iloc[:0], HAD, CONTENTS)
    assert share.empty and size.empty


def test_who_lacks_most_stands_first_with_the_contents_in_their_order():
    found = missing(PEOPLE, HAD, CONTENTS)
    assert found["person_id"].tolist() == ["b1", "a2"]
    assert found["contents"].tolist() == [("process", "ideals"), ("process",)]


def test_nobody_lacks_anything():
    everything = pd.DataFrame(
        [(p, c) for p in PEOPLE["person_id"] for c in CONTENTS], columns=["person_id", "content"]
    )
    assert missing(PEOPLE, everything, CONTENTS).empty


def counts(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["branch_id", "member", "people", "logged_in", "completed"])


def test_members_and_others_stand_beside_everybody():
    found = reached(counts(("A", True, 10, 9, 8), ("A", False, 30, 9, 6))).loc["A"]
    assert found["share"] == pytest.approx(14 / 40)
    assert (found["share_members"], found["share_others"]) == (0.8, 0.2)
    assert (found["people"], found["members"], found["others"]) == (40, 10, 30)


def test_nobody_on_the_books_is_no_share_and_never_more_than_all():
    found = reached(counts(("A", False, 0, 0, 0), ("B", True, 4, 6, 6), ("B", False, 2, 0, 0)))
    assert np.isnan(found.loc["A", ["share", "share_members", "share_others"]].astype(float)).all()
    assert found.loc["B", "share_members"] == 1
