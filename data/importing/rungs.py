"""Ladders made of the wordings of seven rungs, whatever the language."""

from __future__ import annotations

from collections.abc import Sequence


def graded(*rungs: str) -> list[str]:
    """The ladders that questionnaires make of seven rungs, shorter ones first."""
    lowest, low, rather_low, middle, rather_high, high, highest = rungs
    rather_lows, rather_highs = f"{low}|{rather_low}", f"{high}|{rather_high}"
    ends = (f"{lowest}|{low}", f"{highest}|{high}")
    return [
        f"{low} / {middle} / {high}",
        f"{lowest} / {rather_lows} / {rather_highs} / {highest}",
        f"{ends[0]} / {rather_low} / {rather_high} / {ends[1]}",
        f"{lowest} / {rather_lows} / {middle} / {rather_highs} / {highest}",
        f"{ends[0]} / {rather_low} / {middle} / {rather_high} / {ends[1]}",
        " / ".join(rungs),
    ]


def inflected(rungs: Sequence[str], written: str, *others: str) -> list[str]:
    """Rungs written with one form of an adjective, beside those with its other forms."""
    forms = [rungs, *([rung.replace(written, other) for rung in rungs] for other in others)]
    return graded(*("|".join(wordings) for wordings in zip(*forms, strict=True)))
