"""Targets, the register of rules and innovations: the views, the metrics on them, the queries."""

import duckdb
import pytest

from data import cells, queries, tables
from data.importing.read import read
from data.table_import import import_table
from data.warehouse import open_warehouse
from tests.conftest import VIEWER


@pytest.fixture
def company(warehouse):
    """A company Q over a county Q1 with branches A and B, and a branch C of its own."""
    with warehouse.change(VIEWER, "test", "") as connection:
        for code, parent, level in (
            ("Q", None, "company"), ("Q1", "Q", "county"),
            ("A", "Q1", "branch"), ("B", "Q1", "branch"), ("C", "Q", "branch"),
        ):  # fmt: skip
            connection.execute(
                "INSERT INTO branch (branch_id, parent_id, name, level, type, batch_id)"
                " VALUES (?, ?, ?, ?, 'other', 1)",
                [code, parent, code, level],
            )
    return warehouse


def add(warehouse, table, *rows):
    """Rows as dictionaries, and the cells counted anew."""
    with warehouse.change(VIEWER, "test", "") as connection:
        for row in rows:
            names = ", ".join(row)
            places = ", ".join("?" for _ in row)
            connection.execute(
                f"INSERT INTO {table} ({names}, batch_id) VALUES ({places}, 1)", list(row.values())
            )
        cells.refresh_metrics(connection, {table})


def target(code, branch, direction, target_value, actual, owner="Li", weight=1.0, month=202606):
    return {
        "target_id": code, "branch_id": branch, "month": month, "name": code, "unit": "%",
        "baseline": 1.0, "target_value": target_value, "actual": actual, "owner": owner,
        "due": "2026-06-30", "weight": weight, "direction": direction,
    }  # fmt: skip


def rule(code, branch, domain, status="valid", issued="2026-01-01", reviewed=None, into=None):
    return {
        "policy_id": code, "branch_id": branch, "title": code, "level": "company",
        "domain": domain, "issued": issued, "last_review": reviewed, "status": status,
        "merged_into": into, "owner": "Li",
    }  # fmt: skip


def revision(code, policy, triggered, due, revised):
    return {
        "revision_id": code, "policy_id": policy, "triggered": triggered, "due": due,
        "revised": revised, "reason": "superior_rule",
    }  # fmt: skip


def value(reader, metric, branch):
    """Total over n of a metric at a unit and all below it; None without cells."""
    ((n, total),) = reader.rows(
        "SELECT sum(n), sum(total) FROM metric_cell JOIN branch_descendant USING (branch_id)"
        " WHERE metric = ? AND ancestor_id = ?",
        [metric, branch],
    )
    return total / n if n else None


@pytest.mark.parametrize(
    ("direction", "target_value", "actual", "attainment"),
    [
        ("up", 80, 40, 50),
        ("up", 80, 80, 100),
        ("up", 80, 400, 120),
        ("up", 80, 0, 0),
        ("down", 2, 4, 50),
        ("down", 2, 1, 120),
        ("down", 2, 0, 120),
        ("down", 2, None, None),
    ],
)
def test_attainment_knows_the_direction_and_its_cap(
    company, reader, direction, target_value, actual, attainment
):
    add(company, "target", target("T", "A", direction, target_value, actual))
    (row,) = queries.targets.targets(reader, 202606, 202606, ["A"]).itertuples()
    assert row.attainment == attainment or (attainment is None and row.attainment != row.attainment)
    assert value(reader, "target_attainment", "A") == attainment


def test_the_metric_weighs_the_attainment_the_list_shows(company, reader):
    add(
        company,
        "target",
        target("T1", "A", "up", 100, 120, weight=3.0),
        target("T2", "A", "up", 100, 60, weight=1.0),
        target("T3", "A", "up", 100, None, weight=9.0),
    )
    assert value(reader, "target_attainment", "A") == pytest.approx((3 * 120 + 60) / 4)


