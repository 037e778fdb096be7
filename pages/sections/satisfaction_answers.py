"""What answers say beside each other: what moves the overall judgement, and who says what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.drivers import Drivers, drivers
from analytics.typical_words import typical_words
from data import queries
from data.warehouse import Reader
from ui.customers import drivers as driver_panels
from ui.customers import typical_words as word_panels
from ui.filters import Choice
from ui.words import _


def moves(reader: Reader, audience: str, channel: str | None, choice: Choice) -> None:
    """The topics by their share in the overall judgement, of one survey."""
    period = choice.period
    pairs = queries.answers_together.topic_pairs(
        reader, audience, channel, period.first, period.last, choice.chosen
    )
    if pairs.empty:
        st.info(_("No survey of this period asks for topics and the overall judgement together."))
        return
    found = _drivers(driver_panels.choose_survey(pairs))
    if found is None:
        driver_panels.too_few()
        return
    driver_panels.answer(found)
    driver_panels.show(found)


def words(reader: Reader, audience: str, figures: pd.DataFrame, choice: Choice) -> None:
    """What a branch's people say more than the others'; hidden branches are left out."""
    few = set(figures[figures["hidden"]]["branch_id"])
    compared = [b for b in choice.organisation.branch_ids if b not in few]
    period = choice.period
    terms = queries.answers_together.terms(reader, audience, period.first, period.last, compared)
    if terms.empty:
        return
    found = _typical_words(terms, tuple(compared))
    own = found[found["branch_id"].isin(choice.chosen)]
    if len(choice.chosen) == 1:
        word_panels.of_one(own, choice.chosen[0], choice.organisation)
    else:
        word_panels.of_each(own, choice.organisation)
    word_panels.explain()


@st.cache_data(max_entries=64, show_spinner=False)
def _drivers(pairs: pd.DataFrame) -> Drivers | None:
    return drivers(pairs)


@st.cache_data(max_entries=64, show_spinner=False)
def _typical_words(terms: pd.DataFrame, branch_ids: tuple[str, ...]) -> pd.DataFrame:
    return typical_words(terms, branch_ids)
