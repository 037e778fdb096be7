"""The rules over several rows: sums, validity in time, order in time.

Each finds the rows at fault among those it is given. Rows of a file have the numbers of the
spreadsheet, rows of the warehouse numbers below zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from data import strata
from locales import Sentence, sentence

ROUNDING = 1e-6  # relative error by which sums may differ
SPAN = ("valid_from", "valid_to")


@dataclass(frozen=True)
class Fault:
    """A row, the columns at fault, and what is wrong with them in words."""

    row: int
    columns: tuple[str, ...]
    reason: Sentence


Find = Callable[[duckdb.DuckDBPyConnection, pd.DataFrame], Iterable[Fault]]


@dataclass(frozen=True)
class SetRule:
    """A rule in words, and what finds the rows that break it."""

    words: Sentence
    find: Find


def _full_marks(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> Iterator[Fault]:
    """Indicators whose scheme does not come out at its full score."""
    schemes = connection.execute("SELECT scheme_id, full_score FROM scheme").fetchall()
    wanted = dict(schemes)
    for scheme_id, group in rows.groupby("scheme_id"):
        reached = float(group["full_score"].sum())
        full = wanted.get(scheme_id, reached)
        if math.isclose(reached, full, rel_tol=ROUNDING):
            continue
        reason = sentence(
            "those of scheme {scheme} add up to {reached}, its full score is {full}; "
            "put all its indicators into one file",
            scheme=scheme_id,
            reached=f"{reached:g}",
            full=f"{full:g}",
        )
        for row in group.index:
            yield Fault(row, ("scheme_id", "full_score"), reason)


def _one_whole(_: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> Iterator[Fault]:
    """Weights that do not sum to 1 in some month of their validity; each row is told once."""
    told: set[int] = set()
    names = strata.words(strata.TABLE, "metric")
    for metric, group in rows.groupby("metric"):
        for month in sorted({*group["valid_from"], *(group["valid_to"] + 1)}):
            valid = group[(group["valid_from"] <= month) & (month <= group["valid_to"])]
            reached = float(valid["weight"].sum())
            if valid.empty or math.isclose(reached, 1, rel_tol=ROUNDING):
                continue
            reason = sentence(
                "those of {metric} valid in {month} add up to {reached}",
                metric=names.get(metric, metric),
                month=_dashed(month),
                reached=f"{reached:g}",
            )
            for row in valid.index.difference(list(told)):
                told.add(row)
                yield Fault(row, ("stratum", "weight"), reason)


def _never_two(
    same: Sequence[str],
    columns: tuple[str, ...],
    said: Callable[[Any], Sentence],
    clash: Callable[[Any, Any], bool] = lambda _one, _other: True,
) -> Find:
    """Rows alike in `same` of which two must not `clash`: the later of the two is at fault."""

    def find(_: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> Iterator[Fault]:
        for _key, group in rows.groupby(list(same), sort=False):
            kept: list[Any] = []
            for row in group.itertuples():
                other = next((other for other in kept if clash(row, other)), None)
                if other is None:
                    kept.append(row)
                else:
                    yield Fault(row.Index, columns, said(other))

    return find


def _found_later(_: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> Iterator[Fault]:
    """Recurrences found before what they are a recurrence of."""
    found = rows.drop_duplicates("finding_id").set_index("finding_id")["found_at"]
    before = pd.Series(found.reindex(rows["parent_finding_id"]).to_numpy(), rows.index)
    for row in rows.index[rows["found_at"] < before]:
        reason = sentence(
            "{finding} was found on {day}",
            finding=rows.at[row, "parent_finding_id"],
            day=f"{before[row]:%Y-%m-%d}",
        )
        yield Fault(row, ("found_at", "parent_finding_id"), reason)


def _overlap(one: Any, other: Any) -> bool:
    return one.valid_from <= other.valid_to and other.valid_from <= one.valid_to


def _same_type(one: Any, other: Any) -> bool:
    types = {getattr(row, "branch_type", None) for row in (one, other)}
    return len(types) == 1 or any(pd.isna(name) for name in types)


def _place(other: Any) -> Sentence:
    """Where a row is that was there first."""
    if other.Index > 0:
        return sentence("row {row} of this file", row=other.Index)
    return sentence("batch {batch}", batch=int(other.batch_id))


def _covered(other: Any) -> Sentence:
    return sentence(
        "{place} holds from {first} to {last}",
        place=_place(other),
        first=_dashed(other.valid_from),
        last=_dashed(other.valid_to),
    )


def _taken(name: str) -> Callable[[Any], Sentence]:
    """Names the row that is there already by one of its columns."""
    return lambda other: sentence(
        "{other} is there already, from {place}", other=getattr(other, name), place=_place(other)
    )


def _dashed(month: int) -> str:
    """YYYY-MM of a month; one after December is the January that follows."""
    year, number = divmod(int(month), 100)
    return f"{year + number // 13}-{(number - 1) % 12 + 1:02d}"


RULES: Mapping[str, Sequence[SetRule]] = {
    "scheme": (
        SetRule(
            sentence("a year has one scheme for each type of branch"),
            _never_two(["year"], ("scheme_id", "year"), _taken("scheme_id"), _same_type),
        ),
    ),
    "scheme_band": (
        SetRule(
            sentence("no two bands of a scheme begin at the same score"),
            _never_two(["scheme_id", "lowest"], ("scheme_id", "lowest"), _taken("band")),
        ),
    ),
    "indicator": (
        SetRule(
            sentence("the full scores of a scheme's indicators add up to its full score"),
            _full_marks,
        ),
    ),
    "stratum_weight": (
        SetRule(
            sentence("a stratum has one weight at a time"),
            _never_two(["metric", "stratum"], SPAN, _covered, _overlap),
        ),
        SetRule(sentence("the weights of a metric add up to 1 in every month"), _one_whole),
    ),
    "kpi_target": (
        SetRule(
            sentence("a figure has one target at a time in an area"),
            _never_two(["kpi", "area"], SPAN, _covered, _overlap),
        ),
    ),
    "training_standard": (
        SetRule(
            sentence("a year has one standard for each audience"),
            _never_two(["year", "audience"], ("year", "audience"), _taken("standard_id")),
        ),
    ),
    "finding": (
        SetRule(sentence("a finding comes back after it was found, not before"), _found_later),
    ),
}
