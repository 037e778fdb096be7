"""What a process does once for all its sessions: open the warehouse, note who has signed in.

Stands apart from app.py, which is run anew for every click and would describe it anew each time.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path

from data import snapshots
from data import warehouse as warehouses
from data.snapshots import Replica
from data.viewer import Viewer
from data.warehouse import Warehouse
from ui.screen import st


@st.cache_resource(show_spinner=False)
def open_once(path: str) -> tuple[Warehouse, threading.Lock]:
    """The one open warehouse of this process, and the lock under which it is first filled."""
    opened = warehouses.open_warehouse(Path(path))
    if snapshots.folder():
        snapshots.Publisher(opened, snapshots.folder())
    _prepare()
    return opened, threading.Lock()


@st.cache_resource(show_spinner=False)
def follow_once(published: str) -> Replica:
    """The snapshots that this process reads."""
    _prepare()
    return Replica(Path(published))


def newest_warehouse() -> Callable[[], Warehouse]:
    """Gives the warehouse; in a reader the snapshot of now, which a whole run then stays with."""
    if snapshots.is_reader():
        return follow_once(str(snapshots.folder_to_read())).newest
    opened = open_once(str(warehouses.default_path()))[0]
    return lambda: opened


@st.cache_resource(show_spinner=False)
def sign_ins() -> set[tuple[Viewer, object]]:
    """Who signed in when, so that each sign-in is noted once and not on every page."""
    return set()


def _prepare() -> None:
    """Make this process ready for many sessions.

    What is loaded by now is left out of garbage collection, which is done less often: every
    collection stops all sessions, and a run makes thousands of objects that go by themselves.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
