"""How the index of each branch comes about: base, bonus, deduction, and what did not count."""

from __future__ import annotations

import pandas as pd

from ui import formats, frame, links, tables, words
from ui.filters import Choice
from ui.organisation import Organisation
from ui.quality import schemes
from ui.screen import st
from ui.words import _


def kinds() -> dict[str, str]:
    return {"bonus": _("Bonus"), "deduction": _("Deduction"), "veto": _("Veto")}


def composition(graded: pd.DataFrame, label: str, ladder: pd.DataFrame, choice: Choice) -> None:
    """How the index of each chosen branch comes about, highest first; points of the scheme.

    `graded` as from `grading.grades`; its scoring periods are called `label`.
    """
    frame.section(
        _("How the index comes about"),
        _(
            "{period}, in points of the scheme: base + bonus counted − deduction = index."
            " One event counts once, with its highest points; the bonus of a scoring period stops"
            " at the cap. A veto forces the grade and leaves the index as it is.",
            period=label,
        ),
    )
    names = schemes.band_names(ladder)
    rows = graded[graded.index.isin(choice.chosen)].sort_values("index", ascending=False)
    by_score, grade = (
        [names.get(key, "") for key in zip(rows["scheme_id"], rows[column], strict=True)]
        for column in ("by_score", "grade")
    )
    points = {_("Base"): rows["base"]}
    if (rows["bonus"] < rows["bonus_named"]).any():
        points |= {
            _("Bonus named"): rows["bonus_named"],
            _("Less: same event"): rows["bonus_once"] - rows["bonus_named"],
            _("Less: above the cap"): rows["bonus"] - rows["bonus_once"],
        }
    points |= {
        _("Bonus counted"): rows["bonus"],
        _("Deduction"): -rows["deduction"],
        _("Index"): rows["index"],
    }
    if (rows["full_score"] != 100).any():
        points[_("Index of 100")] = 100 * rows["index"] / rows["full_score"]
    table = pd.DataFrame(
        {_("Branch"): rows.index.map(choice.organisation.name)}
        | {header: column.to_numpy(float) + 0.0 for header, column in points.items()}
        | {
            _("Band by score"): by_score,
            _("Grade"): [
                f"{text} · {_('Veto')}" if vetoed else text
                for text, vetoed in zip(grade, rows["vetoed"], strict=True)
            ],
        }
    )
    table.index = pd.Index(rows.index, name=links.BRANCH)
    used = rows["scheme_id"].unique()
    if len(used) > 1:
        by_id = ladder.drop_duplicates("scheme_id").set_index("scheme_id")
        table.insert(
            1, _("Scheme"), [schemes.named(by_id.loc[s], "name") for s in rows["scheme_id"]]
        )
    tables.show(
        table,
        _("How the index of each branch comes about"),
        key="composition",
        numbers=dict.fromkeys(points, "%.2f"),
        texts=[_("Scheme"), _("Band by score"), _("Grade")],
    )


def _taken_away(scored: pd.DataFrame, organisation: Organisation) -> None:
    """Each branch and scoring period whose named bonus did not count in full."""
    for row in scored[scored["bonus"] < scored["bonus_named"]].itertuples():
        st.markdown(
            "- "
            + _(
                "**{branch}**, {month}: {named} points of bonus named, {once} with one event"
                " counted once, **{counted}** counted after the cap.",
                branch=words.plain(organisation.name(row.branch_id)),
                month=formats.month(row.month),
                named=formats.number(row.bonus_named, 1),
                once=formats.number(row.bonus_once, 1),
                counted=formats.number(row.bonus, 1),
            )
        )


def adjustments(found: pd.DataFrame, scored: pd.DataFrame, organisation: Organisation) -> None:
    """Every bonus, deduction and veto with what became of it; `scored` has what counted."""
    if found.empty:
        return
    cut = (scored["bonus"] < scored["bonus_named"]).any()
    frame.section(
        _("Bonus, deduction and veto in the chosen months"),
        _("What was named beyond the rule and did not count stands first.") if cut else "",
    )
    _taken_away(scored, organisation)
    named = kinds()
    table = pd.DataFrame(
        {
            _("Branch"): found["branch_id"].map(organisation.name),
            _("Month"): [formats.month(m) for m in found["month"]],
            _("Kind"): found["kind"].map(named),
            _("What for"): found["item"],
            _("Event"): found["event"].fillna(""),
            _("Points"): [
                "" if row.kind == "veto" else formats.number(row.points, 1)
                for row in found.itertuples()
            ],
            _("Note"): [_standing(row) for row in found.itertuples()],
        }
    )
    with st.expander(_("All {count} entries", count=len(found)), icon=":material/table:"):
        tables.show(
            table,
            _("Bonus, deduction and veto"),
            key="adjustments",
            texts=[_("Month"), _("Kind"), _("What for"), _("Event"), _("Note")],
        )


def _standing(row: object) -> str:
    if pd.isna(row.scored_month):
        return _("no score under this scheme yet")
    if row.kind == "veto":
        return _("forces the grade")
    return _("counts") if row.counts else _("same event, counted once")
