"""A document in one language: every text as it is to be printed. PDF and DOCX are set from it."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Metric
from locales import Sentence, sentence, terms
from reporting import sentences
from reporting.document import Document, Table

CHINESE_DIGITS = "一二三四五六七八九十"
TABLES = sentence("Tables")
DEFINITIONS = sentence("Definitions")
PROVENANCE = sentence("How to read it, and where it comes from")


@dataclass(frozen=True)
class Chapter:
    """One section: its numbered heading and its texts."""

    heading: str
    paragraphs: list[str]
    points: list[str]
    remark: str | None


@dataclass(frozen=True)
class Sheet:
    """One table: texts, and which columns are words."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    words: list[int]
    note: str | None


@dataclass(frozen=True)
class Script:
    """Everything that is printed, in its order."""

    language: str
    title: str
    subtitle: str
    warning: str | None
    sections: list[Chapter]
    tables_heading: str
    tables: list[Sheet]
    definitions_heading: str
    definitions: list[tuple[str, str]]
    provenance_heading: str
    provenance: list[str]


def script(document: Document, language: str) -> Script:
    """The document as it reads in "zh" or "en"; chapters are numbered 一、二、 or 1, 2."""
    said = [
        Chapter(
            _numbered(i, section.heading, language),
            [spoken.in_language(language) for spoken in section.paragraphs],
            [spoken.in_language(language) for spoken in section.points],
            section.remark.in_language(language) if section.remark else None,
        )
        for i, section in enumerate(document.sections)
    ]
    endings = [
        _numbered(len(said) + i, heading, language)
        for i, heading in enumerate((TABLES, DEFINITIONS, PROVENANCE))
    ]
    return Script(
        language=language,
        title=document.title.in_language(language),
        subtitle=document.subtitle.in_language(language),
        warning=document.warning.in_language(language) if document.warning else None,
        sections=said,
        tables_heading=endings[0],
        tables=[_sheet(i, table, language) for i, table in enumerate(document.tables, 1)],
        definitions_heading=endings[1],
        definitions=[
            (sentences.name_of(metric).in_language(language), defined(metric, language))
            for metric in document.definitions
        ],
        provenance_heading=endings[2],
        provenance=[spoken.in_language(language) for spoken in document.provenance],
    )


def defined(metric: Metric, language: str) -> str:
    """Definition, formula, unit and kind of interval in one paragraph."""
    return sentence(
        "{definition} Formula: {formula}. Unit: {unit}. {kind}.",
        definition=metric.definition[language],
        formula=metric.formula[language],
        unit=terms.UNITS[metric.unit],
        kind=terms.KINDS[metric.kind],
    ).in_language(language)


def _numbered(i: int, heading: Sentence, language: str) -> str:
    text = heading.in_language(language)
    return f"{CHINESE_DIGITS[i]}、{text}" if language == "zh" else f"{i + 1}. {text}"


def _sheet(number: int, table: Table, language: str) -> Sheet:
    title = sentence("Table {number}: {title}", number=number, title=table.title)
    return Sheet(
        title.in_language(language),
        [column.in_language(language) for column in table.columns],
        [[cell.in_language(language) for cell in row] for row in table.rows],
        list(table.words),
        table.note.in_language(language) if table.note else None,
    )
