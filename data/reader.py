"""Reading the warehouse for one viewer, who sees no more than their roles allow."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

import pandas as pd

from data.statement import parsed
from data.viewer import Viewer
from data.warehouse import Warehouse

UNVERSIONED = {"audit"}  # tables that grow without a new version of the data
Parameters = Sequence[object] | Mapping[str, object]
T = TypeVar("T")


class Reader:
    """Reads a warehouse for one viewer; `began` is when, in seconds of the monotonic clock."""

    def __init__(self, warehouse: Warehouse, viewer: Viewer) -> None:
        if not isinstance(viewer, Viewer):
            raise PermissionError("reading the warehouse needs a viewer")
        self.warehouse = warehouse
        self.viewer = viewer
        self.began = time.monotonic()
        warehouse.see_version()
        self._version = warehouse.data_version

    def frame(self, sql: str, parameters: Parameters = ()) -> pd.DataFrame:
        """Rows the viewer may read by name. Raises Refused where the query asks for more."""
        return self._frame(sql, parameters, distribution=False)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple]:
        """The same as tuples."""
        with self.warehouse.scoped(self.viewer, sql, distribution=False) as cursor:
            return cursor.execute(sql, list(parameters)).fetchall()

    def distribution(self, sql: str, parameters: Parameters = ()) -> pd.DataFrame:
        """Rows of every branch; those the viewer may not read by name have none, as in `scope`."""
        return self._frame(sql, parameters, distribution=True)

    def _frame(self, sql: str, parameters: Parameters, distribution: bool) -> pd.DataFrame:
        def read() -> pd.DataFrame:
            with self.warehouse.scoped(self.viewer, sql, distribution) as cursor:
                return cursor.execute(sql, parameters).df()

        return self.kept((distribution, sql, repr(parameters)), read) if _lasts(sql) else read()

    def kept(
        self,
        asked: Hashable,
        make: Callable[[], T],
        shown: bool = False,
        meanwhile: Callable[[], AbstractContextManager] = nullcontext,
    ) -> T:
        """What is made of the version of the data that was there when this reader began.

        `shown` is for what a page shows, small beside the tables it is made of; `meanwhile` is
        where to wait for somebody who is making it.
        """
        return self.warehouse.kept(self.viewer, self._version, asked, make, shown, meanwhile)

    @property
    def data_version(self) -> int:
        return self.warehouse.data_version


def _lasts(sql: str) -> bool:
    """Whether what a query finds stays the same until the next version of the data."""
    try:
        return not parsed(sql).names & UNVERSIONED
    except ValueError:  # a PIVOT, say, which DuckDB does not take apart
        return False
