"""The demo company, built once for all tests that only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER


@pytest.fixture(scope="session")
def company(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of a warehouse with the demo company in it."""
    folder = tmp_path_factory.mktemp("company")
    warehouse = open_warehouse(shutil.copy(demo_path, folder / "demo.duckdb"))
    yield Reader(warehouse, VIEWER)
    warehouse.close()
