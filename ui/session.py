"""What belongs to one session: who reads, and which warehouse. Set by app.py, asked by pages."""

from __future__ import annotations

from collections.abc import Callable

from data.policy import Refused
from data.reader import Reader
from data.viewer import Viewer
from data.warehouse import Warehouse
from ui import words
from ui.screen import st


def begin(
    viewer: Viewer, warehouse: Warehouse, still_granted: Callable[[], bool] = lambda: True
) -> None:
    """Say who reads what; app.py does so in every run, after sign-in.

    `still_granted` tells later whether the person may still do what they may now.
    """
    st.session_state["viewer"] = viewer
    st.session_state["warehouse"] = warehouse
    st.session_state["still_granted"] = still_granted


def begin_anew_if_changed() -> None:
    """Where a part of a page is drawn alone: draw the whole, if grants have changed since."""
    if not st.session_state.get("still_granted", lambda: True)():
        st.rerun()


def viewer() -> Viewer:
    """Who reads. Without a viewer the page stops here and shows nothing."""
    if not isinstance(found := st.session_state.get("viewer"), Viewer):
        st.stop()
    return found


def warehouse() -> Warehouse:
    """The open warehouse, for a viewer only."""
    viewer()
    return st.session_state["warehouse"]


def reader() -> Reader:
    """Reads the warehouse in the viewer's name."""
    return Reader(warehouse(), viewer())


def exporting(name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The making of a file to take away, which leaves a line in the audit log when it is asked for.

    Who asks in which language is settled now: the file is made outside of the run, where no session
    can be asked.
    """
    held, who, spoken = warehouse(), viewer(), words.language()
    still_granted = st.session_state.get("still_granted", lambda: True)

    def made() -> bytes:
        if not still_granted():
            raise Refused("What you may see has changed. Load the page anew.")
        content = words.in_language(spoken, make)
        held.note(who, "export", name)
        return content

    return made
