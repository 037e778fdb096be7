"""Two reader processes and one writer: what is committed shows in both, without a restart."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from benchmarks.visitor import Visitor, served, visit
from data.importing.read import read
from data.snapshots import Publisher
from data.table_import import import_table
from tests.conftest import VIEWER

BRANCHES = (
    "branch_id,parent_id,name,name_en,level,type,area,members,staff,customers\n"
    "C,,清河公司,Qinghe,company,company,,,,\n"
    "B1,C,城东供电所,East,branch,supply_station,urban,20,80,12000\n"
)
AT_MOST = 10.0  # seconds until both show it; 5 on a machine that is not testing as well


def test_two_readers_show_what_the_writer_commits_within_seconds(warehouse, write, tmp_path):
    def upload(table, content):
        import_table(warehouse, VIEWER, read(write("file.csv", content)), table)

    async def seen(port):
        async with visit(port) as socket:
            visitor = Visitor(socket)
            opened = await visitor.open("overview")
            return opened.errors, "\n".join(visitor.texts)

    def both_see():
        # In a thread of its own: a browser's test in the same process leaves a loop running.
        with ThreadPoolExecutor(1) as aside:
            return [aside.submit(asyncio.run, seen(port)).result() for port in ports]

    upload("branch", BRANCHES)
    upload("service_kpi", "branch_id,month,kpi,numerator,denominator\n"
                          "B1,202601,complaints,3,12000\n")  # fmt: skip
    published = tmp_path / "published"
    publisher = Publisher(warehouse, published)
    with ExitStack() as readers:
        ports = [
            readers.enter_context(
                served(tmp_path / "none", "--", "--reader", MINGJIAN_SNAPSHOTS=str(published))
            )[0]
            for _ in range(2)
        ]
        before = both_see()
        assert before[0] == before[1]
        assert before[0][0] == [] and "3.00" in before[0][1], before
        upload("service_kpi", "branch_id,month,kpi,numerator,denominator\n"
                              "B1,202602,complaints,9,12000\n")  # fmt: skip
        committed = time.monotonic()
        while any("6.00" not in text for _errors, text in both_see()):
            assert time.monotonic() - committed < AT_MOST
    publisher.stop()
    assert not (tmp_path / "none").exists()
