"""Under which conditions the app may be served: with a sign-in anywhere, without one only here.

Without a provider in `.streamlit/secrets.toml` everybody who reaches the app may do everything, so
it then serves this machine alone (local mode), and refuses to start at any other address.
"""

from __future__ import annotations

import ipaddress
import os
import signal
import sys
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from locales import LANGUAGES, Sentence, sentence

PROVIDER = ("client_id", "client_secret", "server_metadata_url")
SHARED = ("redirect_uri", "cookie_secret")
UNNAMED = "default"  # what Streamlit calls the provider that stands in [auth] itself
SHORTEST_SECRET = 32  # characters; whoever guesses it signs in as anybody
NOT_FROM_HERE = sentence("Without a sign-in this app answers its own machine only.")


def settings(section: str) -> Mapping:
    """A section of `.streamlit/secrets.toml`; empty if it, or the file, is not there."""
    try:
        return st.secrets.get(section, {})
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            return {}
        raise


def providers() -> tuple[str, ...]:
    """The names of the providers one may sign in with; none in local mode."""
    auth = settings("auth")
    named = tuple(
        name for name, part in auth.items() if isinstance(part, Mapping) and name != "client_kwargs"
    )
    return named if named and "client_id" not in auth else ((UNNAMED, *named) if auth else ())


def refusal() -> Sentence | None:
    """Why the app must not be served as it is configured; None if it may."""
    try:
        auth = settings("auth")
    except StreamlitSecretNotFoundError:
        return sentence("The file secrets.toml cannot be read. Mend it, or take it away.")
    if auth:
        return _incomplete(auth)
    if not is_loopback(st.get_option("server.address")):
        return sentence(
            "Without a sign-in this app serves its own machine only: {address} is not a loopback"
            " address. Configure a provider in .streamlit/secrets.toml (docs/operations.md), or"
            " serve it on localhost.",
            address=st.get_option("server.address") or "0.0.0.0",
        )
    return None


def _incomplete(auth: Mapping) -> Sentence | None:
    missing = [key for key in SHARED if not auth.get(key)]
    for name in providers():
        part = auth if name == UNNAMED else auth[name]
        missing += [key for key in PROVIDER if not part.get(key)]
    if missing:
        return sentence(
            "The sign-in is not configured to its end: [auth] in secrets.toml lacks {keys}.",
            keys=", ".join(dict.fromkeys(missing)),
        )
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        return sentence(
            "The cookie_secret in secrets.toml is too short: take {count} random characters"
            " or more.",
            count=SHORTEST_SECRET,
        )
    target = urlsplit(auth["redirect_uri"])
    if target.scheme != "https" and not is_loopback(target.hostname):
        return sentence(
            "The redirect_uri in secrets.toml must begin with https: without it, the sign-in"
            " can be read on its way."
        )
    return None


def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches the address; no address at all means every one."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address((address or "").strip("[]")).is_loopback
    except ValueError:
        return False


def asked_from_here(host: str | None) -> bool:
    """Whether a Host header names this machine, so that no other site's name leads here."""
    return host is None or is_loopback(urlsplit(f"//{host}").hostname)


def in_both(text: Sentence) -> str:
    """A sentence for whoever starts the app, whose language is not known."""
    return "\n".join(text.in_language(language) for language in LANGUAGES)


def end(text: Sentence) -> None:
    """Say why, and end the server after the page had time to say so too.

    `streamlit run app.py` runs nothing of ours before its first visitor comes.
    """
    print(in_both(text), file=sys.stderr, flush=True)
    threading.Timer(2, os.kill, (os.getpid(), signal.SIGTERM)).start()
