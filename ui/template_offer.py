"""Templates handed out where a page or a part of it is empty."""

from __future__ import annotations

from collections.abc import Collection

from data import tables, templates
from ui import links, words
from ui.screen import live, st
from ui.words import _

FIRST = ("branch",)  # what a company begins with, where a page is fed by surveys


@live
def hand_out(names: Collection[str]) -> None:
    """The Excel templates of some tables, made when asked for, and the way to the upload."""
    offered = [name for name in names if name in tables.UPLOADABLE] or FIRST
    with st.container(horizontal=True, vertical_alignment="center"):
        links.link("upload", _("Go to upload"), icon=":material/upload_file:")
        for name in offered:
            label = words.plain(words.say(tables.label(name)))
            st.download_button(
                _("Template: {table}", table=label),
                lambda name=name: templates.as_workbook(tables.table(name)),
                f"{label}.xlsx",
                icon=":material/download:",
                on_click="ignore",
                key=f"template_{name}",
            )
