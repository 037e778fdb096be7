"""The scale of a rating: from its values and labels, not from its name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from data.importing import degrees, ladders, words
from data.importing.numbers import RATHER_ALL, Hints, Scale, of_numbers, stated_direction
from data.importing.values import is_no_answer, number, number_text, numbered_label
from locales import Sentence, sentence

MOSTLY = 0.6  # of the answers to a question called a rating, beside a few stray ones
MOST_STRAYS = 2  # different ones
FRACTION = re.compile(
    r"^(\d{1,3}(?:[.,]\d)?)\s*(?:/|out of|von|sur|de|di|van)\s*(5|7|10|100)$", re.I
)
MOST_SCORES = 400  # distinct answers: a slider in half points, and room for stray ones


def scale_of(counts: Mapping[str, int], hints: Hints) -> Scale | None:
    """The scale of a column's values (text → rows), or None if they are no ratings."""
    if len(counts) > MOST_SCORES:
        return None
    texts = {v: n for v, n in counts.items() if number(v) is None and not is_no_answer(v)}
    absent = tuple(v for v in counts if number(v) is None and v not in texts)
    whole = ladders.match([*texts, *absent]) if absent and texts else None
    if whole:  # 不了解 / 了解 is an answer on a ladder of its own
        texts, absent = {**texts, **{v: counts[v] for v in absent}}, ()
    numbers = {v: n for v in counts if (n := number(v)) is not None}
    if not numbers and not texts:
        return None
    if not numbers:
        return _of_labels(texts, absent, counts, hints)
    rows = sum(counts[v] for v in numbers)
    labelled = {v: found[0] for v in texts if (found := numbered_label(v)) and found[0] <= 100}
    if texts and len(labelled) == len(texts):  # only the ends of the scale carry words
        found = of_numbers({**numbers, **labelled}, counts, absent, hints)
        if found is None:
            return None
        better = stated_direction(hints.question) or _end_direction(texts) or found.better
        ladder = {v: labelled[v] for v in texts}
        return Scale(found.low, found.high, better, ladder, found.not_applicable, found.outside)
    every = rows + sum(texts.values())
    if rows <= (1 - _enough(hints.question, numbers)) * every and rows * 2 < every:
        found = _of_labels(texts, absent, counts, hints)
        strays = {v: counts[v] for v in numbers}
        return found and replace(found, outside={**found.outside, **strays})
    if rows < _enough(hints.question, texts) * every:
        return None
    found = of_numbers(numbers, counts, absent, hints)
    if found is None or not texts:
        return found
    outside = {**found.outside, **texts}
    return Scale(
        found.low,
        found.high,
        found.better,
        {},
        found.not_applicable,
        outside,
        found.mixed,
        found.sure,
        found.notes,
    )


def _of_labels(
    texts: Mapping[str, int], absent: tuple[str, ...], counts: Mapping[str, int], hints: Hints
) -> Scale | None:
    """Labels with numbers (`5分-非常满意`), or words of a ladder."""
    if scale := _of_fractions(texts, absent):
        return scale
    numbered = {v: found for v in texts if (found := numbered_label(v))}
    all_numbered = len(numbered) == len(texts) and 1 < len(texts) <= 101
    if all_numbered and (scale := _of_numbered(numbered, counts, absent, hints)):
        return scale
    if unsure := _unsure_beside_a_middle(texts):
        return _of_labels(
            {v: n for v, n in texts.items() if v not in unsure}, (*absent, *unsure), counts, hints
        )
    known = [label for label in hints.labels if not is_no_answer(label)]
    matched = ladders.match(texts, known) or ladders.match(texts)
    if matched is None:  # a few stray words beside a clear ladder
        matched = _clear_ladder(texts, known, hints.question)
        if matched is None:
            return None
    outside = {v: n for v, n in texts.items() if v not in matched[1]}
    ladder, rungs = matched
    low, high = ladder.scale
    scores = {label: float(rung) for label, rung in rungs.items()}
    return Scale(low, high, "high", scores, absent, outside, sure=len(rungs) > 2)


