"""The command that writes briefings: the same as those of the report page."""

from __future__ import annotations

import argparse
import sys

from analytics.periods import Period
from data import queries
from data.terminal import dashed, month_of, reader, say
from locales import BadInput, sentence
from reporting import FORMS


def report(chosen: argparse.Namespace) -> None:
    """Write one briefing, or with `each` an archive of one per branch."""
    # What writes documents takes a second to load, which no other command should wait for.
    from reporting import company, delivery, facts

    form = _form(chosen, delivery.ARCHIVE)
    opened = reader(chosen)
    found = facts.gather(opened, _period(chosen, queries.figures.months(opened)), chosen.branch)
    if chosen.each:
        content = delivery.of_each(opened, found, chosen.language, form, _progress)
    else:
        # Of a single branch its own briefing, of several or all the company's.
        document = (
            delivery.of_branch(opened, found, chosen.branch[0])
            if len(chosen.branch) == 1
            else company.briefing(found)
        )
        content = delivery.write(document, chosen.language, form)
    opened.warehouse.note(opened.viewer, "export", chosen.file.name)
    try:
        chosen.file.parent.mkdir(parents=True, exist_ok=True)
        chosen.file.write_bytes(content)
    except OSError as error:
        raise BadInput(
            "The briefing could not be written to {path}. "
            "Check the free space and the right to write there.",
            path=chosen.file,
        ) from error
    documents = len(found.chosen) if chosen.each else 1
    say(
        chosen,
        sentence("The briefing is in {path}.", path=chosen.file),
        {"report": str(chosen.file), "documents": documents, "data_version": found.data_version},
    )


def _form(chosen: argparse.Namespace, archive: str) -> str:
    """The form by the ending of the file; of those in an archive, as asked."""
    ending = chosen.file.suffix.lower().removeprefix(".")
    expected = (archive,) if chosen.each else FORMS
    if ending not in expected:
        raise BadInput(
            "A briefing ends in {endings}; {path} does not.",
            endings=", ".join(f".{form}" for form in expected),
            path=chosen.file,
        )
    return chosen.form if chosen.each else ending


def _period(chosen: argparse.Namespace, months: list[int]) -> Period | None:
    """The period asked for; None is the usual one."""
    if not months or not (chosen.first or chosen.last):
        return None
    first = month_of(chosen.first) or months[0]
    last = month_of(chosen.last) or months[-1]
    if first > last:
        raise BadInput(
            "The period ends before it begins: from {first} to {last}.",
            first=dashed(first),
            last=dashed(last),
        )
    return Period(first, last)


def _progress(share: float, name: str) -> None:
    end = "\n" if share >= 1 else ""
    print(f"\r{share:4.0%} {name:<40}", end=end, file=sys.stderr, flush=True)
