"""Cells after any sequence of imports and undos equal cells built from scratch."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import batches, branches, cells
from data.consistency import check
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.reader import Reader
from data.table_import import import_table
from data.warehouse import open_warehouse
from locales import BadInput
from tests.conftest import VIEWER

BRANCHES = st.sampled_from(["东", "西", "南", "北"])
ROWS = st.lists(
    st.tuples(BRANCHES, st.integers(1, 12), st.integers(1, 5), st.integers(0, 10)),
    min_size=3,
    max_size=12,
)
SURVEYS = st.tuples(
    st.just("survey"), ROWS, st.sampled_from(["customer", "member"]), st.booleans(), st.booleans()
)
STEPS = st.one_of(
    SURVEYS,
    st.tuples(st.just("complaints"), BRANCHES, st.integers(1, 12), st.integers(0, 9)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("match"), BRANCHES, BRANCHES),
)


def take(warehouse, folder, number, step):
    """One step as a person would take it; a refusal is an answer too."""
    kind, *details = step
    path = Path(folder) / f"{number}.csv"
    if kind == "survey":
        rows, audience, overall, create = details
        title = "overall satisfaction" if overall else "staff attitude"
        # The last row differs from step to step, so that no file comes twice.
        lines = [f"{b},2026-{m:02d}-01,{s},{r}" for b, m, s, r in rows]
        path.write_text(
            f"branch,date,{title},would you recommend us (0-10)\n"
            + "\n".join(lines) + f"\n东,2025-01-{number % 28 + 1:02d},3,8\n",
            encoding="utf-8",
        )  # fmt: skip
        table = read(path)
        plan = recognise(table)
        options = Options(title=title, audience=audience, create_branches=create)
        import_survey(warehouse, VIEWER, table, plan, options)
    elif kind == "complaints":
        branch, month, count = details
        path.write_text(
            "branch_id,month,kpi,numerator,denominator\n"
            f"{branch},2026-{month:02d},complaints,{count},{900 + number}\n",
            encoding="utf-8",
        )
        import_table(warehouse, VIEWER, read(path), "service_kpi")
    elif kind == "undo":
        batches.undo(warehouse, VIEWER, [details[0]])
    else:
        branches.assign(warehouse, VIEWER, *details)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=2, max_size=7))
def test_cells_after_any_steps_equal_cells_from_scratch(empty_warehouse, steps):
    with TemporaryDirectory() as folder:
        warehouse = open_warehouse(shutil.copy(empty_warehouse, folder))
        for number, step in enumerate(steps):
            try:
                take(warehouse, folder, number, step)
            except BadInput:
                continue
        assert [str(fault) for fault in check(warehouse)] == []
        warehouse.close()


def test_a_stale_cell_is_found_and_a_rebuild_mends_it(warehouse, write):
    path = write("a.csv", "branch,date,overall satisfaction\nA,2026-01-01,4\nB,2026-01-02,5\n")
    table = read(path)
    plan = recognise(table)
    import_survey(warehouse, VIEWER, table, plan, Options(title="t", create_branches=True))
    assert check(warehouse) == []
    with warehouse.change(VIEWER, "damage", "") as connection:
        connection.execute("UPDATE metric_cell SET total = total + 1 WHERE branch_id = 'A'")
    assert "metric_cell differ from a count" in str(check(warehouse)[0])
    with warehouse.change(VIEWER, "rebuild", "") as connection:
        cells.rebuild(connection)
    assert check(warehouse) == []


def test_a_check_changes_nothing(warehouse, reader):
    before = Reader(warehouse, VIEWER).data_version
    check(warehouse)
    assert reader.data_version == before


def test_branches_that_stand_above_themselves_are_found(warehouse):
    with warehouse.change(VIEWER, "damage", "") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, parent_id, name, level, type, batch_id) VALUES"
            " ('A', 'B', 'a', 'branch', 'other', 0), ('B', 'A', 'b', 'branch', 'other', 0)"
        )
    assert "2 rows of branch lead back to themselves by parent_id" in str(check(warehouse)[0])
