"""Where pages draw: Streamlit itself, or a recording of what is drawn, to be played again.

Pages and `ui` write to `st` of this module as they would to Streamlit, and `drawn_once` makes a
section of a page last: what it draws for one choice is worked out once for a version of the data,
and played from then on, for everybody who may see the same. A section that is recorded shows; it
does not ask. What needs the session of whoever looks (a link, a click on a figure, a download)
is `live`: it is put down as a call, and made at every playing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit

P = ParamSpec("P")
T = TypeVar("T")
# Commands that show something and need nothing of the session.
SHOWS = {
    *("badge", "caption", "code", "columns", "container", "dataframe", "expander", "grid"),
    *("header", "html", "image", "info", "markdown", "plotly_chart", "popover", "success"),
    *("table", "tabs", "warning"),
}
MANY = {"columns", "tabs"}  # those that make several places at once
PURE = {"column_config"}


@dataclass(frozen=True)
class Step:
    """One command: of Streamlit by its name, or a live function, at a place of the recording."""

    place: Place | None  # None is wherever the section is played
    what: str | Callable[..., object]
    positional: Sequence[object]
    named: Mapping[str, object]


@dataclass(frozen=True)
class Recording:
    """The commands of a section, in order, and what the section gave back."""

    steps: list[Step] = field(default_factory=list)
    result: Any = None

    def note(self, what: str | Callable, positional: Sequence, named: Mapping) -> Any:
        """Put down a command at the place that is open now; gives the places that it makes."""
        inside = OPEN.get()
        self.steps.append(Step(inside[-1] if inside else None, what, positional, named))
        number = len(self.steps) - 1
        if what not in MANY:
            return Place(self, number)
        many = positional[0]
        return [Place(self, number, i) for i in range(many if type(many) is int else len(many))]

    def play(self) -> Any:
        """Draw it all again, where the caller draws."""
        made: list[Any] = []
        for step in self.steps:
            place = step.place and step.place.among(made)
            if isinstance(step.what, str):
                target = streamlit if place is None else place
                made.append(getattr(target, step.what)(*step.positional, **step.named))
            elif place is None:
                made.append(step.what(*step.positional, **step.named))
            else:
                with place:
                    made.append(step.what(*step.positional, **step.named))
        return self.result


RECORDING: ContextVar[Recording | None] = ContextVar("recording", default=None)
OPEN: ContextVar[tuple[Place, ...]] = ContextVar("open", default=())


class Place:
    """A container of a recording: opened by `with`, or written to by name, as Streamlit's are."""

    size = 1  # what `data.kept` counts it as

    def __init__(self, recording: Recording, number: int, part: int | None = None) -> None:
        self._recording, self._number, self._part = recording, number, part

    def among(self, made: Sequence[Any]) -> Any:
        """This container, among those that a playing has made so far."""
        found = made[self._number]
        return found if self._part is None else found[self._part]

    def __enter__(self) -> Place:
        OPEN.set((*OPEN.get(), self))
        return self

    def __exit__(self, *_raised: object) -> None:
        OPEN.set(OPEN.get()[:-1])

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def command(*positional: object, **named: object) -> Any:
            with self:
                return _recorded(self._recording, name)(*positional, **named)

        return command


class _Screen:
    """Stands for the module `streamlit`."""

    def __getattr__(self, name: str) -> Any:
        recording = RECORDING.get()
        if recording is None or name in PURE:
            return getattr(streamlit, name)
        return _recorded(recording, name)


st = _Screen()


def _recorded(recording: Recording, name: str) -> Callable[..., Any]:
    if name not in SHOWS:
        raise RuntimeError(f"st.{name} needs the session: draw it live, or outside of what is kept")
    return lambda *positional, **named: recording.note(name, positional, named)


def live(draw: Callable[P, None]) -> Callable[P, None]:
    """Something drawn for the session that looks, also within a section that is kept."""

    @wraps(draw)
    def drawn(*positional: P.args, **named: P.kwargs) -> None:
        recording = RECORDING.get()
        if recording is None:
            draw(*positional, **named)
        else:
            recording.note(draw, positional, named)

    return drawn


def record(draw: Callable[..., T], *asked: object) -> Recording:
    """What `draw` draws when it is asked so, without showing it."""
    recording = Recording()
    begun, opened = RECORDING.set(recording), OPEN.set(())
    try:
        result = draw(*asked)
    finally:
        RECORDING.reset(begun)
        OPEN.reset(opened)
    return Recording(recording.steps, result)
