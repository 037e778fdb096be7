"""Who is at the browser, and what is shown to whoever is not known."""

from __future__ import annotations

import time

from ui import serving, words
from ui.screen import st
from ui.words import _

LONGEST = 12 * 3600  # seconds after which one signs in anew; the cookie itself lasts 30 days
CLAIM = "email"  # what names a person, unless secrets.toml says otherwise


def stop_if_refused() -> None:
    """Where the app must not be served at all, say so, show nothing and end the server."""
    refusal = serving.refusal()
    if refusal is not None:
        serving.end(refusal)
    elif not serving.providers() and not serving.asked_from_here(st.context.headers.get("Host")):
        refusal = serving.NOT_FROM_HERE
    if refusal is not None:
        st.error(words.plain(words.say(refusal)), icon=":material/block:")
        st.stop()


def local_badge() -> None:
    """Say that nobody signs in here."""
    st.badge(_("Local mode"), icon=":material/computer:", color="gray")


def name() -> str | None:
    """The sign-in name, or None in local mode. Whoever is not signed in sees the sign-in only."""
    offered = serving.providers()
    if not offered:
        return None
    said = ""
    if st.user.get("is_logged_in"):
        claim = serving.settings("mingjian").get("person_claim", CLAIM)
        found, issued = st.user.get(claim), st.user.get("iat")
        if not isinstance(issued, int | float) or time.time() - issued > LONGEST:
            said = _("Your sign-in has expired. Please sign in again.")
        elif not isinstance(found, str) or not found.strip():
            said = _("The provider does not say who you are: {claim} is missing.", claim=claim)
        elif claim == CLAIM and st.user.get("email_verified") is False:
            said = _("The provider has not verified your e-mail address.")
        else:
            return found
    _page(offered, said)
    return st.stop()


def _page(offered: tuple[str, ...], said: str) -> None:
    with _middle():
        st.title("明鉴 Mingjian", anchor=False)
        st.markdown(_("Is the work of our branches real? Sign in to see."))
        if said:
            st.warning(said, icon=":material/schedule:")
        for provider in offered:
            label = _("Sign in")
            if len(offered) > 1:
                label = _("Sign in with {provider}", provider=words.plain(provider))
            arguments = () if provider == serving.UNNAMED else (provider,)
            st.button(
                label,
                type="primary",
                icon=":material/login:",
                width="stretch",
                on_click=st.login,
                args=arguments,
                key=f"sign_in_{provider}",
            )


def unknown(name: str) -> None:
    """Say to a person without any grant whom to ask, and nothing else."""
    with _middle():
        st.title("明鉴 Mingjian", anchor=False)
        st.markdown(_("You are signed in as **{name}**.", name=words.plain(name)))
        st.info(
            _(
                "Nobody has granted you access yet. Ask {whom} for it, and name your sign-in name.",
                whom=words.plain(serving.settings("mingjian").get("contact", ""))
                or _("the office in charge of this app"),
            ),
            icon=":material/lock:",
        )
        st.button(_("Sign out"), icon=":material/logout:", on_click=st.logout, key="sign_out")
    st.stop()


def _middle() -> object:
    """A narrow column in the middle of the page."""
    with st.container(horizontal_alignment="center"):
        return st.container(border=True, width=420, key="sign_in", gap="medium")
