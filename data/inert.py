"""Text for a spreadsheet: what it would run as a formula is only read.

A spreadsheet takes a cell for a formula by how it begins, whatever stands before in blanks.
"""

from __future__ import annotations

BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "\t", "\r")
# Options of a workbook in which every text is a text: no formula, no link.
LITERAL = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
BLANK = " \n\u00a0\u3000\ufeff\u200b"


def inert(value: object) -> object:
    """A text with an apostrophe before it where it would be run; anything else as it is."""
    if isinstance(value, str) and value.lstrip(BLANK).startswith(BEGINNINGS):
        return f"'{value}"
    return value
