"""What the customers of one branch say more, or less, than those of the others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ui import figures, formats, links, tables, theme, words
from ui.organisation import Organisation
from ui.screen import st
from ui.theme import Figure
from ui.words import _

NAMED, DRAWN = 5, 12  # words in a row of the table; bars of the figure


def of_each(found: pd.DataFrame, organisation: Organisation) -> None:
    """The words typical of every branch, in one table; `found` as from `typical_words`."""
    more = found[found["z"] > 0]
    if more.empty:
        st.markdown(_("No branch's comments differ from the others' by more than chance."))
        return
    table = pd.DataFrame(
        {
            _("Branch"): [organisation.name(b) for b in more["branch_id"].unique()],
            _("Said more than elsewhere (responses, times as often)"): [
                _(", ").join(_word(row) for row in own.head(NAMED).itertuples())
                for _branch, own in more.groupby("branch_id", sort=False)
            ],
        },
        index=pd.Index(more["branch_id"].unique(), name=links.BRANCH),
    )
    alt = _("Words typical of the comments of each branch")
    tables.show(table, alt, key="typical_words", texts=list(table.columns[1:]))


def of_one(found: pd.DataFrame, branch_id: str, organisation: Organisation) -> None:
    """Bars of the words of one branch, more than elsewhere to the right, less to the left."""
    own = found[found["branch_id"] == branch_id]
    name = organisation.name(branch_id)
    if own.empty:
        st.markdown(
            _(
                "No word of {branch} differs from the others by more than chance.",
                branch=words.plain(name),
            )
        )
        return
    shown = pd.concat([own[own["z"] > 0].head(DRAWN), own[own["z"] < 0].head(DRAWN // 2)])
    shown = shown.sort_values("z")
    more = own.loc[own["z"] > 0, "term"].head(NAMED)
    if len(more):
        listed = _(", ").join(words.plain(word) for word in more)
        st.markdown(
            _(
                "**{branch}** says more than elsewhere: {words}.",
                branch=words.plain(name),
                words=listed,
            )
        )
    alt = _(
        "Words of the comments of {branch} against the others: most typical {word}",
        branch=name,
        word=shown["term"].iloc[-1],
    )
    with st.container(border=True):
        figures.show(_bars(shown), alt, key="typical_bars")
        tables.folded(lambda: tables.show(_table(own), alt, key="typical_table"), "typical")


def _table(own: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Word"): own["term"],
            _("Responses"): [_few(x) for x in own["responses"]],
            _("Times as often"): [formats.number(x, 1) for x in own["times"]],
            _("Adjusted p"): [formats.p_value(p) for p in own["p_adjusted"]],
        }
    )


def explain() -> None:
    st.caption(
        _(
            "Words of comments that a branch uses more than all others together, by log-odds with"
            " an informative prior (Monroe, Colaresi, Quinn 2008); all words of all branches are"
            " judged together (Benjamini–Hochberg). Words of fewer than three responses are not"
            " shown."
        )
    )


def _word(row: object) -> str:
    """掉电 (23, 4.1×)."""
    if not np.isfinite(row.times):
        return _("{word} ({count}, only here)", word=row.term, count=formats.number(row.responses))
    return _(
        "{word} ({count}, {times}×)",
        word=row.term,
        count=formats.number(row.responses),
        times=formats.number(row.times, 1),
    )


def _few(responses: float) -> str:
    return "< 3" if responses < 3 else formats.number(responses)


def _bars(shown: pd.DataFrame) -> Figure:
    colours = [theme.BRANCHES[0] if z > 0 else theme.CHANCE for z in shown["z"]]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": shown["z"],
        "y": figures.labels(shown["term"]),
        "marker": {"color": colours},
        "text": [
            _few(row.responses)
            if not np.isfinite(row.times)
            else f"{_few(row.responses)} · {formats.number(row.times, 1)}×"
            for row in shown.itertuples()
        ],
        "textposition": "outside",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    axis = theme.axis_title(_("less than elsewhere ← z → more than elsewhere"))
    least, most = shown["z"].min(), shown["z"].max()
    room = 0.4 * max(-least, most)  # for what stands beside the bars
    axis |= {"range": [least - room if least < 0 else 0, most + room if most > 0 else 0]}
    return theme.figure([trace], 24 * len(shown) + figures.FRAME, x=axis, showlegend=False)
