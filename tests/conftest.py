"""What tests share: a fresh warehouse, files written on the spot, the real files if present."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from data import demo
from data.reader import Reader
from data.viewer import EVERYTHING, LOCAL, Viewer
from data.warehouse import Warehouse, open_warehouse

VIEWER = Viewer("tester", EVERYTHING)
REAL_FILES = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def no_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest leaves its script as `__main__`, which processes that later tests start would run."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds the demo company; tests read it and leave it as it is."""
    path = tmp_path_factory.mktemp("demo") / "mingjian.duckdb"
    opened = open_warehouse(path)
    demo.build(opened, LOCAL)
    opened.close()
    return path


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with its schema and nothing in it; made once, copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "warehouse.duckdb"
    open_warehouse(path).close()
    return path


@pytest.fixture
def warehouse(empty_warehouse: Path, tmp_path: Path) -> Iterator[Warehouse]:
    opened = open_warehouse(shutil.copy(empty_warehouse, tmp_path / "warehouse.duckdb"))
    yield opened
    opened.close()


@pytest.fixture
def reader(warehouse: Warehouse) -> Reader:
    return Reader(warehouse, VIEWER)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of this name and content, and give its path."""

    def _write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return _write


@pytest.fixture
def real_file() -> Callable[[str], Path]:
    """The path of a real file; the test skips where the folder is absent."""

    def _real_file(name: str) -> Path:
        path = REAL_FILES / name
        if not path.exists():
            pytest.skip(f"{name} is not at hand")
        return path

    return _real_file
