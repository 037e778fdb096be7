"""A page that is answered from what is kept is the page that would be drawn anew."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.reader import Reader
from ui import screen
from ui.screen import Recording

PAGES = (
    "overview", "compare", "branch", "assessment", "closed_loop", "targets", "training", "teams",
    "satisfaction", "service", "digital", "effect",
)  # fmt: skip
SECTIONS = {
    "satisfaction": ("channels", "months", "questions", "comments", "topics", "drivers",
                     "feedback", "promises"),
    "service": ("pledges", "posts", "projects", "people", "brands"),
}  # fmt: skip
LINKS = [(page, {}) for page in PAGES] + [
    (page, {"section": section}) for page, sections in SECTIONS.items() for section in sections
]
UNIQUE = re.compile(rb"b [0-9a-f]{32}$")  # under which a download is asked for, each time another
OpenApp = Callable[..., AppTest]


def messages(app: AppTest) -> list[bytes]:
    """Everything a page sends, in the order of the page."""

    def walk(block: Any) -> Iterator[bytes]:
        if block.proto is not None:
            yield UNIQUE.sub(b"", block.proto.SerializeToString(deterministic=True))
        for child in getattr(block, "children", {}).values():
            yield from walk(child)

    return list(walk(app.main))


def all_but_drawings(kept: Callable) -> Callable:
    """Numbers are kept as ever: DuckDB adds in another order each time, to another last bit."""

    def found(reader: Reader, asked: tuple, make: Callable, shown: bool = False, **more) -> Any:
        return make() if shown else kept(reader, asked, make, **more)

    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("page", "link"), LINKS, ids=["-".join((page, *link.values())) for page, link in LINKS]
)
def test_a_page_that_is_played_again_is_the_page_that_is_drawn(
    page: str, link: dict[str, str], lang: str, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_app(page, lang=lang, **link)  # records what nobody has asked for yet
    with monkeypatch.context() as directly:
        directly.setattr(Reader, "kept", all_but_drawings(Reader.kept))
        directly.setattr(screen, "record", lambda draw, *asked: Recording([], draw(*asked)))
        drawn = messages(open_app(page, lang=lang, **link))
    with monkeypatch.context() as again:
        again.setattr(screen, "record", lambda *_asked: pytest.fail("it was not kept"))
        played = messages(open_app(page, lang=lang, **link))
    assert len(drawn) > 40
    assert played == drawn
