"""Sections of a page that are worked out once for all who may see the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from data.reader import Reader
from ui import screen, words
from ui.turns import Turns

P = ParamSpec("P")
T = TypeVar("T")
# Runs at the same time, and sections that are worked out beside them: one computes while the other
# reads. More would be done no sooner, and would stand in each other's way at every lock.
RUNNING, WORKING_OUT = Turns(4), Turns(2)


def drawn_once(
    draw: Callable[Concatenate[Reader, P], T],
) -> Callable[Concatenate[Reader, P], T]:
    """A section that depends on the data and on what it is asked, and on nothing of the session.

    It is recorded (see `ui.screen`) and kept as long as the version of the data, by language and by
    what is asked, all of which can be a key. What it returns may not be changed by who gets it.
    """

    @wraps(draw)
    def shown(reader: Reader, *asked: P.args) -> T:
        if screen.RECORDING.get() is not None:
            return draw(reader, *asked)
        name = draw.__module__, draw.__qualname__
        key: Hashable = (name, words.language(), asked)

        def worked_out() -> screen.Recording:
            with RUNNING.aside(), WORKING_OUT.turn(reader.began):
                return screen.record(draw, reader, *asked)

        return reader.kept(key, worked_out, shown=True, meanwhile=RUNNING.aside).play()

    return shown
