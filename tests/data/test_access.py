"""Persons, grants and the audit log: from the shell, and as rows that are only ever added."""

import json
import re
from pathlib import Path

import pytest

from data import access, policy, queries
from data.batches import undo
from data.command_line import main
from data.policy import Refused
from data.reader import Reader
from data.viewer import COMMAND_LINE, EVERYTHING, Grant, Viewer
from data.warehouse import open_warehouse
from locales import LANGUAGES, BadInput

ROOT = Path(__file__).parents[2]
SURVEY = "branch,date,overall satisfaction\nEast,2026-01-05,5\nWest,2026-01-07,3\n"
AUDITOR = Viewer("auditor", frozenset({Grant("auditor")}))


@pytest.fixture
def run(tmp_path, write, capsys):
    """Run a command on a warehouse with two branches: exit code, output, error output."""
    place = ["--warehouse", str(tmp_path / "w.duckdb")]
    main(["import", str(write("east and west.csv", SURVEY)), "--create-branches", *place])
    capsys.readouterr()

    def _run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, *place])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    _run.path = tmp_path / "w.duckdb"
    return _run


def log(path: Path) -> list[tuple]:
    opened = open_warehouse(path)
    lines = queries.audit.log(Reader(opened, AUDITOR))
    opened.close()
    return list(lines[["actor", "action", "detail"]].itertuples(index=False, name=None))[::-1]


def test_a_grant_is_given_explained_and_taken_back(run):
    assert run("grant", "Li@Example.com ", "branch", "--branch", "East")[0] == 0
    told = json.loads(run("access", "li@example.com", "--json")[1])
    assert told["grants"] == [{"role": "branch", "branch": "East"}]
    rights = {entry["right"]: entry for entry in told["rights"]}
    assert {name for name, entry in rights.items() if entry["may"]} == {
        "own_branch", "peers", "definitions",
    }  # fmt: skip
    assert rights["peers"]["because"] == [
        {"role": "branch", "branch": "East",
         "why": "To know where it stands, a branch needs no names of others."}
    ]  # fmt: skip
    assert told["tables"]["finding"] == "own rows" and told["tables"]["batch"] == "nothing"
    assert json.loads(run("access", "--json")[1]) == [
        {"who": "li@example.com", "grants": told["grants"]}
    ]
    assert run("revoke", "li@example.com", "branch", "--branch", "East")[0] == 0
    assert run("access")[1] == ""
    assert "no grant" in run("access", "li@example.com")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_may_see_is_said_with_the_rule(run, language):
    run("grant", "boss@example.com", "leader")
    text = run("access", "boss@example.com", "--language", language)[1]
    rule = {"en": "Leaders answer for the whole company.", "zh": "领导对全公司负责。"}[language]
    assert rule in text and "survey_comment" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grant", "li", "king"), "king is not a role"),
        (("grant", "li", "program"), "program is not a role"),
        (("grant", "li", "branch"), "held for a branch"),
        (("grant", "li", "leader", "--branch", "East"), "held for a branch"),
        (("grant", "li", "branch", "--branch", "North"), "no branch North"),
        (("grant", "  ", "leader"), "needs a sign-in name"),
        (("revoke", "li", "leader"), "does not hold"),
    ],
)
def test_a_wrong_grant_is_one_clear_line_and_changes_nothing(run, arguments, said):
    code, _, error = run(*arguments)
    assert code == 2 and said in error and len(error.strip().splitlines()) == 1
    assert run("access")[1] == ""


def test_the_same_grant_twice_is_refused(run):
    run("grant", "li", "auditor")
    assert "holds this grant already" in run("grant", "LI", "auditor")[2]


def test_a_person_may_hold_several_roles_and_units(run):
    run("grant", "li", "branch", "--branch", "East")
    run("grant", "li", "branch", "--branch", "West")
    run("grant", "li", "auditor")
    opened = open_warehouse(run.path)
    viewer = access.viewer_of(opened, "li")
    reader = Reader(opened, viewer)
    assert policy.own_units(viewer) == ("East", "West")
    assert len(queries.organisation.named(reader)) == 2 and len(queries.audit.log(reader)) == 4
    opened.close()


def test_a_grant_for_a_branch_that_is_gone_opens_nothing(run):
    run("grant", "li", "branch", "--branch", "East")
    run("undo", "1")
    opened = open_warehouse(run.path)
    reader = Reader(opened, access.viewer_of(opened, "li"))
    assert queries.organisation.named(reader).empty
    assert queries.organisation.branches(reader).empty
    opened.close()


def test_the_log_tells_of_everything_that_was_done_and_holds_no_data(run, tmp_path):
    run("grant", "li", "branch", "--branch", "East")
    run("revoke", "li", "branch", "--branch", "East")
    run("undo", "1")
    run("backup", str(tmp_path / "kept.duckdb"))
    run("restore", str(tmp_path / "kept.duckdb"))
    assert log(run.path) == [
        ("command-line", "import", "east and west.csv"),
        ("command-line", "grant", "li: branch East"),
        ("command-line", "revoke", "li: branch East"),
        ("command-line", "undo", "1"),
        ("command-line", "restore", "kept.duckdb"),
    ]
    # The copy was made before its own line was written.
    kept = log(tmp_path / "w.duckdb.before")
    assert kept[-1] == ("command-line", "backup", "kept.duckdb")


def test_whoever_is_not_granted_that_reads_no_log(warehouse):
    for role in ("office", "branch"):
        viewer = Viewer(role, frozenset({Grant(role, "East" if role == "branch" else None)}))
        with pytest.raises(Refused):
            queries.audit.log(Reader(warehouse, viewer))


def test_a_refused_change_leaves_no_line(warehouse):
    with pytest.raises(Refused):
        undo(warehouse, AUDITOR, [1])
    with pytest.raises(BadInput):
        undo(warehouse, COMMAND_LINE, [1])
    assert queries.audit.log(Reader(warehouse, AUDITOR)).empty


def test_no_statement_of_the_program_changes_or_deletes_a_line_of_the_log():
    writes = re.compile(r"\b(UPDATE|DELETE\s+FROM|TRUNCATE|DROP\s+TABLE|INTO)\s+\"?audit\b", re.I)
    files = [ROOT / "app.py", *(f for d in ("data", "pages", "ui") for f in (ROOT / d).rglob("*"))]
    found = [
        (file.name, match[1])
        for file in files
        if file.suffix in (".py", ".sql")
        for match in writes.finditer(file.read_text(encoding="utf-8"))
    ]
    assert set(found) == {("warehouse.py", "INTO")}


def test_a_warehouse_of_before_has_nobody_and_a_key_of_its_own(tmp_path):
    keys = set()
    for name in ("a", "b"):
        opened = open_warehouse(tmp_path / name)
        reader = Reader(opened, Viewer("program", EVERYTHING))
        assert reader.rows('SELECT count(*) FROM person, "grant"') == [(0,)]
        keys |= set(reader.rows("SELECT pseudonym_key FROM warehouse_state"))
        opened.close()
    assert len(keys) == 2 and all(len(key) == 72 for (key,) in keys)
