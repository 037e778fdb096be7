"""Numbers as the reader's language writes them, each in the unit of its metric."""

from __future__ import annotations

from datetime import date

from data.catalogue import Metric
from locales import figures
from ui.words import language

DASH = figures.DASH
PER_KIND = {"mean": ("score", 2), "nps": ("points", 1), "proportion": ("share", 1)}
Quantity = Metric | str  # a metric, or the kind of a survey question


def number(x: float, decimals: int = 0, signed: bool = False) -> str:
    """1,234.5; an empty text for a missing number."""
    return figures.number(language(), x, decimals, signed)


def unit_of(quantity: Quantity) -> tuple[str, int]:
    """Unit and decimals of a metric, or of a survey question given by its kind."""
    if isinstance(quantity, Metric):
        return quantity.unit, quantity.decimals
    return PER_KIND[quantity]


def kind_of(quantity: Quantity) -> str:
    return quantity.kind if isinstance(quantity, Metric) else quantity


def factor(quantity: Quantity) -> float:
    """By what a value is multiplied to be shown: shares stand as percent."""
    return figures.factor(unit_of(quantity)[0])


def bare(x: float, quantity: Quantity) -> str:
    """The value without its unit."""
    return figures.bare(language(), x, *unit_of(quantity))


def value(x: float, quantity: Quantity) -> str:
    """The value with its unit: 86.2 %, ¥ 1,200, 38.1 h."""
    return figures.value(language(), x, *unit_of(quantity))


def difference(x: float, quantity: Quantity) -> str:
    """A signed difference; that of two shares is in percentage points."""
    return figures.difference(language(), x, *unit_of(quantity))


def interval(low: float, high: float, quantity: Quantity) -> str:
    """84.1–88.0, in the unit of the value; for a full count it says so."""
    return figures.interval(language(), low, high, kind_of(quantity), *unit_of(quantity))


def sample(n: float, quantity: Quantity) -> str:
    """What the figure rests on: n = 1,234 answers or trials; the base of a rate or full count."""
    return figures.sample(language(), n, kind_of(quantity))


def p_value(p: float) -> str:
    return figures.p_value(language(), p)


def month(yyyymm: int) -> str:
    """Oct 2026, 2026年10月."""
    return figures.month(language(), yyyymm)


def day(when: date) -> str:
    """October 31, 2026; 2026年10月31日."""
    return figures.day(language(), when)


def months(first: int, last: int) -> str:
    return figures.months(language(), first, last)


def address_month(yyyymm: int) -> str:
    """2026-10, as the address writes a month."""
    return f"{yyyymm // 100:04d}-{yyyymm % 100:02d}"
