"""Cold start: from the command to the first page, and the memory held then.

The lower bound is a script that shows two select boxes, started and visited the same way.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pages import BARE
from benchmarks.visitor import Visitor, memory, served, visit
from data import demo
from data.viewer import LOCAL
from data.warehouse import open_warehouse

STARTS = 3


def first_page(warehouse: Path, script: str) -> tuple[float, float]:
    """Seconds from the start of the process to the whole first page, and megabytes held."""

    async def visited(port: int) -> None:
        async with visit(port) as socket:
            rerun = await Visitor(socket).open("")
            assert not rerun.errors, rerun.errors

    began = time.perf_counter()
    with served(warehouse, script=script) as (port, process_id):
        asyncio.run(visited(port))
        return time.perf_counter() - began, memory(process_id)


def run() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        bare, warehouse = folder / "bare.py", folder / "demo.duckdb"
        bare.write_text(BARE, encoding="utf-8")
        opened = open_warehouse(warehouse)
        demo.build(opened, LOCAL)
        opened.close()
        bound = min(first_page(folder / "none.duckdb", str(bare)) for _ in range(STARTS))
        print(f"{'nothing (bound)':<20}{bound[0]:>6.1f} s{bound[1]:>6.0f} MB")
        for number in range(1, STARTS + 1):
            took, held = first_page(warehouse, "server.py")
            told = f"demo company, {number}."
            print(
                f"{told:<20}{took:>6.1f} s{held:>6.0f} MB   {took / bound[0]:.1f} times the bound"
            )
