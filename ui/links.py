"""Ways from one page to another that keep the period, the branches and the language."""

from __future__ import annotations

from collections.abc import Mapping

from data.catalogue import Metric
from ui import address, words
from ui.filters import Choice, link_parameters
from ui.screen import live, st
from ui.words import _

PAGES = "pages_by_name"
BRANCH = "branch_id"  # the name of an index, and of what a point of a figure carries
VIEW = ("lang", "from", "to", "branches")


def register(pages: Mapping[str, object]) -> None:
    """Say which pages there are; app.py does so in every run."""
    st.session_state[PAGES] = dict(pages)


@live
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


@live
def to_page_of(metric: Metric, choice: Choice, branch_id: str) -> None:
    """The page that shows what is behind a metric, for one branch; it is named by the domain."""
    page = st.session_state.get(PAGES, {}).get(metric.domain)
    if page is not None:
        parameters = link_parameters(choice) | {"branches": branch_id}
        label = _("Look at {page}", page=page.title)
        link(metric.domain, label, icon=":material/search:", **parameters)


@live
def to_branch(label: str, branch_id: str, icon: str = ":material/apartment:") -> None:
    """A link to the page of a branch, which keeps the view."""
    link("branch", label, icon=icon, **_view() | {"branch": branch_id})


def to_chosen_branch(choice: Choice) -> None:
    """Where a single branch is chosen, a small link to its page."""
    if len(choice.chosen) == 1:
        name = choice.organisation.name(choice.chosen[0])
        label = _("Everything about {name}", name=name)
        parameters = link_parameters(choice) | {"branch": choice.chosen[0]}
        link("branch", label, icon=":material/apartment:", **parameters)


def turn_to_branch(branch_id: str) -> None:
    """Leave for the page of a branch at once, keeping the view; where there is none, stay."""
    target = st.session_state.get(PAGES, {}).get("branch")
    if target is not None and branch_id:
        st.switch_page(target, query_params=_view() | {"branch": branch_id})


def _view() -> dict[str, str]:
    """Language, period and branches as the address tells them now."""
    told = address.told()
    return {name: told[name] for name in VIEW if name in told}
