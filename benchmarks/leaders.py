"""200 leaders at once, each changing a filter every ten seconds, on the two cores they share.

The lower bound is the same crowd before a page that shows nothing. The crowd itself takes
processor time of the same machine, which is told.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import company
from benchmarks.pages import BARE, FILTER
from benchmarks.visitor import Visitor, memory, processor_seconds, served, visit

LEADERS = 200
PAUSE = 10.0  # seconds between two changes of one leader
LASTS = 60.0  # seconds that are measured
LOOKED_AT = ("overview", "compare", "branch", "satisfaction", "training", "effect")
ANSWERS = 1_000_000


@dataclass
class Crowd:
    """What the leaders met: seconds of every change, texts of errors."""

    waited: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def _leader(visitor: Visitor, number: int, pages: tuple[str, ...], crowd: Crowd) -> None:
    draw = random.Random(number)
    await visitor.open(pages[number % len(pages)])
    await asyncio.sleep(draw.uniform(0, PAUSE))
    until = time.perf_counter() + LASTS
    while time.perf_counter() < until:
        began = time.perf_counter()
        rerun = await visitor.choose(FILTER, draw.choice(visitor.options(FILTER)[1:]))
        crowd.waited.append(rerun.seconds)
        crowd.errors.extend(rerun.errors)
        await asyncio.sleep(max(0.0, PAUSE - (time.perf_counter() - began)))


async def gather(port: int, leaders: int, pages: tuple[str, ...]) -> Crowd:
    """`leaders` sessions, each on one of the pages."""
    crowd = Crowd()
    async with AsyncExitStack() as stack:
        visitors = []
        for _number in range(leaders):
            socket = await stack.enter_async_context(visit(port))
            visitors.append(Visitor(socket))
        await asyncio.gather(
            *(_leader(visitor, i, pages, crowd) for i, visitor in enumerate(visitors))
        )
    return crowd


def _measure(name: str, warehouse: Path, leaders: int, pages: tuple[str, ...], script: str) -> None:
    with served(warehouse, script=script) as (port, process_id):
        own, server = time.process_time(), processor_seconds(process_id)
        crowd = asyncio.run(gather(port, leaders, pages))
        used = processor_seconds(process_id) - server, time.process_time() - own
        held = memory(process_id)
    median, late = (1000 * np.quantile(crowd.waited, share) for share in (0.5, 0.95))
    print(
        f"{name:<20}{leaders:>8}{len(crowd.waited):>9}{median:>9.0f}{late:>9.0f}"
        f"{len(crowd.errors):>8}{used[0]:>10.0f}{used[1]:>9.0f}{held:>8.0f}"
    )


def run(crowds: tuple[int, ...] = (5, 20, LEADERS)) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        warehouse, bare = folder / "company.duckdb", folder / "bare.py"
        company.draw(warehouse)
        bare.write_text(BARE, encoding="utf-8")
        print(
            f"{'shown':<20}{'leaders':>8}{'changes':>9}{'median':>9}{'p95 ms':>9}"
            f"{'errors':>8}{'server s':>10}{'crowd s':>9}{'MB':>8}"
        )
        _measure("nothing (bound)", folder / "none.duckdb", LEADERS, ("",), str(bare))
        for leaders in crowds:
            _measure("the dashboard", warehouse, leaders, LOOKED_AT, "server.py")
