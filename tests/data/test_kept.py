"""What was read of one version of the data serves until the next one, and never beyond."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pandas as pd
import pytest

from data.kept import ENTRY, MOST, Kept, kept
from data.reader import Reader
from data.viewer import Grant, Viewer
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

ALIASES = "SELECT alias FROM branch_alias ORDER BY alias"


def add_alias(warehouse, name: str) -> None:
    with warehouse.change(VIEWER, "test", name) as connection:
        connection.execute("INSERT INTO branch_alias VALUES (?, 'x', 0)", [name])


def test_a_commit_is_seen_at_once(warehouse, reader) -> None:
    assert reader.frame(ALIASES).empty
    add_alias(warehouse, "a")
    assert reader.frame(ALIASES)["alias"].tolist() == ["a"]


def test_a_commit_of_another_opening_is_seen_by_the_next_reader(tmp_path) -> None:
    first, second = (open_warehouse(tmp_path / "w.duckdb") for _ in range(2))
    assert Reader(first, VIEWER).frame(ALIASES).empty
    add_alias(second, "a")
    assert len(Reader(first, VIEWER).frame(ALIASES)) == 1


def test_what_a_caller_does_with_a_frame_stays_with_the_caller(warehouse, reader) -> None:
    add_alias(warehouse, "a")
    mine = reader.frame(ALIASES)
    mine["alias"] = "changed"
    mine.loc[0, "alias"] = "changed again"
    assert reader.frame(ALIASES)["alias"].tolist() == ["a"]


def test_lines_of_the_audit_log_come_without_a_new_version(warehouse, reader) -> None:
    before = len(reader.frame("FROM audit"))
    warehouse.note(VIEWER, "export", "a file")
    assert len(reader.frame("FROM audit")) == before + 1


def test_a_query_that_cannot_be_taken_apart_is_read_each_time(warehouse, reader) -> None:
    pivot = "PIVOT branch_alias ON alias USING count(*)"
    add_alias(warehouse, "a")
    add_alias(warehouse, "b")
    assert {"a", "b"} <= set(reader.frame(pivot))


def test_who_may_read_less_is_given_nothing_that_another_read(warehouse) -> None:
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, batch_id) VALUES"
            " ('A', 'A', 'branch', 'other', 1), ('B', 'B', 'branch', 'other', 1)"
        )
    asked = "SELECT branch_id FROM branch"
    own = Viewer("wang", frozenset({Grant("branch", "A")}))
    assert len(Reader(warehouse, VIEWER).frame(asked)) == 2
    assert Reader(warehouse, own).frame(asked)["branch_id"].tolist() == ["A"]


def test_a_function_is_computed_once_for_every_version_and_question(warehouse, reader) -> None:
    calls = []

    @kept
    def counted(reader: Reader, least: int) -> tuple[pd.DataFrame, int]:
        calls.append(least)
        return reader.frame(ALIASES), least

    for _ in range(2):
        assert counted(reader, 1)[1] == 1
    assert counted(reader, 2)[1] == 2
    add_alias(warehouse, "a")
    assert len(counted(reader, 1)[0]) == 1
    assert calls == [1, 2, 1]


def test_what_rests_on_an_older_version_is_not_kept_for_the_newer(warehouse, reader) -> None:
    read_before = reader.frame(ALIASES)
    add_alias(warehouse, "a")
    assert reader.kept("names", lambda: read_before["alias"].tolist()) == []
    assert Reader(warehouse, VIEWER).kept("names", lambda: ["a"]) == ["a"]


def test_lists_and_dicts_are_the_callers_own_too(reader) -> None:
    for _ in range(2):
        names, numbers = reader.kept("both", lambda: (["a"], {"b": 1}))
        assert (names, numbers) == (["a"], {"b": 1})
        names.append("c")
        numbers["d"] = 2


def test_a_small_result_weighs_something_too() -> None:
    few = Kept(most=10 * ENTRY)
    for number in range(1000):
        few.result(1, number, pd.DataFrame)
    assert len(few._results) == 10


def test_what_is_stopped_keeps_nothing() -> None:
    stopped = Kept()
    assert stopped.result(1, "asked", lambda: 1) == 1
    stopped.stop()
    assert stopped.result(1, "asked", lambda: 2) == 2
    assert stopped.result(1, "asked", lambda: 3) == 3


def test_the_longest_unused_goes_first() -> None:
    few = Kept(most=2 * (ENTRY + 1))
    made = []

    def make(name: str):
        return lambda: made.append(name) or pd.Series([name])

    for name in ("a", "b", "a", "c", "a", "b"):
        assert few.result(1, name, make(name)).tolist() == [name]
    assert made == ["a", "b", "c", "b"]


def test_a_run_that_is_still_with_an_older_version_takes_nothing_from_the_newer() -> None:
    both = Kept()
    assert both.result(2, "asked", lambda: "new") == "new"
    assert both.result(1, "asked", lambda: "old") == "old"
    assert both.result(2, "asked", lambda: pytest.fail("made again")) == "new"


def ask_together(kept_results: Kept, make) -> list[object]:
    """What four threads get that ask the same while it is made, errors as their texts."""

    def ask(number: int) -> object:
        try:
            return kept_results.result(1, "question", lambda: make(number))
        except RuntimeError as error:
            return str(error)

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(ask, range(4)))


def test_what_several_ask_at_once_is_made_once() -> None:
    made = []

    def make(number: int) -> str:
        made.append(number)
        time.sleep(0.2)
        return "answer"

    assert ask_together(Kept(), make) == ["answer"] * 4
    assert len(made) == 1


def test_what_failed_for_one_is_made_for_the_others() -> None:
    first = threading.Event()

    def make(number: int) -> str:
        if not first.is_set():
            first.set()
            time.sleep(0.2)
            raise RuntimeError("its page was left")
        return "answer"

    got = ask_together(Kept(), make)
    assert sorted(got) == ["answer"] * 3 + ["its page was left"]


def test_what_a_page_shows_outlives_the_tables_it_was_made_of(warehouse, reader) -> None:
    def asked_again(shown: bool) -> str:
        return reader.kept("page", lambda: "drawn anew", shown)

    reader.kept("page", lambda: "drawn", shown=True)
    reader.kept("page", lambda: "read", shown=False)
    for number in range(MOST // ENTRY):
        reader.kept(number, lambda: None)
    assert asked_again(shown=True) == "drawn"
    assert asked_again(shown=False) == "drawn anew"


def test_who_waits_for_another_waits_where_it_is_told() -> None:
    kept, begun, go_on, waited = Kept(), threading.Event(), threading.Event(), []

    def make() -> int:
        begun.set()
        go_on.wait(10)
        return 7

    @contextmanager
    def meanwhile():
        waited.append("out")
        go_on.set()
        yield
        waited.append("back")

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(kept.result, 1, "asked", make)
        begun.wait(10)
        assert kept.result(1, "asked", make, meanwhile) == first.result(10) == 7
    assert waited == ["out", "back"]
