"""No spreadsheet runs what we write into it."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from data import tables, templates
from data.inert import inert
from ui import tables as downloads

BITES = (
    '=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)",
    "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A1", "  =1",
    "\u3000=1", "\u00a0=1", "\n=1", "\u200b=1",
)  # fmt: skip


@pytest.mark.parametrize("bite", BITES)
def test_what_would_be_run_gets_an_apostrophe(bite: str) -> None:
    assert inert(bite) == f"'{bite}"


@pytest.mark.parametrize("value", ["城东所", "a=b", "3-4", "", -1.5, 3, None, True])
def test_all_else_stays(value: object) -> None:
    assert inert(value) is value


def test_headers_cells_and_categories_of_a_file_are_inert_and_numbers_stay_numbers() -> None:
    frame = pd.DataFrame(
        {
            "=name": ["@a", "b"],
            "value": [-1.5, 2.0],
            "count": pd.array([-3, None], "Int64"),
            "kind": pd.Categorical(["＝x", "y"]),
            "mixed": [-7, "=1"],
        }
    )
    content = downloads.csv(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["'=name", "value", "count", "kind", "mixed"],
        ["'@a", "-1.5", "-3", "'＝x", "-7"],
        ["b", "2.0", "", "y", "'=1"],
    ]


def test_templates_hold_no_formula_and_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    table = tables.table("media")
    monkeypatch.setattr(
        templates, "rows", lambda _table: [[column.zh for column in table.uploaded], list(BITES)]
    )
    content = templates.as_workbook(table)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    written = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(written) > len(BITES)
    assert {cell.data_type for cell in written} == {"s"}
    assert all(cell.hyperlink is None for cell in written)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    text = templates.as_csv(table).decode("utf-8-sig")
    (_, cells) = csv.reader(io.StringIO(text, newline=""))
    assert cells == [f"'{bite}" for bite in BITES]
