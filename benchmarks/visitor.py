"""A browser without a screen: one session of the dashboard over a real websocket.

It speaks Streamlit's protocol (BackMsg out, ForwardMsg in) and knows nothing of drawing.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[1]
PAGES = (
    "overview", "compare", "branch", "assessment", "closed_loop", "targets", "training", "teams",
    "satisfaction", "service", "digital", "effect", "upload", "definitions",
)  # fmt: skip
CLOCK = os.sysconf("SC_CLK_TCK")


@dataclass
class Rerun:
    """What one run of a page took: seconds, bytes received, and the texts of its errors."""

    seconds: float
    received: int
    errors: list[str]


@dataclass
class Visitor:
    """One open session; make it with `async with visit(port) as visitor`."""

    socket: websockets.ClientConnection
    pages: dict[str, str] = field(default_factory=dict)  # script hash by address
    page: str = ""
    query: str = ""
    widgets: dict[str, object] = field(default_factory=dict)  # last description by user key
    answers: dict[str, str] = field(default_factory=dict)  # what this visitor chose, by widget id
    texts: list[str] = field(default_factory=list)  # markdown and captions of the last run

    async def open(self, page: str, query: str = "lang=en") -> Rerun:
        """Open a page; the first one as a link does, a later one as the navigation does."""
        self.page, self.query, self.answers = page, query, {}
        return await self._run()

    async def choose(self, key: str, value: str) -> Rerun:
        """Choose an option of the select box `key`."""
        self.answers[self.widgets[key].id] = value
        return await self._run()

    def options(self, key: str) -> list[str]:
        return list(self.widgets[key].options)

    async def _run(self) -> Rerun:
        sent = BackMsg()
        state = sent.rerun_script
        state.query_string = self.query
        if self.page in self.pages:
            state.page_script_hash = self.pages[self.page]
        else:
            state.page_name = self.page
        for identity, value in self.answers.items():
            state.widget_states.widgets.add(id=identity, string_value=value)
        start = time.perf_counter()
        await self.socket.send(sent.SerializeToString())
        received, errors, self.texts = 0, [], []
        async for payload in self.socket:
            received += len(payload)
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._note(message.delta.new_element, errors)
            elif kind == "navigation":
                self.pages = {
                    (page.url_pathname or "overview"): page.page_script_hash
                    for page in reversed(message.navigation.app_pages)
                }
            elif kind == "script_finished" and message.script_finished == 0:
                break
        return Rerun(time.perf_counter() - start, received, errors)

    def _note(self, element: object, errors: list[str]) -> None:
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            self.widgets[element.selectbox.id.rpartition("-")[2]] = element.selectbox
        elif kind == "exception":
            errors.append(element.exception.message or element.exception.type)
        elif kind == "markdown":
            self.texts.append(element.markdown.body)


@contextmanager
def served(
    warehouse: Path, *options: str, script: str = "server.py", **environment: str
) -> Iterator[tuple[int, int]]:
    """The dashboard on a free port of this machine; gives the port and the process id."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script,
         f"--server.port={port}", *options],
        cwd=ROOT,
        env=os.environ | {"MINGJIAN_WAREHOUSE": str(warehouse)} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_healthy(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def visit(port: int, **headers: str) -> websockets.connect:
    """A websocket to the dashboard, to be used as `async with visit(port) as socket`."""
    return websockets.connect(
        f"ws://localhost:{port}/_stcore/stream",
        subprotocols=["streamlit"],
        max_size=None,
        compression=None,
        additional_headers=headers,
        open_timeout=60,
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_healthy(port: int, seconds: float = 60) -> None:
    """Raises TimeoutError where the server does not answer in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"no dashboard on port {port}")


def processor_seconds(process_id: int) -> float:
    """Processor time a process has used so far, its threads included."""
    after_name = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / CLOCK


def memory(process_id: int) -> float:
    """Memory a process holds, in megabytes."""
    status = Path(f"/proc/{process_id}/status").read_text()
    held = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(held.split()[1]) / 1024


def run(work: object) -> object:
    return asyncio.run(work)
