"""Which characters the bytes of a file mean, decided from the bytes alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from data.importing import scripts
from locales import BadInput, Sentence, sentence

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARIES = (
    (b"%PDF", sentence("a PDF document")),
    (b"\x89PNG", sentence("a picture")),
    (b"\xff\xd8\xff", sentence("a picture")),
    (b"GIF8", sentence("a picture")),
    (b"BM\x00", sentence("a picture")),
    (b"\x1f\x8b", sentence("a compressed archive")),
    (b"7z\xbc\xaf", sentence("a compressed archive")),
    (b"Rar!", sentence("a compressed archive")),
    (b"\x7fELF", sentence("a program")),
    (b"MZ\x90", sentence("a program")),
    (b"SQLite format 3", sentence("a database")),
    (b"PAR1", sentence("a Parquet file")),
    (b"$FL2", sentence("an SPSS file")),
)
HEAD = 1 << 16
# Of 65,536 bytes of Chinese text in GB18030, nine in ten characters are GB2312 level 1 or
# punctuation; Western letters that happen to pair up into valid GB18030 land among rare ones.
COMMON_SHARE = 0.7
# Hangul in EUC-KR begin with B0–C8 alone; four in ten of the frequent hanzi begin with C9–D7.
LATE_SHARE, ENOUGH_PAIRS = 0.05, 30
RUN_OF_HANZI = re.compile(rb"[\x80-\xff]{4,}")
TWO_BYTES = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
SIGNS = (",\n", "\r\n", "\t", ",", "\n")  # of tables; in Chinese UTF-16 text hardly a NUL else
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")


@dataclass(frozen=True)
class Decoded:
    """The text, the name of its encoding, why, and the bad bytes that were put right."""

    text: str
    encoding: str
    plain: bool  # the bytes are valid UTF-8 as they stand
    decisions: tuple[Sentence, ...] = ()
    repaired: int = 0


def decode(data: bytes) -> Decoded:
    """Text from bytes: mark → strict UTF-8 → UTF-16 by its NULs → GB18030 → others → Western.

    Raises BadInput for what is no text at all.
    """
    for mark, kind in BINARIES:
        if data.startswith(mark):
            raise BadInput(
                "This is {kind}, not a table, whatever its name says. Export the answers as CSV "
                "or Excel and upload that file.",
                kind=kind,
            )
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if encoding := _utf16_without_mark(data[:HEAD]):
        text = _complete(data, encoding)
        if text is not None:
            why = sentence("Every second byte is zero, so the text is UTF-16.")
            return Decoded(text, "utf-16", False, (why,))
    if len(CONTROL.findall(data[:HEAD])) > len(data[:HEAD]) / 100:
        raise BadInput(
            "This file is not text: it holds bytes that no table has. Export the answers as CSV "
            "or Excel and upload that file."
        )
    return _unmarked(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    text = _complete(data, encoding)
    if text is None and encoding == "utf-8-sig":
        return _mended(data[3:], encoding) or _western(data[3:])
    if text is None:
        raise BadInput(
            "The file says it is {encoding} but its bytes are not. Export it again as CSV in "
            "UTF-8.",
            encoding=encoding.upper(),
        )
    why = sentence("The file begins with the mark of {encoding}.", encoding=encoding.upper())
    return Decoded(text, encoding, encoding == "utf-8-sig", (why,))


def _unmarked(data: bytes) -> Decoded:
    text = _complete(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", True, (sentence("Every byte is valid UTF-8."),))
    if mended := _mended(data, "utf-8"):
        return mended
    text = _complete(data, "gb18030")
    if text is not None and _looks_chinese(data):
        why = sentence("The bytes are not UTF-8, but common Chinese characters in GB18030.")
        return Decoded(text, "gb18030", False, (why,))
    if other := scripts.recognise(data, _sample(data)):
        text, encoding = other
        why = sentence("The bytes are common letters of {encoding}.", encoding=encoding)
        return Decoded(text, encoding, False, (why,))
    return _western(data)


def _complete(data: bytes, encoding: str) -> str | None:
    """The strictly decoded text, or None; a character cut off at the very end is left out."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) / 8  # a quarter of the characters are ASCII: digits, delimiters, line ends
    if odd > enough and even < odd / 10:
        return "utf-16-le"
    if even > enough and odd < even / 10:
        return "utf-16-be"
    little = sum(head.count(sign.encode("utf-16-le")) for sign in SIGNS)
    big = sum(head.count(sign.encode("utf-16-be")) for sign in SIGNS)
    if max(little, big) * 100 > len(head) / 2 and max(little, big) > 4 * min(little, big):
        return "utf-16-le" if little > big else "utf-16-be"
    return None


def _mended(data: bytes, encoding: str) -> Decoded | None:
    """UTF-8 with a few foreign bytes: each is read as Windows-1252 instead of losing the rest."""
    if _foreign(_sample(data).decode("utf-8", "surrogateescape")) is None:
        return None  # most files in other encodings are told from their head, cheaply
    text = data.decode("utf-8", "surrogateescape")
    bad = _foreign(text)
    if bad is None:
        return None
    text = re.sub("[\udc80-\udcff]", lambda m: _western_letter(ord(m[0]) - 0xDC00), text)
    why = sentence("The text is UTF-8 except for {count} foreign bytes.", count=bad)
    return Decoded(text, encoding, False, (why,), bad)


def _foreign(text: str) -> int | None:
    """How many bytes were no UTF-8; None if they are too many beside the letters that were."""
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]", text))
    return None if bad * 20 > good else bad


def _sample(data: bytes) -> bytes:
    """The part of a file that tells its encoding: from the first byte that is not ASCII."""
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else 0
    return data[start : start + 4 * HEAD]


def _western_letter(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or bytes([byte]).decode("latin-1")


def _looks_chinese(data: bytes) -> bool:
    high = _sample(data)
    pairs = TWO_BYTES.findall(high)
    common = sum(1 for a, b in pairs if b >= 0xA1 and (0xA1 <= a <= 0xA3 or 0xB0 <= a <= 0xD7))
    share_high = common / max(len(pairs), 1)
    late = sum(1 for lead, _ in pairs if 0xC9 <= lead <= 0xD7)
    korean = len(pairs) >= ENOUGH_PAIRS and late < LATE_SHARE * len(pairs)
    return share_high >= COMMON_SHARE and not korean and bool(RUN_OF_HANZI.search(high))


def _western(data: bytes) -> Decoded:
    """Latin-1, or Windows-1252 when bytes 0x80–0x9F (curly quotes, dashes) occur."""
    windows = re.search(rb"[\x80-\x9f]", data) is not None
    text = data.decode("latin-1")
    if windows:
        text = re.sub("[\x80-\x9f]", lambda m: _western_letter(ord(m[0])), text)
    why = sentence("The bytes are neither UTF-8 nor Chinese, so they are read as Western letters.")
    return Decoded(text, "cp1252" if windows else "latin-1", False, (why,))
