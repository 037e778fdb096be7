"""A warehouse whose every text carries HTML and Markdown, and all text that a page sends out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from data import tables
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from data.viewer import LOCAL
from data.warehouse import open_warehouse

HTML, MARKDOWN = '<img src="x" onerror="alert(1)"><b>k</b>', "[l](//evil.example)"
HOSTILE = f"<b>k</b>{MARKDOWN}"  # short, so that it stands before any cut
MARKS = ("<b>k", "[l](//evil", "<img")
WRITTEN = ("survey", "survey_question", "survey_comment", "batch", "reject", "audit")
CODED = {
    "audience", "channel", "tool", "encoding", "sha256", "table_name", "uncounted", "signature",
    "corrections", "options", "quality_flag", "metric", "stratum", "kind", "topic", "metrics",
    "digest",
}  # fmt: skip


def fill(source: Path, path: Path) -> Path:
    """A copy of a warehouse, every free text of which begins with HTML and Markdown."""
    opened = open_warehouse(shutil.copy(source, path))
    rows = [
        f"{HOSTILE}所{i % 3},2026-0{1 + i % 3}-05,{1 + i % 5},{HOSTILE}停电{i}次" for i in range(90)
    ]
    file = path.with_suffix(".csv")
    file.write_text("\n".join([f"供电所,日期,满意度{HOSTILE},意见{HOSTILE}", *rows]), "utf-8")
    table = read(file, f"{HOSTILE}.csv")
    plan = recognise(table, branch="供电所", time="日期")
    import_survey(opened, LOCAL, table, plan, Options(HOSTILE, create_branches=True))
    with opened.change(LOCAL, "test", "") as cursor:
        for name in (*tables.UPLOADABLE, *WRITTEN):
            for column in (table := tables.table(name)).columns:
                if column.type != "VARCHAR" or column.options or column.reference:
                    continue
                if column.name in {*table.key, *CODED} or column.name.endswith("_id"):
                    continue
                cursor.execute(f"UPDATE {name} SET {column.name} = ? || {column.name}", [HOSTILE])
    opened.close()
    return path


def sent(app: AppTest) -> Iterator[tuple[str, str]]:
    """Element and field, and each text that the page sends to the browser."""
    for node in _nodes(app._tree):
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            for field, text in _texts(proto):
                yield f"{type(proto).__name__}.{field}", text


def _nodes(block: object) -> Iterator[object]:
    yield block
    for child in getattr(block, "children", {}).values():
        yield from _nodes(child)


def _texts(message: Message, above: str = "") -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        name = f"{above}{field.name}"
        if field.message_type and field.message_type.GetOptions().map_entry:
            values = list(value.values())
        else:
            values = list(value) if field.is_repeated else [value]
        for one in values:
            if isinstance(one, Message):
                yield from _texts(one, f"{name}.")
            elif isinstance(one, bytes):
                yield name, one.decode("utf-8", "replace")
            elif isinstance(one, str):
                yield from ((name, leaf) for leaf in _leaves(name, one))


def _leaves(name: str, text: str) -> Iterator[str]:
    """The texts inside a figure and what is said of columns, which come as JSON; others as is.

    What a cell of a column may hold is drawn on a canvas, as the cells are.
    """
    if name not in ("spec", "columns"):
        yield text
        return
    waiting = [json.loads(text)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [value for key, value in one.items() if key != "type_config"]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            yield one
