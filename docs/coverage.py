"""Which tables, metrics and pages answer each concept of the source paper, read off the code.

`python -m docs.coverage` writes `docs/coverage.md`.

A metric names its concept, and its SQL the tables it reads. A page answers a concept if it (or what
it is made of) names one of its metrics, or asks a query for rows of a table that belongs to this
concept alone. Pages that show any metric whatever are not counted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data import cells
from data.catalogue import metrics
from docs.page_mentions import ROOT, pages

DOCUMENT = ROOT / "docs" / "coverage.md"
SHOW_ANYTHING = ("overview", "compare", "definitions", "report", "upload")
EVERYWHERE = {"branch"}  # read by figures per head and per customer, whatever their concept
HEAD = """# Coverage

Which tables, metrics and pages answer each of the 48 concepts of the source paper. Written by
`python -m docs.coverage`; a test fails where a concept has none, or where this file is old.

A metric names its concept, and its SQL the tables it reads. A page is listed if it names one of the
metrics, or asks for rows of a table that no other concept has. `data/concepts.toml` names what
answers a concept besides. The pages {anything} show any metric and
are not listed; nor is `branch` among the tables, which most figures read.

| № | concept | tables | metrics | pages |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Covered:
    """One concept and what answers it; pages in the order of the navigation."""

    number: int
    zh: str
    en: str
    tables: tuple[str, ...]
    metrics: tuple[str, ...]
    pages: tuple[str, ...]


def coverage() -> list[Covered]:
    """The concepts in their order."""
    with (ROOT / "data" / "concepts.toml").open("rb") as file:
        concepts = {int(number): entry for number, entry in tomllib.load(file).items()}
    answered = {number: _metrics(number, entry) for number, entry in concepts.items()}
    read = {number: _tables(entry, answered[number]) for number, entry in concepts.items()}
    return [
        Covered(
            number,
            entry["zh"],
            entry["en"],
            tuple(sorted(read[number])),
            tuple(sorted(answered[number])),
            tuple(_pages(entry, answered[number], read[number] - _others(read, number))),
        )
        for number, entry in sorted(concepts.items())
    ]


def document() -> str:
    """The text of `docs/coverage.md`."""
    anything = ", ".join(f"`{name}`" for name in SHOW_ANYTHING if name in pages())
    rows = "".join(
        f"| {c.number} | {c.zh}<br>{c.en} | {_coded(c.tables)} | {_coded(c.metrics)} |"
        f" {_coded(c.pages)} |\n"
        for c in coverage()
    )
    return HEAD.format(anything=anything) + rows


def _metrics(number: int, entry: Mapping[str, Sequence[str]]) -> set[str]:
    own = {metric.key for metric in metrics().values() if metric.concept == number}
    return own | set(entry.get("metrics", ()))


def _tables(entry: Mapping[str, Sequence[str]], keys: set[str]) -> set[str]:
    read = set().union(*(cells.sources(metrics()[key].sql) for key in keys))
    return (read | set(entry.get("tables", ()))) - EVERYWHERE


def _others(read: Mapping[int, set[str]], number: int) -> set[str]:
    return set().union(*(names for other, names in read.items() if other != number))


def _pages(entry: Mapping[str, Sequence[str]], keys: set[str], own: set[str]) -> Iterator[str]:
    for name, named in pages().items():
        found = bool(named.words & keys or named.tables & own) or name in entry.get("pages", ())
        if found and name not in SHOW_ANYTHING:
            yield name


def _coded(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
