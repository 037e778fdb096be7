"""Who may work something out when many want to: a few at a time, those who began first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count


class Turns:
    """Lets `places` at once do what would be done no sooner by more."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[tuple[float, int, threading.Event]] = []
        self._came = count()
        self._lock = threading.Lock()
        self._held = threading.local()  # `began` of the thread that has a place

    @contextmanager
    def turn(self, began: float) -> Iterator[None]:
        """Wait for a place; of those who wait, the one with the smallest `began` gets it first."""
        self._take(began)
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Leave the place of this thread, if it has one, to others for what takes long."""
        began = getattr(self._held, "began", None)
        if began is None:
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take(began)

    def _take(self, began: float) -> None:
        called = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                called.set()
            else:
                heappush(self._waiting, (began, next(self._came), called))
        called.wait()
        self._held.began = began

    def _give(self) -> None:
        self._held.began = None
        with self._lock:
            if self._waiting:
                heappop(self._waiting)[-1].set()
            else:
                self._free += 1
