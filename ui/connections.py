"""The connections of this process to browsers and proxies."""

from __future__ import annotations

import gc
import socket

INTERNET = {socket.AF_INET, socket.AF_INET6}


def send_at_once() -> None:
    """Let nothing that is sent wait until the other end has confirmed what was sent before.

    A run sends many small messages. Where that waiting is not switched off (TCP_NODELAY), the
    second of them goes out 40 ms later, as the other end is in no hurry to confirm the first.
    asyncio switches it off only for sockets whose protocol was named when they were made, which
    Streamlit's is not. Neither hands out its sockets, so they are looked up among all objects; a
    connection accepted from now on does as the socket that listened for it.
    """
    for held in gc.get_objects():
        if type(held) is socket.socket and _is_tcp(held):
            held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _is_tcp(found: socket.socket) -> bool:
    return found.fileno() >= 0 and found.family in INTERNET and found.type == socket.SOCK_STREAM
