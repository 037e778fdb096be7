"""Imports run one way: app, pages, ui, reporting, analytics; pages ask data. None looks back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("app", "pages", "ui", "reporting", "analytics", "data", "locales")
MAY_IMPORT = {
    "pages": {"pages", "ui", "reporting", "analytics", "data", "locales"},
    "ui": {"ui", "reporting", "analytics", "data", "locales"},
    "reporting": {"reporting", "analytics", "data", "locales"},
    "analytics": {"analytics"},
    "data": {"data", "locales"},
    "locales": {"locales"},
}
# The command line is an entry point like app.py: it may ask for estimates and briefings.
ENTRY_POINTS = [
    ROOT / "data" / name
    for name in ("__main__.py", "command_line.py", "metric_commands.py", "report_command.py")
]
WITHOUT_STREAMLIT = ("reporting", "analytics", "data", "locales")
# Nothing that reads the warehouse: ui shows what it is given.
READS = ("data.queries", "data.cells", "data.demo", "data.batches")
FILES = [file for room in MAY_IMPORT for file in sorted((ROOT / room).rglob("*.py"))]


def imported(file: Path) -> Iterator[str]:
    """The modules a file imports, as full names."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_run_one_way(file: Path) -> None:
    allowed = MAY_IMPORT[room_of(file)] | (
        {"reporting", "analytics"} if file in ENTRY_POINTS else set()
    )
    rooms = {name.split(".")[0] for name in imported(file)} & set(OURS)
    assert rooms <= allowed


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_pages_and_ui_know_streamlit(file: Path) -> None:
    if room_of(file) in WITHOUT_STREAMLIT:
        assert not any(name.split(".")[0] == "streamlit" for name in imported(file))


@pytest.mark.parametrize("file", sorted((ROOT / "ui").rglob("*.py")), ids=lambda file: file.name)
def test_ui_takes_only_plain_types_from_data(file: Path) -> None:
    assert not any(name.startswith(READS) for name in imported(file))


@pytest.mark.parametrize("file", sorted((ROOT / "pages").rglob("*.py")), ids=lambda file: file.name)
def test_pages_hold_no_sql_and_are_read_in_one_sitting(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "SELECT " not in text
    assert len(text.splitlines()) <= 200


def test_plotly_express_is_nowhere() -> None:
    for file in [ROOT / "app.py", *FILES]:
        assert not any(name.startswith("plotly.express") for name in imported(file)), file


def test_files_are_named_with_nouns_of_the_field() -> None:
    vague = {"utils.py", "helpers.py", "common.py", "manager.py", "misc.py"}
    assert not [file for file in FILES if file.name in vague]


def test_pages_and_ui_draw_on_the_screen() -> None:
    """What went past `ui.screen` would be missing where a section is played again."""
    knowing = {
        str(file.relative_to(ROOT))
        for file in FILES
        if any(name.split(".")[0] == "streamlit" for name in imported(file))
    }
    assert knowing == {"ui/__init__.py", "ui/screen.py", "ui/serving.py"}


def test_every_part_that_is_drawn_alone_looks_at_the_grants() -> None:
    """What a click draws again by itself does not pass app.py, where grants are looked up."""
    parts = [
        (file, node)
        for room in ("pages", "ui")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(each).startswith("st.fragment") for each in node.decorator_list)
    ]
    assert parts
    for file, node in parts:
        assert "session.begin_anew_if_changed()" in ast.unparse(node), (file, node.name)