def test_targets_are_those_of_the_branches_and_months_asked_for(company, reader):
    add(
        company,
        "target",
        target("T1", "A", "up", 1, 1),
        target("T2", "B", "up", 1, 1, owner=None),
        target("T3", "A", "up", 1, 1, month=202609),
    )
    found = queries.targets.targets(reader, 202601, 202606, ["A", "B"])
    assert found["target_id"].tolist() == ["T1", "T2"]
    assert found["owner"].isna().tolist() == [False, True]
    assert value(reader, "target_owned", "Q") == pytest.approx(2 / 3)
    assert value(reader, "target_complete", "B") == 0


@pytest.fixture
def ruled(company):
    """Rules of the company, the county and a branch; 'digital' has none, 'care' only in Q1."""
    add(company, "policy_required", *({"domain": d} for d in ("life", "care", "digital")))
    add(
        company,
        "policy",
        rule("R1", "Q", "life"),
        rule("R2", "Q1", "care", status="to_revise", issued="2020-01-01", reviewed="2022-05-01"),
        rule("R3", "C", "life", issued="2020-01-01", reviewed="2023-01-01"),
        rule("R4", "C", "care", status="abolished"),
        rule("R5", "C", "digital", status="merged", into="R1"),
    )
    return company


def test_a_branch_is_covered_by_its_own_rules_and_those_of_any_above_it(ruled, reader):
    coverage = queries.policies.coverage(reader, ["A", "C"]).set_index(["domain", "branch_id"])
    assert coverage["rules"].to_dict() == {
        ("care", "A"): 1, ("care", "C"): 0, ("digital", "A"): 0, ("digital", "C"): 0,
        ("life", "A"): 1, ("life", "C"): 2,
    }  # fmt: skip
    assert value(reader, "policy_coverage", "A") == pytest.approx(2 / 3)
    assert value(reader, "policy_coverage", "C") == pytest.approx(1 / 3)
    assert value(reader, "policy_coverage", "Q1") == pytest.approx(2 / 3)
    assert value(reader, "policy_coverage", "Q") == pytest.approx(5 / 9)


def test_the_register_of_a_branch_is_its_own_and_that_of_all_above_it(ruled, reader):
    rules = queries.policies.register(reader, ["A"]).set_index("policy_id")
    assert list(rules.index) == ["R1", "R2"]
    assert rules["in_force"].all()
    assert rules["overdue"].to_dict() == {"R1": False, "R2": True}
    own = queries.policies.register(reader, ["C"]).set_index("policy_id")
    assert own.loc["R5", "merged_title"] == "R1"
    assert not own.loc["R4", "in_force"] and not own.loc["R4", "overdue"]


def test_a_rule_is_overdue_when_the_day_of_the_review_period_is_past(ruled, reader):
    assert str(reader.rows("FROM policy_register_date")[0][0]) == "2026-01-01"
    due = reader.rows("SELECT policy_id, overdue FROM policy_standing WHERE branch_id = 'C'")
    assert dict(due)["R3"] is False  # reviewed three years ago to the day
    add(ruled, "policy", rule("R6", "Q", "life", issued="2026-01-02"))
    due = reader.rows("SELECT policy_id, overdue FROM policy_standing WHERE branch_id = 'C'")
    assert dict(due)["R3"] is True
    assert value(reader, "policy_reviewed", "C") == 0
    assert value(reader, "policy_reviewed", "Q") == pytest.approx(2 / 4)


def test_a_domain_may_be_reviewed_more_often_or_less(ruled, reader):
    with ruled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE policy_required SET review_years = 5 WHERE domain = 'care'")
    assert not queries.policies.register(reader, ["A"])["overdue"].any()
    with pytest.raises(duckdb.ConstraintException), ruled.change(VIEWER, "t", "") as connection:
        connection.execute("UPDATE policy_required SET review_years = 0")


def test_the_review_period_is_three_years_where_the_template_leaves_it_empty(
    warehouse, reader, write
):
    path = write("d.csv", "领域,审查周期（年）\n组织生活,\n廉洁从业,1\n")
    import_table(warehouse, VIEWER, read(path), "policy_required")
    rows = reader.rows("SELECT domain, review_years FROM policy_required ORDER BY review_years")
    assert rows == [("廉洁从业", 1), ("组织生活", 3)]


