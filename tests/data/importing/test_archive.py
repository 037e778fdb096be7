"""Workbooks made to do harm, and names made to mislead."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.importing import archive, read
from data.importing.file_name import LONGEST_NAME, plain_name
from locales import BadInput

Change = Callable[[str, bytes], bytes]
ENTITIES = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DTD = b'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd">'


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """A workbook whose parts are changed, with further parts beside them."""
    plain = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    for row in (["供电所", "满意度"], ["城东所", 5], ["城西所", 4]):
        book.active.append(row)
    book.save(plain)

    def _workbook(change: Change = lambda _n, c: c, more: dict[str, bytes] | None = None) -> Path:
        made = tmp_path / "made.xlsx"
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, change(name, old.read(name)))
            for name, content in (more or {}).items():
                new.writestr(name, content)
        return made

    return _workbook


def declaring(part: str, declaration: bytes, encoding: str = "") -> Change:
    def _change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        begin = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        text = content[:begin] + declaration + content[begin:]
        return text.decode().encode(encoding) if encoding else text

    return _change


def test_an_honest_workbook_is_read(workbook: Callable[..., Path]) -> None:
    assert read.read(workbook()).record(1) == ["城东所", "5"]


@pytest.mark.parametrize("declaration", [ENTITIES, OUTSIDE, DTD])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_xml_that_declares_entities_is_refused(workbook, part: str, declaration: bytes) -> None:
    with pytest.raises(BadInput, match="declares XML entities"):
        read.read(workbook(declaring(part, declaration)))


def test_entities_are_found_in_utf_16_and_across_pieces(workbook, monkeypatch) -> None:
    with pytest.raises(BadInput, match="declares XML entities"):
        read.read(workbook(declaring("xl/workbook.xml", ENTITIES, "utf-16")))
    monkeypatch.setattr(archive, "PIECE", 7)
    with pytest.raises(BadInput, match="declares XML entities"):
        read.read(workbook(declaring("xl/workbook.xml", ENTITIES)))


def test_a_zip_bomb_is_refused_before_it_unpacks(workbook) -> None:
    with pytest.raises(BadInput, match="unpack to more"):
        read.read(workbook(more={"xl/media/bomb.bin": b"\0" * (64 << 20)}))


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(workbook) -> None:
    path = workbook(more={"xl/sharedStrings2.xml": b"<a>" + b"\0" * (64 << 20)})
    content = bytearray(path.read_bytes())
    said, small = struct.pack("<I", (64 << 20) + 3), struct.pack("<I", 100)
    assert content.count(said) >= 1
    path.write_bytes(content.replace(said, small))
    with pytest.raises(BadInput, match="broken"):
        read.read(path)


def test_too_many_parts_are_refused(workbook, monkeypatch) -> None:
    monkeypatch.setattr(archive, "MOST_PARTS", 30)
    with pytest.raises(BadInput, match="broken"):
        read.read(workbook(more={f"xl/{i}.bin": b"" for i in range(40)}))


@pytest.mark.parametrize(
    "name", ["../../etc/x.xml", "/etc/x.xml", "C:\\x.xml", "xl\\..\\..\\x.xml"]
)
def test_a_part_outside_of_the_archive_is_refused(workbook, name: str) -> None:
    with pytest.raises(BadInput, match="broken"):
        read.read(workbook(more={name: b"x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(workbook) -> None:
    with pytest.raises(BadInput, match="broken"):
        read.read(workbook(more={"XL/worksheets/SHEET1.xml": b"<x/>"}))


def test_too_large_a_file_and_too_many_rows_are_refused(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("供电所,满意度\n" + "城东所,5\n" * 50, encoding="utf-8")
    monkeypatch.setattr(read, "MOST_ROWS", 50)
    assert read.read(path).rows == 51  # a header does not count
    monkeypatch.setattr(read, "MOST_ROWS", 40)
    with pytest.raises(BadInput, match="has 51 rows; at most 40"):
        read.read(path)
    monkeypatch.setattr(read, "LARGEST_FILE", 100)
    with pytest.raises(BadInput, match="is larger than"):
        read.read(path)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\x.csv", "x.csv"),
        ("C:\\data\\一月.xlsx", "一月.xlsx"),
        ("a\0b\r\n\x1b[31m.csv", "ab[31m.csv"),
        ("调查\u202egpj.exe", "调查gpj.exe"),
        ("答卷 13812345678 li.ming@163.com.csv", "答卷 *** ***"),
        ("...", "file"),
        ("", "file"),
        ("320419112_按文本_2025年.xlsx", "***_按文本_2025年.xlsx"),
        ("results_20260301_1030.csv", "results_20260301_1030.csv"),
    ],
)
def test_a_name_is_a_name_and_never_a_path(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_very_long_name_keeps_its_ending() -> None:
    plain = plain_name("长" * 5000 + ".xlsx")
    assert len(plain) == LONGEST_NAME and plain.endswith("长.xlsx")


@pytest.mark.parametrize("name", ["../../w.csv", "x\0y.csv", "z\u202evsc.exe", "n" * 3000 + ".csv"])
def test_an_upload_is_known_by_its_plain_name_and_lies_nowhere_else(tmp_path, name: str) -> None:
    path = tmp_path / "inside" / "upload"
    path.parent.mkdir()
    path.write_text("供电所,满意度\n城东所,5\n", encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    assert read.read(path, name).file_name == plain_name(name)
    assert set(tmp_path.rglob("*")) == before
