"""Roles against every table, every query and every change: nothing more than a rule gives.

Walked over the whole schema, so that a table or a query added tomorrow is walked as well.
"""

from __future__ import annotations

import inspect
from datetime import date
from types import ModuleType

import duckdb
import pandas as pd
import pytest

from data import access, policy, queries, tables
from data.catalogue import metrics
from data.policy import Refused
from data.readable import SPREAD, distributed, readable
from data.reader import Reader
from data.viewer import EVERYTHING, Grant, Viewer

OWN, ABOVE, COMPANY = "QH101", ("QH1", "QH"), "QH"
VIEWERS = {
    "nobody": Viewer("nobody"),
    "leader": Viewer("leader", frozenset({Grant("leader")})),
    "office": Viewer("office", frozenset({Grant("office")})),
    "auditor": Viewer("auditor", frozenset({Grant("auditor")})),
    "branch": Viewer("branch", frozenset({Grant("branch", OWN)})),
}
BOOKKEEPING = {"schema_version", "warehouse_state", "person", "grant"}  # nobody's but the program's
CLOSED = {
    "nobody": set(tables.described()),
    "leader": BOOKKEEPING | {"mapping"},
    "office": BOOKKEEPING | {"audit"},
    "auditor": set(tables.described()) - {"audit"},
    "branch": BOOKKEEPING
    | {"batch", "reject", "mapping", "audit", "branch_alias", "survey_answer"},
}
ASKED = {
    "first": 202401, "last": 202612, "month": 202601, "day": date(2026, 6, 30), "limit": 1000,
    "audience": "customer", "channel": None, "team": "leadership", "by": "topic",
    "branch_id": "QH203", "peers": ["QH204", "QH205"], "keys": list(metrics()),
    "by_month": True, "metric": metrics()["customer_satisfaction"], "table": "finding",
    "batch_id": 1, "batch_ids": range(1, 60), "weights_of": "", "question_ids": range(1, 40),
    "survey_id": 1,
}  # fmt: skip
QUERIES = [
    (name, function)
    for name, module in vars(queries).items()
    if isinstance(module, ModuleType)
    for function in vars(module).values()
    if inspect.isfunction(function)
    and function.__module__ == module.__name__
    and "reader" in inspect.signature(function).parameters
]


@pytest.fixture(scope="module")
def readers(company: Reader) -> dict[str, Reader]:
    return {role: Reader(company.warehouse, viewer) for role, viewer in VIEWERS.items()}


@pytest.fixture(scope="module")
def others(company: Reader) -> set[str]:
    """Codes and names of the branches that are neither the branch's own nor above it."""
    found = company.rows("SELECT branch_id, name, name_en FROM branch")
    return {word for row in found if row[0] not in (OWN, *ABOVE) for word in row if word}


def size(reader: Reader, table: str) -> int:
    return reader.rows(f'SELECT count(*) FROM "{table}"')[0][0]


@pytest.mark.parametrize("table", tables.described())
@pytest.mark.parametrize("role", VIEWERS)
def test_a_role_reads_a_table_whole_its_own_rows_or_not_at_all(
    company, readers, others, role: str, table: str
) -> None:
    if table in CLOSED[role]:
        with pytest.raises(Refused, match="may not read"):
            size(readers[role], table)
    elif role != "branch":
        assert size(readers[role], table) == size(company, table)
    else:
        rows = readers[role].frame(f'FROM "{table}"')
        assert len(rows) <= size(company, table)
        whose = rows.get("branch_id", pd.Series(dtype=str))
        assert set(whose) <= {OWN, *(ABOVE if table in ("branch", "policy") else ())}
        # A department sponsors branches, and may have a branch of the same name.
        assert not tells_of(rows.drop(columns="department", errors="ignore"), others)


@pytest.mark.parametrize("part", ["survey_comment", "training_attendance", "media", "ability_eval"])
def test_parts_of_records_are_those_of_the_branchs_own_records(company, readers, part) -> None:
    column, whole, owner = {
        "survey_comment": ("response_id", "survey_response", "branch_id"),
        "training_attendance": ("session_id", "training_session", "branch_id"),
        "media": ("brand_id", "brand", "branch_id"),
        "ability_eval": ("person_id", "dual_duty_leader", "branch_id"),
    }[part]
    owners = company.rows(f"SELECT {column}, {owner} FROM {whole}")
    seen = {key for (key,) in readers["branch"].rows(f"SELECT {column} FROM {part}")}
    assert seen and {of for key, of in owners if key in seen} == {OWN}


