"""Mingjian: page config, who reads, the warehouse, navigation, language. `streamlit run app.py`."""

from __future__ import annotations

import time
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import pandas as pd
import streamlit as st

from data import access, demo, policy, queries
from data import viewer as viewers
from data.reader import Reader
from data.viewer import Viewer
from data.warehouse import Warehouse
from locales import BadInput
from pages.sections import account
from ui import address, filters, links, process, session, sign_in, words
from ui.drawn import RUNNING
from ui.words import _

# Frames here are small, and pages take them apart value by value: a third faster than with Arrow.
pd.set_option("mode.string_storage", "python")

TAKING_LONG = {"upload", "report"}  # pages that read files or write documents


def fill_if_new(warehouse: Warehouse, viewer: Viewer) -> None:
    """Build the demo company in a warehouse that never held anything, and show how far it is."""
    if warehouse.read_only:
        return
    reader = Reader(warehouse, viewer)
    if not queries.bookkeeping.batches(reader, 1).empty:
        return
    bar = st.progress(0.0, _("Building the demo company, once …"))
    _opened, lock = process.open_once(str(warehouse.path))
    with RUNNING.aside(), lock:
        if queries.bookkeeping.batches(reader, 1).empty:
            demo.build(warehouse, viewer, lambda step, share: bar.progress(share, _(step)))
    bar.empty()


def confirm_clearing() -> None:
    """Ask before the demo company is taken out."""
    st.markdown(_("Take the demo company out of the warehouse? Your own data stays."))
    with st.container(horizontal=True):
        if st.button(_("Clear demo data"), type="primary", key="clear_confirmed"):
            try:
                demo.clear(session.warehouse(), session.viewer())
            except BadInput as bad:
                st.error(words.say(bad.sentence))
            else:
                st.rerun()
        if st.button(_("Keep it"), key="clear_cancelled"):
            st.rerun()


def demo_banner() -> None:
    """Say that the data is invented, and offer to clear it."""
    if demo.is_present(session.reader()):
        st.badge(_("Demo data, all invented"), icon=":material/science:", color="orange")
        if session.warehouse().read_only or not policy.may(session.viewer(), policy.CHANGE):
            return
        if st.button(_("Clear demo data"), type="tertiary", key="clear_demo"):
            st.dialog(_("Clear demo data"), dismissible=False)(confirm_clearing)()


def _page(name: str, title: str, icon: str, **more: object) -> st.Page:
    """A page under the address of its file, which is loaded when it is first shown.

    To load all of them would take a good quarter of the time before the first page.
    """

    def render() -> None:
        shown = import_module(f"pages.{name}").render
        with RUNNING.aside() if name in TAKING_LONG else nullcontext():
            shown()

    return st.Page(render, title=title, icon=f":material/{icon}:", **({"url_path": name} | more))


def navigation(viewer: Viewer) -> st.Page:
    """The pages that the viewer may use, in their groups, in the reader's language."""
    # The default page stands at the root; a link to its name leads to it as well.
    data = [
        (policy.CHANGE, _page("upload", _("Upload"), "upload_file")),
        (policy.EVERY_BRANCH, _page("report", _("Briefing"), "description")),
        (policy.DEFINITIONS, _page("definitions", _("Definitions"), "menu_book")),
        (policy.AUDIT, _page("audit", _("Audit log"), "policy")),
    ]
    shared = [page for right, page in data if policy.may(viewer, right)]
    groups = {}
    if policy.reads_figures(viewer):
        named = _page("overview", _("Where to look"), "visibility", visibility="hidden")
        groups = figure_pages()
        shared.append(named)
    st.set_option("client.showSidebarNavigation", True)  # off until now: see .streamlit/config.toml
    groups[_("Data")] = shared
    chosen = st.navigation(groups)
    everyone = [page for group in groups.values() for page in group]
    links.register({(page.url_path or "overview"): page for page in reversed(everyone)})
    return chosen


def figure_pages() -> dict[str, list[st.Page]]:
    """The pages that show figures, in their groups."""
    return {
        _("Overview"): [
            _page("overview", _("Where to look"), "visibility", default=True, url_path="home"),
            _page("compare", _("Compare branches"), "compare_arrows"),
            _page("branch", _("One branch"), "apartment"),
        ],
        _("Quality"): [
            _page("assessment", _("Assessment"), "fact_check"),
            _page("closed_loop", _("Quality loop"), "cycle"),
            _page("targets", _("Targets and rules"), "flag"),
        ],
        _("People"): [
            _page("training", _("Training"), "school"),
            _page("teams", _("Teams"), "groups"),
        ],
        _("Customers"): [
            _page("satisfaction", _("Satisfaction"), "sentiment_satisfied"),
            _page("service", _("Service and brands"), "volunteer_activism"),
            _page("digital", _("Digital carriers"), "devices"),
        ],
        _("What came of it"): [_page("effect", _("Activity and effect"), "balance")],
    }


def viewer_of(warehouse: Warehouse, name: str | None) -> Viewer:
    """Who reads: anyone at this machine in local mode, else the person signed in, if known."""
    if name is None:
        return viewers.LOCAL
    viewer = access.viewer_of(warehouse, name)
    if (visit := (viewer, st.user.get("iat"))) not in process.sign_ins():
        action = "sign in" if viewer.grants else "sign-in refused"
        with RUNNING.aside():  # an import may be under way, which it waits for
            warehouse.note(viewer, action, access.roles(viewer))
        process.sign_ins().add(visit)
    if not viewer.grants:
        sign_in.unknown(viewer.name)
    return viewer


def main() -> None:
    """One run, among few at a time; what may take long is done beside them."""
    with RUNNING.turn(time.monotonic()):
        run()


def run() -> None:
    st.set_page_config(page_title="明鉴 Mingjian", page_icon="🪞", layout="wide")
    st.html(Path(__file__).parent / "ui" / "style.css")
    address.adopt()
    with st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="top"
    ):
        banner = st.container(horizontal=True, vertical_alignment="center")
        words.choose_language()
    sign_in.stop_if_refused()
    name = sign_in.name()
    try:
        newest = process.newest_warehouse()
        warehouse = newest()
        viewer = viewer_of(warehouse, name)
        shown_to = account.shown_as(warehouse, viewer)
        session.begin(
            shown_to,
            warehouse,
            lambda: name is None or access.viewer_of(newest(), name) == viewer,
        )
        page = navigation(shown_to)
        if name is None:
            fill_if_new(warehouse, viewer)
        with banner:
            if name is None:
                sign_in.local_badge()
            demo_banner()
            account.control(warehouse, viewer, signed_in=name is not None)
        account.banner(shown_to)
        page.run()
        filters.settle()
    except BadInput as bad:
        st.error(words.plain(words.say(bad.sentence)))


main()
