"""What one scope of reading sees of the warehouse: a schema of views, and nothing beside them.

A query of a restricted viewer runs where only these views have names. A table for which
`readable` has no condition does not exist there, so a query nobody thought about is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import duckdb

from data import policy, tables
from data.readable import ALL, SPREAD, distributed, readable
from data.rows import first_row
from data.statement import parsed
from data.viewer import Viewer

CATALOG = "mingjian_scope"  # an attached database in memory that holds nothing but views
FEWEST_ALIKE = 5  # units of a type, or their type would tell which they are

OWN_UNIT = """
SELECT branch_id FROM {whole}.branch_descendant WHERE ancestor_id IN ({units})
"""
UNIT_ABOVE = """
SELECT ancestor_id AS branch_id FROM {whole}.branch_descendant
WHERE branch_id IN ({units}) AND ancestor_id NOT IN (FROM {hidden}.own_unit)
"""
# Every unit as it is shown: one's own and the whole company under their codes, the others under
# numbers in the order of a keyed hash. All others lie right under the company.
SHOWN_UNIT = """
WITH RECURSIVE under (branch_id, root_id) AS (
    SELECT branch_id, branch_id FROM {whole}.branch
    WHERE parent_id IS NULL OR parent_id NOT IN (SELECT branch_id FROM {whole}.branch)
    UNION ALL
    SELECT branch.branch_id, root_id FROM under JOIN {whole}.branch ON parent_id = under.branch_id
),
placed AS (
    SELECT branch.*, root_id, branch_id IN (FROM {hidden}.own_unit) AS own,
           branch_id = root_id AND count(*) OVER (PARTITION BY root_id) > 1 AS whole_company,
           count(*) OVER (PARTITION BY type) >= {fewest} AS common_type
    FROM {whole}.branch JOIN under USING (branch_id)
),
numbered AS (
    SELECT *, own OR whole_company AS named,
           row_number() OVER (
               PARTITION BY named
               ORDER BY sha256(pseudonym_key || {units_text} || branch_id)
           ) AS number
    FROM placed CROSS JOIN {whole}.warehouse_state
)
SELECT branch_id, CASE WHEN named THEN branch_id ELSE 'peer-' || lpad(number::VARCHAR, 3, '0') END
           AS code, number, named, own, common_type,
       CASE WHEN whole_company THEN NULL
            WHEN own AND parent_id IN (FROM {hidden}.own_unit) THEN parent_id
            WHEN root_id <> branch_id THEN root_id END AS shown_parent
FROM numbered
"""
HIDDEN = {"own_unit": OWN_UNIT, "unit_above": UNIT_ABOVE, "shown_unit": SHOWN_UNIT}
# In the order of the codes, since that of storage would tell who is who.
DISTRIBUTED = {
    "branch": """
SELECT code AS branch_id, shown_parent AS parent_id,
       CASE WHEN named THEN name ELSE '同行 ' || number END AS name,
       CASE WHEN named THEN name_en ELSE 'Peer ' || number END AS name_en,
       level, CASE WHEN named OR common_type THEN type ELSE 'other' END AS type,
       CASE WHEN named THEN area END AS area, CASE WHEN named THEN members END AS members,
       CASE WHEN named THEN staff END AS staff, CASE WHEN named THEN customers END AS customers,
       NULL::INTEGER AS batch_id
FROM {whole}.branch JOIN {hidden}.shown_unit USING (branch_id) ORDER BY code
""",
    **{
        name: f"""
SELECT {name}.* REPLACE (code AS branch_id)
FROM {{whole}}.{name} JOIN {{hidden}}.shown_unit USING (branch_id) ORDER BY code
"""
        for name in ("metric_cell", "survey_cell")
    },
}


def check(viewer: Viewer, sql: str, distribution: bool = False) -> None:
    """Raise Refused if `sql` reads anything that the viewer may not read."""
    statement = parsed(sql)
    open_to = _names(distributed(viewer) if distribution else readable(viewer))
    beyond = (statement.names - open_to) | statement.qualified | statement.functions
    if beyond:
        raise policy.Refused(
            "{person} may not read {tables}: no rule gives it. Ask the office for it.",
            person=viewer.name,
            tables=", ".join(sorted(beyond)),
        )


def enter(
    cursor: duckdb.DuckDBPyConnection, known: set[str], viewer: Viewer, distribution: bool = False
) -> None:
    """Let the cursor see the viewer's scope and nothing else, made if it is not among `known`.

    Callers take turns as long as the scope is not known.
    """
    conditions = distributed(viewer) if distribution else readable(viewer)
    units = policy.own_units(viewer)
    text = repr((sorted(conditions.items()), units))
    schema = "s" + hashlib.sha256(text.encode()).hexdigest()[:16]
    if schema not in known:
        _make(cursor, schema, conditions, units)
        known.add(schema)
    cursor.execute(f"USE {CATALOG}.{schema}")


def _make(
    cursor: duckdb.DuckDBPyConnection,
    schema: str,
    conditions: Mapping[str, str],
    units: tuple[str, ...],
) -> None:
    (database,) = first_row(cursor, "SELECT current_database()")
    whole = f'"{database}".main'
    hidden = f"{CATALOG}.{schema}_hidden"
    places = {
        "whole": whole,
        "hidden": hidden,
        "units": ", ".join(_quoted(unit) for unit in units) or "NULL",
        "units_text": _quoted("\n".join(units)),
        "fewest": FEWEST_ALIKE,
        "own": f"FROM {hidden}.own_unit",
        "above": f"FROM {hidden}.unit_above",
    }
    # Said to be writable, since in a reader process nothing is unless it is said.
    cursor.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {CATALOG} (READ_WRITE)")
    cursor.execute(f"CREATE SCHEMA {CATALOG}.{schema}; CREATE SCHEMA {hidden}")
    for name, sql in HIDDEN.items():
        cursor.execute(f"CREATE VIEW {hidden}.{name} AS {sql.format_map(places)}")
    cursor.execute(f"USE {CATALOG}.{schema}")
    for name, condition in _in_order(conditions).items():
        sql = f"SELECT * FROM {{whole}}.{name} WHERE {condition}"
        if condition == SPREAD:
            sql = DISTRIBUTED[name]
        cursor.execute(f'CREATE VIEW "{name}" AS {sql.format_map(places)}')
    for name, sql in _views(conditions).items():
        cursor.execute(f"CREATE VIEW {name} AS {sql}")


def _in_order(conditions: Mapping[str, str]) -> dict[str, str]:
    """The tables so that each stands behind those that its condition names."""
    ordered: dict[str, str] = {}
    waiting = dict(conditions)
    while waiting:
        for name, condition in list(waiting.items()):
            plain = ALL if condition == SPREAD else condition
            plain = plain.format(own="SELECT 1", above="SELECT 1", whole="whole")
            statement = parsed(f"SELECT 1 WHERE {plain}")
            if not (statement.names - statement.qualified) & set(waiting):
                ordered[name] = waiting.pop(name)
    return ordered


def _views(conditions: Mapping[str, str]) -> dict[str, str]:
    """The views of the schema that read nothing but these tables, each behind those it reads."""
    found: dict[str, str] = {}
    waiting = dict(tables.views())
    while ready := [
        name for name, sql in waiting.items() if parsed(sql).names <= {*conditions, *found}
    ]:
        found |= {name: waiting.pop(name) for name in ready}
    return found


def _names(conditions: Mapping[str, str]) -> set[str]:
    return {*conditions, *_views(conditions)}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
