"""A large company: the demo company drawn anew for 100 branches and 36 months, at any size.

`python -m benchmarks.company PATH` draws it with about a million answers; `resized` makes of that
file one with 10⁵ … 10⁸ answers, all of them stored and counted.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import duckdb
import numpy as np

ROOT = Path(__file__).parents[1]
BRANCHES = 100
MONTHS = tuple(year * 100 + month for year in (2024, 2025, 2026) for month in range(1, 13))
THINNER = 0.28  # questionnaires a month, relative to the demo company: about a million answers
BASE = 1_000_000
SIZES = (100_000, 1_000_000, 10_000_000, 100_000_000)


def draw(path: Path) -> None:
    """Draw the company into a new warehouse, in a process of its own: it changes the demo's size.

    It is made once; a file that is there already is left as it is.
    """
    if not path.exists():
        drawn = path.with_suffix(".drawn")
        subprocess.run([sys.executable, "-m", "benchmarks.company", drawn], cwd=ROOT, check=True)
        drawn.rename(path)


def resized(base: Path, path: Path, answers: int) -> Path:
    """A copy of `base` with about `answers` answers: every response thinned out or said again.

    The k-th copy of a response stands k quarters later, so that branches keep what is true of
    them, quarterly surveys their months, and rare scores turn up in every month.
    """
    shutil.copy(base, path)
    with duckdb.connect(str(path)) as connection:
        if answers < BASE:
            _thin_out(connection, BASE // answers)
        else:
            _repeat(connection, answers // BASE)
    _count(path)
    return path


def _thin_out(connection: duckdb.DuckDBPyConnection, keep_one_of: int) -> None:
    for table in ("survey_response", "survey_answer", "survey_comment"):
        connection.execute(f"DELETE FROM {table} WHERE response_id % ? <> 0", [keep_one_of])


def _repeat(connection: duckdb.DuckDBPyConnection, times: int) -> None:
    (last,) = connection.execute("SELECT max(response_id) FROM survey_response").fetchall()[0]
    for copy in range(1, times):
        for table in ("survey_response", "survey_answer", "survey_comment"):
            moved = [f"response_id + {copy * last} AS response_id"]
            if table == "survey_response":
                moved.append(f"{_later('month', 3 * copy)} AS month")
            connection.execute(
                f"INSERT INTO {table} SELECT * REPLACE ({', '.join(moved)}) FROM {table}"
                f" WHERE response_id <= {last}"
            )


def _later(month: str, by: int) -> str:
    """SQL of the month `by` months after `month` (YYYYMM), going round the 36 months."""
    position = f"(({month} // 100 - 2024) * 12 + {month} % 100 - 1 + {by}) % {len(MONTHS)}"
    return f"(2024 + ({position}) // 12) * 100 + ({position}) % 12 + 1"


def _count(path: Path) -> None:
    """All cells anew, as after an import."""
    from data import cells, comment_terms, driver_cells

    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE batch SET answers = (SELECT count(*) FROM survey_answer"
                           " WHERE survey_answer.batch_id = batch.batch_id)"
                           " WHERE table_name = 'survey_response'")  # fmt: skip
        cells.rebuild(connection)
        driver_cells.rebuild(connection)
        comment_terms.rebuild(connection)
        connection.execute("CHECKPOINT")


def _enlarge() -> ModuleType:
    """The demo company's modules, with more branches and months than they come with."""
    folder = ROOT / "data" / "demo"
    spec = importlib.util.spec_from_file_location(
        "data.demo", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    demo = importlib.util.module_from_spec(spec)
    sys.modules["data.demo"] = demo  # its modules can now be changed before it imports them all
    from data.demo import company

    company.MONTHS = MONTHS
    company.QUARTERS = tuple(month for month in MONTHS if month % 100 % 3 == 0)
    from data.demo import truth

    originals = {branch.branch_id: branch for branch in company.BRANCHES}
    counties = [unit for unit in company.ORGANISATION if unit.level == "county"]
    company.BRANCHES = tuple(
        _copied(branch, copy)
        for copy in range(1 + BRANCHES // len(originals))
        for branch in originals.values()
    )[:BRANCHES]
    used = {branch.parent_id for branch in company.BRANCHES}
    units = [_copied(unit, copy) for copy in range(len(used)) for unit in counties]
    company.ORGANISATION = (
        company.ORGANISATION[0],
        *(unit for unit in units if unit.branch_id in used),
        *company.BRANCHES,
    )
    company.STATIONS = tuple(b for b in company.BRANCHES if b.type == "supply_station")
    for copy in range(1, 1 + BRANCHES // len(originals)):
        for code in originals:
            told = truth.TRUTHS[code]
            truth.TRUTHS[_code(code, copy)] = replace(told, draw=told.draw + 1000 * copy)
    from data.demo import draws

    draws.LAST_DAY = np.datetime64("2026-12-31")
    from data.demo import policies

    policies.OWNERS |= dict.fromkeys(sorted(used), "county")
    spec.loader.exec_module(demo)
    demo.learning.YEARS.update({2024: (0, 12), 2025: (12, 24), 2026: (24, 36)})
    return demo


def _code(code: str, copy: int) -> str:
    return f"Q{chr(ord('H') + copy)}{code[2:]}"


def _copied(unit: object, copy: int) -> object:
    """The same unit elsewhere in the company."""
    if copy == 0:
        return replace(unit, answers=unit.answers * THINNER)
    parent = unit.parent_id if len(unit.parent_id) == 2 else _code(unit.parent_id, copy)
    return replace(
        unit,
        branch_id=_code(unit.branch_id, copy),
        parent_id=parent,
        name=f"{unit.name}{copy + 1}",
        name_en=f"{unit.name_en} {copy + 1}",
        answers=unit.answers * THINNER,
    )


if __name__ == "__main__":
    large = _enlarge()

    from data.viewer import COMMAND_LINE
    from data.warehouse import open_warehouse

    opened = open_warehouse(Path(sys.argv[1]))
    large.build(opened, COMMAND_LINE)
    opened.close()
