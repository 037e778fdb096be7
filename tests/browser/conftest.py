"""A real server in a process of its own, and a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.find_chromium import find_chromium

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000  # milliseconds; two busy cores can be slow
expect.set_options(timeout=PATIENCE)
# A page that waits for its first run, or for the code of a widget, is not running either.
DRAWN = """() => {
  const app = document.querySelector("[data-testid='stApp']");
  return app?.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning"
    && app.querySelector("h1, [data-testid='stAlert']")
    && !app.querySelector("[data-testid='stSkeleton']");
}"""


@dataclass(frozen=True)
class Server:
    address: str
    warehouse: Path
    process: subprocess.Popen
    log: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """The app, served from a warehouse that does not exist yet."""
    warehouse = tmp_path_factory.mktemp("server") / "warehouse.duckdb"
    with served("server.py", warehouse) as running:
        yield running


@contextmanager
def served(entry: str, warehouse: Path, *options: str, port: int = 0) -> Iterator[Server]:
    """The app in a process of its own, by `server.py` or by `app.py` alone."""
    port = port or free_port()
    log = warehouse.with_name(f"{entry}.{port}.log")
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", entry, "--server.port", str(port), *options],
            cwd=ROOT,
            env=os.environ | {"MINGJIAN_WAREHOUSE": str(warehouse)},
            stdout=written,
            stderr=written,
        )
        try:
            wait_for(f"http://localhost:{port}/_stcore/health")
            yield Server(f"http://localhost:{port}", warehouse, process, log)
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(address: str) -> None:
    """Wait until the server there answers."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(f"nothing answers at {address}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    assert path, "the browser tests need a Chromium; `make test` installs one"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1600}, locale="en-US")
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    yield opened
    context.close()


def settled(page: Page) -> None:
    """Wait until the page has been drawn to its end."""
    page.wait_for_timeout(400)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(400)


def table_rows(page: Page, number: int = 0) -> list[list[str]]:
    """The visible rows of a data frame, from the table that it offers to screen readers."""
    grid = page.get_by_test_id("stDataFrame").nth(number)
    grid.scroll_into_view_if_needed()
    grid.locator("canvas table").first.wait_for(state="attached")
    return grid.locator("canvas table tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )
