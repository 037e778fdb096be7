"""Each distinct cell of a column → its score, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.importing.plan import ColumnPlan
from data.importing.values import (
    NO,
    NO_ANSWER_NUMBERS,
    YES,
    clean,
    folded,
    is_no_answer,
    number,
    number_text,
    numbered_label,
)
from locales import Sentence, sentence


@dataclass(frozen=True)
class Scored:
    """A score (None: no answer), and the reason if the value is neither."""

    score: float | None
    reason: Sentence | None = None


NOTHING = Scored(None)


def score_of(raw: str, column: ColumnPlan, ladder: Mapping[str, float]) -> Scored:
    """The score of one cell; `ladder` is the column's own with `folded` labels.

    Scores are turned round where low is better, so that a higher one is always better.
    """
    text = clean(raw)
    if not text or text in column.not_applicable:
        return NOTHING
    low, high = column.scale or (0.0, 1.0)
    value = ladder.get(folded(text))
    if value is None and not _worded(ladder):
        value = _yes_no(text) if column.role == "yes_no" else number(text)
    if value is None and (labelled := numbered_label(text)):
        value = labelled[0] if ladder else None
    if value is None:
        if is_no_answer(text):
            return NOTHING
        return Scored(None, sentence("This is no answer on the scale of the question."))
    if number_text(value) in column.not_applicable and text not in ladder:
        return NOTHING
    if not low <= value <= high:
        if value in NO_ANSWER_NUMBERS:
            return NOTHING
        return Scored(
            None,
            sentence(
                "The value is outside the scale {low} to {high}.",
                low=number_text(low),
                high=number_text(high),
            ),
        )
    return Scored(low + high - value if column.better == "low" else value)


def _worded(ladder: Mapping[str, float]) -> bool:
    """Whether the answers are words alone: a bare 5 among them might mean the fifth word."""
    return bool(ladder) and not any(numbered_label(label) for label in ladder)


def _yes_no(text: str) -> float | None:
    word = folded(text)
    if word in YES:
        return 1.0
    if word in NO:
        return 0.0
    return number(text)
