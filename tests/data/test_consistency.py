"""What `python -m data check` finds in a warehouse that was edited past its rules."""

import pytest

from data.consistency import check
from tests.conftest import VIEWER

BRANCHES = "INSERT INTO branch (branch_id, name, level, type, batch_id) VALUES"
SCHEMES = "INSERT INTO scheme (scheme_id, name, year, full_score, batch_id) VALUES"


@pytest.fixture
def edited(warehouse):
    """Statements run past every check; what is found then, in Chinese or English."""

    def _edited(*statements, language="en"):
        with warehouse.change(VIEWER, "test", "") as connection:
            for statement in statements:
                connection.execute(statement)
        return [fault.in_language(language) for fault in check(warehouse)]

    return _edited


def test_a_sound_warehouse_has_no_faults(edited):
    assert edited(f"{BRANCHES} ('B', '甲', 'branch', 'other', 0)") == []


def test_circles_are_found_in_every_table_that_refers_to_itself(edited):
    found = edited(
        f"{BRANCHES} ('B', '甲', 'branch', 'other', 0)",
        "INSERT INTO policy_required (domain, batch_id) VALUES ('d', 0)",
        "INSERT INTO finding (finding_id, branch_id, found_at, source, category, severity,"
        " parent_finding_id, batch_id) VALUES"
        " ('F1', 'B', '2026-01-05', 'self', 'c', 'low', 'F3', 0),"
        " ('F2', 'B', '2026-01-05', 'self', 'c', 'low', 'F1', 0),"
        " ('F3', 'B', '2026-01-05', 'self', 'c', 'low', 'F2', 0)",
        "INSERT INTO policy (policy_id, branch_id, title, level, domain, issued, status,"
        " merged_into, batch_id) VALUES"
        " ('P1', 'B', 't', 'branch', 'd', '2020-01-01', 'merged', 'P2', 0),"
        " ('P2', 'B', 't', 'branch', 'd', '2020-01-01', 'merged', 'P1', 0)",
    )
    assert "3 rows of finding lead back to themselves by parent_finding_id." in found
    assert "2 rows of policy lead back to themselves by merged_into." in found


def test_sums_that_do_not_come_out_are_found(edited):
    found = edited(
        f"{SCHEMES} ('S1', '甲', 2026, 100, 0), ('S2', '乙', 2025, 100, 0)",
        "INSERT INTO indicator (indicator_id, scheme_id, name, facet, scope, full_score,"
        " quantified, batch_id) VALUES ('I1', 'S1', 'a', 'effect', 'common', 70, true, 0),"
        " ('I2', 'S1', 'b', 'effect', 'common', 20, true, 0)",
        "INSERT INTO stratum_weight VALUES"
        " ('customer_satisfaction', 'interview', 202601, 202612, 0.5, 0)",
        language="zh",
    )
    assert any("方案 S1 的指标满分之和为 90" in fault for fault in found)
    assert any("客户满意率 在 2026-01 有效的权重之和为 0.5" in fault for fault in found)
    assert not any("S2" in fault for fault in found)


def test_validity_that_overlaps_is_found(edited):
    (found,) = edited(
        "INSERT INTO kpi_target VALUES ('complaints', 'urban', 202401, 202512, 1.5, 0),"
        " ('complaints', 'urban', 202506, 202612, 1.4, 0)"
    )
    assert found == (
        "Published service targets: the rule is: a figure has one target at a time in an area; "
        "batch 0 holds from 2024-01 to 2025-12."
    )


BATCHES = (
    "INSERT INTO batch (batch_id, table_name, file_name, sha256, tool, rows_read, rows_kept,"
    " rows_rejected, answers, committed_by, committed_at, undone_by, undone_at) VALUES"
    " ({}, 'branch', 'f', 'x{}', 'template', {}, {}, 0, 0, 'test', now()::TIMESTAMP, {}, {})"
)


def test_batches_that_are_there_in_part_are_found(edited):
    live, undone = ("NULL", "NULL"), ("'test'", "now()::TIMESTAMP")
    found = edited(
        *(BATCHES.format(batch, batch, 2, 2, *state) for batch, state in
          ((1, live), (2, live), (3, live), (4, undone), (5, undone))),
        f"{BRANCHES} ('A', '甲', 'branch', 'other', 1), ('B', '乙', 'branch', 'other', 1),"
        " ('C', '丙', 'branch', 'other', 2), ('D', '丁', 'branch', 'other', 4)",
    )  # fmt: skip
    assert [fault for fault in found if fault.startswith("Batch")] == [
        "Batch 2 has 1 of its 2 rows in branch.",
        "Batch 3 has 0 of its 2 rows in branch.",
        "Batch 4 has 1 of its 2 rows in branch.",
    ]
