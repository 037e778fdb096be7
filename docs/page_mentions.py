"""What each page names, read off its source: metrics in quotes, tables that its queries read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data import cells, tables

ROOT = Path(__file__).parents[1]
# Queries that any page asks, whatever it shows.
ANY_FIGURE = ("figures", "organisation", "bookkeeping")


@dataclass(frozen=True)
class Mentioned:
    """What a page names: words in quotes, and tables that its queries read."""

    words: frozenset[str]
    tables: frozenset[str]


@cache
def pages() -> Mapping[str, Mentioned]:
    """Every page that `app.py` registers, with what it names."""
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    named = [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "_page"
        and isinstance(node.args[0], ast.Constant)
    ]
    return {name: _mentioned(name) for name in dict.fromkeys(named)}


def _mentioned(page: str) -> Mentioned:
    """What a page names, with the sections and the shared figures that it is made of."""
    words: set[str] = set()
    read: set[str] = set()
    waiting, seen = [f"pages.{page}"], set()
    while waiting:
        module = waiting.pop()
        path = ROOT / (module.replace(".", "/") + ".py")
        if module in seen or not path.is_file():
            continue
        seen.add(module)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words |= _constants(tree)
        for subject, function in _asked(tree):
            if subject not in ANY_FIGURE:
                read |= _read(subject, function)
        followed = ("pages.", "ui.") if module.startswith("pages.") else ()
        waiting += [name for name in _imported(tree) if name.startswith(followed)]
    return Mentioned(frozenset(words), frozenset(read))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _asked(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Subject and name of each `queries.<subject>.<function>`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            subject = node.value
            if isinstance(subject.value, ast.Name) and subject.value.id == "queries":
                yield subject.attr, node.attr


@cache
def _read(subject: str, function: str) -> frozenset[str]:
    """The tables that a query reads, itself or through what it is put together from."""
    path = ROOT / "data" / "queries" / f"{subject}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {
        name: node
        for node in tree.body
        for name in ([node.name] if isinstance(node, ast.FunctionDef) else _assigned(node))
    }
    words: set[str] = set()
    waiting, seen = [function], set()
    while waiting:
        name = waiting.pop()
        if name in parts and name not in seen:
            seen.add(name)
            words |= _constants(parts[name])
            waiting += [n.id for n in ast.walk(parts[name]) if isinstance(n, ast.Name)]
    named = {name for text in words for name in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", text)}
    behind = tables.views()
    return frozenset().union(
        *(cells.sources(behind[name]) if name in behind else {name} for name in named)
    ) & set(tables.described())


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _constants(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
