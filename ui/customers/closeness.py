"""Research, care and contact as the service page shows them: what was learned and acted upon."""

from __future__ import annotations

import pandas as pd

from analytics.service_work import with_total
from ui import figures, formats, records, tables
from ui.filters import Choice
from ui.links import BRANCH
from ui.part_of_whole import part_of_whole
from ui.screen import st
from ui.words import _


def person(key: str) -> str:
    return {"employee": _("employees"), "customer": _("customers")}.get(key, key)


def needs(found: pd.DataFrame) -> None:
    """Needs found and adopted by topic of the research; `found` as from `needs_by_topic`."""
    whole = found[["times", "people", "found", "adopted"]].sum()
    st.markdown(
        _(
            "**{adopted} of {found} needs were adopted ({share})**, found in {times} pieces of"
            " research with {people} people.",
            adopted=formats.number(whole["adopted"]),
            found=formats.number(whole["found"]),
            share=records.share(whole["adopted"], whole["found"]),
            times=formats.number(whole["times"]),
            people=formats.number(whole["people"]),
        )
    )
    with st.container(border=True):
        alt = _(
            "Needs found and adopted for {count} topics, most needs: {topic}",
            count=len(found),
            topic=found.index[0],
        )
        titles = _("Needs found"), _("Adopted")
        figure = part_of_whole(found.index, found["found"], found["adopted"], titles)
        figures.show(figure, alt, key="needs")
        table = pd.DataFrame(
            {
                _("Topic"): found.index,
                _("Research"): found["times"].to_numpy(),
                _("People met"): found["people"].to_numpy(),
                _("Needs found"): found["found"].to_numpy(),
                _("Adopted"): found["adopted"].to_numpy(),
                _("Share adopted"): 100 * found["value"].to_numpy(),
                _("Low"): 100 * found["low"].to_numpy(),
                _("High"): 100 * found["high"].to_numpy(),
            }
        )
        counts = (_("Research"), _("People met"), _("Needs found"), _("Adopted"))
        shares = (_("Share adopted"), _("Low"), _("High"))
        shown = dict.fromkeys(counts, "%.0f") | dict.fromkeys(shares, "%.1f %%")
        tables.behind(lambda: (table, shown), alt, "behind_needs")


def care(given: pd.DataFrame, contacts: pd.DataFrame, choice: Choice) -> None:
    """Care for members and contact with people, of the chosen branches and one by one.

    `given` as from `care_given`; `contacts` has person, demands and settled.
    """
    whole = given.sum()
    texts = [
        _(
            "**{cared_for} of {members} Party members were cared for ({share})**; {resolved} of"
            " {times} cares solved something.",
            cared_for=formats.number(whole["cared_for"]),
            members=formats.number(whole["members"]),
            share=records.whole(whole["cared_for"], whole["members"]),
            resolved=formats.number(whole["resolved"]),
            times=formats.number(whole["times"]),
        )
    ]
    by_person = contacts.groupby("person")[["demands", "settled"]].sum()
    texts += [
        _(
            "Demands of {whom}: {settled} of {demands} settled ({share}).",
            whom=person(row.Index),
            settled=formats.number(row.settled),
            demands=formats.number(row.demands),
            share=records.share(row.settled, row.demands),
        )
        for row in by_person[by_person["demands"] > 0].itertuples()
    ]
    st.markdown(" ".join(texts))
    rows = with_total(given)
    table = pd.DataFrame(
        {
            _("Branch"): records.names(rows.index, choice),
            _("Party members"): rows["members"],
            _("Cared for"): rows["cared_for"],
            _("Care coverage"): 100 * rows["cared_for"] / rows["members"],
            _("Cares"): rows["times"],
            _("Solved"): rows["resolved"],
            _("Contacts"): rows["contacts"],
            _("Demands"): rows["demands"],
            _("Settled"): rows["settled"],
        }
    ).rename_axis(BRANCH)
    counts = dict.fromkeys(table.columns.drop([_("Branch"), _("Care coverage")]), "localized")
    tables.show(
        table,
        _("Care for members, contacts and demands, by branch; full counts"),
        key="care",
        numbers=counts | {_("Care coverage"): "%.1f %%"},
    )
