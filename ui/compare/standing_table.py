"""What is known of each branch on one figure, in one table: estimate, place, ranks and trend."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analytics.side_by_side import told_apart
from ui import formats, links, panels, tables
from ui.formats import Quantity
from ui.measures import Measure
from ui.organisation import Organisation
from ui.screen import st
from ui.words import _


def places(better: str) -> dict[str, str]:
    """Where a branch lies against the limits of the funnel, in words; empty of a full count."""
    up = _("better, beyond 95 %"), _("better, beyond 99.8 %")
    down = _("worse, beyond 95 %"), _("worse, beyond 99.8 %")
    if better == "low":
        up, down = down, up
    return {
        "": formats.DASH,
        "within": _("within limits"),
        "high": up[0],
        "very high": up[1],
        "low": down[0],
        "very low": down[1],
    }


def answer(found: pd.DataFrame, census: bool) -> str:
    """How many branches can be told apart, in one sentence; `found` as from `side_by_side`."""
    if len(found) < 2:
        return _("A comparison needs at least two branches with figures.")
    if census:
        return _(
            "**A full count of {count} branches**: every rank is exact, and a small distance is"
            " still a small distance.",
            count=len(found),
        )
    better, worse, between = told_apart(found)
    if not better and not worse:
        return _(
            "**None of the {count} branches is surely in the better or the worse half**: this"
            " figure gives no order among them.",
            count=len(found),
        )
    return _(
        "**Surely in the better half of {count} branches: {better}; surely in the worse half:"
        " {worse}**; {between} cannot be placed.",
        count=len(found),
        better=better,
        worse=worse,
        between=between,
    )


def table(
    found: pd.DataFrame, trend: pd.DataFrame, measure: Measure, organisation: Organisation
) -> pd.DataFrame:
    """One row a branch, best first; `found` as from `side_by_side`, `trend` as from `trends`."""
    found = found.sort_values("value", ascending=measure.better == "low")
    trend = trend.reindex(found.index)
    quantity, place = measure.quantity, places(measure.better)
    return pd.DataFrame(
        {
            _("Branch"): [organisation.name(b) for b in found.index],
            _("Value"): [formats.value(v, quantity) for v in found["value"]],
            _("95 % interval"): [
                formats.interval(row.low, row.high, quantity) for row in found.itertuples()
            ],
            _("n"): [formats.number(n) for n in found["answers"]],
            _("Shrunk (reliability)"): [_shrunk(row, measure) for row in found.itertuples()],
            _("Funnel"): [place[p] for p in found["place"]],
            _("Possible ranks"): [_ranks(row) for row in found.itertuples()],
            _("Trend"): [trend_in_words(row, measure.better) for row in trend.itertuples()],
        },
        index=pd.Index(found.index, name=links.BRANCH),
    )


def show(
    frame: pd.DataFrame, found: pd.DataFrame, quantity: Quantity, alt: str, count: int
) -> None:
    """Draw the table of those `found`, shares with bars; `count` branches were compared.

    Each column says what it means.
    """
    share = formats.unit_of(quantity)[0] == "share"
    tables.show(
        frame,
        alt,
        key="standing",
        bars=found["value"].reindex(frame.index) if share else None,
        texts=[_("Funnel"), _("Possible ranks"), _("Trend")],
        helps={
            _("Shrunk (reliability)"): _(
                "What to expect of the branch: its own figure, drawn towards that of the others as"
                " far as it rests on few answers. In brackets the weight of its own figure, from"
                " 0 to 1."
            ),
            _("Funnel"): _(
                "Where the branch lies against limits around the company's figure that widen as n"
                " falls."
            ),
            _("Possible ranks"): _(
                "Every rank of {count} the branch may truly have; all of these hold together with"
                " 95 % confidence. 1 is best.",
                count=count,
            ),
            _("Trend"): _(
                "Whether the level of its months changed by more than they vary anyway, and since"
                " when. The branches are judged together: where nothing changes, a change is shown"
                " in fewer than 5 of 100 tables."
            ),
        },
    )


def notes(found: pd.DataFrame, shown: Collection[str]) -> None:
    """What the limits and ranks rest on, below the table."""
    panels.explain_spread(found.attrs["tau2"])
    if len(shown) < len(found):
        st.caption(
            _(
                "Limits and ranks are those among all {count} branches with figures; {shown} of"
                " them are shown.",
                count=len(found),
                shown=len(set(shown) & set(found.index)),
            )
        )


def raw(
    found: pd.DataFrame, trend: pd.DataFrame, measure: Measure, organisation: Organisation
) -> pd.DataFrame:
    """The table as numbers, for a spreadsheet; shares are fractions of 1."""
    trend = trend.reindex(found.index)
    return pd.DataFrame(
        {
            _("Branch"): [organisation.name(b) for b in found.index],
            _("Metric"): measure.name,
            _("Value"): found["value"],
            _("Low"): found["low"],
            _("High"): found["high"],
            _("n"): found["answers"],
            _("Shrunk"): found["shrunk"],
            _("Reliability"): found["reliability"],
            _("Funnel"): found["place"].map(places(measure.better)),
            _("Best rank"): found["first"],
            _("Worst rank"): found["last"],
            _("Trend"): [trend_in_words(row, measure.better) for row in trend.itertuples()],
        }
    )


def _shrunk(row: object, measure: Measure) -> str:
    if pd.isna(row.shrunk):
        return formats.DASH
    value = formats.value(row.shrunk, measure.quantity)
    return _("{value} ({weight})", value=value, weight=formats.number(row.reliability, 2))


def _ranks(row: object) -> str:
    first, last = int(row.first), int(row.last)
    return str(first) if first == last else f"{first}–{last}"


def trend_in_words(row: object, better: str) -> str:
    """Where the months are going, in words; a branch without months has no trend."""
    if np.isnan(row.p_adjusted):
        return _("too few months")
    if not row.direction:
        return _("steady")
    since = formats.month(int(row.since))
    if (row.direction == "up") == (better == "high"):
        return _("better since {month}", month=since)
    return _("worse since {month}", month=since)
