"""No text of the data is rendered: HTML and Markdown in it reach the reader as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import start, turn_to
from tests.pages.hostile_text import HOSTILE, HTML, MARKDOWN, MARKS, fill, sent

# Where the browser shows a text literally: tables are drawn on a canvas, options and alternatives
# are text nodes and attributes.
LITERAL = {
    "Dataframe.arrow_data.data", "Dataframe.alt", "PlotlyChart.alt",
    "Selectbox.options", "Selectbox.raw_value", "MultiSelect.options", "MultiSelect.raw_values",
    "TextInput.value", "TextInput.default",
}  # fmt: skip
# Plotly reads some HTML and no Markdown.
WITHOUT_MARKDOWN = "PlotlyChart.spec"
PAGES = (
    "overview", "compare", "branch", "assessment", "closed_loop", "targets", "training", "teams",
    "satisfaction", "service", "digital", "effect", "upload", "report", "definitions", "audit",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(demo_path, tmp_path_factory.mktemp("hostile") / "w.duckdb")


def rendered(app) -> list[tuple[str, str]]:
    """What would be rendered of the hostile text, by element and field."""
    found = []
    for field, text in sent(app):
        marks = MARKS[:1] + MARKS[2:] if field == WITHOUT_MARKDOWN else MARKS
        if field not in LITERAL and any(mark in text for mark in marks):
            found.append((field, text[:200]))
    return found


def test_no_page_renders_a_text_of_the_data(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = start(hostile, monkeypatch, "zh", "zh-CN").run()
    fields = set()
    for page in PAGES:
        turn_to(app, page)
        assert rendered(app) == [], page
        escaped = ("\\<b\\>k", "&lt;b&gt;k")
        fields |= {field for field, text in sent(app) if any(mark in text for mark in escaped)}
    # It was there to be rendered, and escaped in all these places:
    assert {"Markdown.body", "PageLink.label", "PlotlyChart.spec"} <= fields


def test_no_text_of_an_upload_is_rendered(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = start(hostile, monkeypatch, "en", "en-GB").run()
    turn_to(app, "upload")
    header = f"供电所,提交时间,总体满意度{HTML}{MARKDOWN},意见{HOSTILE}\n"
    rows = "".join(
        f"{HOSTILE}甲所{i % 2},2026-03-0{1 + i % 9},{HOSTILE if i % 9 == 8 else 1 + i % 5},{HTML}\n"
        for i in range(40)
    )
    name = f"{HOSTILE}{HTML}.csv".replace("/", "")
    app.file_uploader[0].upload(name, (header + rows).encode(), "text/csv").run()
    assert not app.exception
    assert [m.value for m in app.metric][:1] == ["40"], [e.value for e in app.error]
    assert rendered(app) == []
    app.button("upload_commit").click().run()
    assert not app.exception
    assert rendered(app) == []
