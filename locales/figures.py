"""Numbers, intervals and months as each language writes them; the language is always said.

A unit is that of `data.catalogue.UNITS`, a kind that of a metric. `Written` keeps a figure apart
from the language, so that it can stand in a `Sentence`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from locales import translate

CENSUS = ("ratio", "score")
DASH = "–"


@dataclass(frozen=True)
class Written:
    """A figure that is written when the language is known: `write(language, *given)`."""

    write: Callable[..., str]
    given: tuple

    def in_language(self, language: str) -> str:
        return self.write(language, *self.given)


@cache
def locale(language: str) -> Locale:
    """Babel's rules of a language; to find them takes longer than to use them."""
    return Locale.parse({"zh": "zh_CN", "en": "en_US"}[language])


@cache
def marks(language: str) -> dict[int, str]:
    """The language's marks of thousands and decimals, for those Python writes."""
    rules = locale(language)
    return str.maketrans({",": get_group_symbol(rules), ".": get_decimal_symbol(rules)})


def number(language: str, x: float, decimals: int = 0, signed: bool = False) -> str:
    """1,234.5; an empty text for a missing number."""
    if x is None or not math.isfinite(x):
        return ""
    if round(x, decimals) == 0:
        x = 0.0
    sign = "+" if signed else ""
    return f"{x:{sign},.{decimals}f}".translate(marks(language))


def factor(unit: str) -> float:
    """By what a value is multiplied to be shown: shares stand as percent."""
    return 100.0 if unit == "share" else 1.0


def bare(language: str, x: float, unit: str, decimals: int) -> str:
    """The value without its unit."""
    return number(language, x * factor(unit), decimals)


def value(language: str, x: float, unit: str, decimals: int) -> str:
    """The value with its unit: 86.2 %, ¥ 1,200, 38.1 h."""
    text = bare(language, x, unit, decimals)
    if not text:
        return DASH
    if unit == "share":
        return translate("{number} %", language).format(number=text)
    if unit == "hours":
        return translate("{number} h", language).format(number=text)
    if unit == "yuan":
        return translate("¥{number}", language).format(number=text)
    return text


def difference(language: str, x: float, unit: str, decimals: int, signed: bool = True) -> str:
    """A signed difference, or its size; that of two shares is in percentage points."""
    text = number(language, x * factor(unit), decimals, signed)
    if not text:
        return DASH
    return translate("{number} pp", language).format(number=text) if unit == "share" else text


def interval(language: str, low: float, high: float, kind: str, unit: str, decimals: int) -> str:
    """84.1–88.0, in the unit of the value; for a full count it says so."""
    if kind in CENSUS:
        return translate("full count", language)
    if math.isnan(low) or math.isnan(high):
        return translate("no interval", language)
    low_text, high_text = (bare(language, x, unit, decimals) for x in (low, high))
    if low_text.startswith("-"):
        return translate("{low} to {high}", language).format(low=low_text, high=high_text)
    return f"{low_text}–{high_text}"


def sample(language: str, n: float, kind: str) -> str:
    """What the figure rests on: n = 1,234 answers or trials; the base of a rate or full count."""
    text = number(language, n) or DASH
    if kind in ("rate", *CENSUS):
        return translate("base {number}", language).format(number=text)
    return translate("n = {number}", language).format(number=text)


def p_value(language: str, p: float) -> str:
    if math.isnan(p):
        return DASH
    return "< 0.001" if p < 0.001 else number(language, p, 3)


@cache
def month(language: str, yyyymm: int) -> str:
    """Oct 2026, 2026年10月."""
    first_day = date(yyyymm // 100, yyyymm % 100, 1)
    form = "y年M月" if language == "zh" else "MMM y"
    return format_date(first_day, form, locale=locale(language))


def months(language: str, first: int, last: int) -> str:
    if first == last:
        return month(language, first)
    return f"{month(language, first)} – {month(language, last)}"


@cache
def day(language: str, when: date) -> str:
    """October 31, 2026; 2026年10月31日."""
    return format_date(when, "long", locale(language))
