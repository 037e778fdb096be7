"""What a branch owes, and its scores by month."""

from datetime import date

import pytest

from data import queries
from tests.conftest import VIEWER

DAY = date(2026, 6, 30)
ROWS = """
INSERT INTO branch (branch_id, parent_id, name, level, type, batch_id) VALUES
    ('C', NULL, 'County', 'county', 'county_company', 1),
    ('A', 'C', 'A', 'branch', 'other', 1), ('B', 'C', 'B', 'branch', 'other', 1);
INSERT INTO finding (finding_id, branch_id, found_at, source, category, severity, resolved_at,
                     verified_at, batch_id) VALUES
    ('1', 'A', '2026-01-10', 'self', 'x', 'low', NULL, NULL, 1),
    ('2', 'A', '2026-02-10', 'self', 'x', 'low', '2026-07-02', NULL, 1),
    ('3', 'A', '2026-03-10', 'self', 'x', 'low', '2026-04-01', NULL, 1),
    ('4', 'A', '2026-07-10', 'self', 'x', 'low', NULL, NULL, 1),
    ('5', 'B', '2026-03-10', 'self', 'x', 'low', '2026-04-01', '2026-04-02', 1);
INSERT INTO target (target_id, branch_id, month, name, unit, target_value, actual, owner, due,
                    weight, direction, batch_id) VALUES
    ('1', 'A', 202606, 't', '%', 90, 80, 'x', '2026-06-30', 1, 'up', 1),
    ('2', 'A', 202606, 't', '%', 90, 80, NULL, '2026-06-30', 1, 'down', 1),
    ('3', 'A', 202606, 't', '%', 90, NULL, 'x', '2026-06-30', 1, 'up', 1),
    ('4', 'A', 202506, 't', '%', 90, 10, NULL, '2025-06-30', 1, 'up', 1);
INSERT INTO pledge (pledge_id, branch_id, member_id, due, done_at, verified_by, batch_id) VALUES
    ('1', 'A', 'm', '2026-05-01', NULL, NULL, 1),
    ('2', 'A', 'm', '2026-05-01', '2026-04-20', NULL, 1),
    ('3', 'A', 'm', '2026-08-01', NULL, NULL, 1);
"""


@pytest.fixture
def owed(warehouse, reader):
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(ROWS)

    def _owed(branch_id: str, *peers: str):
        return queries.profile.owed(reader, branch_id, peers, 202601, 202606, DAY).set_index("kind")

    return _owed


@pytest.mark.parametrize(
    ("kind", "count", "of"),
    [
        pytest.param("finding_open", 2, 3, id="found later is not owed, resolved later is"),
        pytest.param("finding_unverified", 1, 1, id="resolved, nobody looked"),
        pytest.param("target_unmet", 1, 2, id="direction decides"),
        pytest.param("target_unreported", 1, 3, id="due without a result"),
        pytest.param("target_unowned", 1, 3, id="of this period only"),
        pytest.param("pledge_overdue", 1, 2, id="not yet due is not owed"),
        pytest.param("pledge_unverified", 1, 1, id="done, nobody looked"),
    ],
)
def test_what_is_owed_on_a_day(owed, kind: str, count: int, of: int) -> None:
    row = owed("A").loc[kind]
    assert (row["owed"], row["of"]) == (count, of)


def test_the_oldest_is_told(owed) -> None:
    assert str(owed("A").loc["finding_open", "since"])[:10] == "2026-01-10"


def test_peers_are_counted_apart(owed) -> None:
    row = owed("A", "B").loc["finding_open"]
    assert (row["owed"], row["of"], row["owed_by_peers"], row["of_peers"]) == (2, 3, 0, 1)


def test_an_organisation_owes_what_its_branches_owe(owed) -> None:
    assert owed("C").loc["finding_open", "of"] == 4


def test_a_kind_of_which_there_is_nothing_has_no_row(owed) -> None:
    assert "feedback_overdue" not in owed("A").index
    assert owed("nowhere").empty


def test_scores_are_shares_of_the_full_score_by_name(warehouse, reader) -> None:
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(
            """
            INSERT INTO indicator (indicator_id, scheme_id, name, name_en, facet, scope, full_score,
                                   quantified, batch_id) VALUES
                ('1', 's25', 'x', 'X', 'effect', 'common', 10, true, 1),
                ('2', 's26', 'x', 'X', 'effect', 'common', 20, true, 1);
            INSERT INTO assessment_score (indicator_id, branch_id, month, final_score, batch_id)
            VALUES ('1', 'A', 202512, 8, 1), ('2', 'A', 202603, 15, 1), ('2', 'A', 202606, NULL, 1);
            """
        )
    found = queries.profile.scores_by_month(reader, 202501, 202612, ["A"])
    assert found[["name", "month", "share"]].to_numpy().tolist() == [
        ["x", 202512, 0.8],
        ["x", 202603, 0.75],
    ]
