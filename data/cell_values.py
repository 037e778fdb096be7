"""One cell of an uploaded table in the type of its column.

Every function raises ValueError with the sentence that says what is wrong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import pandas as pd

from data.branches import normalise
from data.tables import Column
from locales import Sentence, both, sentence, translate

YES = {"是", "有", "yes", "y", "true", "1", "到", "已到"}
NO = {"否", "无", "no", "n", "false", "0", "未到"}

LARGEST = {"INTEGER": 2**31 - 1, "BIGINT": 10**15, "DOUBLE": 10**15}  # a float is exact so far


def meaning(column: Column, value: str) -> object:
    """One cell in the column's type. Raises ValueError with the sentence that says why not."""
    if column.options:
        return one_of({o: both(o, translate(o, "zh")) for o in column.options}, value)
    if "YYYYMM" in column.en:
        return month(value)
    if column.type == "BOOLEAN":
        return boolean(value)
    if column.type == "DATE":
        return _date(value)
    if column.type in ("INTEGER", "BIGINT", "DOUBLE"):
        return _number(column, value)
    return value


def one_of(words: Mapping[str, Sentence], value: str) -> str:
    """The value that is meant, written as itself or by its name in either language."""
    names = {
        normalise(name): word
        for word, said in words.items()
        for name in (word, said.in_language("zh"), said.in_language("en"))
    }
    if normalise(value) not in names:
        allowed = ", ".join(f"{said.in_language('zh')} {word}" for word, said in words.items())
        raise ValueError(sentence("use one of: {allowed}", allowed=allowed))
    return names[normalise(value)]


def is_share(column: Column) -> bool:
    """Whether the label of a column says that shares stand in it as figures from 0 to 1."""
    return "0–1" in column.en


def as_share(percent: float) -> Sentence:
    """What to write for a percentage where a share belongs."""
    return sentence(
        "write {percent} % as {share}", percent=f"{percent:g}", share=f"{percent / 100:g}"
    )


def _date(value: str) -> pd.Timestamp:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d %H:%M:%S"):
        parsed = pd.to_datetime(value, format=form, errors="coerce")
        if not pd.isna(parsed):
            return parsed
    raise ValueError(sentence("this is not a date; write it as 2026-01-31"))


def _number(column: Column, value: str) -> float:
    whole = column.type != "DOUBLE"
    number = _figure(value.rstrip("%％"))
    if value.endswith(("%", "％")):
        raise ValueError(_percentage(column, number))
    if abs(number) > LARGEST[column.type]:
        raise ValueError(sentence("this number is too large"))
    if whole and number != int(number):
        if 0 < number < 1:
            raise ValueError(sentence("a share stands where a count belongs; give the count"))
        raise ValueError(sentence("a whole number is wanted"))
    return number


def _figure(value: str) -> float:
    try:
        number = float(value.replace(",", "").replace("，", ""))
    except ValueError:
        raise ValueError(sentence("this is not a number")) from None
    if not math.isfinite(number):
        raise ValueError(sentence("this is not a number"))
    return number


def _percentage(column: Column, number: float) -> Sentence:
    if is_share(column):
        return as_share(number)
    if column.type != "DOUBLE":
        return sentence("a percentage stands where a count belongs; give the count")
    return sentence("a percentage stands where a number belongs; give the figure itself")


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
