"""A file whose log nobody had time to write into it opens with all that was committed."""

from __future__ import annotations

import lzma
import shutil
from pathlib import Path

import pytest

from data.consistency import check
from data.warehouse import open_warehouse
from locales import BadInput
from tests.data.test_migration import KEPT, NEWEST, versions


def cut_off(path: Path) -> Path:
    """What is on the disk when a process that opened the warehouse is killed."""
    opened = open_warehouse(path)
    left = path.with_name("it's left.duckdb")
    for suffix in ("", ".wal"):
        shutil.copy(f"{path}{suffix}", f"{left}{suffix}")
    opened.close()
    return left


def reopened(path: Path) -> None:
    opened = open_warehouse(path)
    assert check(opened) == []
    opened.close()
    assert not Path(f"{path}.wal").exists()
    assert len(versions(path)) == NEWEST


def test_a_first_start_that_is_killed(tmp_path: Path) -> None:
    reopened(cut_off(tmp_path / "new.duckdb"))


@pytest.mark.parametrize("version", [version for version in sorted(KEPT) if version < NEWEST])
def test_an_upgrade_that_is_killed(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    path.write_bytes(lzma.decompress(KEPT[version].read_bytes()))
    reopened(cut_off(path))


def test_a_log_that_cannot_be_read_is_refused_and_left(tmp_path: Path) -> None:
    path = cut_off(tmp_path / "new.duckdb")
    log = Path(f"{path}.wal")
    torn = log.read_bytes()
    log.write_bytes(torn[:200] + bytes(200) + torn[400:])
    with pytest.raises(BadInput, match="was left as it is"):
        open_warehouse(path)
    assert log.stat().st_size == len(torn)
