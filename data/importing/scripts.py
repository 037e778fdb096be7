"""Encodings of scripts beside GB18030 and Western letters, told by how common their letters are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

WORD = re.compile(rb"[\x80-\xff]{3,}")  # Western letters with accents stand alone
IN_WORDS = 0.8  # share of the high bytes that stand in words
ENOUGH = 0.7  # share of the letters beyond ASCII that must be common ones of the script
KANA = 0.2  # Japanese mixes its own letters with Chinese characters


@dataclass(frozen=True)
class Script:
    """`common` gives the share of common letters; at `least` so many make the script certain."""

    encoding: str
    least: float
    common: Callable[[str], float]
    single: bool = False  # one byte a letter


def _share(letters: str, first: str, last: str) -> float:
    return sum(first <= letter <= last for letter in letters) / len(letters)


def _frequent_in_big5(letters: str) -> float:
    """The share of level 1 of Big5: frequent characters and punctuation."""
    codes = letters.encode("big5", "replace")
    leads = codes[0::2]
    return sum(0xA1 <= lead <= 0xC6 for lead in leads) / max(len(leads), 1)


def _small_cyrillic(letters: str) -> float:
    """Text is mostly small letters; in the wrong Cyrillic encoding they come out as capitals."""
    return _share(letters, "а", "я")


SCRIPTS = (
    Script("euc_kr", ENOUGH, lambda letters: _share(letters, "\uac00", "\ud7a3")),
    Script("shift_jis", KANA, lambda letters: _share(letters, "\u3041", "\u30ff")),
    Script("big5", ENOUGH, _frequent_in_big5),
    Script("windows-1251", ENOUGH, _small_cyrillic, single=True),
    Script("koi8-r", ENOUGH, _small_cyrillic, single=True),
)


def recognise(data: bytes, sample: bytes) -> tuple[str, str] | None:
    """The text and its encoding, or None where the letters are none of these."""
    beyond = len(re.findall(rb"[\x80-\xff]", sample))
    in_words = sum(map(len, WORD.findall(sample))) / max(beyond, 1)
    for script in SCRIPTS:
        if script.single and in_words < IN_WORDS:
            continue
        try:
            text = codecs.getincrementaldecoder(script.encoding)("strict").decode(data)
        except UnicodeDecodeError:
            continue
        letters = re.sub(r"[\x00-\xff]", "", text[: 1 << 16])
        if letters and script.common(letters) >= script.least:
            return text, script.encoding
    return None
