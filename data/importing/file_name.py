"""The name of an uploaded file as it is shown and stored: a name, never a path."""

from __future__ import annotations

import re
import unicodedata

from data.masking import masked

LONGEST_NAME = 120
NAMELESS = "file"


def plain_name(name: str) -> str:
    """The last part of a path, masked, of at most 120 characters.

    Marks that are not seen or turn the letters behind them are left out: with them, `gpj.exe` reads
    as `exe.jpg`.
    """
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(mark for mark in last if unicodedata.category(mark)[0] != "C")
    plain = masked(" ".join(seen.split())).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) < 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if stem else NAMELESS
    return plain[:LONGEST_NAME] or NAMELESS
