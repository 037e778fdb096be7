"""One cell of an uploaded table in the type of its column.

Every function raises ValueError with the sentence that says what is wrong.
"""

from __future__ import annotations

import math
import re

import pandas as pd

from data.branches import normalise
from data.tables import Column
from locales import sentence, translate

YES = {"是", "有", "yes", "y", "true", "1", "到", "已到"}
NO = {"否", "无", "no", "n", "false", "0", "未到"}

LARGEST = {"INTEGER": 2**31 - 1, "BIGINT": 10**15, "DOUBLE": 10**15}  # a float is exact so far


def meaning(column: Column, value: str) -> object:
    """One cell in the column's type. Raises ValueError with the sentence that says why not."""
    if column.options:
        names = {normalise(n): o for o in column.options for n in (o, translate(o, "zh"))}
        if normalise(value) not in names:
            allowed = ", ".join(f"{translate(o, 'zh')} {o}" for o in column.options)
            raise ValueError(sentence("use one of: {allowed}", allowed=allowed))
        return names[normalise(value)]
    if "YYYYMM" in column.en:
        return month(value)
    if column.type == "BOOLEAN":
        return boolean(value)
    if column.type == "DATE":
        return _date(value)
    if column.type in ("INTEGER", "BIGINT", "DOUBLE"):
        return _number(value, LARGEST[column.type], whole=column.type != "DOUBLE")
    return value


def _date(value: str) -> pd.Timestamp:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d %H:%M:%S"):
        parsed = pd.to_datetime(value, format=form, errors="coerce")
        if not pd.isna(parsed):
            return parsed
    raise ValueError(sentence("this is not a date; write it as 2026-01-31"))


def _number(value: str, largest: float, whole: bool) -> float:
    if value.endswith(("%", "％")):
        raise ValueError(
            sentence("a percentage stands where a number belongs; give the figure itself")
        )
    try:
        number = float(value.replace(",", "").replace("，", ""))
    except ValueError:
        raise ValueError(sentence("this is not a number")) from None
    if not math.isfinite(number):
        raise ValueError(sentence("this is not a number"))
    if abs(number) > largest:
        raise ValueError(sentence("this number is too large"))
    if whole and number != int(number):
        raise ValueError(sentence("a whole number is wanted"))
    return number


def month(value: str) -> int:
    """YYYYMM from 202601, 2026-01, 2026/1, 2026.1, 2026年1月 or a date in that month."""
    found = re.fullmatch(r"(\d{4})\D?(\d{1,2})(?:月|[-/.]\d{1,2}日?)?(?: 00:00:00)?", value)
    if found and 1 <= int(found[2]) <= 12 and 1900 <= int(found[1]) <= 2999:
        return int(found[1]) * 100 + int(found[2])
    raise ValueError(sentence("this is not a month; write it as 2026-01"))


def boolean(value: str) -> bool:
    """True or false from 是/否, yes/no, true/false, 1/0."""
    word = value.casefold()
    if word in YES or word in NO:
        return word in YES
    raise ValueError(sentence("use 是 or 否, yes or no, 1 or 0"))
