"""Bytes become a table of text, whatever tool wrote them; what is no table is refused."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing import delimited
from data.importing.read import read
from locales import BadInput

CHINESE = "供电所,总体满意度,意见\n城东供电所,非常满意,抢修很快\n城西供电所,一般,等候时间长\n"
WESTERN = "empresa,satisfação\nSão Luís,4\nÁguas,5\n"


def rows(table):
    return [table.record(i) for i in range(table.rows)]


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE + "城南㐀所,满意,𠮷\n", "gb18030", "gb18030"),  # four-byte characters
        (CHINESE, "utf-16", "utf-16"),
        (WESTERN * 9, "utf-16-le", "utf-16"),
        (WESTERN * 9, "utf-16-be", "utf-16"),
        (WESTERN, "latin-1", "latin-1"),
        ("name,note\nA,a–b “quoted”\nB,c\n", "cp1252", "cp1252"),
        ("Straße,Größe\nMünchen,4\nKöln,5\n", "latin-1", "latin-1"),
        ("AVALIAÇÃO,SATISFAÇÃO\nÓtimo,5\n", "latin-1", "latin-1"),
    ],
)
def test_every_encoding_reads_as_the_same_text(table, text, written, found):
    result = table(text, encoding=written)
    assert result.encoding == found
    assert rows(result) == list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(table, delimiter, line_end):
    lines = ["a,b,c", "1,x y,3", '2,"p\nq",4']
    text = line_end.join(lines).replace(",", delimiter) + line_end
    result = table(text)
    assert result.delimiter == delimiter
    assert rows(result) == [["a", "b", "c"], ["1", "x y", "3"], ["2", "p\nq", "4"]]
    assert result.cut_rows == ()


def test_a_decimal_comma_does_not_beat_the_semicolon(table):
    assert table("a;b;c\n1,5;2,5;3,5\n2,0;1,5;2,5\n").delimiter == ";"


def test_the_line_sep_names_the_delimiter(table):
    assert table("sep=;\na;b\n1;2\n").delimiter == ";"


def test_rows_keep_their_spreadsheet_numbers_across_blank_lines_and_long_cells(table):
    result = table('a,b\n\n"x\ny",2\n\n3,4\n')
    assert rows(result) == [["a", "b"], ["", ""], ["x\ny", "2"], ["", ""], ["3", "4"]]


def test_a_blank_last_line_is_no_record(table):
    assert table('"a","b"\r\n"1","2"\r\n\r\n').rows == 2


def test_empty_cells_are_null(table):
    assert table('a,b\n1,""\n,2\n').cells.to_pydict() == {
        "c0": ["a", "1", None],
        "c1": ["b", None, "2"],
    }


def test_a_short_row_is_a_cut_row(table):
    result = table("a,b,c\n1,2,3\n4,5\n")
    assert result.cut_rows == (3,)
    assert [(p.row, str(p.reason)) for p in result.problems] == [
        (3, "The row ends after 2 of 3 cells.")
    ]


def test_an_unclosed_quote_is_a_cut_row(table):
    result = table('a,b\n1,x\n2,"open\n3,y\n4,z\n')
    assert result.cut_rows == (3,)
    assert "swallows the 2 lines" in str(result.problems[0].reason)


def test_a_row_that_is_too_long_is_reported(table):
    result = table("a,b\n1,2,\n3,4,extra\n5,6\n")
    assert (result.width, result.cut_rows) == (2, ())
    assert [(p.row, p.value) for p in result.problems] == [(3, "extra")]


def test_a_tool_that_leaves_out_empty_cells_at_the_end_cuts_no_rows(table):
    assert table("a,b,c\n" + "1,2\n1,2,3\n" * 10).cut_rows == ()


def test_a_file_cut_inside_a_character_still_opens(table):
    assert table(CHINESE.encode()[:-5]).encoding == "utf-8"
    assert table(CHINESE.encode("gb18030")[:-2]).encoding == "gb18030"


def test_one_foreign_byte_does_not_spoil_a_utf_8_file(table):
    result = table(CHINESE.encode() * 3 + b"caf\xe9,1,2\n")
    assert result.encoding == "utf-8"
    assert result.record(result.rows - 1)[0] == "café"
    assert "1 bytes" in str(result.problems[0].reason)


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n",; '),
    max_size=8,
).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_fast_and_the_tolerant_reader_agree_on_clean_files(tmp_path_factory, records):
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(records)
    path = tmp_path_factory.mktemp("csv") / "clean.csv"
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    quick = delimited.fast(path, ",", 3)
    careful = delimited.tolerant(buffer.getvalue(), ",")
    assert quick is not None
    assert quick.cells.to_pylist() == careful.cells.to_pylist()
    assert (quick.width, quick.short, quick.overflow) == (careful.width, {}, {})


def test_a_large_clean_file_goes_through_the_fast_reader(table, monkeypatch):
    text = "供电所,满意度\n" + "城东供电所,5\n" * 100_000
    careful = delimited.tolerant(text, ",")
    monkeypatch.setattr(delimited, "tolerant", None)
    quick = table(text, name="quick.csv")
    again = table(text, encoding="gb18030", name="again.csv")
    assert quick.rows == 100_001
    assert quick.cells == careful.cells == again.cells


def test_a_large_untidy_file_keeps_its_rows(table):
    result = table("a,b\n" + "1,2\n" * 300_000 + "\n3\n4,5\n")
    assert result.cut_rows == (300_003,)
    assert result.record(300_003) == ["4", "5"]


# --- workbooks ------------------------------------------------------------------------------------


def workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, records in sheets.items():
        sheet = book.create_sheet(name)
        for record in records:
            sheet.append(record)
    book.save(path)
    return path


def test_a_workbook_reads_as_people_see_it(tmp_path):
    day = datetime.datetime(2025, 3, 1, 9, 30)
    path = workbook(
        tmp_path / "a.csv", {"S": [["供电所", "分", "时间"], ["城东", 4.0, day], ["城西", 4.5]]}
    )
    result = read(path)
    assert (result.encoding, result.delimiter, result.sheet) == (None, None, "S")
    assert rows(result) == [
        ["供电所", "分", "时间"],
        ["城东", "4", "2025-03-01 09:30:00"],
        ["城西", "4.5", ""],
    ]


def test_the_sheet_with_the_responses_is_read(tmp_path):
    sheets = {
        "Summary": [["n", 3], ["mean", 4.2]],
        "空": [],
        "Answers": [["branch", "score", "date"], *[["A", 4, "2025-01-01"]] * 9],
    }
    result = read(workbook(tmp_path / "a.xlsx", sheets))
    assert result.sheet == "Answers"
    assert "most answers" in str(result.decisions[0])
    assert read(tmp_path / "a.xlsx", sheet="Summary").rows == 2
    with pytest.raises(BadInput, match="no sheet “X”; it has Summary, 空, Answers"):
        read(tmp_path / "a.xlsx", sheet="X")


def test_a_wrong_dimension_and_ghost_rows_do_no_harm(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    for i, record in enumerate([["a", "b"], [1, 2], [3, 4]]):
        sheet.write_row(i, 0, record)
    sheet.write_blank(40, 9, None, book.add_format({"bold": True}))
    book.close()
    damaged = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b'<dimension ref="A1:J41"/>', b'<dimension ref="A1"/>')
                assert b'ref="A1"/>' in data
            new.writestr(name, data)
    assert rows(read(damaged)) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_legacy_workbook(real):
    result = read(real("wjx_800_text.xls"))
    assert (result.rows, result.width, result.sheet) == (801, 14, "Sheet1")
    assert result.record(1)[11] == "运动┋影视┋购物"


# --- refusals -------------------------------------------------------------------------------------


def archive(names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, b"broken")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (bytes(range(256)) * 40, "not text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        (archive(["photo.jpg"]), "a zip archive, not a table"),
        (archive(["xl/workbook.xml"]), "broken"),
        (archive(["xl/workbook.xml"])[:40], "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a,b\n1,2\n3," + "x" * 2_000_000 + "\n", "Row 3, column 2 holds 2000000 characters"),
        ('a,b\n1,2\n"' + "x" * 200_000 + '",4\n', "Row 3, column 1 holds 200000 characters"),
    ],
    ids=range(13),  # not the bytes: an archive tells the time
)
def test_what_is_no_table_is_refused_in_one_sentence(survey_file, content, sentence):
    with pytest.raises(BadInput, match=sentence) as refusal:
        read(survey_file(content))
    assert refusal.value.sentence.in_language("zh") != str(refusal.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_a_hundred_thousand_columns_are_refused(table):
    with pytest.raises(BadInput, match="has 100000 columns; at most 2000"):
        table("q," * 99_999 + "q\n" + "5," * 99_999 + "5\n")


def test_a_sheet_with_the_same_header_is_not_passed_over_silently(tmp_path):
    rows_of = {"2024": 3, "2025": 5}
    sheets = {
        name: [["branch", "date", "rating"], *[["A", f"{name}-01-01", 4]] * n]
        for name, n in rows_of.items()
    }
    result = read(workbook(tmp_path / "a.xlsx", sheets))
    assert result.sheet == "2025"
    assert "“2024” has the same header and was not read" in str(result.problems[0].reason)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (b'<c r="XFD1048576"><v>1</v></c>', "would unpack to more"),
        (b"<c t='n'  r='XFD1048576'><v>1</v></c>", "would unpack to more"),
        (b'<c r="ZZZZZZ99999999"><v>1</v></c>', "broken"),
    ],
)
def test_cells_far_apart_do_not_fill_the_memory(tmp_path, cell, sentence):
    path = workbook(tmp_path / "a.xlsx", {"S": [["a", "b"], [1, 2]]})
    bomb = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>")
            new.writestr(name, data)
    with pytest.raises(BadInput, match=sentence):
        read(bomb)


def test_chinese_in_utf_16_without_a_mark_and_hardly_a_digit(table):
    text = "供电所,满意度\n" + "城东供电所抢修服务中心,非常满意\n" * 9
    for encoding in ("utf-16-le", "utf-16-be"):
        assert table(text, encoding=encoding).record(1) == ["城东供电所抢修服务中心", "非常满意"]
