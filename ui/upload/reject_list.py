"""What an import left out, and why: as a table, and to take away."""

from __future__ import annotations

import pandas as pd

from ui import tables, words
from ui.screen import st
from ui.words import _


def show(rejects: pd.DataFrame, name: str) -> None:
    """`rejects` has row, column, value, reason and reason_zh; `name` is that of the download."""
    reason = "reason_zh" if words.language() == "zh" else "reason"
    listed = rejects[["row", "column", "value", reason]].set_axis(
        [_("Row"), _("Column"), _("Value"), _("Reason")], axis=1
    )
    st.dataframe(
        listed.head(1000), hide_index=True, placeholder="", alt=_("What is left out, and why")
    )
    tables.download(lambda: listed, f"{name}.csv", f"{name}_download")
