"""200 leaders at once, each changing a filter every ten seconds, on the two cores they share.

At first nothing is kept yet of what they ask for; the last minute is the measure.
The lower bound is the same crowd before a page that shows nothing. The crowd itself takes processor
time of the same machine, which is told. `readers` measures them before two processes and a proxy.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
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
MINUTE, LASTS = 60.0, 180.0  # seconds that are told together, and in all
LOOKED_AT = ("overview", "compare", "branch", "satisfaction", "training", "effect")


@dataclass
class Crowd:
    """What the leaders met: of every change when it began and how long it took, in seconds."""

    lasts: float  # seconds
    changes: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.perf_counter)

    def waited(self, first: float = 0.0, last: float = np.inf) -> tuple[int, float, float]:
        """How many changes began between two seconds; median and 95th percentile in ms."""
        took = [1000 * t for began, t in self.changes if first <= began - self.begun < last]
        return (len(took), *np.quantile(took, (0.5, 0.95))) if took else (0, np.nan, np.nan)


async def _leader(visitor: Visitor, number: int, pages: tuple[str, ...], crowd: Crowd) -> None:
    draw = random.Random(number)
    await asyncio.sleep(draw.uniform(0, PAUSE))
    await visitor.open(pages[number % len(pages)])
    while time.perf_counter() < crowd.begun + crowd.lasts:
        began = time.perf_counter()
        rerun = await visitor.choose(FILTER, draw.choice(visitor.options(FILTER)[1:]))
        crowd.changes.append((began, rerun.seconds))
        crowd.errors.extend(rerun.errors)
        await asyncio.sleep(max(0.0, PAUSE - (time.perf_counter() - began)))


async def gather(
    port: int,
    leaders: int,
    pages: tuple[str, ...] = LOOKED_AT,
    lasts: float = LASTS,
    headers: Callable[[], Mapping[str, str]] = dict,
) -> Crowd:
    """`leaders` sessions for some seconds, each on one of the pages, with headers of its own."""
    async with AsyncExitStack() as stack:
        visitors = [
            Visitor(await stack.enter_async_context(visit(port, **headers())))
            for _number in range(leaders)
        ]
        crowd = Crowd(lasts)
        await asyncio.gather(
            *(_leader(visitor, i, pages, crowd) for i, visitor in enumerate(visitors))
        )
    return crowd


def tell(name: str, leaders: int, crowd: Crowd) -> None:
    """Print a line for each minute."""
    for minute, begin in enumerate(np.arange(0.0, crowd.lasts, MINUTE), start=1):
        changes, median, late = crowd.waited(begin, begin + MINUTE)
        print(f"{name:<18}{leaders:>8}{minute:>8}{changes:>9}{median:>9.0f}{late:>9.0f}")


HEADER = f"{'shown':<18}{'leaders':>8}{'minute':>8}{'changes':>9}{'median':>9}{'p95 ms':>9}"


def _measure(name: str, warehouse: Path, leaders: int, pages: tuple[str, ...], script: str) -> None:
    with served(warehouse, script=script) as (port, process_id):
        own, server = time.process_time(), processor_seconds(process_id)
        crowd = asyncio.run(gather(port, leaders, pages))
        used = processor_seconds(process_id) - server, time.process_time() - own
        held = memory(process_id)
    tell(name, leaders, crowd)
    print(
        f"{'':<28}{len(crowd.errors)} errors; processor: server {used[0]:.0f} s,"
        f" crowd {used[1]:.0f} s; {held:.0f} MB"
    )


def run(crowds: tuple[int, ...] = (20, 50, LEADERS)) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        warehouse, bare = folder / "company.duckdb", folder / "bare.py"
        company.draw(warehouse)
        bare.write_text(BARE, encoding="utf-8")
        print(HEADER)
        _measure("nothing (bound)", folder / "none.duckdb", LEADERS, ("",), str(bare))
        for leaders in crowds:
            _measure("the dashboard", warehouse, leaders, LOOKED_AT, "server.py")
