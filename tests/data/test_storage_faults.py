"""A disk that takes no more, a folder that may not be written to, a block that is damaged.

Each is one sentence and exit code 2, and what was stored is still there.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.consistency import check
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

ROOT = Path(__file__).parents[2]
BLOCK = 1 << 18  # bytes of a block of a DuckDB file
DROP_RIGHT, OVERRIDES = 24, (1, 2)  # prctl(2), capabilities(7)


def survey(path: Path, rows: int) -> Path:
    lines = (f"2026-0{1 + i % 6}-05,所{i % 9},{1 + i % 5},意见{i}" for i in range(rows))
    path.write_text("\n".join(["提交时间,供电所,总体满意度,意见", *lines]), "utf-8")
    return path


@pytest.fixture(scope="module")
def filled(empty_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one survey."""
    folder = tmp_path_factory.mktemp("filled")
    path = shutil.copy(empty_warehouse, folder / "filled.duckdb")
    warehouse = open_warehouse(path)
    table = read(survey(folder / "first.csv", 3000))
    options = Options("first", create_branches=True)
    import_survey(warehouse, VIEWER, table, recognise(table), options)
    warehouse.close()
    return path


@pytest.fixture
def path(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "w.duckdb"))


def run(path: Path, *arguments: object, limit: int = resource.RLIM_INFINITY) -> tuple[int, str]:
    """Run a command: its exit code, and the sentence where it is refused.

    `limit` is the size in bytes that no file may grow beyond, as on a full disk.
    """

    def _before() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for right in OVERRIDES:  # of root, for whom no file is read-only
            ctypes.CDLL(None).prctl(DROP_RIGHT, right)

    done = subprocess.run(
        [sys.executable, "-m", "data", *map(str, arguments), "--warehouse", str(path)],
        capture_output=True, text=True, check=False, cwd=ROOT, preexec_fn=_before,
        env={**os.environ, "LANG": "en_GB.UTF-8"},
    )  # fmt: skip
    assert len(done.stderr.strip().splitlines()) == (done.returncode != 0), done.stderr
    return done.returncode, done.stderr


def batches(path: Path) -> list[tuple]:
    """The batches of a warehouse that opens and is whole."""
    warehouse = open_warehouse(path)
    assert check(warehouse) == []
    found = Reader(warehouse, VIEWER).rows("SELECT batch_id, rows_kept, undone_at FROM batch")
    warehouse.close()
    return found


def damaged(path: Path) -> Path:
    """Change one byte of a comment that is stored in the file."""
    content = bytearray(path.read_bytes())
    content[content.index("意见1234".encode())] ^= 0xFF
    path.write_bytes(content)
    return path


def test_a_full_disk_leaves_the_warehouse_as_it_was(path: Path, tmp_path: Path) -> None:
    second = survey(tmp_path / "second.csv", 6000)
    code, said = run(path, "import", second, "--create-branches", limit=2 * BLOCK)
    assert (code, "Check the free space" in said) == (2, True)
    assert batches(path) == [(1, 3000, None)]


def test_a_disk_that_is_full_after_the_commit_loses_nothing(path: Path, tmp_path: Path) -> None:
    second = survey(tmp_path / "second.csv", 6000)
    assert run(path, "import", second, "--create-branches", limit=4 * BLOCK) == (0, "")
    assert path.with_name("w.duckdb.wal").stat().st_size > 0  # not yet in the file itself
    assert batches(path) == [(1, 3000, None), (2, 6000, None)]


def test_a_backup_on_a_full_disk_leaves_no_part_of_it(path: Path, tmp_path: Path) -> None:
    code, said = run(path, "backup", tmp_path / "b.duckdb", limit=2 * BLOCK)
    assert (code, "The backup could not be written" in said) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert batches(path) == [(1, 3000, None)]


def test_a_file_that_may_not_be_written_is_left(path: Path) -> None:
    path.chmod(0o444)
    code, said = run(path, "undo", 1)
    assert (code, "cannot be written to" in said) == (2, True)
    path.chmod(0o644)
    assert batches(path) == [(1, 3000, None)]


def test_a_folder_that_may_not_be_written_is_left(path: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    undone, said = run(path, "undo", 1)
    new = run(tmp_path / "new" / "w.duckdb", "batches")
    tmp_path.chmod(0o755)
    assert (undone, new[0]) == (2, 2)
    assert "right to write there" in said and "new" in new[1]
    assert batches(path) == [(1, 3000, None)]


def test_a_damaged_block_is_found_by_check_and_nobody_builds_on_it(
    path: Path, tmp_path: Path
) -> None:
    before = damaged(path).read_bytes()
    warehouse = open_warehouse(path)
    assert [str(fault) for fault in check(warehouse)] == [
        "A part of survey_comment cannot be read: the file is damaged. Restore a backup."
    ]
    warehouse.close()
    code, said = run(path, "backup", tmp_path / "b.duckdb")
    assert (code, "the file is damaged" in said) == (2, True)
    assert not (tmp_path / "b.duckdb").exists()
    assert path.read_bytes() == before


def test_a_backup_with_a_damaged_block_replaces_nothing(path: Path, tmp_path: Path) -> None:
    backup = damaged(Path(shutil.copy(path, tmp_path / "b.duckdb")))
    code, said = run(path, "restore", backup)
    assert (code, "the file is damaged" in said) == (2, True)
    assert batches(path) == [(1, 3000, None)]
    assert not path.with_name("w.duckdb.before").exists()
