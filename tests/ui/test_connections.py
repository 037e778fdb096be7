"""Small messages go out at once, on connections there are and on those that come."""

from __future__ import annotations

import socket

import pytest

from ui import connections


def waits(connection: socket.socket) -> bool:
    return not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.fixture
def listening():
    with socket.socket() as listener:  # as Streamlit makes its own: no protocol is named
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def test_nothing_waits_on_the_connections_there_are_and_those_to_come(listening):
    with socket.create_connection(listening.getsockname()), listening.accept()[0] as before:
        assert waits(before)
        connections.send_at_once()
        assert not waits(before)
    with socket.create_connection(listening.getsockname()), listening.accept()[0] as after:
        assert not waits(after)


def test_closed_sockets_and_those_of_other_kinds_are_left():
    closed = socket.socket()
    closed.close()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        connections.send_at_once()
    assert closed.fileno() == -1
