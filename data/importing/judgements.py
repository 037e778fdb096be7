"""Each distinct value of a column is judged once in Python; SQL carries that to all rows."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.importing.plan import ColumnPlan
from data.importing.scoring import score_of
from data.importing.times import day_sql, month_of
from data.importing.values import folded
from locales import Sentence

Judge = Callable[[str], tuple[float | int | str | None, int | None]]  # result, reason number


class Judgements:
    """Small tables map_{position}(v, result, reason) on a connection, to be joined to the cells.

    `reason` numbers the sentences of `reasons`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, cells: str):
        self.connection = connection
        self.cells = cells
        self.refused: set[int] = set()  # positions of columns with values that are no scores
        self.reasons: list[Sentence] = []

    def table(self, name: str, key: str, judge: Judge, source: str | None = None) -> None:
        """Table `name`(v, result, reason) of the distinct values of an SQL expression."""
        query = f"SELECT DISTINCT {key} FROM {source or self.cells}"
        values = [v for (v,) in self.connection.sql(query).fetchall() if v is not None]
        self._hold(name, values, [judge(value) for value in values])

    def _hold(
        self,
        name: str,
        values: list[str],
        judged: list[tuple[float | int | str | None, int | None]],
    ) -> None:
        results = pa.array([result for result, _ in judged])
        if pa.types.is_null(results.type):
            results = results.cast(pa.float64())
        reasons = pa.array([reason for _, reason in judged], pa.int32())
        held = pa.table({"v": pa.array(values, pa.string()), "result": results, "reason": reasons})
        self.connection.register("judged", held)
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM judged")
        self.connection.unregister("judged")

    def reason(self, reason: Sentence | None) -> int | None:
        if reason is None:
            return None
        if reason not in self.reasons:
            self.reasons.append(reason)
        return self.reasons.index(reason)

    def scores(self, column: ColumnPlan, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        """The score of each cell of a column; what is none is held in map_{position}.

        Without SQL: a join for each of hundreds of columns takes gigabytes.
        """
        ladder = {folded(label): score for label, score in column.ladder.items()}
        values = pc.unique(cells).drop_null()
        scored = [score_of(raw, column, ladder) for raw in values.to_pylist()]
        judged = [(s.score, self.reason(s.reason)) for s in scored]
        if any(reason is not None for _, reason in judged):
            self.refused.add(column.position)
            self._hold(f"map_{column.position}", values.to_pylist(), judged)
        scores = pa.array([score for score, _ in judged], pa.float64())
        return pc.take(scores, pc.index_in(cells, value_set=values))

    def months(self, column: ColumnPlan) -> str:
        """The key by which rows find their month in map_{position}."""
        key = day_sql(f"c{column.position}", column.time_format or "Y-M-D")
        self.table(
            f"map_{column.position}",
            key,
            lambda raw: (month_of(raw, column.time_format or "Y-M-D"), None),
        )
        return key
