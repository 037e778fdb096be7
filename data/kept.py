"""What was read and computed of one version of the data, kept until the next version comes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

if TYPE_CHECKING:
    from data.reader import Reader

MOST = 16_000_000  # values kept at once, a few hundred megabytes; the longest unused go first
MOST_SHOWN = 8_000_000  # the same of what pages show, which is small and asked for again and again
ENTRY = 1000  # values that the smallest result weighs as much as, with its key
LONG = 20  # numbers, texts or rows of a list from which all are taken to be as large as the first
SINGLE = frozenset((str, int, float, bool, type(None)))  # types of single values
P = ParamSpec("P")
T = TypeVar("T")


def kept(compute: Callable[Concatenate[Reader, P], T]) -> Callable[Concatenate[Reader, P], T]:
    """A function of a reader and of what can be a key, computed once for every version of the data.

    Readers who may read the same rows share the result, from session to session.
    """

    @wraps(compute)
    def found(reader: Reader, *asked: P.args, **named: P.kwargs) -> T:
        key = compute.__module__, compute.__qualname__, asked, tuple(named.items())
        return reader.kept(key, lambda: compute(reader, *asked, **named))

    return found


class Kept:
    """Results by what was asked. Nothing that was made of one version is given for another."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._version = -1
        self._values = 0
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[tuple[int, Hashable], Future] = {}
        self._lock = threading.Lock()

    def result(
        self,
        version: int,
        asked: Hashable,
        make: Callable[[], T],
        meanwhile: Callable[[], AbstractContextManager] = nullcontext,
    ) -> T:
        """What was `asked` for, made if it is not kept; who asks `meanwhile` waits for it there.

        Frames, lists and dicts are the caller's own to change; the parts of a dataclass are not.
        """
        with self._lock:
            if version > self._version:
                self._version, self._values = version, 0
                self._results.clear()
            if version == self._version and asked in self._results:
                self._results.move_to_end(asked)
                return _given(self._results[asked])
            others = self._under_way.get((version, asked))
            if others is None:
                own = self._under_way[version, asked] = Future()
        if others is None:
            return _given(self._made(version, asked, make, own))
        with meanwhile():
            failed = others.exception()
        # What stopped the other one, its page being left say, need not stop this one.
        return _given(others.result()) if failed is None else make()

    def _made(self, version: int, asked: Hashable, make: Callable[[], T], own: Future) -> T:
        try:
            result = make()
            self._keep(version, asked, result)
        except BaseException as error:
            own.set_exception(error)
            raise
        else:
            own.set_result(result)
            return result
        finally:
            with self._lock:
                del self._under_way[version, asked]

    def _keep(self, version: int, asked: Hashable, result: object) -> None:
        size = ENTRY + _size(result)
        with self._lock:
            if version != self._version or size > self._most:
                return
            self._results[asked] = result
            self._values += size
            while self._values > self._most:
                self._values -= ENTRY + _size(self._results.popitem(last=False)[1])

    def stop(self) -> None:
        """Forget everything, and keep nothing from now on."""
        with self._lock:
            self._most = 0
            self._results.clear()


def _given(result: T) -> T:
    """The result to give away: frames share their values until somebody changes them."""
    if isinstance(result, pd.DataFrame | pd.Series):
        return result.copy(deep=False)
    if type(result) in (tuple, list):
        return type(result)(_given(part) for part in result)
    if type(result) is dict:
        return {key: _given(part) for key, part in result.items()}
    return result


def _size(result: object) -> int:
    """About how many values a result holds."""
    values, parts = 0, [result]
    while parts:
        part = parts.pop()
        kind = type(part)
        if kind in SINGLE:
            values += 1
        elif isinstance(part, tuple | list):
            if len(part) > LONG and not _names_of_fields(type(part[0])):
                values += len(part) * _size(part[0])
            else:
                parts.extend(part)
        elif isinstance(part, dict):
            parts.extend(part.values())
        elif names := _names_of_fields(kind):
            parts.extend(getattr(part, name) for name in names)
        else:
            values += int(getattr(part, "size", 1))
    return values


@cache
def _names_of_fields(kind: type) -> tuple[str, ...]:
    """What a dataclass consists of; nothing for what is none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
