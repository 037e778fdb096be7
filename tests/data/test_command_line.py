"""The command line: its JSON, its exit codes, one clear line for bad input, never a traceback."""

import gc
import json
import shutil
from datetime import date

import pytest

from data import queries
from data.command_line import main
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

SURVEY = (
    "branch,date,overall satisfaction\n"
    "East,2026-01-05,5\nEast,2026-02-09,4\nEast,2026-02-01,2\nWest,2026-01-07,3\n"
)


def survey(**answers: int) -> str:
    """So many answers of each branch in February 2026, every second one satisfied."""
    rows = [
        f"{branch},2026-02-{1 + i % 28:02d},{(5, 2)[i % 2]}\n"
        for branch, count in answers.items()
        for i in range(count)
    ]
    return "branch,date,overall satisfaction\n" + "".join(rows)


@pytest.fixture
def run(tmp_path, empty_warehouse, capsys):
    """Run a command against one warehouse: exit code, output, error output."""
    shutil.copy(empty_warehouse, tmp_path / "w.duckdb")

    def _run(*arguments):
        code = main([*map(str, arguments), "--warehouse", str(tmp_path / "w.duckdb")])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return _run


def test_inspect_prints_the_plan_as_json(run, write):
    code, out, _ = run("inspect", write("s.csv", SURVEY), "--json")
    plan = json.loads(out)
    assert code == 0
    assert {"tool", "encoding", "delimiter", "sheet", "header_rows", "rows", "layout", "columns",
            "problems"} <= set(plan)  # fmt: skip
    assert (plan["tool"], plan["layout"], plan["rows"], plan["header_rows"]) == (
        "generic", "responses", 4, 1,
    )  # fmt: skip
    assert [c["role"] for c in plan["columns"]] == ["branch", "time", "rating"]
    assert {"position", "header", "role", "scale", "better", "not_applicable", "question",
            "row_label"} <= set(plan["columns"][2])  # fmt: skip


def test_import_prints_what_became_of_the_file(run, write):
    code, out, _ = run("import", write("s.csv", SURVEY), "--create-branches", "--json")
    assert code == 0
    assert json.loads(out) == {
        "batch_id": 1, "rows_read": 4, "rows_kept": 4, "rows_rejected": 0, "rows_waiting": 0,
        "answers": 4, "branches_matched": 2, "branches_unmatched": {}, "flagged": {},
    }  # fmt: skip


def test_without_a_time_column_the_month_is_named_or_said_to_be_this_one(run, write):
    content = "branch,overall satisfaction\n" + "East,5\nEast,4\nWest,3\nWest,2\n" * 6
    code, _, err = run("import", write("a.csv", content), "--create-branches")
    assert code == 0 and f"counted in {date.today():%Y-%m}" in err
    code, _, err = run("import", write("b.csv", content + "East,1\n"), "--month", "2025-03")
    assert (code, err) == (0, "")
    early = json.loads(run("metrics", "--to", "2025-03", "--json")[1])
    assert {entry["n"] for entry in early if entry["branch_id"] == "East"} == {13.0}


def test_metrics_prints_estimates_with_n_and_interval(run, write):
    run("import", write("s.csv", survey(East=10)), "--create-branches")
    _, out, _ = run("metrics", "--branch", "East", "--from", "2026-02", "--to", "2026-02", "--json")
    (share,) = [m for m in json.loads(out) if m["metric"] == "customer_satisfaction"]
    assert share["low"] == pytest.approx(0.2366, abs=1e-4)  # Wilson, 5 of 10
    assert share["high"] == pytest.approx(0.7634, abs=1e-4)
    assert {k: share[k] for k in ("branch_id", "from", "to", "n", "value", "kind", "unit")} == {
        "branch_id": "East", "from": "2026-02", "to": "2026-02", "n": 10.0, "value": 0.5,
        "kind": "proportion", "unit": "share",
    }  # fmt: skip


