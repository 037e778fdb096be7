"""Templates: accepted as they are, their example rows sound, their rules told."""

import csv
import io

import openpyxl
import pytest

from data import cell_values, tables, templates
from data.importing.read import read
from data.table_checks import header
from data.table_import import EXAMPLE, import_table
from locales import BadInput
from tests.conftest import VIEWER

# What makes the example of a rule over several rows whole, from the columns of the template.
COMPLETED = {
    "indicator": {"indicator_id": "FA2026-02", "name": "供电服务", "full_score": "90"},
    "stratum_weight": {"stratum": "访谈", "weight": "0.6"},
}


def filled_in(table, head):
    """The template as a person fills it in who takes the example row as it is."""
    example = [templates.example(table, column) for column in table.uploaded]
    rows = [head, example]
    if table.name in COMPLETED:
        values = COMPLETED[table.name]
        rows.append([values.get(c.name, e) for c, e in zip(table.uploaded, example, strict=True)])
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("name", tables.UPLOADABLE)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_it_is_accepted_as_it_is_and_its_example_row_is_passed_over(
    name, ending, warehouse, tmp_path
):
    table = tables.table(name)
    content = {"csv": templates.as_csv, "xlsx": templates.as_workbook}[ending](table)
    path = tmp_path / f"{name}.{ending}"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="only the example row"):
        import_table(warehouse, VIEWER, read(path), name)


@pytest.mark.parametrize("written", [lambda c: c.en, header], ids=["english", "both"])
def test_taken_literally_the_example_rows_make_a_sound_warehouse(warehouse, write, written):
    for name in tables.UPLOADABLE:
        table = tables.table(name)
        path = write(f"{name}.csv", filled_in(table, [written(c) for c in table.uploaded]))
        imported = import_table(warehouse, VIEWER, read(path), name)
        assert imported.rejects.values.tolist() == [], name
        assert imported.rows_kept == imported.rows_read > 0


@pytest.mark.parametrize("name", tables.UPLOADABLE)
def test_the_headers_of_a_table_are_told_apart_in_each_language(name):
    columns = tables.table(name).uploaded
    for labels in ([c.zh for c in columns], [c.en.casefold() for c in columns]):
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", tables.UPLOADABLE)
def test_an_example_is_written_in_the_form_that_its_column_takes(name):
    table = tables.table(name)
    for column in table.uploaded:
        value = templates.example(table, column)
        assert value or not column.required
        if value and not column.reference:
            cell_values.meaning(column, value)


def test_no_example_is_given_for_a_column_that_is_not_there():
    named = templates._examples()
    assert set(named) - {templates.EVERY_TABLE} <= set(tables.UPLOADABLE)
    for name in set(named) - {templates.EVERY_TABLE}:
        assert set(named[name]) <= {c.name for c in tables.table(name).uploaded}, name


def test_the_workbook_explains_columns_and_rules_in_both_languages():
    content = io.BytesIO(templates.as_workbook(tables.table("kpi_target")))
    form, explained = openpyxl.load_workbook(content).worksheets
    assert form.title == "服务指标公开承诺"
    assert form["A2"].value == f"{EXAMPLE} 供电小时"
    texts = [cell.value for row in explained.iter_rows() for cell in row if cell.value]
    assert texts[0] == "服务指标公开承诺 Published service targets (kpi_target)"
    assert "城区 urban, 农村 rural, 偏远 remote, 全部 all" in texts
    assert "「失效月份（年月）」不能早于「生效月份（年月）」" in texts
    assert "a figure has one target at a time in an area" in texts


def test_a_reference_is_explained_with_the_table_and_the_column_it_leads_to():
    content = io.BytesIO(templates.as_workbook(tables.table("indicator")))
    explained = openpyxl.load_workbook(content).worksheets[1]
    texts = [cell.value for row in explained.iter_rows() for cell in row if cell.value]
    assert "考核方案 Assessment schemes: 方案编号 Scheme code" in texts
    assert "同一方案各指标满分之和等于方案满分" in texts


def test_templates_that_cannot_be_written_are_a_clear_sentence(write):
    with pytest.raises(BadInput, match="could not be written"):
        templates.write(write("a file", "no folder"))
