"""The briefing as an editable Word file, set as an official notice is: A4, one and a half lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from reporting.document import Document
from reporting.script import Chapter, Script, Sheet, script

LATIN = "Times New Roman"
BODY, HEADING, TITLE = "仿宋", "黑体", "宋体"  # named, not embedded: the office has them
QUIET, INK = RGBColor(0x5B, 0x67, 0x70), RGBColor(0x1F, 0x29, 0x33)
SMALL, SMALLEST = Pt(9), Pt(8)
MARGIN, TEXT_WIDTH = 24, 162  # of the page, in millimetres
SHADE = "E8EEF4"
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
# What XML cannot hold, should a name contain it.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(document: Document, language: str) -> bytes:
    """The document in "zh" or "en"."""
    printed = script(document, language)
    word = docx.Document()
    _page(word, printed)
    _styles(word, language)
    title = word.add_paragraph(_text(printed.title), style="Title")
    title.alignment = ALIGN.CENTER
    _quiet(word.add_paragraph(_text(printed.subtitle))).alignment = ALIGN.CENTER
    if printed.warning:
        word.add_paragraph(_text(printed.warning), style="Intense Quote")
    for chapter in printed.sections:
        _chapter(word, chapter)
    word.add_heading(printed.tables_heading, 1)
    for sheet in printed.tables:
        _table(word, sheet)
    word.add_heading(printed.definitions_heading, 1)
    for name, text in printed.definitions:
        paragraph = word.add_paragraph()
        paragraph.add_run(_text(name)).bold = True
        paragraph.add_run(f"  {_text(text)}")
    word.add_heading(printed.provenance_heading, 1)
    for text in printed.provenance:
        word.add_paragraph(_text(text), style="List Bullet")
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _text(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _page(word: Word, printed: Script) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(30)
    word.core_properties.title = _text(printed.title)
    word.core_properties.subject = _text(printed.subtitle)
    word.core_properties.author = "Mingjian"
    word.core_properties.language = LANGUAGES[printed.language]
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    _field(footer, "PAGE")


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _styles(word: Word, language: str) -> None:
    sizes = {"Normal": 12, "Title": 20, "Heading 1": 15, "Heading 2": 12, "List Bullet": 12}
    faces = {"Title": TITLE, "Heading 1": HEADING, "Heading 2": HEADING}
    for name, size in sizes.items():
        style = word.styles[name]
        _face(style, faces.get(name, BODY), language)
        style.font.size = Pt(size)
        style.font.color.rgb = INK
        style.paragraph_format.line_spacing = 1.3
        style.paragraph_format.space_after = Pt(4)


def _face(style: ParagraphStyle, chinese: str, language: str) -> None:
    """Word chooses a font by script: both must be named, also in the headings of its theme."""
    style.font.name = LATIN
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), chinese)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LANGUAGES[language])
    spoken.set(qn("w:eastAsia"), LANGUAGES["zh"])
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(spoken)


def _chapter(word: Word, chapter: Chapter) -> None:
    word.add_heading(_text(chapter.heading), 1)
    for text in chapter.paragraphs:
        word.add_paragraph(_text(text))
    for text in chapter.points:
        word.add_paragraph(_text(text), style="List Bullet")
    if chapter.remark:
        _quiet(word.add_paragraph(_text(chapter.remark)))


def _quiet(paragraph: Paragraph) -> Paragraph:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = SMALL, QUIET
    return paragraph


def _table(word: Word, sheet: Sheet) -> None:
    word.add_heading(_text(sheet.title), 2)
    table = word.add_table(0, len(sheet.columns), style="Table Grid")
    table.autofit = False
    parts = [2.0 if i == 0 else 1.4 if i in sheet.words else 1.0 for i in range(len(sheet.columns))]
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Mm(TEXT_WIDTH * part / sum(parts))
    for i, row in enumerate((sheet.columns, *sheet.rows)):
        table._tbl.append(_row(row, sheet.words, head=i == 0))
    if sheet.note:
        _quiet(word.add_paragraph(_text(sheet.note)))


def _row(texts: Sequence[str], words: Sequence[int], head: bool) -> BaseOxmlElement:
    """One row as XML: through the cells of python-docx a long table takes seconds."""
    row = OxmlElement("w:tr")
    properties = _child(row, "w:trPr")
    _child(properties, "w:cantSplit")
    if head:
        _child(properties, "w:tblHeader")
    for i, text in enumerate(texts):
        cell = _child(row, "w:tc")
        if head:
            _child(_child(cell, "w:tcPr"), "w:shd", val="clear", fill=SHADE)
        paragraph = _child(cell, "w:p")
        set_ = _child(paragraph, "w:pPr")
        _child(set_, "w:spacing", before="20", after="20", line="240", lineRule="auto")
        _child(set_, "w:jc", val="left" if i in words else "right")
        run = _child(paragraph, "w:r")
        marked = _child(run, "w:rPr")
        if head:
            _child(marked, "w:b")
        _child(marked, "w:sz", val=str(int(SMALLEST.pt * 2)))
        _child(run, "w:t").text = _text(text)
    return row


def _child(parent: BaseOxmlElement, name: str, **attributes: str) -> BaseOxmlElement:
    child = OxmlElement(name)
    for key, text in attributes.items():
        child.set(qn(f"w:{key}"), text)
    parent.append(child)
    return child
