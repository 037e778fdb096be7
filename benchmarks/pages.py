"""What a leader waits for: every page after a change of its filter, from 10⁵ to 10⁸ answers.

One visitor over a real websocket, 100 branches, 36 months; milliseconds until the last byte came.
The lower bound is a page of two select boxes and a sentence: what Streamlit itself takes.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import company
from benchmarks.visitor import PAGES, Rerun, Visitor, memory, served, visit

RERUNS = 20
SIZES = (100_000, 1_000_000, 10_000_000, 100_000_000)
FILTER = "from_month"
# Pages without a period: another choice is changed, or the page is only opened again.
OTHER_FILTERS = {"definitions": "metric", "upload": ""}
BARE = """
import streamlit as st
months = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
st.selectbox("From", months, key="from_month")
st.selectbox("To", months, key="to_month")
st.write("A sentence.")
"""


@dataclass(frozen=True)
class Waited:
    """Of one page: milliseconds of its first run and its reruns, kilobytes of a rerun."""

    first: float
    median: float
    p95: float
    kilobytes: float


async def wait_for(visitor: Visitor, page: str) -> Waited:
    """Open a page and change its filter again and again. Raises where the page shows an error."""
    reruns = [await visitor.open(page)]
    key = OTHER_FILTERS.get(page, FILTER)
    for number in range(1, RERUNS + 1):
        if key:
            options = visitor.options(key)
            # Never the same twice, so that nothing is answered from what is kept.
            rerun = await visitor.choose(key, options[-number % len(options)])
        else:
            rerun = await visitor.open(page)
        reruns.append(rerun)
    assert not any(rerun.errors for rerun in reruns), (page, reruns[-1].errors)
    return _summed_up(reruns)


def _summed_up(reruns: list[Rerun]) -> Waited:
    first, *later = reruns
    took = np.array([1000 * rerun.seconds for rerun in later])
    sent = np.median([rerun.received for rerun in later]) / 1000
    return Waited(1000 * first.seconds, np.median(took), np.quantile(took, 0.95), sent)


def every_page(warehouse: Path) -> tuple[dict[str, Waited], float]:
    """Each page's times for one visitor, and the megabytes the server holds at the end."""

    async def visited(port: int) -> dict[str, Waited]:
        async with visit(port) as socket:
            visitor = Visitor(socket)
            await visitor.open("overview")
            return {page: await wait_for(visitor, page) for page in PAGES}

    with served(warehouse) as (port, process_id):
        return asyncio.run(visited(port)), memory(process_id)


def bare_page(folder: Path) -> Waited:
    """The same for a page that shows nothing."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")

    async def visited(port: int) -> Waited:
        async with visit(port) as socket:
            return await wait_for(Visitor(socket), "")

    with served(folder / "none.duckdb", script=str(script)) as (port, _process_id):
        return asyncio.run(visited(port))


def run(sizes: tuple[int, ...] = SIZES) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        base = folder / "base.duckdb"
        company.draw(base)
        bound = bare_page(folder)
        print(f"lower bound: {bound.median:.0f} ms, 95th percentile {bound.p95:.0f} ms")
        found = {}
        for answers in sizes:
            warehouse = company.resized(base, folder / "sized.duckdb", answers)
            found[answers], held = every_page(warehouse)
            _print(answers, found[answers], bound, held)
            warehouse.unlink()
        _print_growth(found[sizes[0]], found[sizes[-1]])


def _print(answers: int, pages: dict[str, Waited], bound: Waited, held: float) -> None:
    print(f"\n{answers:,} answers; the server holds {held:.0f} MB")
    print(f"{'page':<14}{'first':>8}{'median':>8}{'p95':>8}{'kB':>8}{'ratio':>8}")
    for page, took in pages.items():
        figures = (took.first, took.median, took.p95, took.kilobytes)
        ratio = took.median / bound.median
        print(f"{page:<14}" + "".join(f"{x:>8.0f}" for x in figures) + f"{ratio:>8.1f}")
    slowest = max(pages, key=lambda page: pages[page].p95)
    print(f"slowest at the 95th percentile: {slowest}, {pages[slowest].p95:.0f} ms")


def _print_growth(smallest: dict[str, Waited], largest: dict[str, Waited]) -> None:
    grown = {page: largest[page].median / smallest[page].median for page in smallest}
    told = ", ".join(f"{page} {ratio:.2f}" for page, ratio in grown.items())
    print(f"\nmedian of the largest size over that of the smallest: {told}")
