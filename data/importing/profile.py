"""What a column holds: its distinct values with their rows, counted once for the whole file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.importing.times import day_sql
from data.importing.values import clean, number

MOST_VALUES = 2000  # a column with more distinct values is text, an id or a measurement
HEAD = 5_000
EXAMPLES = 5


@dataclass(frozen=True)
class Profile:
    """The cleaned values of one column with their rows: all if `complete`, else those of the head.

    `filled` counts the rows with a value, `distinct` the different values (estimated unless
    complete).
    """

    position: int
    filled: int
    distinct: int
    counts: Mapping[str, int]
    complete: bool

    @cached_property
    def numbers(self) -> dict[str, float]:
        """The values that are plain numbers."""
        found = ((value, number(value)) for value in self.counts)
        return {value: n for value, n in found if n is not None}

    @cached_property
    def numeric_share(self) -> float:
        rows = sum(self.counts.values())
        return sum(self.counts[v] for v in self.numbers) / rows if rows else 0.0

    @cached_property
    def mean_length(self) -> float:
        """Mean characters of the distinct values; a Chinese character counts twice."""
        widths = [len(v) + sum("\u2e80" < c < "\uffef" for c in v) for v in self.counts]
        return sum(widths) / len(widths) if widths else 0.0

    @property
    def examples(self) -> tuple[str, ...]:
        ranked = sorted(self.counts.items(), key=lambda item: -item[1])
        return tuple(value for value, _ in ranked[:EXAMPLES])

    @property
    def repeats(self) -> bool:
        """Whether values come again, as those of a category do."""
        return self.distinct <= max(self.filled * 0.5, 1)


class Columns:
    """The data rows of a table, ready to be asked about single columns."""

    def __init__(self, cells: pa.Table, width: int):
        self.width = width
        self.cells = cells
        self.connection = duckdb.connect()
        self.connection.register("cells", cells)
        self.rows = cells.num_rows

    def close(self) -> None:
        self.connection.close()

    def profile(self, position: int) -> Profile:
        column = f"c{position}"
        whole = self.cells[column]
        head = _counts(whole.slice(0, HEAD), HEAD)
        if len(head) <= MOST_VALUES:
            counts = head if self.rows <= HEAD else _counts(whole, MOST_VALUES)
            if counts is not None:
                counts = _cleaned(counts)
                return Profile(position, sum(counts.values()), len(counts), counts, True)
        head = _cleaned(head)
        if self.rows <= HEAD:
            return Profile(position, sum(head.values()), len(head), head, False)
        filled, distinct = self.connection.sql(
            f"SELECT count({column}), approx_count_distinct({column}) FROM cells"
        ).fetchall()[0]
        return Profile(position, filled, distinct, head, False)

    def days(
        self, position: int, time_format: str, most: int, absent: Sequence[str]
    ) -> dict[str, int]:
        """The distinct days of a column of moments, with their rows; at most `most` of them.

        `absent` are texts that say there is none, such as `[not completed]`.
        """
        column = f"c{position}"
        dated = f"{column} IS NOT NULL"
        if absent:
            dated += f" AND NOT list_contains($absent, trim({column}))"
        query = f"""SELECT {day_sql(column, time_format)} AS day, count(*) FROM cells
                    WHERE {dated} GROUP BY day LIMIT {most}"""
        params = {"absent": list(absent)} if absent else {}
        return _cleaned(dict(self.connection.sql(query, params=params).fetchall()))

    def used_rows(self) -> int:
        """Rows that hold anything at all."""
        every = ", ".join(f"c{i}" for i in range(self.width))
        query = f"SELECT count(*) FROM cells WHERE coalesce({every}) IS NOT NULL"
        return self.connection.sql(query).fetchall()[0][0]

    def distinct_groups(self, positions: list[int]) -> int:
        """How many different combinations of values some columns have."""
        names = ", ".join(f"c{i}" for i in positions)
        query = f"SELECT count(*) FROM (SELECT DISTINCT {names} FROM cells)"
        return self.connection.sql(query).fetchall()[0][0]


def _counts(column: pa.ChunkedArray, most: int) -> dict[str, int] | None:
    """Raw values with rows, or None if there are more than `most`.

    Arrow counts one column as fast as SQL, and does not look at hundreds of others on the way.
    """
    counted = pc.value_counts(column.drop_null())
    if len(counted) > most:
        return None
    return dict(zip(counted.field(0).to_pylist(), counted.field(1).to_pylist(), strict=True))


def _cleaned(raw: Mapping[str, int]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for value, rows in raw.items():
        if text := clean(value):
            counts[text] += rows
    return dict(counts)
