"""A briefing as it will read, on the page."""

from __future__ import annotations

from reporting.script import Script
from ui import words
from ui.screen import st


def show(printed: Script) -> None:
    """The chapters, and which tables follow; user-supplied names mean themselves."""
    with st.container(border=True):
        st.subheader(words.plain(printed.title), anchor=False)
        st.caption(words.plain(printed.subtitle))
        for chapter in printed.sections:
            st.markdown(f"**{words.plain(chapter.heading)}**")
            for paragraph in chapter.paragraphs:
                st.markdown(words.plain(paragraph))
            if chapter.points:
                st.markdown("\n".join(f"- {words.plain(point)}" for point in chapter.points))
            if chapter.remark:
                st.caption(words.plain(chapter.remark))
        st.markdown(f"**{words.plain(printed.tables_heading)}**")
        st.caption(" · ".join(words.plain(sheet.title) for sheet in printed.tables))
