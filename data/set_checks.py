"""Refusing rows of a file that break a rule over several rows, and finding them in the warehouse.

A rule sees the rows that an upload would store beside those that the warehouse holds. What is there
is not in question, so only rows of the file are refused.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from data.set_rules import RULES
from data.table_checks import Rejects, header, shown
from data.tables import Table
from locales import Sentence, sentence


def check_sets(
    connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame, rejects: Rejects
) -> None:
    """Refuse the rows of a file that break a rule over several rows, and list them.

    Rules are taken in turn. A row that is left out may break the sum of others, so each rule is
    asked again until it has nothing more to say.
    """
    if table.name not in RULES:
        return
    columns = {column.name: column for column in table.uploaded}
    stored = stored_rows(connection, table).astype(frame.dtypes.to_dict())
    for rule in RULES[table.name]:
        found = True
        while found:
            rows = pd.concat([stored, frame[~frame.index.isin(rejects.rows)]])
            found = {fault.row: fault for fault in rule.find(connection, rows) if fault.row > 0}
            for row, fault in found.items():
                value = ", ".join(shown(frame.at[row, name]) for name in fault.columns)
                named = ", ".join(header(columns[name]) for name in fault.columns)
                said = sentence("the rule is: {rule}; {fault}", rule=rule.words, fault=fault.reason)
                rejects.add(row, named, value, said)


def broken(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Sentence]:
    """What is wrong with the rows that the warehouse holds of a table, each thing said once."""
    if table.name not in RULES:
        return []
    rows = stored_rows(connection, table)
    said = [
        sentence("the rule is: {rule}; {fault}", rule=rule.words, fault=fault.reason)
        for rule in RULES[table.name]
        for fault in rule.find(connection, rows)
    ]
    return list({str(fault): fault for fault in said}.values())


def stored_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> pd.DataFrame:
    """The rows of the warehouse, numbered -1, -2 and so on in the order in which they came."""
    order = ", ".join(["batch_id", *table.key])
    rows = connection.execute(f"FROM {table.name} ORDER BY {order}").df()
    return rows.set_axis(range(-1, -len(rows) - 1, -1))
