"""A figure with what belongs to it: the way to its definition, what is hidden, its table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics import branch_limits, comparison
from analytics.control_chart import ControlChart
from analytics.funnel import classify
from analytics.published import COMPANY, FEWEST_ANSWERS
from ui import figures, formats, glossary, series, tables, theme, words
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import st
from ui.words import _

FEW = 8  # branches up to which each has its own colour; beyond, colour says who differs


def dots(
    found: pd.DataFrame,
    measure: Measure,
    choice: Choice,
    table: bool = False,
    lines: Mapping[str, float] | None = None,
) -> None:
    """Dot and interval of the chosen branches on one measure, with the company as a line.

    `found` are figures as from `published`. One chosen branch is shown among all the others;
    `lines` are other named values across the figure.
    """
    organisation = choice.organisation
    own = found[found["metric"] == measure.key]
    company = own[own["branch_id"] == COMPANY]["value"]
    branches = own[own["branch_id"].isin(organisation.branch_ids)]
    colours = _colours(branches, measure, choice)
    rows = branches[branches["branch_id"].isin(_beside(choice))]
    seen = rows[rows["value"].notna()]
    with st.container(border=True):
        title(measure, choice)
        if seen.empty:
            st.info(_("No figures in this period."))
        else:
            figure = figures.dots(
                seen,
                organisation.names,
                colours,
                measure.quantity,
                measure.better,
                company.iloc[0] if len(company) else None,
                measure.axis,
                lines,
            )
            alt = alt_of_dots(seen, measure, choice)
            figures.show_branches(figure, alt, key=f"dots_{measure.key}")
        explain_hidden(rows, choice)
        if table and not seen.empty:
            tables.behind(
                lambda: tables.by_branch(rows, measure, organisation),
                measure.name,
                f"behind_{measure.key}",
            )


def funnel(found: pd.DataFrame, measure: Measure, choice: Choice) -> None:
    """Value against n with the limits of chance and of what is usual between branches; shares."""
    own = found[(found["metric"] == measure.key) & found["value"].notna()]
    total = own[own["branch_id"] == COMPANY]["value"]
    every = own[own["branch_id"].isin(choice.organisation.branch_ids)]
    rows = own[own["branch_id"].isin(_beside(choice))]
    with st.container(border=True):
        title(measure, choice)
        if rows.empty or total.empty:
            st.info(_("No figures in this period."))
            return
        baseline = float(total.iloc[0])
        spread = branch_limits.usual_spread(every, baseline)
        sizes = np.linspace(rows["n"].min() * 0.7, rows["n"].max() * 1.05, 120)
        grid = pd.DataFrame({"kind": "proportion", "n": sizes}).set_index("n", drop=False)
        limits = branch_limits.limits(grid, baseline, spread)
        place = classify(rows["value"], branch_limits.limits(rows, baseline, spread))
        good = ("high", "very high") if measure.better == "high" else ("low", "very low")
        colours = {
            branch: theme.CHANCE
            if where == "within"
            else theme.BETTER
            if where in good
            else theme.WORSE
            for branch, where in zip(rows["branch_id"], place, strict=True)
        }
        figure = figures.funnel(
            rows,
            limits,
            baseline,
            choice.organisation.names,
            colours,
            measure.quantity,
            measure.axis,
        )
        outside = int((place != "within").sum())
        alt = _(
            "Funnel plot of {metric}: {outside} of {count} branches lie outside the 95 % limits",
            metric=measure.name,
            outside=outside,
            count=len(rows),
        )
        figures.show_branches(figure, alt, key=f"funnel_{measure.key}")
        st.caption(alt)
        explain_spread(spread)
        explain_hidden(found[found["metric"] == measure.key], choice)
        tables.behind(
            lambda: tables.by_branch(rows, measure, choice.organisation),
            measure.name,
            f"behind_funnel_{measure.key}",
        )


def control(chart: ControlChart, measure: Measure, name: str) -> None:
    """Control chart of one branch; `chart` is indexed by month."""
    points = chart.points
    with st.container(border=True):
        st.markdown(f"**{words.plain(name)}** · {words.plain(measure.name)}")
        if points["value"].notna().sum() < 2:
            st.info(_("Too few months to draw a line."))
            return
        flagged = points[points["flag"] != ""]
        alt = _(
            "{name} by month: mean {mean}, {count} months beyond the usual variation",
            name=name,
            mean=formats.value(chart.mean, measure.quantity),
            count=len(flagged),
        )
        figures.show(
            series.control(points.index, chart, measure.quantity, measure.axis), alt, key="control"
        )
        if chart.trial:
            st.caption(_("Fewer than twelve months: the limits are on trial."))
        tables.folded(lambda: _points(points, measure, alt), "behind_control")


def _points(points: pd.DataFrame, measure: Measure, alt: str) -> None:
    """The table of a control chart, the newest month first."""
    newest_first = points.iloc[::-1]
    table = pd.DataFrame(
        {
            _("Month"): [formats.month(m) for m in newest_first.index],
            _("Value"): [formats.value(v, measure.quantity) for v in newest_first["value"]],
            _("Signal"): [words.signal(flag) for flag in newest_first["flag"]],
        }
    )
    tables.show(table, alt, "behind_control", texts=[_("Signal")])


def by_month(found: pd.DataFrame, measure: Measure, choice: Choice) -> None:
    """The company by month with intervals; `found` are figures by month."""
    rows = found[(found["metric"] == measure.key) & found["value"].notna()]
    with st.container(border=True):
        title(measure, choice)
        st.caption(_("Whole company"))
        if rows.empty:
            st.info(_("No figures in this period."))
            return
        figure = series.trend(rows, choice.period.months, measure.quantity, measure.axis)
        alt = _(
            "{metric} of the whole company by month, {first} to {last}",
            metric=measure.name,
            first=formats.value(rows["value"].iloc[0], measure.quantity),
            last=formats.value(rows["value"].iloc[-1], measure.quantity),
        )
        figures.show(figure, alt, key=f"trend_{measure.key}")
        tables.behind(
            lambda: tables.of_months(rows, measure), measure.name, f"behind_trend_{measure.key}"
        )


def _beside(choice: Choice) -> tuple[str, ...]:
    """The branches of a figure: a single one is seen among all the others."""
    return choice.chosen if len(choice.chosen) > 1 else choice.organisation.branch_ids


def _colours(branches: pd.DataFrame, measure: Measure, choice: Choice) -> dict[str, str]:
    """Each branch's own colour if they are few; else who differs from the rest."""
    if len(choice.chosen) <= FEW:
        return {b: choice.organisation.colours[b] for b in choice.chosen}
    return against_rest(branches, measure)


