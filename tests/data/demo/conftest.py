"""The demo company, built once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import demo
from data.warehouse import Reader, open_warehouse
from tests.conftest import VIEWER


@pytest.fixture(scope="session")
def company() -> Iterator[Reader]:
    """A reader of a warehouse with the demo company in it."""
    warehouse = open_warehouse(Path(":memory:"))
    demo.build(warehouse, VIEWER)
    yield Reader(warehouse, VIEWER)
    warehouse.close()
