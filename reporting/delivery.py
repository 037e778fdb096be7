"""Briefings as files: one of the company, or one of each branch in an archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from data.reader import Reader
from locales import sentence
from reporting import FORMS, branch, pdf, word, workbook
from reporting.document import Document
from reporting.facts import Facts, owed

WRITERS: dict[str, Callable[[Document, str], bytes]] = dict(
    zip(FORMS, (pdf.write, word.write, workbook.write), strict=True)
)
ARCHIVE = "zip"
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ARCHIVE: "application/zip",
}
UNFIT = re.compile(r"[^\w\-]+")  # what a file name should not hold; letters of any script may stay
LONGEST_NAME = 60


def write(document: Document, language: str, form: str) -> bytes:
    """The document as a file of this form, one of FORMS: every briefing that leaves passes here."""
    return WRITERS[form](document, language)


def of_branch(reader: Reader, facts: Facts, branch_id: str) -> Document:
    """The briefing of one branch, with what it owes."""
    return branch.briefing(facts, branch_id, owed(reader, facts, branch_id))


def of_each(
    reader: Reader,
    facts: Facts,
    language: str,
    form: str,
    progress: Callable[[float, str], None],
) -> bytes:
    """A ZIP archive with a briefing of every chosen branch.

    `progress` is told the share that is done, and whose briefing is written next.
    """
    content = BytesIO()
    # The files are compressed themselves.
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for done, branch_id in enumerate(facts.chosen):
            progress(done / len(facts.chosen), facts.name(branch_id).in_language(language))
            document = of_branch(reader, facts, branch_id)
            name = file_name(facts, document, language, form, branch_id)
            archive.writestr(name, write(document, language, form))
    progress(1.0, "")
    return content.getvalue()


def file_name(
    facts: Facts, document: Document, language: str, form: str, branch_id: str = ""
) -> str:
    """Title and period, such as QH301-…-202511-202610.pdf, without what a file system minds."""
    title = document.title.in_language(language)
    parts = (branch_id, title, facts.period.first, facts.period.last)
    stem = "-".join(UNFIT.sub("-", str(part)).strip("-")[:LONGEST_NAME] for part in parts if part)
    return f"{stem}.{form}"


def archive_name(facts: Facts, language: str) -> str:
    """The name of the archive with a briefing of each branch."""
    title = sentence("Briefings of {count} branches", count=len(facts.chosen))
    stem = UNFIT.sub("-", title.in_language(language))
    return f"{stem}-{facts.period.first}-{facts.period.last}.{ARCHIVE}"
