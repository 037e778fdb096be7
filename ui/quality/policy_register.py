"""The register of rules as the page shows it: what is covered, how rules stand, who owns them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import formats, status_bars, tables, words
from ui.filters import Choice
from ui.formats import Quantity
from ui.screen import st
from ui.words import _


def standings() -> dict[str, tuple[str, str]]:
    """How a rule stands, with its colour."""
    return {
        "valid": (_("Reviewed in time"), status_bars.GOOD),
        "to_revise": (_("To revise"), status_bars.FAIR),
        "overdue": (_("Overdue for review"), status_bars.BAD),
        "merged": (_("Merged into others"), status_bars.QUIET),
        "abolished": (_("Abolished"), status_bars.FAINT),
    }


def domain_names(required: pd.DataFrame) -> dict[str, str]:
    """The required domains in the reader's language; `required` has domain and name_en."""
    known = required.drop_duplicates("domain").set_index("domain")["name_en"]
    english = words.language() == "en"
    return {d: name if english and pd.notna(name) else d for d, name in known.items()}


def answer(
    rules: pd.DataFrame, uncovered: pd.Series, names: Mapping[str, str], branches: int
) -> list[str]:
    """Is every domain ruled, and are rules looked after? Sentences of Markdown, if any.

    `uncovered` counts, of so many `branches`, those without a rule in each domain that lacks one.
    """
    if rules.empty:
        return []
    everywhere = [words.plain(names[d]) for d, count in uncovered.items() if count == branches]
    parts = []
    if everywhere:
        text = _("No rule is in force for **{names}**.", names=_(", ").join(everywhere))
        parts.append(text)
    if len(uncovered) > len(everywhere):
        somewhere = [
            _(
                "{domain} at {count} of {all}",
                domain=words.plain(names[d]),
                count=count,
                all=branches,
            )
            for d, count in uncovered.items()
            if count < branches
        ]
        parts.append(_("Some branches lack a rule: {names}.", names=_(", ").join(somewhere)))
    if not len(uncovered):
        parts.append(_("Every required domain has a rule in force."))
    parts.append(
        _(
            "**{overdue}** of {all} rules in force are overdue for review.",
            overdue=formats.number(rules["overdue"].sum()),
            all=formats.number(rules["in_force"].sum()),
        )
    )
    return parts


def explanation(rules: pd.DataFrame) -> str:
    """As of when the register is judged, and what is overdue."""
    years = sorted({int(y) for y in rules["review_years"].dropna()})
    return _(
        "As of {day}, the last day the register tells of. A rule in force is overdue when the last"
        " look at it is more than {years} years ago (the period stands in the checklist of"
        " domains). A branch is under its own rules and those of every level above it.",
        day=formats.day(pd.Timestamp(rules["as_of"].iloc[0])),
        years=_(", ").join(str(y) for y in years),
    )


def by_domain(counts: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Rules of each domain by how they stand; `counts` as from `policy_register.by_domain`."""
    with st.container(border=True):
        st.markdown(_("Rules on the register by how they stand"))
        total = counts.sum()
        alt = _(
            "Rules of {count} required domains: {valid} in force and reviewed in time, {overdue}"
            " overdue, {merged} merged",
            count=len(counts),
            valid=total["valid"],
            overdue=total["overdue"],
            merged=total["merged"],
        )
        labels = [names.get(d, d) for d in counts.index]
        status_bars.show(
            counts, labels, standings(), _("number of rules"), _("Domain"), alt, "rules_by_domain"
        )


def owners(
    rows: pd.DataFrame,
    missing: pd.Series,
    revised: pd.DataFrame,
    names: Mapping[str, str],
    quantity: Quantity,
    choice: Choice,
) -> None:
    """What each owner has and has to do.

    `rows`, `missing` and `revised` as from `by_owner`, `missing` and `revised_in_time` of
    `analytics.policy_register`; `names` of the domains.
    """
    revised = revised.reindex(rows.index)
    lacking = [[names[d] for d in missing.get(b, [])] for b in rows.index]
    owners = [choice.organisation.name(b) for b in rows.index]
    rows = rows.reset_index(drop=True)
    table = pd.DataFrame(
        {
            _("Owner of the rules"): owners,
            _("Domains without a rule"): [_(", ").join(some) or formats.DASH for some in lacking],
            _("In force"): rows["in_force"],
            _("Reviewed in time"): rows["reviewed"],
            _("Overdue for review"): rows["overdue"],
            _("To be revised"): rows["to_revise"],
            _("Revised in time"): [_share(row, quantity) for row in revised.itertuples()],
        }
    )
    st.caption(
        _(
            "Rules are counted where they are owned; a domain is without a rule where none is in"
            " force, own or from above. ▼ marks a share below the others by more than chance."
        )
    )
    tables.show(
        table,
        _("Rules and revisions of each owner"),
        "rule_owners",
        dict.fromkeys(table.columns[2:6], "%.0f"),
        texts=[_("Domains without a rule")],
    )


def _share(row: object, quantity: Quantity) -> str:
    """27 of 60, 45.0 % (33.1–57.5), with a mark where it differs from the others."""
    if pd.isna(row.n):
        return formats.DASH
    text = _(
        "{count} of {all}: {value} ({interval})",
        count=formats.number(row.total),
        all=formats.number(row.n),
        value=formats.value(row.value, quantity),
        interval=formats.interval(row.low, row.high, quantity),
    )
    return f"{tables.mark(row.differs, row.difference)} {text}".strip()