def test_printing_figures_is_noted_as_an_export(run, write, tmp_path):
    run("import", write("s.csv", SURVEY), "--create-branches")
    run("metrics", "--from", "2026-02")
    opened = open_warehouse(tmp_path / "w.duckdb")
    newest = queries.audit.log(Reader(opened, VIEWER)).iloc[0]
    opened.close()
    assert newest[["action", "detail"]].tolist() == ["export", "metrics 2026-02 2026-02"]


def test_small_groups_are_hidden_and_cannot_be_worked_out(run, write):
    content = survey(East=30, West=20, North=4)
    run("import", write("s.csv", content), "--create-branches")
    every = {
        m["branch_id"]: m
        for m in json.loads(run("metrics", "--json")[1])
        if m["metric"] == "customer_satisfaction"
    }
    assert every["East"]["n"] == 30
    # Of the whole company's 54 answers the other two would tell those of North.
    assert [every[b]["value"] for b in ("North", "West")] == [None, None]
    assert every["North"]["hidden"] and every["North"]["n"] is None
    # Asked for alone, West stays hidden.
    (west,) = [
        m
        for m in json.loads(run("metrics", "--branch", "West", "--json")[1])
        if m["metric"] == "customer_satisfaction"
    ]
    assert west["hidden"]
    assert "hidden to protect a small group" in run("metrics", "--branch", "West")[1]


@pytest.mark.parametrize("audience", ["employee", "customer"])
def test_two_periods_do_not_tell_what_a_few_said(audience, run, write):
    rows = [("East", 1, 40), ("East", 2, 6), ("West", 1, 50), ("West", 2, 50), ("North", 1, 60)]
    content = "branch,date,overall satisfaction\n" + "".join(
        f"{branch},2026-0{month}-05,{5 - i % 2}\n" for branch, month, n in rows for i in range(n)
    )
    run("import", write("s.csv", content), "--create-branches", "--audience", audience)

    def shown(last: str) -> set[str]:
        found = json.loads(run("metrics", "--from", "2026-01", "--to", last, "--json")[1])
        asked = [m for m in found if m["metric"] == f"{audience}_satisfaction"]
        return {m["branch_id"] for m in asked if not m["hidden"]}

    assert shown("2026-02") == {"East", "West", "North"}
    assert shown("2026-01") == {"North"}  # less 40, the 46 of both months would tell of six


def test_the_next_file_with_the_same_header_needs_no_arguments(run, write):
    first = ("--survey", "Halls", "--audience", "employee", "--uncounted", "duplicate")
    run("import", write("a.csv", survey(East=12)), "--create-branches", *first)
    run("import", write("b.csv", survey(East=13)))
    (figure,) = [m for m in json.loads(run("metrics", "--json")[1])
                 if m["metric"] == "employee_satisfaction"]  # fmt: skip
    assert figure["n"] == 25


def test_a_word_that_is_no_quality_flag_is_refused(run, write):
    code, _, err = run("import", write("a.csv", survey(East=12)), "--uncounted", "dull")
    assert code == 2 and "dull is not a known quality flag" in err and "duplicate" in err


def test_batches_and_undo(run, write):
    run("import", write("s.csv", SURVEY), "--create-branches")
    (batch,) = json.loads(run("batches", "--json")[1])
    assert (batch["batch_id"], batch["rows_kept"], batch["undone_at"]) == (1, 4, None)
    assert run("undo", 1)[0] == 0
    assert json.loads(run("metrics", "--json")[1]) == []
    code, _, err = run("undo", 1)
    assert (code, "already undone" in err) == (2, True)


def test_a_template_table_is_imported_with_table(run, write):
    path = write("b.csv", "branch_id,name,level,type\nE,East,branch,supply_station\n")
    code, out, _ = run("import", path, "--table", "branch", "--json")
    assert (code, json.loads(out)["rows_kept"]) == (0, 1)


