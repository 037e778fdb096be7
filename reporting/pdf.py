"""The briefing as a tagged A4 file (PDF/UA-1), its Chinese font embedded."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np
import pylopdf_fonts_zh_cn
import typst

from locales import sentence
from reporting.document import Document, Interval, Table, Value
from reporting.script import script

TEMPLATE = Path(__file__).parent / "briefing.typ"
SANS, SERIF = "Noto Sans SC", "Noto Serif SC"
REGIONS = {"zh": "cn", "en": "us"}
AXIS = sentence("Value and interval,")


def write(document: Document, language: str) -> bytes:
    """The document in "zh" or "en"."""
    printed = script(document, language)
    drawn = [_drawn(table, language) for table in document.tables]
    told = asdict(printed) | {
        "lang": language,
        "region": REGIONS[language],
        "sans": SANS,
        "serif": SERIF,
        "axis": AXIS.in_language(language),
        "footer": f"{printed.title} · {printed.subtitle}",
        "definitions": [{"name": name, "text": text} for name, text in printed.definitions],
        "tables": [
            asdict(sheet) | {"drawn": figure}
            for sheet, figure in zip(printed.tables, drawn, strict=True)
        ],
    }
    return typst.compile(
        str(TEMPLATE),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the requirements, and none of the machine's: the same everywhere."""
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _drawn(table: Table, language: str) -> dict | None:
    """Value and interval of every row as shares of a common scale; None where none is drawn."""
    if table.drawn is None:
        return None
    found = [(row[table.drawn[0]], row[table.drawn[1]]) for row in table.rows]
    known = [
        (interval.low, value.x, interval.high)
        if isinstance(value, Value) and isinstance(interval, Interval)
        else (np.nan,) * 3
        for value, interval in found
    ]
    ends = np.array(known, float)
    if not np.isfinite(ends).any():
        return None
    low, high = np.nanmin(ends), np.nanmax(ends)
    shares = (ends - low) / ((high - low) or 1.0)
    rows = [
        dict(zip(("low", "value", "high"), map(float, row), strict=True))
        if np.isfinite(row).all()
        else None
        for row in shares
    ]
    (first,) = {(v.unit, v.decimals) for v, _ in found if isinstance(v, Value)}
    axis = "–".join(Value(float(x), *first).in_language(language) for x in (low, high))
    return {"rows": rows, "axis": axis}
