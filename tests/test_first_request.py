"""A fresh process whose very first request is a link to a page shows nothing but the sign-in."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.visitor import Visitor, free_port, visit, wait_until_healthy
from docs.page_mentions import pages
from tests.fresh_server import serve

SECRETS = """
[auth]
redirect_uri = "http://localhost:1/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "mingjian"
client_secret = "not so secret"
server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
"""
# What takes long to load is loaded once and forked; of the app itself nothing is, in any process.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["streamlit.web.cli", "pandas", "duckdb", "scipy.stats", "scipy.optimize", "docx", "xlsxwriter"]
)


class Onlooker(Visitor):
    """Keeps the kind of every element it is sent, and the text of every button."""

    def __init__(self, socket: object) -> None:
        super().__init__(socket)
        self.kinds: set[str] = set()
        self.buttons: list[str] = []

    def _note(self, element: object, errors: list[str]) -> None:
        super()._note(element, errors)
        if kind := element.WhichOneof("type"):  # none where a container opens
            self.kinds.add(kind)
        if kind == "button":
            self.buttons.append(element.button.label)


@contextmanager
def served(entry: str, folder: Path) -> Iterator[int]:
    port = free_port()
    process = FORKS.Process(target=serve, args=(entry, port, folder), daemon=True)
    process.start()
    try:
        wait_until_healthy(port)
        yield port
    finally:
        process.kill()
        process.join()


def first_request(entry: str, page: str, folder: Path) -> Onlooker:
    async def seen(port: int) -> Onlooker:
        async with visit(port) as socket:
            onlooker = Onlooker(socket)
            rerun = await onlooker.open(page, "lang=en&branch=QH101&branches=QH101")
            assert rerun.errors == []
            return onlooker

    with served(entry, folder) as port, ThreadPoolExecutor(1) as aside:
        # In a thread of its own: a browser's test in the same process leaves a loop running.
        return aside.submit(asyncio.run, seen(port)).result()


@pytest.mark.parametrize(
    ("entry", "page"),
    [*(("server.py", page) for page in ("", "home", *pages())), ("app.py", "upload")],
)
def test_the_first_request_of_a_process_is_answered_with_the_sign_in(entry, page, tmp_path) -> None:
    (tmp_path / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    onlooker = first_request(entry, page, tmp_path)
    assert onlooker.buttons == ["Sign in"]
    assert onlooker.kinds <= {"html", "button_group", "heading", "markdown", "button"}
    assert not (tmp_path / "warehouse.duckdb").exists()  # not even opened
