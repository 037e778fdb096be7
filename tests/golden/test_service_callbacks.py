"""The 12398 hotline, East China, March 2020: 56 called back, 53 reached, 51 satisfied.

Published: callbacks reached 94.64 %, satisfied 96.23 % (of those reached, not of those called).
"""

import pytest

from analytics.key_figures import key_figures
from data import queries
from data.importing.read import read
from data.table_import import import_table
from tests.conftest import VIEWER


def test_the_published_shares_come_out_of_the_templates(warehouse, reader, write):
    branch = "支部编号,名称,层级,类型\n华东,华东监管局,company,company\n"
    callbacks = "支部编号,月份（年月）,回访数,回访成功数,满意数\n华东,2020-03,56,53,51\n"
    import_table(warehouse, VIEWER, read(write("branch.csv", branch)), "branch")
    import_table(warehouse, VIEWER, read(write("callbacks.csv", callbacks)), "callback_month")
    asked = ["callback_reached", "callback_satisfaction"]
    cells = queries.figures.metric_cells(reader, asked, 202003, 202003, ["华东"])
    figures = key_figures(cells).set_index("metric")
    assert round(100 * figures.at["callback_reached", "value"], 2) == 94.64
    assert round(100 * figures.at["callback_satisfaction", "value"], 2) == 96.23
    assert figures.at["callback_satisfaction", "n"] == pytest.approx(53)
