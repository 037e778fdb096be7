"""What answers say beside each other: what moves the overall judgement, and who says what."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.drivers import drivers, shown_pairs
from analytics.typical_words import typical_words
from data import queries
from data.reader import Reader
from reporting import protection
from ui.customers import drivers as driver_panels
from ui.customers import typical_words as word_panels
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.screen import st
from ui.words import _


def moves(reader: Reader, audience: str, channel: str | None, choice: Choice) -> None:
    """The topics by their share in the overall judgement, of one survey."""
    pairs = _pairs(reader, audience, channel, choice)
    if pairs.empty:
        st.info(_("No survey of this period asks for topics and the overall judgement together."))
        return
    survey = driver_panels.choose_survey(pairs)
    _drivers(reader, audience, channel, survey, choice)


@drawn_once
def _drivers(
    reader: Reader, audience: str, channel: str | None, survey: int, choice: Choice
) -> None:
    pairs = _pairs(reader, audience, channel, choice)
    months, branch_ids = (choice.period.first, choice.period.last), choice.organisation.branch_ids
    sizes = queries.answers_together.judged_together(reader, audience, survey, *months, branch_ids)
    within = protection.within_drivers(reader, audience, survey, months, branch_ids)
    own = pairs[pairs["survey_id"] == survey]
    shown = shown_pairs(own, sizes, branch_ids, choice.chosen, channel, within)
    found = drivers(shown)
    if found is None:
        driver_panels.too_few()
    else:
        driver_panels.answer(found)
        driver_panels.show(found)
    left = own.loc[own.index.difference(shown.index), "branch_id"]
    driver_panels.explain_left_out([b for b in choice.chosen if b in set(left)], choice)


def _pairs(reader: Reader, audience: str, channel: str | None, choice: Choice) -> pd.DataFrame:
    period = choice.period
    return queries.answers_together.topic_pairs(
        reader, audience, channel, period.first, period.last, choice.chosen
    )


def words(reader: Reader, audience: str, few: Collection[str], choice: Choice) -> None:
    """What a branch's people say more than the others'; branches of `few` are left out."""
    compared = [b for b in choice.organisation.branch_ids if b not in few]
    period = choice.period
    terms = queries.answers_together.terms(reader, audience, period.first, period.last, compared)
    if terms.empty:
        return
    found = typical_words(terms, tuple(compared))
    own = found[found["branch_id"].isin(choice.chosen)]
    if len(choice.chosen) == 1:
        word_panels.of_one(own, choice.chosen[0], choice.organisation)
    else:
        word_panels.of_each(own, choice.organisation)
    word_panels.explain()
