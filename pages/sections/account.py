"""The corner of the page that says who reads, by which rule, and lets leaders look as others do."""

from __future__ import annotations

from data import access, policy
from data.viewer import Viewer
from data.warehouse import Warehouse
from ui import session
from ui.screen import st
from ui.words import _, plain, say

PREVIEWED, CHOICE = "previewed_person", "preview_choice"


def shown_as(warehouse: Warehouse, viewer: Viewer) -> Viewer:
    """The viewer themselves, or the person they look as."""
    person = st.session_state.get(PREVIEWED)
    if person is None or not policy.may(viewer, policy.PREVIEW):
        return viewer
    return access.preview(warehouse, viewer, person)


def control(warehouse: Warehouse, viewer: Viewer, signed_in: bool) -> None:
    """The button with the person's name; in local mode only if there is somebody to look as."""
    offered = []
    if policy.may(viewer, policy.PREVIEW):
        offered = [person for person in access.people(warehouse, viewer) if person != viewer.name]
    if not signed_in and not offered:
        return
    label = plain(viewer.name) if signed_in else _("Look as …")
    with st.popover(label, icon=":material/account_circle:", type="tertiary"):
        if signed_in:
            _rules(viewer)
        if offered:
            _preview(offered)
        if signed_in:
            st.button(_("Sign out"), icon=":material/logout:", on_click=st.logout, key="sign_out")


def banner(viewer: Viewer) -> None:
    """In a preview: as whom one looks, which rule shows this, and the way back."""
    if viewer.within is None:
        return
    with st.container(border=True, key="preview"):
        st.markdown(
            _(
                "You see what **{person}** sees, and can change nothing.",
                person=plain(st.session_state[PREVIEWED]),
            )
        )
        _rules(viewer)
        st.button(
            _("Back to my own view"), icon=":material/undo:", on_click=_end, key="preview_end"
        )


def _rules(viewer: Viewer) -> None:
    """What the viewer may do, each with its rule."""
    if not viewer.grants:
        st.caption(_("No grant: nothing is shown."))
    for answer in access.explained(viewer):
        if answer.may:
            grants = _(", ").join(dict.fromkeys(say(access.named(g)) for g, _why in answer.because))
            why = " ".join(dict.fromkeys(say(why) for _grant, why in answer.because))
            st.markdown(f"**{plain(say(answer.what))}**  \n{plain(grants)}: {plain(why)}")


def _preview(offered: list[str]) -> None:
    st.selectbox(
        _("See the app as"),
        offered,
        index=None,
        placeholder=_("Choose a person"),
        key=CHOICE,
        on_change=_begin,
    )


def _begin() -> None:
    person = st.session_state[CHOICE]
    session.warehouse().note(session.viewer(), "preview", person or "")
    st.session_state[PREVIEWED] = person


def _end() -> None:
    st.session_state.pop(PREVIEWED, None)
