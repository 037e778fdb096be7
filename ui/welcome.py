"""What the dashboard is, in three sentences, to whoever opens it for the first time."""

from __future__ import annotations

from ui.screen import st
from ui.words import _

VISITED = "mingjian_visited"  # the cookie that ui/navigation_roles.js leaves behind
UNDERSTOOD = "welcome_understood"


def show_once() -> None:
    """On the first visit of a browser, until it is closed or the visit ends."""
    if st.session_state.get(UNDERSTOOD) or st.context.cookies.get(VISITED) == "1":
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            _(
                "Mingjian shows whether the work of your branches is real: what changed and who"
                " differs by more than chance, measured by the customers' own judgement."
                " Every number stands with its n and interval; press its name and it says what it"
                " means, press a branch and you see all of it."
                " Bring your own survey files under *Upload*; nothing leaves this machine."
            )
        )
        st.button(_("Understood"), key="welcome_close", on_click=_understood)


def _understood() -> None:
    st.session_state[UNDERSTOOD] = True
