"""Which branches are busy without effect, which quietly effective; is a high score felt?"""

from __future__ import annotations

import pandas as pd

from analytics import effect
from analytics.indicators import oriented, standardised
from analytics.organisation import peers_of
from analytics.standing import standing
from data import queries
from data.catalogue import metrics
from data.kept import kept
from data.reader import Reader
from pages import inquiry
from pages.sections import effect_felt
from ui import figures, filters, frame, links, session, tables
from ui.drawn import drawn_once
from ui.effect import breakdown, counted, placement, quadrant
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.screen import st
from ui.words import _

FACETS = ("activity", "effect")
BY_ITSELF = ("leadership_by_itself",)


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Activity and effect"),
        _(
            "Which branches are busy without effect, which quietly effective;"
            " does a high score go with satisfied customers?"
        ),
    )
    choice = inquiry.begin(
        reader, _("Nothing is here yet. Upload what branches did, and what customers say of it.")
    )
    known = [of_metric(metric) for metric in inquiry.known(reader)]
    # Scores given by assessors stand on neither side, so that they can be compared with both; and
    # what a branch says of itself is no effect.
    offered = [m for m in known if m.metric.domain != "assessment" and m.key not in BY_ITSELF]
    left_out = counted.left_out(offered)
    filters.remember(choice, without=",".join(left_out))
    taken = tuple(measure for measure in offered if measure.key not in left_out)
    _quadrant(reader, tuple(offered), taken, choice)
    _breakdown(reader, taken, choice)
    effect_felt.score_and_customers(reader, choice)
    effect_felt.validity(reader, choice)


@drawn_once
def _quadrant(
    reader: Reader, offered: tuple[Measure, ...], taken: tuple[Measure, ...], choice: Choice
) -> None:
    organisation = choice.organisation
    placed, z = _placed(reader, taken, choice)
    chosen = placed.loc[list(choice.chosen)]
    st.markdown(placement.verdict(chosen, organisation))
    placement.explain({facet: int(side.notna().any().sum()) for facet, side in z.items()})
    if placed[list(FACETS)].notna().all(axis=1).any():
        with st.container(border=True):
            figure = quadrant.figure(placed, organisation, choice.chosen if choice.narrowed else ())
            figures.show_branches(figure, placement.alt(placed, organisation), key="quadrant")
            tables.folded(lambda: placement.table(chosen, organisation), "quadrant")
    counted.which(offered, {measure.key: measure for measure in taken}, z)
    _gap(chosen, choice)


def _types(reader: Reader, choice: Choice) -> pd.Series:
    """The type of each branch."""
    types = queries.organisation.branches(reader).set_index("branch_id")["type"]
    return types.reindex(list(choice.organisation.branch_ids))


def _own(reader: Reader, choice: Choice) -> pd.DataFrame:
    """All figures of every branch."""
    found = inquiry.figures(reader, inquiry.known(reader), choice.period, choice)
    return found[found["branch_id"].isin(choice.organisation.branch_ids)]


@kept
def _placed(
    reader: Reader, taken: tuple[Measure, ...], choice: Choice
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Where each branch stands, and its z of every metric by facet."""
    own, types = _own(reader, choice), _types(reader, choice)
    keys = [measure.key for measure in taken]
    values, errors = {}, {}
    for facet in FACETS:
        better = {key: metrics()[key].better for key in keys if metrics()[key].facet == facet}
        sides = oriented(own, better)
        values[facet], errors[facet] = (side.reindex(types.index) for side in sides)
    concepts = {key: metrics()[key].concept for key in keys}
    placed = effect.quadrant(*values.values(), *errors.values(), concepts, types)
    return placed, {facet: standardised(side, types) for facet, side in values.items()}


def _gap(placed: pd.DataFrame, choice: Choice) -> None:
    if placed["gap"].isna().all():
        return
    frame.section(
        _("The gap between activity and effect"),
        _(
            "Right of the line more is done than comes of it. Orange and blue only where the gap is"
            " more than chance (Benjamini–Hochberg over all branches)."
        ),
    )
    with st.container(border=True):
        figure = placement.gap(placed, choice.organisation)
        alt = placement.gap_alt(placed, choice.organisation)
        figures.show_branches(figure, alt, key="gap")


def _breakdown(reader: Reader, taken: tuple[Measure, ...], choice: Choice) -> None:
    frame.section(
        _("One branch, figure by figure"),
        _(
            "Blue is better and orange worse than the others of its kind by more than chance; grey"
            " is within chance or a full count, which is not tested. The dashed line is the mean."
        ),
    )
    placed, _z = _placed(reader, taken, choice)
    _one_branch(reader, counted.choose_branch(placed, choice), taken, choice)


@drawn_once
def _one_branch(reader: Reader, branch_id: str, taken: tuple[Measure, ...], choice: Choice) -> None:
    own, types = _own(reader, choice), _types(reader, choice)
    _placed_at, z = _placed(reader, taken, choice)
    measures = {measure.key: measure for measure in taken}
    alike = peers_of(types, branch_id, choice.organisation.branch_ids)
    stands = standing(own[own["metric"].isin(list(measures))], branch_id, alike)
    name = choice.organisation.name(branch_id)
    links.to_branch(_("Everything about {name}", name=name), branch_id)
    with st.grid(2, min_column_width=340, gap="medium"):
        for facet, title in placement.axes().items():
            row = z[facet].loc[branch_id] if branch_id in z[facet].index else pd.Series(dtype=float)
            breakdown.side(row, stands, measures, name, facet, title)
