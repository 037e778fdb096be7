"""The order of the branches in an assessment, and how sure it is."""

from __future__ import annotations

import pandas as pd

from analytics.assessment_ranking import possible_ranks, under_weights
from analytics.discrimination import Repeatability
from data import queries
from data.kept import kept
from data.reader import Reader
from ui import frame
from ui.filters import Choice
from ui.quality import ranking
from ui.words import _

Scored = tuple[str, int, int, tuple[str, ...]]  # a scheme, the months, and who was scored in them


def section(
    reader: Reader,
    graded: pd.DataFrame,
    scored: Scored,
    steady: Repeatability | None,
    label: str,
    choice: Choice,
) -> None:
    """Ranks of the branches of one scheme; nothing for fewer than two.

    `graded` as from `grading.grades`, and `steady` as measured in hundredths of the full score. A
    branch with incomplete scores has no ranks by weight.
    """
    if len(graded) < 2:
        return
    frame.section(
        _("How sure is the ranking?"),
        _(
            "{period}. Possible ranks hold together at 95 %, if scores waver as they did from one"
            " scoring period to the next. Under other weights: indicator scores alone, without"
            " bonus and deduction, each weight up to a quarter higher or lower (5 to 95 % of 2,000"
            " draws).",
            period=label,
        ),
    )
    index = 100 * graded["index"] / graded["full_score"]
    found = possible_ranks(index, steady).join(_under_weights(reader, *scored))
    ranking.answer(found, choice.organisation)
    ranking.show(found, choice.chosen, choice.organisation)


def scores(
    reader: Reader, scheme: str, first: int, last: int, branch_ids: tuple[str, ...]
) -> pd.DataFrame:
    """The mean indicator scores of the branches in these months, under one scheme."""
    found = queries.scores.indicator_scores(reader, first, last, branch_ids)
    return found[found["scheme_id"] == scheme]


@kept
def _under_weights(
    reader: Reader, scheme: str, first: int, last: int, branch_ids: tuple[str, ...]
) -> pd.DataFrame:
    """Ranks under other weights; the period may change without a change of what is scored in it."""
    return under_weights(scores(reader, scheme, first, last, branch_ids))
