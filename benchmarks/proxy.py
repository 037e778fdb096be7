"""The proxy of docs/operations.md, run as it stands there before processes of this machine."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.visitor import ROOT, free_port, wait_until_healthy

PLACES = ("127.0.0.1:8501", "127.0.0.1:8502", "127.0.0.1:8503")  # writer and readers, as there
BODIES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # what nginx keeps on disk


def _described() -> str:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    return re.search(r"```nginx\n(.*?)```", text, re.DOTALL)[1]


def _configuration(ports: tuple[int, int, int], listen: int, folder: Path) -> str:
    """The same at other ports, and without a certificate."""
    own = _described().replace("listen 443 ssl", f"listen 127.0.0.1:{listen}")
    own = own.replace("Secure; ", "")
    for place, port in zip(PLACES, ports, strict=True):
        own = own.replace(place, f"127.0.0.1:{port}")
    paths = "".join(f"{body}_temp_path {folder}/{body};\n" for body in BODIES)
    return (
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\naccess_log off;\n{paths}{own}}}\n"
    )


@contextmanager
def proxied(ports: tuple[int, int, int], folder: Path) -> Iterator[int]:
    """nginx before the ports of a writer and two readers; gives the port at which it listens."""
    listen, described = free_port(), folder / "nginx.conf"
    described.write_text(_configuration(ports, listen, folder), encoding="utf-8")
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(described)])
    try:
        wait_until_healthy(listen)
        yield listen
    finally:
        process.terminate()
        process.wait(30)


def seated(port: int) -> dict[str, str]:
    """The header that keeps a visitor at one process: the cookie the proxy gives with a page."""
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=30) as answer:
        return {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}
