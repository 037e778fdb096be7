"""The order of the branches in an assessment, and how sure it is."""

from __future__ import annotations

import pandas as pd

from analytics.assessment_ranking import possible_ranks
from analytics.discrimination import Repeatability
from ui import frame
from ui.filters import Choice
from ui.quality import ranking
from ui.words import _


def section(
    graded: pd.DataFrame,
    weighed: pd.DataFrame,
    steady: Repeatability | None,
    label: str,
    choice: Choice,
) -> None:
    """Ranks of the branches of one scheme; nothing for fewer than two.

    `graded` as from `grading.grades`, `weighed` as from `assessment_ranking.under_weights` (a
    branch with incomplete scores has no ranks by weight), and `steady` as measured in hundredths of
    the full score.
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
    found = possible_ranks(index, steady).join(weighed)
    ranking.answer(found, choice.organisation)
    ranking.show(found, choice.chosen, choice.organisation)
