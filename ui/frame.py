"""What every page begins with: its title, its question, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Collection

from ui import filters, template_offer
from ui.screen import st


def heading(title: str, question: str) -> None:
    """The page's name and the leader's question it answers."""
    st.title(title, anchor=False)
    st.caption(question)


def stop_if_empty(empty: bool, missing: str, tables: Collection[str] = ()) -> None:
    """Where there is nothing to show, say what to upload, hand out the templates, and stop."""
    if empty:
        filters.remember(None)
        st.info(missing, icon=":material/inbox:")
        template_offer.hand_out(tables)
        filters.settle()
        st.stop()


def section(title: str, explanation: str = "") -> None:
    """A heading inside a page with one sentence of explanation."""
    st.header(title, anchor=False)
    if explanation:
        st.caption(explanation)
