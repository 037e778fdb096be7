"""What answers to surveys say topic by topic."""

from __future__ import annotations

import pandas as pd

from analytics import topics
from analytics.published import COMPANY, published
from analytics.selection import together
from analytics.stretches import Within
from data import queries
from data.reader import Reader
from reporting import protection
from ui.customers import topic_map
from ui.customers import topics as topic_panels
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.organisation import Organisation


def cells_of(
    reader: Reader,
    audience: str,
    period: tuple[int, int],
    weights_of: str,
    choice: Choice,
) -> pd.DataFrame:
    """The cells of the topics that an audience was asked about, of all units."""
    everyone = choice.organisation.everyone
    return queries.surveys.topic_cells(reader, audience, *period, everyone, weights_of)


@drawn_once
def show(reader: Reader, asked: tuple, choice: Choice) -> None:
    """What is said on each topic; `asked` are audience, period, weights_of and channel."""
    whole = choice.organisation
    audience, period, weights_of, channel = asked
    cells = cells_of(reader, audience, period, weights_of, choice)
    within = protection.within_topics(
        reader, audience, weights_of, period, whole.branch_ids, whole.roots
    )
    figures, found = reader.kept(
        ("judged topics", asked), lambda: _judged_topics(cells, whole, channel, within)
    )
    topic_panels.weak(found, choice)
    topic_map.by_branch(figures, found, choice)
    both = together(cells, whole.branch_ids, whole.roots, choice.chosen, channel, within)
    of_both = published(both, (), (COMPANY,), cells["metric"].unique(), within=within)
    topic_panels.together(of_both, choice)
    topic_panels.explain()


def _judged_topics(
    cells: pd.DataFrame, whole: Organisation, channel: str | None, within: Within | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures by topic, and every branch and topic against the others."""
    topics_asked = cells["metric"].unique()
    figures = published(cells, whole.branch_ids, whole.roots, topics_asked, channel, within)
    own = cells[cells["branch_id"].isin(whole.branch_ids)]
    own = own if channel is None else own[own["stratum"] == channel]
    return figures, topics.against_others(own, figures)
