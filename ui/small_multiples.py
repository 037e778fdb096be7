"""Many branches side by side, each a small picture of its months on one scale for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ui import formats, links, tables, theme
from ui.compare.standing_table import trend_in_words
from ui.filters import Choice
from ui.measures import Measure
from ui.screen import st
from ui.words import _

MOST = 24  # pictures drawn; the table has every branch
WIDTH, HEIGHT, EDGE = 220, 84, 6


@dataclass(frozen=True)
class Scale:
    """From values to the pixels of a picture; the same for all of them."""

    low: float
    high: float
    months: int

    def across(self, place: np.ndarray) -> np.ndarray:
        return EDGE + place * (WIDTH - 2 * EDGE) / max(self.months - 1, 1)

    def up(self, value: np.ndarray) -> np.ndarray:
        part = (value - self.low) / ((self.high - self.low) or 1.0)
        return HEIGHT - EDGE - np.clip(part, 0, 1) * (HEIGHT - 2 * EDGE)


def show(
    by_month: pd.DataFrame,
    months: Sequence[int],
    changed: pd.DataFrame,
    measure: Measure,
    company: float,
    choice: Choice,
) -> None:
    """A picture of each chosen branch: first those whose level changed, then the worst.

    `by_month` are figures by month, `changed` the verdicts of `trend.trends`, indexed by branch,
    and `company` the value that the dashed line stands at.
    """
    known = by_month[by_month["branch_id"].isin(choice.chosen) & by_month["value"].notna()]
    ends = {end: known[end].fillna(known["value"]) for end in ("low", "high")}
    known = known.assign(**ends)  # where the error is unknown the band is as thin as the line
    if known["branch_id"].nunique() < 2:
        return
    last = known.sort_values("month").groupby("branch_id").tail(1).set_index("branch_id")
    order = _order(last, changed, measure.better)
    st.markdown(f"**{_('Every branch by month')}**")
    st.caption(
        _(
            "One scale for all, from {low} to {high}. The band is the 95 % interval of each month,"
            " the dashed line the whole company. Blue or orange where the level changed by more"
            " than chance, all branches judged together; these stand first, then the worst.",
            low=formats.value(known["low"].min(), measure.quantity),
            high=formats.value(known["high"].max(), measure.quantity),
        )
    )
    scale = Scale(known["low"].min(), known["high"].max(), len(months))
    each = dict(tuple(known.groupby("branch_id")))
    with st.grid(4, min_column_width=WIDTH):
        for branch in order[:MOST]:
            row, verdict = last.loc[branch], changed.loc[branch]
            picture = drawn(each[branch], months, scale, _colour(verdict, measure), company)
            _cell(branch, row, trend_in_words(verdict, measure.better), picture, measure, choice)
    if len(order) > MOST:
        st.caption(_("Drawn are {shown} of {count} branches.", shown=MOST, count=len(order)))
    tables.folded(
        lambda: tables.show(
            _table(last.loc[order], changed, measure, choice),
            _("Every branch by month"),
            "every_branch_by_month",
            texts=[_("Trend")],
        ),
        "every_branch_by_month",
    )


def _order(last: pd.DataFrame, changed: pd.DataFrame, better: str) -> list[str]:
    value = last["value"] if better == "high" else -last["value"]
    keys = {"steady": changed["direction"].reindex(last.index) == "", "value": value}
    return list(pd.DataFrame(keys).sort_values(["steady", "value"]).index)


def _colour(verdict: pd.Series, measure: Measure) -> str:
    if not verdict["direction"]:
        return theme.CHANCE
    good = (verdict["direction"] == "up") == (measure.better == "high")
    return theme.BETTER if good else theme.WORSE


def _cell(
    branch: str, row: pd.Series, verdict: str, picture: str, measure: Measure, choice: Choice
) -> None:
    value = formats.value(row["value"], measure.quantity)
    interval = formats.interval(row["low"], row["high"], measure.quantity)
    name = choice.organisation.name(branch)
    with st.container(border=True, gap="xsmall"):
        links.to_branch(name, branch, icon="")
        alt = _(
            "{name}: {verdict}; in {month} {value} ({interval})",
            name=name,
            verdict=verdict,
            month=formats.month(row["month"]),
            value=value,
            interval=interval,
        )
        st.image(picture, alt=alt, width="stretch")
        sample = formats.sample(row["answers"], measure.quantity)
        st.caption(f"{formats.month(row['month'])}: {value}  \n{interval} · {sample}  \n{verdict}")


def drawn(
    rows: pd.DataFrame, months: Sequence[int], scale: Scale, colour: str, company: float
) -> str:
    """The months of one branch as SVG; `rows` has month, value, low and high, none missing."""
    place = pd.Index(months).get_indexer(rows["month"])
    order = np.argsort(place)
    x = scale.across(place[order])
    value, low, high = (scale.up(rows[c].to_numpy(float)[order]) for c in ("value", "low", "high"))
    band = [*zip(x, high, strict=True), *zip(x[::-1], low[::-1], strict=True)]
    line = list(zip(x, value, strict=True))
    level_at = f"{float(scale.up(np.array(company))):.1f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}">'
        + (
            f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{level_at}" y2="{level_at}"'
            f' stroke="{theme.CHANCE}" stroke-width="1" stroke-dasharray="4 3"/>'
            if np.isfinite(company)
            else ""
        )
        + f'<polygon points="{_points(band)}" fill="{colour}" fill-opacity="0.22"/>'
        f'<polyline points="{_points(line)}" fill="none" stroke="{colour}" stroke-width="2"'
        f' stroke-linejoin="round"/><circle cx="{x[-1]:.1f}" cy="{value[-1]:.1f}" r="3.2"'
        f' fill="{colour}"/></svg>'
    )


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _table(
    last: pd.DataFrame, changed: pd.DataFrame, measure: Measure, choice: Choice
) -> pd.DataFrame:
    rows = list(last.itertuples())
    return pd.DataFrame(
        {
            _("Branch"): [choice.organisation.name(b) for b in last.index],
            _("Trend"): [trend_in_words(changed.loc[b], measure.better) for b in last.index],
            _("Latest month"): [formats.month(row.month) for row in rows],
            _("Value"): [formats.value(row.value, measure.quantity) for row in rows],
            _("95 % interval"): [
                formats.interval(row.low, row.high, measure.quantity) for row in rows
            ],
            _("n"): [formats.number(row.answers) for row in rows],
        },
        index=pd.Index(last.index, name=links.BRANCH),
    )