def test_a_branch_reads_what_customers_say_and_not_what_its_own_people_say(readers) -> None:
    said = readers["branch"].rows(
        "SELECT DISTINCT audience FROM survey_comment"
        " JOIN survey_response USING (batch_id, response_id) JOIN survey USING (survey_id)"
    )
    assert said == [("customer",)]


@pytest.mark.parametrize("role", VIEWERS)
@pytest.mark.parametrize(
    ("subject", "query"), QUERIES, ids=lambda part: getattr(part, "__name__", part)
)
def test_a_query_called_with_the_codes_of_all_gives_a_role_nothing_more(
    company, readers, others, subject, query, role
) -> None:
    codes = [code for (code,) in company.rows("SELECT branch_id FROM branch")]
    known = ASKED | {"branch_ids": codes, "reader": readers[role]}
    arguments = {name: known[name] for name in inspect.signature(query).parameters if name in known}
    try:
        found = query(**arguments)
    except Refused:
        assert role != "leader" or query.__name__ == "table_size"
        return
    assert role not in ("nobody", "auditor") or subject == "audit"
    if role == "branch":
        assert not tells_of(found, others)


@pytest.mark.parametrize("table", ["branch", "metric_cell", "survey_cell"])
def test_a_distribution_holds_every_branch_and_names_none(company, readers, others, table) -> None:
    rows = readers["branch"].distribution(f"FROM {table}")
    assert len(rows) == size(company, table)
    assert not tells_of(rows, others)
    peers = {code for code in rows["branch_id"] if code.startswith("peer-")}
    assert len(peers) > 20 and OWN in set(rows["branch_id"])
    assert list(rows["branch_id"]) == sorted(rows["branch_id"])  # not the order of storage
    again = readers["branch"].distribution(f"FROM {table}")
    pd.testing.assert_frame_equal(rows, again)


def test_numbers_of_peers_say_nothing_of_the_order_of_codes_and_differ_by_viewer(company) -> None:
    asked = (
        "SELECT branch_id, n, total FROM metric_cell WHERE month = 202601"
        " AND metric = 'customer_satisfaction' AND stratum = 'questionnaire'"
    )

    def order(unit: str) -> list[str]:
        reader = Reader(company.warehouse, Viewer(unit, frozenset({Grant("branch", unit)})))
        shown = reader.distribution(f"{asked} AND branch_id LIKE 'peer-%'")
        both = shown.merge(company.frame(asked), on=["n", "total"])
        return both.sort_values("branch_id_x")["branch_id_y"].tolist()

    mine, theirs = order("QH101"), order("QH102")
    assert mine != sorted(mine) and mine[::-1] != sorted(mine)
    assert [code for code in mine if code in theirs] != [code for code in theirs if code in mine]


def test_what_would_tell_a_peer_apart_is_not_in_the_distribution(readers) -> None:
    peers = readers["branch"].distribution("FROM branch WHERE branch_id LIKE 'peer-%'")
    assert peers[["area", "members", "staff", "customers", "batch_id"]].isna().all(axis=None)
    assert set(peers["parent_id"]) == {COMPANY}
    assert peers.groupby("type")["branch_id"].count().drop("other").min() >= 4  # and one's own


def test_figures_of_the_company_are_the_same_for_everybody(company, readers) -> None:
    def total(reader: Reader) -> list[tuple]:
        cells = queries.figures.metric_cells(reader, ["complaint_rate"], 202401, 202612, [COMPANY])
        return cells[["n", "total"]].to_numpy().tolist()

    assert total(readers["branch"]) == total(company) == total(readers["leader"])


HOSTILE = (
    "FROM batch",
    "FROM main.branch",
    "FROM memory.main.survey_answer",
    "WITH survey_answer AS (FROM survey_answer) FROM survey_answer",
    "WITH a AS (FROM survey_answer), survey_answer AS (SELECT 1) FROM a",
    "SELECT (SELECT max(score) FROM survey_answer)",
    "SELECT * FROM query('FROM survey_answer')",
    "FROM query_table('survey_answer')",
    "FROM duckdb_views()",
    "WITH duckdb_views AS (FROM duckdb_views) FROM duckdb_views",
    "FROM read_csv('secrets.csv')",
    "FROM 'secrets.csv'",
    "FROM (SHOW ALL TABLES)",
    "SELECT * FROM (SUMMARIZE finding)",
    "FROM mingjian_scope.main.own_unit",
)