def test_rules_in_good_order_are_owned_and_reviewed_in_time(ruled, reader):
    assert value(reader, "policy_complete", "A") == pytest.approx(1 / 2)
    assert value(reader, "policy_complete", "C") == 1
    with ruled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE policy SET owner = NULL WHERE policy_id = 'R1'")
        cells.refresh_metrics(connection, {"policy"})
    assert value(reader, "policy_complete", "A") == 0


def test_a_revision_not_yet_due_is_neither_in_time_nor_late(ruled, reader):
    add(
        ruled,
        "policy_revision",
        revision("V1", "R1", "2025-01-01", "2025-03-01", "2025-03-01"),
        revision("V2", "R1", "2025-01-01", "2025-03-01", "2025-03-02"),
        revision("V3", "R1", "2025-06-01", "2025-07-01", None),
        revision("V4", "R1", "2025-12-20", "2026-02-20", None),
        revision("V5", "R3", "2025-01-01", "2025-03-01", "2025-02-01"),
    )
    found = queries.policies.revisions(reader, 202501, 202512, ["A"]).set_index("revision_id")
    in_time = found["in_time"]
    assert list(in_time.index) == ["V1", "V2", "V3", "V4"]  # V5 is of a rule of C
    assert in_time["V1"] and not in_time["V2"] and not in_time["V3"]
    assert found["in_time"].isna().to_dict()["V4"]
    assert found["days"].tolist()[:2] == [59, 60]
    ((n, total),) = reader.rows(
        "SELECT sum(n), sum(total) FROM metric_cell WHERE metric = 'policy_revised_in_time'"
        " AND branch_id = 'Q'"
    )
    assert (n, total) == (3, 1)
    assert queries.policies.revisions(reader, 202601, 202612, ["A"]).empty


def test_without_a_register_there_are_no_cells_and_no_rows(company, reader):
    add(company, "policy_required", {"domain": "life"})
    assert value(reader, "policy_coverage", "Q") is None
    assert queries.policies.register(reader, ["A"]).empty
    assert queries.policies.coverage(reader, ["A"])["rules"].tolist() == [0]


def test_innovations_are_counted_by_kind_and_status(company, reader):
    add(
        company,
        "innovation",
        *(
            {"innovation_id": f"I{n}", "branch_id": branch, "title": "x", "kind": "idea",
             "started": day, "status": status}
            for n, (branch, day, status) in enumerate(
                [("A", "2026-05-01", "promoted"), ("A", "2026-06-01", "promoted"),
                 ("A", "2026-07-01", "promoted"), ("B", "2026-05-01", "stopped")]
            )
        ),
    )  # fmt: skip
    found = queries.innovations.counts(reader, 202605, 202606, ["A"])
    assert found.to_dict("records") == [{"kind": "idea", "status": "promoted", "innovations": 2}]


def test_metrics_on_views_are_counted_anew_when_their_tables_change(ruled, reader):
    with ruled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE policy SET status = 'valid' WHERE policy_id = 'R4'")
        cells.refresh_metrics(connection, {"policy"})
    assert value(reader, "policy_coverage", "C") == pytest.approx(2 / 3)
    with ruled.change(VIEWER, "test", "") as connection:
        connection.execute("UPDATE branch SET parent_id = 'Q' WHERE branch_id = 'A'")
        cells.refresh_metrics(connection, {"branch"})
    assert value(reader, "policy_coverage", "A") == pytest.approx(1 / 3)


def test_a_checklist_of_an_older_warehouse_keeps_its_rows(tmp_path):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as old:
        for version, file in tables.migrations():
            if version < 11:
                old.execute(file.read_text(encoding="utf-8"))
                old.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [version])
        old.execute("INSERT INTO policy_required VALUES ('life', 'Party life', 7)")
    opened = open_warehouse(path)
    with opened.cursor(VIEWER) as cursor:
        assert cursor.execute("FROM policy_required").fetchall() == [("life", "Party life", 3, 7)]
    opened.close()
