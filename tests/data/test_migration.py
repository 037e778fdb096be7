"""A warehouse of every older version opens with all that is in it, and shows the same figures.

Each kept file was written by the program of its version: templates, a survey, and one undone.
"""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data import tables
from data.batches import undo
from data.consistency import check
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

KEPT = {int(f.name[:3]): f for f in (Path(__file__).parent / "warehouses").glob("*.duckdb.xz")}
NEWEST = tables.migrations()[-1][0]
COUNTED = {"metric_cell", "survey_cell", "comment_term", "driver_cell"}
WRITTEN_AT_OPENING = {"schema_version", "warehouse_state"}
Rows = dict[str, tuple[list[str], Counter]]  # table -> its columns, its rows


def unpacked(version: int, folder: Path) -> Path:
    """A copy of the file of a version."""
    path = folder / f"{version}.duckdb"
    path.write_bytes(lzma.decompress(KEPT[version].read_bytes()))
    return path


@pytest.fixture(scope="module")
def figures_now(tmp_path_factory: pytest.TempPathFactory) -> list[tuple]:
    """The figures that the newest kept file shows today."""
    path = unpacked(max(KEPT), tmp_path_factory.mktemp("newest"))
    open_warehouse(path).close()
    return figures(path)


def stored(path: Path, columns: Rows | None = None) -> Rows:
    """All that people brought in, of the columns that are asked for or else of all."""
    found = {}
    with duckdb.connect(str(path), read_only=True) as file:
        names = file.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        for name in sorted({n for (n,) in names} - COUNTED - WRITTEN_AT_OPENING):
            asked = columns[name][0] if columns and name in columns else ["*"]
            cursor = file.execute(f'SELECT {", ".join(asked)} FROM "{name}"')
            found[name] = [c[0] for c in cursor.description], Counter(cursor.fetchall())
    return found


def figures(path: Path) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as file:
        return file.execute("FROM metric_cell ORDER BY ALL").fetchall()


def versions(path: Path) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as file:
        return file.execute("FROM schema_version").fetchall()


def test_a_new_version_of_the_schema_keeps_a_file_of_the_one_before() -> None:
    assert NEWEST - 1 <= max(KEPT) <= NEWEST


@pytest.mark.parametrize("version", sorted(KEPT))
def test_all_that_was_stored_is_there_and_shows_the_same_figures(
    version: int, tmp_path: Path, figures_now: list[tuple]
) -> None:
    path = unpacked(version, tmp_path)
    before = stored(path)
    assert len(before["batch"][1]) == 6
    warehouse = open_warehouse(path)
    assert check(warehouse) == []
    warehouse.close()
    assert len(versions(path)) == NEWEST
    after = stored(path, before)
    assert {name: after[name] for name in before} == before
    assert figures(path) == figures_now != []


def test_a_survey_of_the_oldest_version_is_undone_whole(tmp_path: Path) -> None:
    warehouse = open_warehouse(unpacked(min(KEPT), tmp_path))
    undo(warehouse, VIEWER, [5])
    assert check(warehouse) == []
    left = "SELECT count(*) FROM survey_response UNION ALL SELECT count(*) FROM survey_cell"
    assert Reader(warehouse, VIEWER).rows(left) == [(0,), (0,)]
    warehouse.close()


def test_a_migration_that_fails_leaves_the_file_at_its_version(
    tmp_path: Path, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked(min(KEPT), tmp_path)
    before, shown = stored(path), figures(path)
    broken = write("999_broken.sql", "DELETE FROM survey_answer; SELECT * FROM nowhere;")
    known = tables.migrations()
    with monkeypatch.context() as patched:
        patched.setattr(tables, "migrations", lambda: [*known, (999, broken)])
        with pytest.raises(duckdb.CatalogException):
            open_warehouse(path)
    assert (stored(path), figures(path)) == (before, shown)
    assert len(versions(path)) == min(KEPT)