def against_rest(branches: pd.DataFrame, measure: Measure) -> dict[str, str]:
    """Blue where a branch is better than the others by more than chance, orange where worse."""
    rows = branches[branches["value"].notna()].set_index("branch_id")
    if len(rows) < 2:
        return {}
    judged = comparison.against_rest(rows["kind"].iloc[0], rows, rows["per"].iloc[0])
    good = (judged["difference"] > 0) == (measure.better == "high")
    colours = good.map({True: theme.BETTER, False: theme.WORSE}).where(
        judged["differs"], theme.CHANCE
    )
    return colours.to_dict()


def title(measure: Measure, choice: Choice) -> None:
    """The name of a measure; of a metric, the way to its definition."""
    if measure.metric:
        glossary.in_place(measure.metric, choice)
    else:
        st.markdown(f"{words.plain(measure.name)} :small[:gray[{words.plain(measure.group)}]]")


def explain_spread(tau2: float) -> None:
    """Say where the limits of a funnel are wider than chance alone."""
    if tau2 > 0:
        st.caption(
            _(
                "These branches differ by more than chance as a rule. The limits are widened by"
                " what is usual between them (Spiegelhalter 2005), so only the unusual lies beyond."
            )
        )


def explain_hidden(rows: pd.DataFrame, choice: Choice) -> None:
    """Name the branches that are hidden, with the reason."""
    hidden = rows[rows["hidden"] & rows["branch_id"].isin(choice.organisation.branch_ids)]
    few = hidden["n"] < FEWEST_ANSWERS
    for branches, reason in (
        (hidden[few], _("Too few answers to show: {names}")),
        (
            hidden[~few],
            _(
                "Hidden so that a small group cannot be worked out from the total or another"
                " period: {names}"
            ),
        ),
    ):
        if len(branches):
            names = [words.plain(choice.organisation.name(b)) for b in branches["branch_id"]]
            st.caption(reason.format(names=_(", ").join(names)))


def alt_of_dots(seen: pd.DataFrame, measure: Measure, choice: Choice) -> str:
    """What the figure shows, in one sentence."""
    ordered = seen.sort_values("value", ascending=measure.better == "low")
    first, last = ordered.iloc[0], ordered.iloc[-1]
    return _(
        "{metric} of {count} branches with 95 % intervals, from {first} ({first_value}) to {last}"
        " ({last_value})",
        metric=measure.name,
        count=len(ordered),
        first=choice.organisation.name(first["branch_id"]),
        first_value=formats.value(first["value"], measure.quantity),
        last=choice.organisation.name(last["branch_id"]),
        last_value=formats.value(last["value"], measure.quantity),
    )


def verdict(compared: pd.DataFrame) -> str:
    """How many of the pairs differ, in one sentence."""
    tested = int(compared["p"].notna().sum())
    if not tested:
        return _("This is a full count: nothing was sampled, so no difference is tested.")
    return _(
        "**{differing} of {tested} pairs differ by more than chance.**",
        differing=int(compared["differs"].sum()),
        tested=tested,
    )
