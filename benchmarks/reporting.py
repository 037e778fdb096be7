"""A briefing of the demo company (24 branches), from the first read to the last byte."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from data import demo
from data.reader import Reader
from data.viewer import LOCAL
from data.warehouse import open_warehouse
from reporting import FORMS, company, delivery, facts


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = open_warehouse(Path(folder) / "warehouse.duckdb")
        demo.build(warehouse, LOCAL)
        reader = Reader(warehouse, LOCAL)
        whole = lambda: _company(facts.gather(reader), "pdf")  # noqa: E731
        print(f"{'company, read, said and set (PDF)':<40} {_seconds(whole):>6.2f} s")
        found = facts.gather(reader)
        for form in FORMS:
            one = lambda form=form: _company(found, form)  # noqa: E731
            print(f"{f'company, said and written ({form})':<40} {_seconds(one):>6.2f} s")
        each = lambda: delivery.of_each(reader, found, "zh", "pdf", _unheard)  # noqa: E731
        label = f"one of each of {len(found.chosen)} branches (PDF)"
        print(f"{label:<40} {_seconds(each):>6.2f} s")
        warehouse.close()


def _company(found: facts.Facts, form: str) -> bytes:
    return delivery.write(company.briefing(found), "zh", form)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _unheard(_share: float, _name: str) -> None:
    """Progress that nobody watches."""
