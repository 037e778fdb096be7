"""Ways from one page to another that keep the period, the branches and the language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.catalogue import Metric
from ui import words
from ui.filters import Choice, link_parameters

PAGES = "pages_by_name"


def register(pages: Mapping[str, object]) -> None:
    """Say which pages there are; app.py does so in every run."""
    st.session_state[PAGES] = dict(pages)


def link(page: str, label: str, icon: str = "", **parameters: str) -> None:
    """A link to a page, its label without Markdown; nothing if there is no such page."""
    target = st.session_state.get(PAGES, {}).get(page)
    if target is not None:
        st.page_link(
            target,
            label=words.plain(label),
            icon=icon or "",
            help="",
            query_params={"lang": words.language(), **parameters},
        )


def to_compare(label: str, choice: Choice, metric: str, branch_id: str) -> None:
    """A link to the comparison of one branch with all the others on one metric."""
    parameters = link_parameters(choice) | {"branches": branch_id, "metrics": metric}
    link("compare", label, icon=":material/arrow_forward:", **parameters)


def to_definition(metric: Metric, choice: Choice | None = None) -> None:
    """The metric's name, leading to its definition."""
    parameters = link_parameters(choice) if choice else {}
    link("definitions", words.metric_name(metric), **(parameters | {"metric": metric.key}))
