"""Choices of a page beside period and branches; the address tells of each that is not the usual."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from ui import address, filters
from ui.screen import st

T = TypeVar("T", bound=str | int)
YES = {"yes": True, "no": False}


def of_one(
    widget: Callable[..., T],
    label: str,
    key: str,
    names: Mapping[T, str],
    usual: T | None = None,
    parameter: str = "",
    **more: object,
) -> T:
    """One of `names` (each option with what it is called), drawn by `widget` under `key`.

    A link says it as `parameter`, the key unless another is given; the usual one, the first unless
    another is given, is not told.
    """
    parameter = parameter or key
    usual = next(iter(names)) if usual is None else usual
    filters.take_over_one(parameter, key, names, usual, {str(name): name for name in names}.get)
    chosen = widget(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=address.touched,
        **more,
    )
    _told(parameter, key, chosen, str(chosen) if chosen != usual else "")
    return chosen


def of_several(
    label: str,
    key: str,
    options: Sequence[str],
    name: Callable[[str], str],
    placeholder: str,
    parameter: str,
) -> list[str]:
    """Several of `options`, none of them by default; a link says them as `parameter`."""
    filters.take_over_several(parameter, key, options, ())
    chosen = filters.choose_several(label, options, name, key, placeholder)
    _told(parameter, key, chosen, ",".join(chosen))
    return chosen


def of_switch(label: str, key: str, explanation: str) -> bool:
    """On or off; off is usual."""
    filters.take_over_one(key, key, (False, True), False, YES.get)
    on = st.toggle(label, key=key, help=explanation, on_change=address.touched)
    _told(key, key, on, "yes" if on else "")
    return on


def _told(parameter: str, key: str, chosen: object, text: str) -> None:
    filters.keep(key, chosen)
    if text:
        address.tell(parameter, text)
    else:
        address.forget(parameter)
