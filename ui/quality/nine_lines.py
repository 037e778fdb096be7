"""The nine lines of work by branch: which are neglected, and how even each branch works."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import figures, formats, links, tables, words
from ui.heat_map import heat_map
from ui.organisation import Organisation
from ui.screen import st
from ui.words import _

MOST = 6  # cells named in words


def names() -> dict[str, str]:
    """What the nine lines are called, in the order of the source paper."""
    return {
        "party_unions_youth": _("Party and unions"),
        "cadres": _("Cadres"),
        "publicity": _("Publicity"),
        "education": _("Education"),
        "civility": _("Civility"),
        "ideology": _("Ideology"),
        "culture": _("Corporate culture"),
        "stability": _("Stability"),
        "harmony": _("Harmony"),
    }


def answer(cells: pd.DataFrame, tests: int, organisation: Organisation) -> None:
    """Which lines are neglected where, in words.

    `cells` as from `lines_done`, those of the chosen branches; `tests` were judged together.
    """
    neglected = cells[cells["neglected"]].sort_values("share")
    behind = cells[cells["below"] & ~cells["neglected"]].sort_values("share")
    if neglected.empty:
        st.markdown(_("**No branch neglects a line.**"))
    for row in neglected.head(MOST).itertuples():
        st.markdown(
            ":orange[:material/priority_high:] "
            + _(
                "**{branch} neglects {line}**: {done} of {planned} planned items done,"
                " {share} ({interval}); the other branches {rest}.",
                **_words(row, organisation),
            )
        )
    if len(neglected) > MOST:
        st.caption(_("And {count} more; the table names them.", count=len(neglected) - MOST))
    if len(behind):
        listed = [
            _("{branch} · {line} {share} (others {rest})", **_words(row, organisation))
            for row in behind.head(MOST).itertuples()
        ]
        st.markdown(
            _(
                "Below the others by more than chance, though at work: {cells}.",
                cells=_("; ").join(listed),
            )
        )
    st.caption(
        _(
            "Each cell is compared with the other branches on the same line; {count} tests judged"
            " together (Benjamini-Hochberg). Neglected is less than half of what the others do.",
            count=formats.number(tests),
        )
    )


def _words(row: object, organisation: Organisation) -> dict[str, str]:
    return {
        "branch": words.plain(organisation.name(row.branch_id)),
        "line": words.plain(names()[row.line]),
        "done": formats.number(row.done),
        "planned": formats.number(row.planned),
        "share": formats.value(row.share, "proportion"),
        "interval": formats.interval(row.low, row.high, "proportion"),
        "rest": formats.value(row.rest, "proportion"),
    }


def matrix(cells: pd.DataFrame, organisation: Organisation) -> None:
    """The heat map, branches by lines, with its table behind it."""
    called = names()
    lines, known = set(cells["line"]), set(cells["branch_id"])
    columns = [line for line in called if line in lines]
    ids = [b for b in organisation.branch_ids if b in known]
    labels = [organisation.name(b) for b in ids]
    wide = {
        name: cells.pivot(index="branch_id", columns="line", values=name)
        .reindex(index=ids, columns=columns)
        .set_axis(labels)
        .set_axis([called[line] for line in columns], axis=1)
        for name in ("share", "done", "planned", "below")
    }
    alt = _(
        "Nine lines of work of {branches} branches: from {low} to {high} of what was planned done;"
        " {count} cells are neglected",
        branches=len(ids),
        low=formats.value(cells["share"].min(), "proportion"),
        high=formats.value(cells["share"].max(), "proportion"),
        count=int(cells["neglected"].sum()),
    )
    marked = wide["below"].eq(True)
    with st.container(border=True):
        figure = heat_map(wide["share"], wide["planned"], marked=marked)
        figures.show(figure, alt, key="nine_lines")
        st.caption(
            _(
                "Percent of the planned items done; orange is little, blue is much."
                " ▼ below the other branches by more than chance."
            )
        )
        tables.folded(
            lambda: tables.show(_table(wide, marked), alt, key="behind_nine_lines"), "nine_lines"
        )


def _table(wide: Mapping[str, pd.DataFrame], marked: pd.DataFrame) -> pd.DataFrame:
    """What was done of what was planned, written out; `wide` has one table a column."""
    written = wide["share"].map(lambda x: formats.value(x, "proportion"))
    written += " · " + wide["done"].map(formats.number) + "/" + wide["planned"].map(formats.number)
    table = written.where(wide["planned"].notna(), formats.DASH)
    table = table.where(~marked, tables.LOWER + " " + table)
    return table.rename_axis(None, axis=1).rename_axis(_("Branch")).reset_index()


def evenness(weakest: pd.DataFrame, organisation: Organisation) -> None:
    """The weakest line of each branch, the most uneven branch first; as from `balance`."""
    called = names()
    table = pd.DataFrame(
        {
            _("Branch"): weakest.index.map(organisation.name),
            _("Weakest line"): weakest["line"].map(called).to_numpy(),
            _("Done there, %"): 100 * weakest["share"].to_numpy(),
            _("95 % interval"): [
                formats.interval(row.low, row.high, "proportion") for row in weakest.itertuples()
            ],
            _("n"): weakest["planned"].to_numpy(),
            _("All lines, %"): 100 * weakest["overall"].to_numpy(),
            _("Judgement"): [_judgement(row) for row in weakest.itertuples()],
        }
    )
    table.index = pd.Index(weakest.index, name=links.BRANCH)
    with st.expander(_("Balance: the weakest line of each branch"), icon=":material/balance:"):
        tables.show(
            table,
            _("Balance: the weakest line of each branch"),
            key="evenness",
            numbers={_("Done there, %"): "%.1f", _("n"): "%.0f", _("All lines, %"): "%.1f"},
            texts=[_("Weakest line"), _("Judgement")],
        )


def _judgement(row: object) -> str:
    if row.neglected:
        return _("neglected")
    return _("below the others") if row.below else _("within chance")