def test_templates_are_written_for_every_table(run, tmp_path):
    code, out, _ = run("templates", tmp_path / "templates", "--json")
    assert code == 0
    assert len(json.loads(out)["files"]) == len(list((tmp_path / "templates").iterdir())) >= 20


def test_backup_check_and_restore(run, write, tmp_path):
    run("import", write("s.csv", SURVEY), "--create-branches")
    assert run("backup", tmp_path / "kept.duckdb")[0] == 0
    assert run("backup", tmp_path / "kept.duckdb")[0] == 2  # never written over
    before = run("metrics", "--json")[1]
    run("undo", 1)
    assert run("restore", tmp_path / "kept.duckdb")[0] == 0
    assert run("metrics", "--json")[1] == before
    assert run("check")[:2] == (0, "The warehouse is whole.\n")


def test_a_command_that_fails_leaves_the_warehouse_closed(run, write, tmp_path):
    """What stays open in a process would be seen there instead of what a restore puts in place."""
    run("import", write("s.csv", SURVEY), "--create-branches")
    run("backup", tmp_path / "kept.duckdb")
    before = run("metrics", "--json")[1]
    gc.disable()
    try:
        assert run("undo", 7)[0] == 2
        run("undo", 1)
        run("restore", tmp_path / "kept.duckdb")
        assert run("metrics", "--json")[1] == before
    finally:
        gc.enable()


def test_a_file_that_is_no_backup_leaves_the_warehouse_as_it_is(run, write):
    run("import", write("s.csv", SURVEY), "--create-branches")
    before = run("metrics", "--json")[1]
    code, _, err = run("restore", write("not.duckdb", b"nonsense" * 600))
    assert (code, "not a warehouse" in err) == (2, True)
    assert run("metrics", "--json")[1] == before


HEAD = "branch,date,rating,comment\nA,2026-01-01,5,good\n"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.csv", b"", "empty"),
        ("binary.csv", bytes(range(256)) * 20, "not text"),
        ("paper.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
        ("one.csv", b"score\n1\n2\n3\n", "only one column"),
        ("colours.csv", b"branch,colour\nA,red\nB,blue\nA,green\n", "No column holds ratings"),
        ("short.csv", (HEAD + "B,2026-01-02\nA,2026-02-01,3,fine\n").encode(), "2 of 4 cells"),
        ("cut.csv", (HEAD + "B,2026-01-02,4,fine\nA,2026-0").encode(), "cut off"),
        ("long.csv", (HEAD + "A,2026-01-02,4," + "x" * 2_000_000).encode(), "2000000 characters"),
        ("header.csv", b"branch,date,rating\n", "no answers below"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_bad_input_is_one_clear_sentence_and_nothing_is_stored(
    run, write, name, content, word, language
):
    run("import", write("before.csv", SURVEY), "--create-branches")
    path = write(name, content)
    code, out, err = run("import", path, "--create-branches", "--language", language)
    assert (code, out) == (2, "")
    assert "Traceback" not in err and len(err.strip().splitlines()) == 1
    if language == "en":
        assert word in err
    else:
        assert not any(word in err.lower() for word in (" the ", " is ", " file "))
    assert [batch["batch_id"] for batch in json.loads(run("batches", "--json")[1])] == [1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "no such file.csv"),
        ("metrics", "--branch", "nobody"),
        ("metrics", "--from", "soon"),
        ("undo", "77"),
        ("restore", "no such file.duckdb"),
    ],
)
def test_a_wrong_word_is_answered_with_exit_code_2(run, write, arguments):
    run("import", write("s.csv", SURVEY), "--create-branches")
    code, _, err = run(*arguments)
    assert code == 2 and err.strip()


def test_a_period_that_ends_before_it_begins_is_refused(run, write):
    run("import", write("s.csv", SURVEY), "--create-branches")
    code, out, error = run("metrics", "--from", "2026-05", "--to", "2026-01")
    assert (code, out) == (2, "")
    assert "ends before it begins" in error
