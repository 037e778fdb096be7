"""Snapshots: what the writer committed, published whole, and read by others without a restart."""

from __future__ import annotations

import time

import duckdb
import pytest

from data import access, snapshots
from data.policy import Refused
from data.reader import Reader
from data.snapshots import Publisher, Replica, publish
from data.viewer import Grant
from locales import BadInput
from tests.conftest import VIEWER


def commit(warehouse):
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute("INSERT INTO policy_required (domain, name_en, batch_id)"
                           " SELECT 'd ' || count(*), 'a', 1 FROM policy_required")  # fmt: skip


def known(warehouse):
    reader = Reader(warehouse, VIEWER)
    return reader.data_version, reader.rows("SELECT count(*) FROM policy_required")[0][0]


def test_a_snapshot_holds_what_was_committed_and_is_named_by_its_version(warehouse, tmp_path):
    commit(warehouse)
    snapshot = publish(warehouse, tmp_path / "published")
    assert snapshot.name == f"{known(warehouse)[0]}.duckdb"
    assert known(Replica(snapshot.parent).newest()) == known(warehouse)
    assert sorted(file.name for file in snapshot.parent.iterdir()) == [snapshot.name, "current"]


def test_a_run_stays_with_its_version_and_the_next_one_has_the_new(warehouse, tmp_path):
    publish(warehouse, tmp_path / "published")
    replica = Replica(tmp_path / "published")
    begun = replica.newest()
    before = known(begun)
    for _ in range(3):  # more than are kept: the one in use is gone from the folder by now
        commit(warehouse)
        publish(warehouse, tmp_path / "published")
    assert known(begun) == before
    assert known(replica.newest()) == known(warehouse) != before
    assert replica.newest() is replica.newest()
    assert len(list((tmp_path / "published").glob("*.duckdb"))) == snapshots.KEPT


def test_every_commit_is_published_by_itself(warehouse, tmp_path):
    publisher = Publisher(warehouse, tmp_path / "published")
    for _ in range(3):
        commit(warehouse)
    replica, until = Replica(tmp_path / "published"), time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if known(replica.newest()) == known(warehouse):
                break
        except BadInput:  # nothing is published yet
            pass
        time.sleep(0.02)
    publisher.stop()
    assert publisher.fault is None
    assert known(replica.newest()) == known(warehouse)


def test_what_could_not_be_published_is_tried_again(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "NOTES_EVERY", 0.05)
    into = tmp_path / "published"
    into.write_text("a file stands where the folder should be")
    publisher = Publisher(warehouse, into)
    until = time.monotonic() + 10
    while publisher.fault is None and time.monotonic() < until:
        time.sleep(0.02)
    assert publisher.fault is not None
    into.unlink()
    while publisher.fault is not None and time.monotonic() < until:
        time.sleep(0.02)
    publisher.stop()
    assert publisher.fault is None
    assert known(Replica(into).newest()) == known(warehouse)


def test_an_older_snapshot_keeps_nothing_for_those_who_still_look_at_it(warehouse, tmp_path):
    publish(warehouse, tmp_path / "published")
    replica = Replica(tmp_path / "published")
    old = replica.newest()
    reader = Reader(old, VIEWER)
    assert reader.kept("asked", lambda: 1) == reader.kept("asked", lambda: 2) == 1
    commit(warehouse)
    publish(warehouse, tmp_path / "published")
    replica.newest()
    assert reader.kept("asked", lambda: 3) == 3
    assert known(old) != known(replica.newest())


def test_a_reader_changes_nothing(warehouse, tmp_path):
    publish(warehouse, tmp_path / "published")
    read = Replica(tmp_path / "published").newest()
    with pytest.raises(BadInput, match="only reads"), read.change(VIEWER, "test", ""):
        pass
    with read.cursor(VIEWER) as cursor, pytest.raises(duckdb.InvalidInputException):
        cursor.execute("DELETE FROM policy_required")


def test_a_reader_gives_each_person_what_the_writer_gives_them(warehouse, tmp_path):
    with warehouse.change(VIEWER, "test", "") as connection:
        for unit in ("East", "West"):
            connection.execute("INSERT INTO branch (branch_id, name, level, type, batch_id)"
                               " VALUES ($1, $1, 'branch', 'other', 1)", [unit])  # fmt: skip
    for person, held in {"li": Grant("branch", "East"), "boss": Grant("leader")}.items():
        access.grant(warehouse, VIEWER, person, held)
    publish(warehouse, tmp_path / "published")
    read = Replica(tmp_path / "published").newest()

    def shown(opened, person):
        reader = Reader(opened, access.viewer_of(opened, person))
        asked = "SELECT branch_id FROM branch ORDER BY branch_id"
        return [reader.frame(asked)["branch_id"].tolist(),
                reader.distribution(asked)["branch_id"].tolist()]  # fmt: skip

    assert shown(read, "li") == shown(warehouse, "li") == [["East"], ["East", "peer-001"]]
    assert shown(read, "boss") == shown(warehouse, "boss") == [["East", "West"]] * 2
    with pytest.raises(Refused):
        shown(read, "nobody")


def test_a_reader_says_what_it_waits_for(tmp_path):
    with pytest.raises(BadInput, match="No snapshot is published"):
        Replica(tmp_path).newest()


def test_a_snapshot_of_another_version_of_the_program_is_refused(warehouse, tmp_path):
    snapshot = publish(warehouse, tmp_path / "published")
    with duckdb.connect(str(snapshot)) as connection:
        connection.execute("UPDATE warehouse_state SET counted_with = 'another catalogue'")
    with pytest.raises(BadInput, match="another version"):
        Replica(tmp_path / "published").newest()
