"""Which branches a file is about, before it is imported."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from ui import formats, tables
from ui.screen import st
from ui.words import _

LISTED = 500


def show(labels: Mapping[str, int], known: Collection[str], created: bool) -> None:
    """`labels` maps names in the file to rows; `known` are those that name a branch.

    `created` says that a branch is made of each of the others.
    """
    others = {label: rows for label, rows in labels.items() if label not in known}
    if not others:
        st.caption(_("All {count} names in the file are branches.", count=len(labels)))
        return
    made = {label: rows for label, rows in others.items() if label.strip() and created}
    waiting = {label: rows for label, rows in others.items() if label not in made}
    text = _(
        "{known} of {count} names in the file are branches; {made} branches are made;"
        " {rows} rows of {waiting} names are stored and wait until you say which branch they mean.",
        known=len(labels) - len(others),
        count=len(labels),
        made=len(made),
        rows=formats.number(sum(waiting.values())),
        waiting=len(waiting),
    )
    if waiting:
        hint = _("To make branches of new names at once, tick the box above.")
        st.warning(f"{text} {hint}" if not created else text, icon=":material/hourglass_empty:")
    with st.expander(_("Names that are no branch yet") if waiting else text):
        table = pd.DataFrame(
            {
                _("Name in the file"): [label or _("(blank)") for label in others],
                _("Rows"): [formats.number(rows) for rows in others.values()],
            }
        )
        tables.show(table.head(LISTED), _("Names that are no branch yet"), key="names_in_file")
