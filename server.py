"""The same app as an ASGI service: health check, security headers, what Streamlit's pages lack.

`streamlit run server.py` serves it; `streamlit run app.py` works by itself, without these.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

# Before anything loads NumPy: its second thread does our small systems of equations no sooner, and
# spins meanwhile on the core that another visitor needs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from locales import widgets
from ui import serving

ROOT = Path(__file__).parent
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}
TEXTS_SCRIPT = (ROOT / "ui" / "widget_texts.js").read_text(encoding="utf-8")
ROLES_SCRIPT = (ROOT / "ui" / "navigation_roles.js").read_text(encoding="utf-8")
SCRIPT_TAGS = (
    b'<script src="widget-texts.js" defer></script>'
    b'<script src="navigation-roles.js" defer></script></head>'
)


class SecurityHeaders:
    """Headers on every answer, and our scripts linked from the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        if "." not in scope["path"].rpartition("/")[2]:
            # Only a page that comes unpacked can be completed.
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app(scope, receive, _Completing(send))


class _Completing:
    """Passes an answer on; an HTML page gets the links to our scripts before its head ends."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if headers.get("content-type", "").startswith("text/html"):
                self.start = message
            else:
                await self.send(message)
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        page = self.body.replace(b"</head>", SCRIPT_TAGS, 1)
        MutableHeaders(scope=self.start)["content-length"] = str(len(page))
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": page})


class ThisMachineOnly:
    """In local mode, no answer to anybody who does not ask from this machine, by its own name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not serving.providers():
            here = serving.is_loopback((scope.get("server") or [None])[0])
            if not here or not serving.asked_from_here(Headers(scope=scope).get("host")):
                await self._refuse(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        text = serving.in_both(serving.NOT_FROM_HERE)
        await PlainTextResponse(text, status_code=403)(scope, receive, send)


async def health(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def widget_texts(_request: Request) -> Response:
    texts = json.dumps(widgets.TEXTS, ensure_ascii=False)
    return Response(TEXTS_SCRIPT.replace("__TEXTS__", texts), media_type="text/javascript")


async def navigation_roles(_request: Request) -> Response:
    return Response(ROLES_SCRIPT, media_type="text/javascript")


if refusal := serving.refusal():
    sys.exit(serving.in_both(refusal))

app = st.App(
    str(ROOT / "app.py"),
    routes=[
        Route("/healthz", health),
        Route("/widget-texts.js", widget_texts),
        Route("/navigation-roles.js", navigation_roles),
    ],
    middleware=[Middleware(ThisMachineOnly), Middleware(SecurityHeaders)],
)
