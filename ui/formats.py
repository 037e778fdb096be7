"""Numbers as the reader's language writes them, each in the unit of its metric."""

from __future__ import annotations

import math
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from data.catalogue import Metric
from ui.words import _, language

CENSUS = ("ratio", "score")
DASH = "–"
PER_KIND = {"mean": ("score", 2), "nps": ("points", 1), "proportion": ("share", 1)}
Quantity = Metric | str  # a metric, or the kind of a survey question


@cache
def locale(language: str) -> Locale:
    """Babel's rules of a language; to find them takes longer than to use them."""
    return Locale.parse({"zh": "zh_CN", "en": "en_US"}[language])


@cache
def marks(language: str) -> dict[int, str]:
    """The language's marks of thousands and decimals, for those Python writes."""
    rules = locale(language)
    return str.maketrans({",": get_group_symbol(rules), ".": get_decimal_symbol(rules)})


def number(x: float, decimals: int = 0, signed: bool = False) -> str:
    """1,234.5; an empty text for a missing number."""
    if x is None or not math.isfinite(x):
        return ""
    if round(x, decimals) == 0:
        x = 0.0
    sign = "+" if signed else ""
    return f"{x:{sign},.{decimals}f}".translate(marks(language()))


def unit_of(quantity: Quantity) -> tuple[str, int]:
    """Unit and decimals of a metric, or of a survey question given by its kind."""
    if isinstance(quantity, Metric):
        return quantity.unit, quantity.decimals
    return PER_KIND[quantity]


def factor(quantity: Quantity) -> float:
    """By what a value is multiplied to be shown: shares stand as percent."""
    return 100.0 if unit_of(quantity)[0] == "share" else 1.0


def bare(x: float, quantity: Quantity) -> str:
    """The value without its unit."""
    return number(x * factor(quantity), unit_of(quantity)[1])


def value(x: float, quantity: Quantity) -> str:
    """The value with its unit: 86.2 %, ¥ 1,200, 38.1 h."""
    text = bare(x, quantity)
    if not text:
        return DASH
    unit = unit_of(quantity)[0]
    if unit == "share":
        return _("{number} %", number=text)
    if unit == "hours":
        return _("{number} h", number=text)
    if unit == "yuan":
        return _("¥{number}", number=text)
    return text


def difference(x: float, quantity: Quantity) -> str:
    """A signed difference; that of two shares is in percentage points."""
    unit, decimals = unit_of(quantity)
    text = number(x * factor(quantity), decimals, signed=True)
    if not text:
        return DASH
    return _("{number} pp", number=text) if unit == "share" else text


def interval(low: float, high: float, quantity: Quantity) -> str:
    """84.1–88.0, in the unit of the value; for a full count it says so."""
    kind = quantity.kind if isinstance(quantity, Metric) else quantity
    if kind in CENSUS:
        return _("full count")
    if math.isnan(low) or math.isnan(high):
        return _("no interval")
    low_text, high_text = bare(low, quantity), bare(high, quantity)
    if low_text.startswith("-"):
        return _("{low} to {high}", low=low_text, high=high_text)
    return f"{low_text}–{high_text}"


def sample(n: float, quantity: Quantity) -> str:
    """What the figure rests on: n = 1,234 answers or trials; the base of a rate or full count."""
    kind = quantity.kind if isinstance(quantity, Metric) else quantity
    text = number(n) or DASH
    if kind in ("rate", *CENSUS):
        return _("base {number}", number=text)
    return _("n = {number}", number=text)


def p_value(p: float) -> str:
    if math.isnan(p):
        return DASH
    return "< 0.001" if p < 0.001 else number(p, 3)


def month(yyyymm: int) -> str:
    """Oct 2026, 2026年10月."""
    return _month(yyyymm, language())


@cache
def _month(yyyymm: int, language: str) -> str:
    day = date(yyyymm // 100, yyyymm % 100, 1)
    form = "y年M月" if language == "zh" else "MMM y"
    return format_date(day, form, locale=locale(language))


def months(first: int, last: int) -> str:
    return month(first) if first == last else f"{month(first)} – {month(last)}"


def address_month(yyyymm: int) -> str:
    """2026-10, as the address writes a month."""
    return f"{yyyymm // 100:04d}-{yyyymm % 100:02d}"
