"""Two readers and a writer behind the proxy of docs/operations.md, with nginx itself.

First 200 leaders change a filter every ten seconds. Then fewer look while the writer imports: there
may be no error and no page of two versions of the data, and a new version has to be in sight within
five seconds of its commit. Whether a page is of one version is found afterwards: every version that
was published is served alone, and what a witness saw must be the page of one of them.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import company, leaders
from benchmarks.leaders import LEADERS, Crowd, gather
from benchmarks.pages import FILTER
from benchmarks.proxy import proxied, seated
from benchmarks.visitor import Visitor, free_port, processor_seconds, served, visit
from benchmarks.writer import EVERY, SURVEYS, writing

WHILE_IMPORTING = 20  # leaders
WITNESSED = tuple((page, month) for page in ("overview", "satisfaction") for month in (1, 13, 25))
Texts = tuple[str, ...]
Choice = tuple[str, int]  # a page and the number of the month from which it is shown


@dataclass(frozen=True)
class Sight:
    """What a witness saw for one choice, and when it asked."""

    choice: Choice
    asked: float
    texts: Texts


async def _look(port: int, choices: tuple[Choice, ...], **headers: str) -> list[Sight]:
    """One visitor who opens each page from its month."""
    sights = []
    async with visit(port, **headers) as socket:
        visitor = Visitor(socket)
        for page, month in choices:
            await visitor.open(page)
            asked = time.time()
            rerun = await visitor.choose(FILTER, visitor.options(FILTER)[month])
            assert not rerun.errors, rerun.errors
            sights.append(Sight((page, month), asked, tuple(visitor.texts)))
    return sights


async def _witness(port: int, until: float) -> list[Sight]:
    """Look again and again, at a new seat each time."""
    sights = []
    while time.time() < until:
        sights += await _look(port, WITNESSED, **seated(port))
    return sights


async def _while_importing(port: int) -> tuple[Crowd, list[Sight]]:
    lasts = SURVEYS * EVERY + 10
    return await asyncio.gather(
        gather(port, WHILE_IMPORTING, lasts=lasts, headers=lambda: seated(port)),
        _witness(port, time.time() + lasts),
    )


def _true_pages(kept: Path) -> dict[int, dict[Choice, Texts]]:
    """The witnessed pages of every version that was kept, each served alone."""
    pages = {}
    for snapshot in sorted(kept.glob("[0-9]*.duckdb"), key=lambda file: int(file.stem)):
        alone = kept / f"only-{snapshot.stem}"
        alone.mkdir()
        shutil.move(snapshot, alone)
        (alone / "current").write_text(snapshot.name, encoding="utf-8")
        with served(kept / "none", "--", "--reader", MINGJIAN_SNAPSHOTS=str(alone)) as (port, _id):
            seen = asyncio.run(_look(port, WITNESSED))
        pages[int(snapshot.stem)] = {sight.choice: sight.texts for sight in seen}
    return pages


def _tell_versions(sights: list[Sight], commits: list[dict], kept: Path) -> None:
    """Print how many sights were of one version, and how long an old version could be opened."""
    pages = _true_pages(kept)
    apart = sum(
        len({page[choice] for page in pages.values()}) == len(pages) for choice in WITNESSED
    )
    shown = [[v for v in pages if pages[v][s.choice] == s.texts] for s in sights]
    print(f"{len(pages)} versions, which {apart} of {len(WITNESSED)} pages tell apart")
    print(
        f"{len(sights)} pages seen: {sum(len(v) == 1 for v in shown)} exactly one version's,"
        f" {sum(not v for v in shown)} no version's"
    )
    for commit in commits:
        late = [
            sight.asked - commit["committed"]
            for sight, versions in zip(sights, shown, strict=True)
            if versions and max(versions) < commit["version"]
        ]
        print(
            f"version {commit['version']}: import {commit['seconds']:.1f} s; seconds after the"
            f" commit: published {commit['published'] - commit['committed']:.1f},"
            f" an older one last opened {max(late, default=0.0):.1f}"
        )


def run() -> None:
    if not shutil.which("nginx"):
        print("nginx is not installed on this machine")
        return
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        warehouse, published, kept = (folder / part for part in ("w.duckdb", "published", "kept"))
        kept.mkdir()
        company.draw(warehouse)
        writer = stack.enter_context(writing(warehouse, published, kept))
        first = (published / "current").read_text(encoding="utf-8")
        shutil.copy(published / first, kept)
        readers = [
            stack.enter_context(
                served(folder / "none", "--", "--reader", MINGJIAN_SNAPSHOTS=str(published))
            )
            for _number in range(2)
        ]
        ports = free_port(), *(port for port, _id in readers)
        port = stack.enter_context(proxied(ports, folder))
        print(leaders.HEADER)
        crowd = asyncio.run(gather(port, LEADERS, headers=lambda: seated(port)))
        leaders.tell("two readers", LEADERS, crowd)
        used = ", ".join(f"{processor_seconds(process_id):.0f} s" for _port, process_id in readers)
        print(f"{'':<28}{len(crowd.errors)} errors; processor: readers {used}")
        writer.stdin.write("import\n")
        writer.stdin.flush()
        crowd, sights = asyncio.run(_while_importing(port))
        leaders.tell("and imports", WHILE_IMPORTING, crowd)
        print(f"{'':<28}{len(crowd.errors)} errors")
        commits = [json.loads(writer.stdout.readline()) for _survey in range(SURVEYS)]
        stack.close()  # so that what is served now has the machine for itself
        _tell_versions(sights, commits, kept)
