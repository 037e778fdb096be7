"""The three files: what a name says stays text, Chinese is embedded, numbers stay numbers."""

import zipfile
from io import BytesIO

import docx
import openpyxl
import pypdf
import pytest

from reporting import company, delivery, pdf, word, workbook
from reporting.workbook import Names
from tests.reporting.conftest import HOSTILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTABLE = HOSTILE.replace("\x07", "")


@pytest.fixture(scope="module")
def printed_name() -> str:
    """How the hostile name reads in print, without spaces: lines break where they will."""
    return "".join(PRINTABLE.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_pdf_is_a4_tagged_and_embeds_its_chinese_font(make_facts) -> None:
    content = pdf.write(company.briefing(make_facts(name="坏支部")), "zh")
    read = pypdf.PdfReader(BytesIO(content))
    page = read.pages[0]
    assert [round(float(x) / 72 * 25.4) for x in page.mediabox[2:]] == [210, 297]
    catalogue = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] and catalogue["/Lang"] == "zh-CN"
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert fonts and all("/FontFile3" in descriptor for descriptor in inner)
    said = squeezed("".join(page.extract_text() for page in read.pages))
    assert "全公司党建工作质量简报" in said and "坏支部：客户满意率30.0%" in said


def test_the_pdf_never_reads_a_name_as_markup(make_facts, printed_name) -> None:
    content = pdf.write(company.briefing(make_facts(name=PRINTABLE)), "en")
    said = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    assert printed_name in squeezed(said)


def test_the_word_file_is_editable_in_order_with_chinese_faces(make_facts) -> None:
    read = docx.Document(BytesIO(word.write(company.briefing(make_facts()), "zh")))
    headings = [p.text for p in read.paragraphs if p.style.name == "Heading 1"]
    assert headings[:4] == ["一、总体情况", "二、亮点", "三、问题", "四、需关注支部"]
    for name in ("Normal", "Title", "Heading 1"):
        fonts = read.styles[name].element.rPr.rFonts
        assert fonts.get(f"{W}eastAsia") and fonts.get(f"{W}eastAsiaTheme") is None
    assert len(read.tables) == 5
    first = read.tables[0].rows[0]
    assert first._tr.trPr.find(f"{W}tblHeader") is not None
    assert any(PRINTABLE in p.text for p in read.paragraphs), "a control character is left out"


def test_the_workbook_has_a_sheet_a_table_and_no_formula(make_facts) -> None:
    document = company.briefing(make_facts(name="=HYPERLINK(1)"))
    read = openpyxl.load_workbook(BytesIO(workbook.write(document, "en")))
    assert len(read.sheetnames) == len(document.tables) + 2
    cells = [cell for sheet in read for row in sheet for cell in row if cell.value is not None]
    assert any(cell.value == "=HYPERLINK(1)" and cell.data_type == "s" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_figures_are_numbers_with_formats_and_hidden_ones_are_not(make_facts) -> None:
    content = workbook.write(company.briefing(make_facts(name="Bad")), "en")
    read = openpyxl.load_workbook(BytesIO(content))
    sheet = read["Satisfied customers"]
    assert sheet.freeze_panes == "B4"
    header = [cell.value for cell in sheet[3]]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=4)}
    value, low = header.index("Value"), header.index("95 % low")
    assert rows["Good"][value].value == pytest.approx(0.95)
    assert rows["Good"][value].number_format == "0.0%"
    assert rows["Good"][low].value == pytest.approx(0.924, abs=0.001)
    assert rows["Tiny"][value].value == "too few answers"
    assert rows["Tiny"][low].value in (None, "–")


def test_charts_draw_their_intervals(make_facts) -> None:
    content = workbook.write(company.briefing(make_facts()), "en")
    with zipfile.ZipFile(BytesIO(content)) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 2, "a full count has no interval to draw"
        for name in charts:
            assert b"<c:errBars>" in package.read(name)


def test_names_of_sheets_are_made_fit_and_unlike() -> None:
    names = Names()
    assert names.take("a/b: [c]?") == "a b   c"
    long = "长" * 40
    assert [len(names.take(long)) for _ in range(3)] == [31, 31, 31]
    assert names.take("") == "–"


def test_a_file_name_holds_nothing_a_file_system_minds(make_facts) -> None:
    facts = make_facts(name="../../etc/passwd\\:*")
    document = company.briefing(facts)
    assert delivery.file_name(facts, document, "en", "pdf", "../B") == (
        "B-Briefing-on-the-whole-company-202601-202606.pdf"
    )
