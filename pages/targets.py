"""Who owns what, is it met; which rules are missing or out of date; what became of innovations?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import attainment
from analytics import policy_register as register
from analytics.published import COMPANY
from data import queries
from data.catalogue import metrics
from data.reader import Reader
from pages import inquiry
from ui import choices, filters, frame, panels, session
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.measures import Measure, of_metric
from ui.quality import innovations, policy_lists, policy_register, revisions, soundness, target_list
from ui.screen import st
from ui.words import _

TILES = (
    "target_attainment", "target_owned", "target_complete", "policy_complete",
    "policy_coverage", "policy_reviewed", "policy_merged", "policy_revised_in_time",
)  # fmt: skip
SOUND = ("target_complete", "policy_complete", "indicator_quantified")
NEW = ("innovation_landed", "experience_spread", "innovation_spillover", "new_carrier_share")


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Targets and rules"),
        _("Who owns what, is it met; which rules are missing or out of date?"),
    )
    choice = inquiry.begin(
        reader,
        _("No targets or rules are here yet. Fill in the templates for targets and for rules."),
        tables=("target", "policy", "innovation"),
    )
    filters.remember(choice)
    known = {metric.key for metric in inquiry.known(reader)}
    choice = inquiry.about(choice, [metrics()[k] for k in (*TILES, *SOUND, *NEW) if k in known])
    _met(reader, date.today(), choice)
    sound, new = ([key for key in keys if key in known] for keys in (SOUND, NEW))
    _soundness(reader, tuple(sound), choice)
    _rules(reader, choice)
    _innovations(reader, new, choice)


@drawn_once
def _met(reader: Reader, today: date, choice: Choice) -> None:
    """The answer, the tiles, and who owns which target and meets it."""
    period, chosen = choice.period, choice.chosen
    targets = queries.targets.targets(reader, period.first, period.last, chosen)
    day = attainment.judged_on(period.last, today)
    targets = targets.assign(state=attainment.states(targets, day))
    rules = queries.policies.register(reader, chosen)
    coverage = queries.policies.coverage(reader, chosen)
    names = policy_register.domain_names(coverage)
    rulings = policy_register.answer(rules, register.uncovered(coverage), names, len(chosen))
    target_list.say([*target_list.answer(attainment.standing(targets), day, choice), *rulings])
    known = {metric.key for metric in inquiry.known(reader)}
    figures = inquiry.company_row(reader, [metrics()[k] for k in TILES if k in known], choice)
    if not targets.empty:
        _targets(targets, figures, choice)


def _targets(targets: pd.DataFrame, figures: pd.DataFrame, choice: Choice) -> None:
    frame.section(
        _("Targets: who owns what, and is it met?"),
        _(
            "Attainment is actual over target where high is good and target over actual where low"
            " is good, at most 120. A full count, without sampling error."
        ),
    )
    without = attainment.without_owner(targets)
    target_list.ownerless(without, attainment.standing(targets), choice)
    with st.grid(2, min_column_width=340, gap="medium"):
        target_list.by_branch(attainment.by_branch(targets), choice)
        panels.dots(figures, of_metric(metrics()["target_attainment"]), choice, table=True)
    single, owners = st.tabs([_("Target by target"), _("Owner by owner")])
    with single:
        target_list.every(attainment.worst_first(targets), choice)
    with owners:
        target_list.owners(attainment.by_owner(targets), choice)


@drawn_once
def _soundness(reader: Reader, keys: tuple[str, ...], choice: Choice) -> None:
    found = inquiry.figures(reader, [metrics()[key] for key in keys], choice.period, choice)
    shown = found[found["branch_id"].isin(choice.chosen) | (found["branch_id"] == COMPANY)]
    if not shown["value"].notna().any():
        return
    frame.section(
        _("Is the target system itself sound?"),
        _(
            "Three conditions: targets say who, until when and from where; rules that apply have"
            " an owner and were reviewed in time; assessment counts rather than judges."
            " Shares of complete rows, deep orange at half or less; the weakest targets first."
        ),
    )
    shares, base = (
        shown.pivot(index="branch_id", columns="metric", values=column).reindex(columns=list(keys))
        for column in ("value", "n")
    )
    weakest = shares.drop(index=COMPANY, errors="ignore").sort_values(list(keys)).index
    order = [b for b in (COMPANY, *weakest) if b in shares.index]
    measures = {key: of_metric(metrics()[key]) for key in keys}
    soundness.heat(shares.loc[order], base.loc[order], measures, choice)


@drawn_once
def _rules(reader: Reader, choice: Choice) -> None:
    rules = queries.policies.register(reader, choice.chosen)
    if rules.empty:
        return
    names = policy_register.domain_names(queries.policies.coverage(reader, choice.chosen))
    frame.section(_("Rules: which are missing or out of date?"), policy_register.explanation(rules))
    owned = queries.policies.coverage(reader, list(rules["branch_id"].unique()))
    policy_register.by_domain(register.by_domain(rules, pd.Index(list(names))), names)
    period, quantity = choice.period, metrics()["policy_revised_in_time"]
    revised = queries.policies.revisions(reader, period.first, period.last, choice.chosen)
    by_owner = register.revised_in_time(revised, "branch_id")
    owners, missing = register.by_owner(rules), register.missing(owned)
    policy_register.owners(owners, missing, by_owner, names, quantity, choice)
    policy_lists.lists(rules, register.overdue(rules), names, choice)
    if not by_owner.empty:
        by_reason = register.revised_in_time(revised, "reason")
        revisions.in_time(by_reason, by_owner, quantity, choice)


@st.fragment  # to choose a figure draws this section again, and not the whole page
def _innovations(reader: Reader, keys: list[str], choice: Choice) -> None:
    session.begin_anew_if_changed()
    if _begun(reader, choice).empty or not keys:
        return
    frame.section(
        _("Innovations: what was begun, and what came of it?"),
        _("Blue is better and orange worse than the other branches by more than chance."),
    )
    measures = {key: of_metric(metrics()[key]) for key in keys}
    names = {key: measure.name for key, measure in measures.items()}
    key = choices.of_one(st.selectbox, _("Figure"), "innovation_measure", names)
    _innovations_on(reader, measures[key], choice)


def _begun(reader: Reader, choice: Choice) -> pd.DataFrame:
    period = choice.period
    return queries.innovations.counts(reader, period.first, period.last, choice.chosen)


@drawn_once
def _innovations_on(reader: Reader, measure: Measure, choice: Choice) -> None:
    with st.grid(2, min_column_width=340, gap="medium"):
        innovations.by_kind(_begun(reader, choice))
        inquiry.dots(reader, measure, choice)