def _clear_ladder(
    texts: Mapping[str, int], known: Sequence[str], question: str
) -> tuple[ladders.Ladder, dict[str, int]] | None:
    """The ladder of nearly all rows: without words of no ladder, then without the rarest."""
    fitting = {v: n for v, n in texts.items() if ladders.rung_word(v)}
    kept = sorted(fitting, key=lambda label: -fitting[label])
    enough = _enough(question, texts.keys() - fitting.keys()) * sum(texts.values())
    while len(kept) > 1 and sum(fitting[v] for v in kept) >= enough:
        if matched := ladders.match(kept, known) or ladders.match(kept):
            return matched
        kept.pop()
    return None


def _enough(question: str, strays: Collection[str]) -> float:
    """The share of rows that must fit a scale: less where a question by its words asks to rate."""
    called = words.has(words.SURELY_RATING, question) and len(strays) <= MOST_STRAYS
    return MOSTLY if called else RATHER_ALL


def _unsure_beside_a_middle(texts: Iterable[str]) -> tuple[str, ...]:
    """Labels such as 说不清 that are no middle of a ladder which has one of its own (一般)."""
    rungs = {label: ladders.rung_word(label) for label in texts}
    unsure = tuple(label for label, rung in rungs.items() if rung in degrees.UNSURE)
    middle = {rung for rung in rungs.values() if rung in degrees.NEUTRAL - degrees.UNSURE}
    return unsure if middle else ()


def _of_fractions(texts: Mapping[str, int], absent: tuple[str, ...]) -> Scale | None:
    """Points out of so many: 4/5, 4 out of 5."""
    found = {text: FRACTION.match(text) for text in texts}
    ends = {match[2] if match else None for match in found.values()}
    if len(ends) != 1 or None in ends:
        return None
    points = {text: float(m[1].replace(",", ".")) for text, m in found.items() if m}
    high = float(ends.pop() or 0)
    if max(points.values()) > high:
        return None
    low = 0.0 if high == 100 or 0 in points.values() else 1.0
    return Scale(low, high, "high", points, absent)


def _of_numbered(
    numbered: Mapping[str, tuple[float, str]],
    counts: Mapping[str, int],
    absent: tuple[str, ...],
    hints: Hints,
) -> Scale | None:
    """The numbers are the scale if their words are ordered, or if no words order them otherwise."""
    values = {label: found[0] for label, found in numbered.items()}
    by_words = {found[1]: found[0] for found in numbered.values()}
    coded = [v for v in by_words if is_no_answer(v)]
    values = {v: n for v, n in values.items() if numbered[v][1] not in coded}
    worded = {v: n for v, n in by_words.items() if v not in coded}
    better = ladders.direction(worded)
    if len(set(values.values())) < len(values) or not values:
        return None
    if better is None and not words.has(words.RATING, hints.question):
        return None
    scale = of_numbers(values, counts, absent, hints)
    if scale is None:
        return None
    matched = ladders.match(worded)
    rungs = matched[0].scale[1] if matched and scale.low == 1 else 0
    whole = len(values) == rungs == max(values.values())  # each rung has its number
    high = rungs if whole else max(scale.high, rungs)
    none = (*absent, *(v for v in numbered if numbered[v][1] in coded), *scale.not_applicable)
    return Scale(scale.low, high, better or "high", values, none)


def _end_direction(labels: Iterable[str]) -> str | None:
    """The direction that words at the ends of a numbered scale tell."""
    found = {label: numbered_label(label) for label in labels}
    return ladders.direction({f[1]: f[0] for f in found.values() if f})


def satisfied_from(low: float, high: float) -> float:
    """The score from which an answer counts as satisfied, by the published habits of each scale."""
    steps = high - low + 1
    if (low, high) == (0, 1):
        return 0.8
    if steps <= 3:
        return high
    known = {4: high - 1, 5: high - 1, 6: high - 1, 7: high - 2, 8: high - 2}
    if steps in known and high <= 10:
        return known[int(steps)]
    return 8.0 if high == 10 else round(low + 0.8 * (high - low), 2)


def mixture(scale: Scale) -> Sentence:
    """What to say about a column in which two scales are mixed."""
    return sentence(
        "Two scales are mixed: {count} answers lie above {high}, the end of the scale most answers "
        "use. They are left out; low answers of the other scale cannot be told apart, so the "
        "column stays out of the overall figure.",
        count=sum(n for v, n in scale.outside.items() if (number(v) or 0) > scale.high),
        high=number_text(scale.high),
    )
