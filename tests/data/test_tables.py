"""What the schema says of itself, from which templates, validation and errors are derived."""

import pytest

from data import tables


def test_every_table_and_column_has_a_chinese_and_an_english_label():
    for name in tables.described():
        table = tables.table(name)
        assert table.zh and table.en and table.zh != name, name
        if name in ("schema_version", "warehouse_state"):
            continue
        for column in table.columns:
            assert column.zh != column.name, f"{name}.{column.name} has no comment"


def test_every_reference_leads_to_a_column_that_exists():
    for name in tables.described():
        for column in tables.table(name).columns:
            if column.reference:
                owner, key = column.reference
                assert key in {c.name for c in tables.table(owner).columns}


def test_options_keys_and_required_cells_are_read_from_the_constraints():
    branch = {c.name: c for c in tables.table("branch").columns}
    assert branch["area"].options == ("urban", "rural", "remote")
    assert branch["name"].required and not branch["members"].required
    assert tables.table("assessment_score").key == ("indicator_id", "branch_id", "month")


def test_a_column_with_a_default_need_not_be_filled_in():
    scheme = {c.name: c for c in tables.table("scheme").columns}
    assert not scheme["bonus_cap"].required


def test_every_table_to_upload_exists():
    assert set(tables.UPLOADABLE) <= set(tables.described())


def test_an_unknown_table_is_a_key_error():
    with pytest.raises(KeyError):
        tables.table("no_such_table")
