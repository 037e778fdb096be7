"""The rules of the schema as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.tables import Column, Table
from locales import Sentence, both

SIGNS = (
    (r"length\(trim\((.*?)\)\) > 0", r"\1 ≠ ''"),
    (r"\((.*?) BETWEEN (.*?) AND (.*?)\)", r"\2 ≤ \1 ≤ \3"),
    (r">=", "≥"),
    (r"<=", "≤"),
    (r"!=|<>", "≠"),
    (r" % ", " mod "),
    (r" IN ", " ∈ "),
    (r"\s+AND\s+", " · "),
)


def columns_of(check: str, table: Table) -> list[Column]:
    """The columns that a CHECK speaks of."""
    words = set(re.findall(r"\w+", check))
    return [column for column in table.uploaded if column.name in words]


def in_words(check: str, columns: Sequence[Column]) -> Sentence:
    """A CHECK with the columns' labels and the signs of arithmetic."""
    return both(_text(check, columns, "en"), _text(check, columns, "zh"))


def _text(check: str, columns: Sequence[Column], language: str) -> str:
    text = check.replace('"', "")
    for pattern, sign in SIGNS:
        text = re.sub(pattern, sign, text)
    for column in columns:
        text = re.sub(rf"\b{column.name}\b", column.label(language), text)
    while text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return text
