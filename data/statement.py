"""What a SELECT reads, from DuckDB's own parse of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

import duckdb

from data.rows import first_row

# Where a SELECT may take rows from, as DuckDB calls it. Anything else (files, settings, the
# catalogue) counts as a function.
PLAIN = {"SELECT_NODE", "BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST"}
HARMLESS = {"unnest", "range", "generate_series"}


@dataclass
class Statement:
    """The tables and views a SELECT names, those of them with a schema, and what else it reads."""

    names: set[str] = field(default_factory=set)
    qualified: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)


@cache
def parsed(sql: str) -> Statement:
    """What a SELECT reads. Raises ValueError for anything that is not one SELECT."""
    with duckdb.default_connection().cursor() as cursor:
        (text,) = first_row(cursor, "SELECT json_serialize_sql(?)", [sql])
    tree = json.loads(text)
    if tree["error"]:
        raise ValueError(f"{tree['error_message']}: {sql}")
    if len(tree["statements"]) != 1:
        raise ValueError(f"not one statement: {sql}")
    found = Statement()
    _walk(tree["statements"][0], frozenset(), found)
    return found


def _walk(node: object, known: Collection[str], found: Statement) -> None:
    """Collect what `node` reads; `known` are the common table expressions it can see."""
    if isinstance(node, list):
        for part in node:
            _walk(part, known, found)
    if not isinstance(node, dict):
        return
    _note(node, known, found)
    known = set(known)
    if node.get("type") == "RECURSIVE_CTE_NODE":
        known.add(node["cte_name"])
    for entry in node.get("cte_map", {}).get("map", ()):
        _walk(entry["value"], known, found)  # it sees those before it, and not itself
        known.add(entry["key"])
    for key, part in node.items():
        if key != "cte_map":
            _walk(part, known, found)


def _note(node: dict, known: Collection[str], found: Statement) -> None:
    kind = node.get("type")
    if kind == "BASE_TABLE":
        name = node["table_name"]
        if node["schema_name"] or node["catalog_name"]:
            found.qualified.add(name)
            found.names.add(name)
        elif name not in known:
            found.names.add(name)
    elif kind == "TABLE_FUNCTION":
        found.functions |= {node["function"]["function_name"]} - HARMLESS
    elif "sample" in node and kind not in PLAIN:
        found.functions.add(str(kind))
