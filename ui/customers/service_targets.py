"""Figures of power service against what was publicly promised, each branch by its own area."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.published import COMPANY
from analytics.service_targets import CANNOT_TELL, EVERYWHERE, MET, NO_TARGET, NOT_MET
from data.catalogue import Metric
from ui import formats, links, panels, tables, words
from ui.filters import Choice
from ui.measures import of_metric
from ui.screen import st
from ui.words import _

NAMED = 4  # branches named in one cell of the summary


def area(key: str) -> str:
    return {
        "urban": _("urban"),
        "rural": _("rural"),
        "remote": _("remote"),
        EVERYWHERE: _("everywhere"),
    }.get(key, key)


def verdict(key: str) -> str:
    return {
        MET: _("met"),
        NOT_MET: _("not met"),
        CANNOT_TELL: _("cannot tell"),
        NO_TARGET: _("no target"),
    }[key]


def limit(key: str) -> str:
    """What a promise without a figure of its own limits."""
    return {
        "arrival_minutes": _("Crew on site within, minutes"),
        "restore_hours": _("Supply restored within, hours"),
        "connection_days_residential": _("Connected within, working days: residential"),
        "connection_days_low_voltage": _("Connected within, working days: low voltage, other"),
        "connection_days_high_single": _("Connected within, working days: high voltage, one feed"),
        "connection_days_high_double": _("Connected within, working days: high voltage, two feeds"),
        "planned_notice_days": _("Planned outage announced ahead, days"),
        "temporary_notice_hours": _("Temporary outage announced ahead, hours"),
    }.get(key, key)


def summary(judged: pd.DataFrame, asked: Sequence[Metric], choice: Choice) -> None:
    """One row a figure: the company, the promise, and how many branches keep it.

    `judged` as from `against_targets`, with the company's own rows.
    """
    own = judged[judged["branch_id"].isin(choice.chosen)]
    count = own["verdict"].value_counts()
    st.markdown(
        _(
            "Of {all} promises to be kept by {branches} branches **{met} are met**,"
            " **{missed} are not met**, and of {unsure} one cannot tell yet.",
            all=int(own["verdict"].ne(NO_TARGET).sum()),
            branches=own["branch_id"].nunique(),
            met=int(count.get(MET, 0)),
            missed=int(count.get(NOT_MET, 0)),
            unsure=int(count.get(CANNOT_TELL, 0)),
        )
    )
    rows = [
        _summary(metric, judged[judged["metric"] == metric.key], own, choice) for metric in asked
    ]
    tables.show(
        pd.DataFrame(rows),
        _("Figures of power service against their published targets"),
        "promises",
        texts=[_("Promised"), _("Not met by")],
    )
    st.caption(
        _(
            "Met or not met where the whole 95 % interval is on one side of the promise; cannot"
            " tell where the interval holds it. A full count has no interval and its value decides."
            " Each is judged for itself: of forty branches exactly on their promise, about one"
            " would be called not met by chance."
        )
    )


def _summary(
    metric: Metric, judged: pd.DataFrame, own: pd.DataFrame, choice: Choice
) -> dict[str, object]:
    company = judged[judged["branch_id"] == COMPANY]
    rows = own[own["metric"] == metric.key]
    count = rows["verdict"].value_counts()
    missed = rows[rows["verdict"] == NOT_MET].sort_values(
        "value", ascending=metric.better == "high"
    )
    names = [choice.organisation.name(b) for b in missed["branch_id"]]
    text = _(", ").join(names[:NAMED])
    if len(names) > NAMED:
        text += " " + _("and {count} more", count=len(names) - NAMED)
    return {
        _("Figure"): words.metric_name(metric),
        _("Met"): int(count.get(MET, 0)),
        _("Not met"): int(count.get(NOT_MET, 0)),
        _("Cannot tell"): int(count.get(CANNOT_TELL, 0)),
        _("Not met by"): text,
        _("Company"): formats.value(company["value"].iloc[0], metric) if len(company) else "",
        _("Promised"): _promised(judged, metric),
    }


def _promised(judged: pd.DataFrame, metric: Metric) -> str:
    """The values promised, each with the areas that share it, and the unit of other than shares."""
    by_area = _by_area(judged).items()
    text = _("; ").join(f"{areas} {formats.value(target, metric)}" for areas, target in by_area)
    if not text:
        return formats.DASH
    if metric.unit == "share":
        return text
    return _("{said} ({unit})", said=text, unit=words.unit(metric.unit))


def _by_area(judged: pd.DataFrame) -> dict[str, float]:
    """The target by the names of the areas for which it holds."""
    known = judged[judged["target"].notna()]
    pairs = known[["area", "target"]].drop_duplicates().sort_values(["target", "area"])
    if pairs["target"].nunique() == 1:
        return {area(EVERYWHERE): float(pairs["target"].iloc[0])}
    return {
        _(", ").join(area(key) for key in same["area"]): float(target)
        for target, same in pairs.groupby("target")
    }


def of_one(figures: pd.DataFrame, judged: pd.DataFrame, metric: Metric, choice: Choice) -> None:
    """Branches on one figure with the promises as lines, and the verdict on each."""
    measure = of_metric(metric)
    rows = judged[(judged["metric"] == metric.key) & (judged["branch_id"] != COMPANY)]
    lines = {
        f"{areas} {formats.value(target, metric)}": target
        for areas, target in _by_area(rows).items()
    }
    panels.dots(figures, measure, choice, lines=lines)
    st.caption(
        _(
            "Dotted lines are the promises of each area. Colours say who differs from the other"
            " branches, not who keeps a promise: that is the verdict below."
        )
    )
    asked = choice.chosen if len(choice.chosen) > 1 else choice.organisation.branch_ids
    rows = rows[rows["branch_id"].isin(asked) & (rows["value"].notna() | rows["hidden"])]
    if rows.empty:
        return
    order = {NOT_MET: 0, CANNOT_TELL: 1, MET: 2, NO_TARGET: 3}
    rows = rows.assign(order=rows["verdict"].map(order)).sort_values(
        ["order", "value"], ascending=[True, metric.better == "high"]
    )
    table = pd.DataFrame(
        {
            _("Branch"): rows["branch_id"].map(choice.organisation.name),
            _("Area"): [area(key) if isinstance(key, str) else "" for key in rows["area"]],
            _("Value"): [formats.value(x, metric) for x in rows["value"]],
            _("95 % interval"): [
                formats.interval(r.low, r.high, metric) for r in rows.itertuples()
            ],
            _("Base (n)"): [formats.number(x) for x in rows["answers"]],
            _("Promised"): [formats.value(x, metric) for x in rows["target"]],
            _("Verdict"): [verdict(key) for key in rows["verdict"]],
        }
    ).set_index(pd.Index(rows["branch_id"], name=links.BRANCH))
    tables.show(
        table,
        _("{metric} of every branch against the target of its area", metric=measure.name),
        "promise_verdicts",
        texts=[_("Area"), _("Verdict")],
    )


def limits(targets: pd.DataFrame) -> None:
    """The promised limits within which a case counts as kept; `targets` without a metric."""
    bare = targets[targets["metric"].isna()]
    if bare.empty:
        return
    wide = bare.pivot(index="kpi", columns="area", values="target")
    order = [key for key in ("urban", "rural", "remote", EVERYWHERE) if key in wide]
    table = pd.DataFrame(
        {_("Promise"): [limit(kpi) for kpi in wide.index]}
        | {
            area(key): [f"{x:g}" if np.isfinite(x) else "" for x in wide[key].astype(float)]
            for key in order
        }
    )
    with st.expander(_("The limits promised, within which a case counts as kept")):
        tables.show(table, _("Promised limits by area"), "promised_limits")
