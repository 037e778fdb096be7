"""The zip archive of a workbook, looked through before a reader opens it.

A reader trusts what an archive says of itself. So each part is unpacked here first, in pieces: it
must be as large as it says, the whole within bounds, and XML that declares entities is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from locales import BadInput

WORKBOOK_PARTS = re.compile(r"^(xl/workbook\.(xml|bin)|content\.xml)$", re.IGNORECASE)
SHEET_PART = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
XML_PART = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
MANIFEST = "META-INF/manifest.xml"  # of old .ods files; names its DTD, and no reader follows it
OUTSIDE = re.compile(r"^[\\/]|^[A-Za-z]:|(^|[\\/])\.\.([\\/]|$)|\0")
DECLARATION = re.compile(rb"<!ENTITY|<!DOCTYPE", re.IGNORECASE)
MOST_PARTS = 10_000
HARMLESS = 20 << 20  # bytes that may be unpacked whatever their ratio
HIGHEST_RATIO = 100
LARGEST = 1 << 30
PIECE = 1 << 20


def sheets_of(data: bytes) -> Iterator[bytes]:
    """The XML of each sheet of a workbook, once its archive is proven harmless.

    Raises BadInput for an archive that is broken, too large, no workbook, or made to do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_contents(archive, len(data))
            for part in archive.infolist():
                _check_part(archive, part)
            names = archive.namelist()
            yield from (archive.read(name) for name in names if SHEET_PART.match(name))
    except BadInput:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError):
        raise broken() from None


def _check_contents(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST or unpacked > max(HARMLESS, HIGHEST_RATIO * packed):
        raise too_large()
    if len(parts) > MOST_PARTS or len({name.casefold() for name in names}) < len(names):
        raise broken()
    if any(OUTSIDE.search(part.orig_filename) for part in parts):
        raise broken()
    if not any(WORKBOOK_PARTS.match(name) for name in names):
        raise BadInput(
            "This is a zip archive, not a table. Unpack it and upload the file inside "
            "that holds the answers."
        )


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack one part: its length and checksum must be those it names."""
    xml = XML_PART.search(part.filename) and part.filename != MANIFEST
    unpacked, before = 0, b""
    with archive.open(part) as opened:
        while piece := opened.read(PIECE):
            unpacked += len(piece)
            if xml:
                text = before + piece.replace(b"\0", b"")  # UTF-16 holds the same letters
                if DECLARATION.search(text):
                    raise BadInput(
                        "The workbook declares XML entities, which no spreadsheet program writes. "
                        "Open it in Excel, save it as .xlsx, and upload it again."
                    )
                before = text[-16:]
    if unpacked != part.file_size:
        raise broken()


def broken() -> BadInput:
    return BadInput(
        "The workbook is broken: it cannot be opened. Open it in Excel, save it as .xlsx, "
        "and upload it again."
    )


def too_large() -> BadInput:
    return BadInput(
        "The workbook would unpack to more than can be read. Save the sheet with the answers as "
        "CSV in UTF-8 and upload that file."
    )
