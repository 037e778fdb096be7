"""What users supplied is never markup."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import figures, words

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "**bold** _and_ `code`",
    "# heading",
    ":red[colour] :material/home:",
    "$x^2$",
    "![img](http://example.com/x.png)",
    "http://example.com",
    "a | b",
]


@given(st.one_of(st.sampled_from(HOSTILE), st.text()))
def test_markdown_shows_a_supplied_text_as_it_is(text: str) -> None:
    escaped = words.plain(text)
    pieces = re.findall(r"\\[!-/:-@\[-`{-~]|.", escaped, flags=re.DOTALL)
    assert not [piece for piece in pieces if piece in set(string.punctuation)], (
        "a mark without escape"
    )
    assert "".join(piece[-1] for piece in pieces) == " ".join(text.split())


@pytest.mark.parametrize("text", ["<b>x</b>", "<a href='http://e.com'>x</a>", "a<br>b"])
def test_plotly_shows_a_supplied_text_as_it_is(text: str) -> None:
    assert "<" not in figures.text(text)


def test_a_very_long_name_is_cut() -> None:
    assert figures.text("名" * 100) == "名" * 39 + "…"