@pytest.mark.parametrize("sql", HOSTILE)
@pytest.mark.parametrize("distribution", [False, True])
def test_no_sql_reaches_beyond_the_rule(readers, sql: str, distribution: bool) -> None:
    with pytest.raises(Refused):
        (readers["branch"].distribution if distribution else readers["branch"].frame)(sql)


@pytest.mark.parametrize("sql", ["DELETE FROM audit", "SELECT 1; SELECT 2", "ATTACH 'x'", "SELEC"])
def test_reading_never_writes(readers, sql: str) -> None:
    with pytest.raises(ValueError):
        readers["leader"].frame(sql)


def test_a_table_that_no_rule_names_is_refused_to_everybody_but_the_program(warehouse) -> None:
    with warehouse.change(Viewer("program", EVERYTHING), "import", "") as connection:
        connection.execute("CREATE TABLE tomorrow AS SELECT 'QH101' AS branch_id")
    for viewer in VIEWERS.values():
        with pytest.raises(Refused):
            Reader(warehouse, viewer).rows("FROM tomorrow")


@pytest.mark.parametrize("role", VIEWERS)
@pytest.mark.parametrize("action", ["import", "undo", "match", "demo", "grant", "revoke"])
def test_only_the_office_changes_data_and_nobody_grants_from_a_page(
    warehouse, role: str, action: str
) -> None:
    if role == "office" and action not in ("grant", "revoke"):
        with warehouse.change(VIEWERS[role], action, ""):
            pass
        return
    with (
        pytest.raises(Refused, match="may not do this"),
        warehouse.change(VIEWERS[role], action, ""),
    ):
        pass
    assert Reader(warehouse, Viewer("program", EVERYTHING)).rows("FROM audit") == []


@pytest.mark.parametrize("role", ["nobody", "leader", "auditor", "branch"])
def test_the_tables_as_they_are_stay_closed(company, role: str) -> None:
    with pytest.raises(Refused):
        company.warehouse.cursor(VIEWERS[role])


@pytest.mark.parametrize("role", policy.GRANTED)
@pytest.mark.parametrize("looks", ["leader", "office"])
def test_a_preview_shows_no_more_than_either_may_see_and_changes_nothing(role, looks) -> None:
    held = VIEWERS[role].grants
    seen = Viewer("looking", held, within=VIEWERS[looks].grants)
    assert not any(policy.may(seen, right) for right in ("change", "grant", "preview"))
    assert set(readable(seen)) <= set(readable(VIEWERS[looks])) & set(readable(VIEWERS[role]))
    assert not policy.unrestricted(Viewer("looking", EVERYTHING, within=VIEWERS[looks].grants))


def test_equal_rights_share_what_was_computed_and_others_never_do() -> None:
    scopes = [policy.scope(viewer) for viewer in VIEWERS.values()]
    other = Viewer("other branch", frozenset({Grant("branch", "QH102")}))
    assert len({*scopes, policy.scope(other)}) == len(VIEWERS) + 1
    assert policy.scope(Viewer("another", VIEWERS["leader"].grants)) in scopes


def test_what_access_prints_is_what_the_reader_does(readers) -> None:
    for role, viewer in VIEWERS.items():
        opened = access.opened(viewer, tables.described())
        assert {name for name, rows in opened.items() if rows == access.NOTHING} == CLOSED[role]
    spread = {name for name, rows in distributed(VIEWERS["branch"]).items() if rows == SPREAD}
    opened = access.opened(VIEWERS["branch"], tables.described())
    assert {name for name, rows in opened.items() if rows == access.UNNAMED} == spread


def tells_of(found: object, others: set[str]) -> set[str]:
    """The codes and names of others that stand in a result, whole."""
    if isinstance(found, pd.Series):
        found = found.reset_index()
    if isinstance(found, pd.DataFrame):
        columns = [column for _name, column in found.reset_index().items()]
        return {str(value) for column in columns for value in column.unique()} & others
    return {word for word in others if f"'{word}'" in repr(found)}


def test_the_check_of_this_file_would_notice(company, others) -> None:
    assert tells_of(company.frame("FROM branch"), others)
    assert tells_of(queries.organisation.held(company), others)
    with pytest.raises(duckdb.Error):
        company.rows("FROM nothing_of_this_name")
