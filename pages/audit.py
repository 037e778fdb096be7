"""Who did what with the data, and when?"""

from __future__ import annotations

import pandas as pd

from data import queries
from ui import choices, filters, formats, frame, session, tables, words
from ui.screen import st
from ui.words import _

NEWEST = 1000  # lines shown; the file has them all


def render() -> None:
    reader = session.reader()
    frame.heading(_("Audit log"), _("Who did what with the data, and when?"))
    filters.remember(None)
    log = queries.audit.log(reader)
    st.caption(
        _(
            "{count} lines since {day}. Lines are only ever added. The log names files and"
            " persons, and never holds the data itself.",
            count=formats.number(len(log)),
            day=f"{log['happened_at'].min():%Y-%m-%d}" if len(log) else "–",
        )
    )
    actions = sorted(log["action"].unique(), key=words.action)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choices.of_several(
            _("Action"), "audit_actions", actions, words.action, _("All actions"), "actions"
        )
        people = sorted(log["actor"].unique())
        whom = choices.of_several(_("Person"), "audit_who", people, str, _("Everybody"), "persons")
    kept = log["action"].isin(chosen or actions) & log["actor"].isin(whom or log["actor"])
    shown = _readable(log[kept])
    if shown.empty:
        st.info(_("The log is empty."), icon=":material/inbox:")
        return
    alt = _("What was done, by whom and when, the newest first")
    tables.show(shown.head(NEWEST), alt, key="audit_log", texts=list(shown.columns))
    if len(shown) > NEWEST:
        st.caption(_("The newest {count} are shown; the file has all.", count=NEWEST))
    tables.download(lambda: shown, "mingjian-audit.csv", key="audit_download")


def _readable(log: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Time"): log["happened_at"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            _("Who"): log["actor"],
            _("Action"): log["action"].map(words.action),
            _("About"): log["detail"],
        }
    )
