"""On every page: each choice is told by the address, and nonsense in it gives the usual view.

Generated over the pages and over whatever each of them asks of the address.
"""

from __future__ import annotations

import re

import pytest

from docs.page_mentions import pages
from tests.pages.conftest import turn_to
from ui import address, filters

HOSTILE = "<script>'; DROP TABLE branch; --[x](javascript:alert(1))"
CHOSEN_BY = ("selectbox", "multiselect", "button_group", "toggle")
# What concerns a file at hand, and not the view.
NO_VIEW = ("upload_batch_",)


def choices(app) -> dict[str, object]:
    """The widgets of a page that choose what is seen, by key."""
    found = [widget for kind in CHOSEN_BY for widget in app.get(kind)]
    return {w.key: w for w in found if w.key and not w.key.startswith(NO_VIEW)}


@pytest.mark.parametrize("page", pages())
def test_nonsense_in_a_link_gives_the_usual_view_and_a_notice(open_app, monkeypatch, page) -> None:
    app = open_app("definitions")
    asked: list[str] = []

    def nonsense(name: str) -> str | None:
        asked.append(name)
        return None if name == "lang" else HOSTILE

    monkeypatch.setattr(address, "offered", nonsense)
    turn_to(app, page)
    told = {info.value.split("=")[0] for info in app.info if "is not known here" in info.value}
    names = {name for name in asked if name != "lang"}
    assert len(told) == len(names), names
    assert not [name for name, text in app.query_params.items() if "script" in str(text)]
    notices = " ".join(info.value for info in app.info)
    assert not re.search(r"(?<!\\)[<\[]", notices), "what a link says is never markup"


@pytest.mark.parametrize("page", pages())
def test_a_link_brings_back_every_choice(open_app, page) -> None:
    app = open_app(page, from_="2025-01", to="2026-06")
    for _round in range(2):  # a choice may bring others with it
        for key, widget in choices(app).items():
            if key not in (filters.FROM, filters.TO, "language_switch"):
                move(widget)
        app.run()
        assert not app.exception
    seen = {key: widget.value for key, widget in choices(app).items()}
    again = open_app(page, **dict(app.query_params))
    assert {key: widget.value for key, widget in choices(again).items()} == seen


def move(widget) -> None:
    """Choose something else than is usual, as far as there is something."""
    if widget.type == "toggle":
        widget.set_value(True)
    elif widget.type == "multiselect":
        widget.set_value(values(widget)[:2])
    else:
        widget.set_value(values(widget)[-1])


def values(widget) -> list[object]:
    return list(widget.options)
