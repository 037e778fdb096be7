"""A file that is taken away leaves a line in the audit log, and no file goes without."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from data import queries
from data.policy import Refused
from data.reader import Reader
from data.viewer import Grant, Viewer
from data.warehouse import Warehouse
from tests.conftest import VIEWER
from ui import session

ROOT = Path(__file__).parents[2]
LEADER = Viewer("leader@example.com", frozenset({Grant("leader")}))
DOWNLOADS = [
    pytest.param(call, id=f"{file.relative_to(ROOT)}:{call.lineno}")
    for room in ("pages", "ui")
    for file in sorted((ROOT / room).rglob("*.py"))
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "download_button"
]


def test_an_export_is_noted_when_it_is_asked_for_and_each_time(warehouse: Warehouse) -> None:
    session.begin(LEADER, warehouse)
    take = session.exporting("figures.csv", lambda: b"branch,value")
    log = Reader(warehouse, VIEWER)
    assert queries.audit.log(log).empty
    assert take() == take() == b"branch,value"
    noted = queries.audit.log(log)[["actor", "action", "detail"]].to_numpy().tolist()
    assert noted == [["leader@example.com", "export", "figures.csv"]] * 2


def test_nothing_is_handed_out_once_grants_have_changed(warehouse: Warehouse) -> None:
    granted = [True]
    session.begin(LEADER, warehouse, lambda: granted[0])
    take = session.exporting("figures.csv", lambda: b"branch,value")
    assert take() == b"branch,value"
    granted[0] = False
    with pytest.raises(Refused):
        take()
    assert len(queries.audit.log(Reader(warehouse, VIEWER))) == 1


def test_a_part_drawn_alone_draws_the_page_anew_once_grants_have_changed(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew: list[bool] = []
    monkeypatch.setattr(session.st, "rerun", lambda: anew.append(True))
    granted = [True]
    session.begin(LEADER, warehouse, lambda: granted[0])
    session.begin_anew_if_changed()
    assert not anew
    granted[0] = False
    session.begin_anew_if_changed()
    assert anew


def test_what_could_not_be_made_is_not_noted(warehouse: Warehouse) -> None:
    session.begin(LEADER, warehouse)
    with pytest.raises(ZeroDivisionError):
        session.exporting("figures.csv", lambda: bytes([1 // 0]))()
    assert queries.audit.log(Reader(warehouse, VIEWER)).empty


@pytest.mark.parametrize("call", DOWNLOADS)
def test_every_download_is_noted_or_an_empty_template(call: ast.Call) -> None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "data"]
    data = ast.unparse((named or call.args[1:2])[0])
    assert data.startswith("session.exporting(") or "templates.as_" in data
