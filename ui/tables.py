"""Tables of figures: what stands behind a chart, and what is taken away as CSV."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import numpy as np
import pandas as pd

from analytics.published import FEWEST_ANSWERS
from data.importing.file_name import plain_name
from data.inert import inert
from ui import formats, links, session
from ui.measures import Measure
from ui.organisation import Organisation
from ui.screen import live, st
from ui.words import _

HIGHER, LOWER = "▲", "▼"
WHOLE = 30  # rows up to which a table is shown without scrolling inside it
BAR = 62  # pixels of a bar
WIDEST = 300  # pixels of the first column, so that figures stay in sight beside it


def show(
    frame: pd.DataFrame,
    alt: str,
    key: str,
    numbers: Mapping[str, str] | None = None,
    texts: Collection[str] = (),
    helps: Mapping[str, str] | None = None,
    bars: pd.Series | None = None,
) -> None:
    """Draw a table: the first column stays in sight, figures stand right, words left.

    `numbers` gives printf formats of numeric columns, `texts` the columns of words; the others are
    figures already written out. `helps` explain columns to whoever points at their header. Shares
    given as `bars` (0..1, a row each) are drawn behind the second column. Where the index is of
    branches (its name says so), a click on the first column leads to the page of the branch.
    """
    if bars is not None:
        frame = frame.copy()
        frame.insert(2, _("0–100 %"), 100 * bars.to_numpy(float))
    first, *others = frame.columns
    opens = frame.index.name == links.BRANCH
    config = {first: _first_column(_width(frame[first]), f"{key}_opened" if opens else None)}
    for column in others:
        help_ = (helps or {}).get(column)
        if bars is not None and column == _("0–100 %"):
            config[column] = st.column_config.ProgressColumn(
                width=BAR, format=" ", min_value=0.0, max_value=100.0
            )
        elif column in (numbers or {}):
            config[column] = st.column_config.NumberColumn(format=numbers[column], help=help_)
        else:
            side = "left" if column in texts else "right"
            config[column] = st.column_config.TextColumn(alignment=side, help=help_)
    _draw(frame, config, alt, key, opens)


@live
def _draw(
    frame: pd.DataFrame, config: Mapping[str, object], alt: str, key: str, opens: bool
) -> None:
    height = "content" if len(frame) <= WHOLE else "auto"
    st.dataframe(frame, height=height, hide_index=True, column_config=config, alt=alt, key=key)
    if opens and (click := st.session_state.get(f"{key}_opened")):
        links.turn_to_branch(frame.index[click["row"]])


def _first_column(width: int, opened: str | None) -> object:
    """The column that stays in sight; a button in every row if `opened` names what it reports to.

    A button tells of a click once, so that whoever comes back stays.
    """
    if opened is None:
        return st.column_config.TextColumn(pinned=True, width=width)
    return st.column_config.ButtonColumn(
        pinned=True,
        width=width,
        type="tertiary",
        alignment="left",
        help=_("Opens the page of the branch"),
        key=opened,
    )


def _width(texts: pd.Series) -> int:
    """Pixels that the longest text needs, within reason; a Chinese character is as wide as two."""
    different = [str(text) for text in texts.unique()]
    longest = max((sum(1 + (mark > "\u2e7f") for mark in text) for text in different), default=0)
    return min(max(56, 24 + 7 * longest), WIDEST)


@live
@st.fragment  # to unfold it draws the table, and not the whole page
def folded(draw: Callable[[], None], key: str) -> None:
    """A table that few look at, folded away: `draw` makes and draws it when it is unfolded."""
    label, icon = _("As a table"), ":material/table:"
    place = st.expander(label, icon=icon, key=f"{key}_unfolded", on_change="rerun")
    if place.open:
        session.begin_anew_if_changed()
        with place:
            draw()


def behind(make: Callable[[], tuple[pd.DataFrame, Mapping[str, str]]], alt: str, key: str) -> None:
    """The table behind a chart, folded away, and to take away.

    `make` gives the table and the printf formats of its numeric columns.
    """

    def draw() -> None:
        frame, numbers = make()
        show(frame, alt, key, numbers, texts=[_("Note")])
        download(lambda: frame, f"mingjian-{key}.csv", f"{key}_download")

    folded(draw, key)


def by_branch(
    figures: pd.DataFrame, measure: Measure, organisation: Organisation
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Branches with value, low, high and n of one measure, best first, and their number formats."""
    ordered = figures.sort_values("value", ascending=measure.better == "low")
    ordered = ordered.set_index(pd.Index(ordered["branch_id"], name=links.BRANCH))
    return _figures(ordered, measure, _("Branch"), ordered["branch_id"].map(organisation.name))


def of_months(figures: pd.DataFrame, measure: Measure) -> tuple[pd.DataFrame, dict[str, str]]:
    """Months with value, low, high and n of one measure, newest first, and their number formats."""
    ordered = figures.sort_values("month", ascending=False)
    return _figures(ordered, measure, _("Month"), ordered["month"].map(formats.month))


def _figures(
    rows: pd.DataFrame, measure: Measure, label: str, names: pd.Series
) -> tuple[pd.DataFrame, dict[str, str]]:
    unit, decimals = formats.unit_of(measure.quantity)
    scale = formats.factor(measure.quantity)
    digits = f"%.{decimals}f" + (" %%" if unit == "share" else "")
    columns = {_("Value"): "value", _("Low"): "low", _("High"): "high"}
    frame = pd.DataFrame(
        {label: names}
        | {header: rows[column] * scale for header, column in columns.items()}
        | {_("n"): rows["answers"], _("Note"): [note(row) for row in rows.itertuples()]}
    )
    return frame, dict.fromkeys(columns, digits) | {_("n"): "%.0f"}


def verdict(differs: bool, p: float) -> str:
    """Whether a difference exceeds chance; a full count has no chance to exceed."""
    if np.isnan(p):
        return _("not tested")
    return _("differs") if differs else _("within chance")


def note(row: object) -> str:
    """Why a figure is missing or to be read with care; usually nothing."""
    if getattr(row, "hidden", False):
        if row.n >= FEWEST_ANSWERS:
            return _("hidden to protect a small group")
        return _("too few answers")
    return {
        "no published weights": _("channels without published weights are not combined"),
        "strata without a weight left out": _("channels without a weight left out"),
    }.get(row.note, "")


def mark(differs: bool, difference: float) -> str:
    """An arrow where a branch differs from the rest by more than chance; nothing otherwise."""
    if not differs:
        return ""
    return HIGHER if difference > 0 else LOWER


@live
def download(make: Callable[[], pd.DataFrame], file_name: str, key: str) -> None:
    """The table as a CSV file that Excel opens with Chinese text intact, made when asked for."""
    st.download_button(
        _("Download as CSV"),
        data=session.exporting(file_name, lambda: csv(make())),
        file_name=plain_name(file_name),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a mark; text a spreadsheet would run as a formula is quoted with an apostrophe."""
    safe = frame.map(inert).rename(columns=inert)
    return safe.to_csv(index=False).encode("utf-8-sig")
