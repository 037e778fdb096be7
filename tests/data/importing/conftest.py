"""Small survey files, written as their tools would write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.importing.plan import Plan
from data.importing.read import TextTable, read
from data.importing.recognise import recognise

REAL = Path(__file__).parents[4] / "shared" / "data"


@pytest.fixture
def survey_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes text (in an encoding) or bytes, under a name, and gives the path."""

    def write_file(content: str | bytes, encoding: str = "utf-8", name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write_file


@pytest.fixture
def table(survey_file: Callable[..., Path]) -> Callable[..., TextTable]:
    return lambda content, **kwargs: read(survey_file(content, **kwargs))


@pytest.fixture
def plan(table: Callable[..., TextTable]) -> Callable[..., Plan]:
    return lambda content, **kwargs: recognise(table(content), **kwargs)


@pytest.fixture
def real() -> Callable[[str], Path]:
    """The path of a real file; the test is skipped where the folder is absent."""

    def path_of(name: str) -> Path:
        if not (REAL / name).exists():
            pytest.skip("the real files are not here")
        return REAL / name

    return path_of
