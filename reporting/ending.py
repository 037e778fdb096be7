"""What stands at the end of every briefing: how it was made, and from which data."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.published import FEWEST_ANSWERS
from data.catalogue import Metric
from locales import Sentence, sentence
from reporting import sentences
from reporting.document import Table
from reporting.facts import Facts

INVENTED = sentence("Demo data, all invented. None of these figures is real.")


def subtitle(facts: Facts) -> Sentence:
    return sentence(
        "{period} · data version {version}",
        period=sentences.months(facts.period.first, facts.period.last),
        version=facts.data_version,
    )


def warning(facts: Facts) -> Sentence | None:
    return INVENTED if facts.demo else None


def provenance(facts: Facts) -> list[Sentence]:
    """How to read the figures, and what they rest on."""
    said = [
        sentence(
            "Every figure is an estimate: in brackets stand its 95 % interval and the number of"
            " answers or trials (n) it rests on. A full count has no interval."
        ),
        sentence(
            "A difference is called better or worse only where it is more than chance after"
            " adjustment for the number of comparisons (Benjamini–Hochberg); every other"
            " difference is within chance and no reason to act."
        ),
        sentence(
            "All figures of this document are tested together, more than on a page of the "
            "dashboard: a page may therefore mark a change that is within chance here."
        ),
        sentence(
            "Groups of fewer than {count} answers are not shown, nor is any figure from which one"
            " could be worked out.",
            count=FEWEST_ANSWERS,
        ),
        compared_with(facts),
    ]
    if facts.newest:
        said.append(
            sentence(
                "Data version {version}; the newest data came in on {day}.",
                version=facts.data_version,
                day=sentences.day(facts.newest),
            )
        )
    return said


def compared_with(facts: Facts) -> Sentence:
    """Which months the changes compare, or that they cannot be compared."""
    like = facts.compared
    if like is None:
        return sentence("No changes are given: there are no months to compare with.")
    now = sentences.months(like.now.first, like.now.last)
    past = sentences.months(like.past.first, like.past.last)
    if like.unfinished:
        return sentence(
            "Changes compare {now} with {past}; {month} is not over and is left out on both sides.",
            now=now,
            past=past,
            month=sentences.month(like.unfinished),
        )
    return sentence("Changes compare {now} with {past}.", now=now, past=past)


def defined(metrics: Sequence[Metric]) -> list[Metric]:
    """Each metric once, in the order given."""
    return list({metric.key: metric for metric in metrics}.values())


def present(tables: Sequence[Table | None]) -> list[Table]:
    return [table for table in tables if table is not None]
