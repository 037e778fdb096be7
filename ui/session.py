"""What belongs to one session: who reads, and which warehouse. Set by app.py, asked by pages."""

from __future__ import annotations

import streamlit as st

from data.viewer import Viewer
from data.warehouse import Reader, Warehouse


def begin(viewer: Viewer, warehouse: Warehouse) -> None:
    """Say who reads what; app.py does so in every run, after sign-in."""
    st.session_state["viewer"] = viewer
    st.session_state["warehouse"] = warehouse


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
