"""Every text a person can read has its Chinese words."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from data import tables
from data.catalogue import metrics
from locales import catalogue, translate

ROOT = Path(__file__).parents[2]
FOLDERS = ("data", "locales", "pages", "reporting", "ui")
TAKES_TEXT = {"_", "sentence", "Sentence", "BadInput", "Refused", "translate"}
FILES = [ROOT / "app.py", *(f for name in FOLDERS for f in sorted((ROOT / name).rglob("*.py")))]


def literals(file: Path) -> Iterator[str]:
    """The English literals given to `_()`, `sentence()` and what is like them."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name in TAKES_TEXT and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_literal_has_a_chinese_text(file: Path) -> None:
    missing = [text for text in literals(file) if text not in catalogue()]
    assert missing == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_chinese_text_fills_the_same_places(file: Path) -> None:
    for text in literals(file):
        assert places(catalogue().get(text, text)) == places(text), text


def places(text: str) -> set[str]:
    """The {named} places of a message."""
    return {part.split("}")[0] for part in text.split("{")[1:] if "}" in part}


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda metric: metric.key)
def test_every_metric_is_named_and_defined_in_both_languages(metric) -> None:
    for names in (metric.name, metric.definition, metric.formula):
        assert names["zh"] and names["en"]


def options() -> set[str]:
    """The words that columns of the schema choose from."""
    return {
        option
        for name in tables.UPLOADABLE
        for column in tables.table(name).uploaded
        for option in column.options
    }


def test_every_option_of_the_schema_has_a_chinese_word() -> None:
    assert {option for option in options() if translate(option, "zh") == option} == set()


def test_a_text_stands_in_one_catalogue_only_and_is_used() -> None:
    written = [
        message.id
        for path in sorted((ROOT / "locales" / "zh_CN").glob("*.po"))
        for message in read_po(path.open("rb"))
        if message.id
    ]
    assert [text for text, times in Counter(written).items() if times > 1] == []
    said = {
        node.value
        for file in (*FILES, ROOT / "server.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(written) - said - options() == set()
