"""What readers note stands in the writer's audit log, each line once, come what may."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta

import pytest

from data import reader_notes
from data.reader import Reader
from data.snapshots import Publisher, Replica, publish
from data.viewer import EVERYTHING, Viewer
from locales import BadInput
from tests.conftest import VIEWER

WANG = Viewer("王 <wang@example.com>", EVERYTHING)
LOG = "SELECT actor, action, detail FROM audit WHERE actor = ? ORDER BY happened_at"


@pytest.fixture
def published(warehouse, tmp_path):
    return publish(warehouse, tmp_path / "published").parent


def noted(warehouse) -> list[tuple]:
    return Reader(warehouse, VIEWER).rows(LOG, [WANG.name])


def test_what_a_reader_notes_stands_in_the_log_of_the_writer(warehouse, published) -> None:
    replica = Replica(published).newest()
    replica.note(WANG, "sign in", "leader")
    replica.note(WANG, "export", "某表 “一”.csv")
    assert noted(warehouse) == []
    assert reader_notes.take_in(warehouse, published) == 2
    assert noted(warehouse) == [(WANG.name, "sign in", "leader"),
                                (WANG.name, "export", "某表 “一”.csv")]  # fmt: skip
    assert not list(published.glob("*note*"))


def test_its_time_is_that_of_the_reader(warehouse, published) -> None:
    before = datetime.now()
    Replica(published).newest().note(WANG, "export", "a file")
    after = datetime.now()
    time.sleep(0.05)
    reader_notes.take_in(warehouse, published)
    warehouse.note(VIEWER, "export", "the writer's own")
    (first,), (second,) = Reader(warehouse, VIEWER).rows(
        "SELECT happened_at FROM audit WHERE action = 'export' ORDER BY happened_at"
    )
    assert before <= first <= after
    assert timedelta(0) < second - first < timedelta(minutes=1), "both logs keep the same clock"


def test_a_writer_killed_after_storing_a_note_stores_it_once(warehouse, published) -> None:
    Replica(published).newest().note(WANG, "export", "a file")
    (file,) = published.glob("note-*.json")
    kept = file.read_bytes()
    reader_notes.take_in(warehouse, published)
    file.write_bytes(kept)  # as if the writer had been killed before it took the file away
    reader_notes.take_in(warehouse, published)
    assert len(noted(warehouse)) == 1
    assert not file.exists()


def test_a_file_that_is_no_note_is_put_aside_and_keeps_nobody_from_the_log(
    warehouse, published
) -> None:
    for number, text in enumerate(
        ("", "{", "[1, 2]", '{"a": 1}', '["tomorrow", "a", "b", "c"]', "[" * 9999,
         '["2026-01-01T00:00:00", "half a \\ud800", "b", "c"]')
    ):  # fmt: skip
        (published / f"note-0{number}.json").write_text(text, "utf-8")
    (published / "note-07.json").write_bytes(b"\xff\xfe")
    Replica(published).newest().note(WANG, "export", "a file")
    assert reader_notes.take_in(warehouse, published) == 1
    assert len(noted(warehouse)) == 1
    assert len(list(published.glob("unreadable-note-*.json"))) == 8
    assert not list(published.glob("note-*.json"))


def test_the_writer_takes_notes_in_without_a_commit(warehouse, published, monkeypatch) -> None:
    monkeypatch.setattr("data.snapshots.NOTES_EVERY", 0.05)
    publisher = Publisher(warehouse, published)
    Replica(published).newest().note(WANG, "export", "a file")
    until = time.monotonic() + 20
    while not noted(warehouse) and time.monotonic() < until:
        time.sleep(0.02)
    publisher.stop()
    assert publisher.fault is None
    assert len(noted(warehouse)) == 1


def test_a_note_that_cannot_be_read_keeps_neither_notes_nor_commits_back(
    warehouse, published, monkeypatch
) -> None:
    monkeypatch.setattr("data.snapshots.NOTES_EVERY", 0.05)
    (published / "note-00.json").mkdir()  # not even root reads a folder as a file
    publisher = Publisher(warehouse, published)
    Replica(published).newest().note(WANG, "export", "a file")
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute("INSERT INTO branch_alias VALUES ('a', 'x', 0)")
    until = time.monotonic() + 20
    while time.monotonic() < until and not (
        noted(warehouse)
        and Replica(published).newest().data_version == warehouse.data_version
        and publisher.unnoted
    ):
        time.sleep(0.02)
    publisher.stop()
    assert len(noted(warehouse)) == 1
    assert Replica(published).newest().data_version == warehouse.data_version
    assert isinstance(publisher.unnoted, OSError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_where_nothing_can_be_noted_nothing_is_handed_out(warehouse, published) -> None:
    replica = Replica(published).newest()
    published.chmod(0o555)
    with pytest.raises(BadInput, match="Nothing can be noted"):
        replica.note(WANG, "export", "a file")


def test_where_the_folder_is_gone_nothing_is_handed_out(warehouse, published) -> None:
    replica = Replica(published).newest()
    published.rename(published.with_name("elsewhere"))
    with pytest.raises(BadInput, match="Nothing can be noted"):
        replica.note(WANG, "export", "a file")
