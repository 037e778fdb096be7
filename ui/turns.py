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

    @contextmanager
    def turn(self, began: float) -> Iterator[None]:
        """Wait for a place; of those who wait, the one with the smallest `began` gets it first."""
        called = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                called.set()
            else:
                heappush(self._waiting, (began, next(self._came), called))
        called.wait()
        try:
            yield
        finally:
            with self._lock:
                if self._waiting:
                    heappop(self._waiting)[-1].set()
                else:
                    self._free += 1
